/** A form that replaces another, or opens under a button: the hand goes on in its first field. */
import { useEffect, useRef } from "preact/hooks";

export function useFirstField(): { current: HTMLFormElement | null } {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input:not([hidden])")?.focus();
  }, []);
  return form;
}
