/**
 * The time as the server has it. A phone's clock can be minutes wrong, and « encore 20 minutes » must not be. Display
 * only: the browser decides no deadline.
 */
import type { Instant } from "../../functions/kernel/ids.ts";

let offset = 0;

/** What an answer's `Date` header said. Below two seconds the difference is the network's, and is ignored. */
export function serverSaid(milliseconds: number): void {
  const difference = milliseconds - Date.now();
  offset = Math.abs(difference) < 2000 ? 0 : difference;
}

/** What an answer's own `now` said: closer than the header, when there is one. */
export const serverSaidInstant = (now: Instant): void => {
  serverSaid(new Date(now).getTime());
};

export const serverNow = (): number => Date.now() + offset;
