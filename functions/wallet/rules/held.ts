/**
 * A place that is held while its price is put into the wallet, where the town's file says for how long. It counts as taken, and
 * becomes a booking in the write that takes the price; unpaid at its end, it is free again. So that nobody holds the town:
 * a wallet has so many of them at most, and what was held once and not paid, for that child, day and unit, is not held again.
 */
import { plusSeconds } from "../../kernel/clock.ts";
import type { ChildId, Instant, PayfipOperationId, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Engaged } from "./engagement.ts";

/** Places that are held at once for one wallet: a week of two children. */
export const mostHeld = 10;

/** Milliseconds that the treasury may take to say whether somebody paid; its page closes after fifteen minutes, debits take longer. */
export const longestAwaited = 120 * 60_000;

/** What is to be paid for a place that is held. */
export interface ToPay extends Engaged {
  /** Money was on its way by that operation when its time was over: it is held on, once, until there is a word on that. */
  readonly prolonged?: PayfipOperationId | undefined;
}

/** Whose place of which generation of a booking it is, as the wallet knows it. */
export interface HeldPlace {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly generation: number;
  readonly amount: Cents;
  /** Since when: the one that was held first is paid first. */
  readonly at: Instant;
  readonly until: Instant;
}

/** Its name within the wallet. */
export const heldName = ({ childId, date, unit }: Pick<HeldPlace, "childId" | "date" | "unit">): string =>
  `${date}/${childId}/${unit}`;

/** In the order in which they are paid. */
export const inTurn = (places: readonly HeldPlace[]): readonly HeldPlace[] =>
  [...places].sort((one, other) =>
    one.at === other.at ? (heldName(one) < heldName(other) ? -1 : 1) : one.at < other.at ? -1 : 1,
  );

/** All that they cost. */
export const heldCost = (places: readonly Pick<HeldPlace, "amount">[]): number =>
  places.reduce((sum, { amount }) => sum + amount, 0);

interface OnItsWay {
  readonly operation: PayfipOperationId;
  readonly at: Instant;
}

export type HeldFate =
  | { readonly kind: "stays" | "ends" }
  | { readonly kind: "prolonged"; readonly until: Instant; readonly by: PayfipOperationId };

/**
 * What becomes of a place that the wallet cannot pay now. Its time over, it is held on while money is on its way, as long as the
 * treasury may take to say so, and once: whoever begins another payment then holds it no longer.
 */
export function heldFate(
  { until, prolonged }: { readonly until: Instant; readonly prolonged?: PayfipOperationId | undefined },
  awaited: OnItsWay | undefined,
  now: Instant,
): HeldFate {
  if (prolonged !== undefined && awaited?.operation !== prolonged) return { kind: "ends" };
  if (now < until) return { kind: "stays" };
  if (prolonged !== undefined || awaited === undefined) return { kind: "ends" };
  const end = plusSeconds(awaited.at, longestAwaited / 1000);
  return now < end ? { kind: "prolonged", until: end, by: awaited.operation } : { kind: "ends" };
}
