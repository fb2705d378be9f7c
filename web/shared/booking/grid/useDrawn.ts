/** Puts the days of a grid on the page step by step. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Day } from "./gridIndex.ts";

/**
 * Those of these days that are on the page yet: at once what a phone shows, then the days below, a step in each task,
 * so that a press or a scroll in between is answered. From the start again when the first day is another.
 */
export function useDrawn(shown: readonly Day[], step: number): readonly Day[] {
  const first = shown[0]?.date;
  const [last, setLast] = useState({ first, count: step });
  const count = last.first === first ? last.count : step;
  useEffect(() => {
    if (count >= shown.length) return undefined;
    const timer = setTimeout(() => {
      setLast({ first, count: count + step });
    }, 0);
    return () => {
      clearTimeout(timer);
    };
  }, [first, count, shown.length, step]);
  return useMemo(() => shown.slice(0, count), [shown, count]);
}
