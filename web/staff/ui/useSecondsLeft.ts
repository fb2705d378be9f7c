/** Whole seconds left until a moment, as the server has the time; 0 once it is over, or where there is none. */
import { useEffect, useState } from "preact/hooks";
import type { Instant } from "../../../functions/kernel/ids.ts";
import { serverNow } from "../../shared/clock.ts";
import { millisecondsUntil } from "../../shared/format/dates.ts";

export function useSecondsLeft(until: Instant | undefined): number {
  const left = (): number =>
    until === undefined ? 0 : Math.max(0, Math.ceil(millisecondsUntil(serverNow(), until) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => {
      setSeconds(left());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [until]);
  return seconds;
}
