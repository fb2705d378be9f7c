/** A link to one field arrives before the field is drawn: once it is, the page goes there. */
import { useEffect } from "preact/hooks";

/** `ready`: everything that may be linked to is drawn. */
export function useAnchor(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  }, [ready]);
}
