/**
 * The keys of a list of what waits. One of its entries is current: J and K or the arrows go to the next and the one
 * before; any other key presses the button of that entry that names it (`data-keys`). Keys act only while the focus is on
 * an entry itself, so that they disturb neither typing nor a screen reader's own. Once an entry is answered, and gone, the
 * focus is on the one that took its place, or on what says that none is left (`data-rest`).
 */
import { useEffect, useRef, useState } from "preact/hooks";

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function useEntries(count: number) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const before = useRef(count);
  /** Whether the focus was inside the list, or in a dialog of it, when it was last anywhere. */
  const inside = useRef(false);
  const at = Math.max(0, Math.min(current, count - 1));
  const entries = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];

  useEffect(() => {
    const isLess = count < before.current;
    before.current = count;
    if (isLess && inside.current) entries()[at]?.focus();
  }, [count]);
  // The last one is gone: what says so is read next.
  useEffect(
    () => () => {
      queueMicrotask(() => {
        document.querySelector<HTMLElement>("[data-rest]")?.focus();
      });
    },
    [],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    const entry = target instanceof HTMLElement && target.dataset["entry"] !== undefined ? target : null;
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = entries();
    const step = steps[event.key];
    if (step !== undefined) all[Math.min(Math.max(all.indexOf(entry) + step, 0), all.length - 1)]?.focus();
    else {
      const pressed = entry.querySelector<HTMLElement>(`[data-keys~="${CSS.escape(event.key)}"]`);
      if (!pressed) return;
      pressed.click();
    }
    event.preventDefault();
  };
  const onFocusIn = (event: FocusEvent): void => {
    inside.current = true;
    const own = event.target instanceof HTMLElement ? event.target.closest("[data-entry]") : null;
    const rank = entries().findIndex((one) => one === own);
    if (rank !== -1) setCurrent(rank);
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // To nowhere: the entry that had it may be gone.
    if (relatedTarget instanceof Node && !list.current?.contains(relatedTarget)) inside.current = false;
  };
  return {
    list: { ref: list, onKeyDown, onFocusIn, onFocusOut },
    /** Of an entry in the order of tabbing: they are one stop. */
    indexOf: (rank: number): 0 | -1 => (rank === at ? 0 : -1),
  };
}
