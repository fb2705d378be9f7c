/** Changing a booking for another one: the old is given up only once the new is obtained; see bookings.ts for the order. */
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import {
  type ChildDay,
  swap,
  type Hold,
  type Act,
  generationOf,
  hold,
  drop,
  withUnits,
  isSameClaim,
  isSpent,
  intend,
} from "../rules/child-day.ts";
import { expectRevision, inHouseholds, readChildDays, childDayUpdate, stillAsRead } from "./child-days.ts";
import { type Obtained, endAndRelease, settleOwn, obtain } from "./claiming.ts";
import { claimUnit } from "./day-record.ts";
import type { SeenDay } from "./days.ts";
import { release, giveBackEnded, owingNothing } from "./give-back.ts";
import { type Place, type Wanted, type Holding, type BookOutcome, onTurn, holdOf, heldBy } from "./place.ts";

/** A booking that gives way to another of the same child. */
export interface Change {
  readonly from: Place;
  readonly to: Wanted;
}

/** A change whose new place is claimed already. */
type ClaimedChange = Omit<Change, "to"> & { readonly to: Holding };

/** The two days of a change as read; the same twice when only the unit changes. */
export interface ChangeDays {
  readonly from: ChildDay;
  readonly to: ChildDay;
}

export interface Changed {
  readonly outcome: BookOutcome | { readonly kind: "notBooked" };
  readonly days: ChangeDays;
}

const sameDay = ({ from, to }: ClaimedChange): boolean => from.date === to.date;

interface Committed {
  readonly decision: ReturnType<typeof swap>;
  readonly days: ChangeDays;
}

/** Holds the new and ends the old, in one write. */
async function commitChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  want: Hold,
  act: Act,
): Promise<Committed> {
  const { from, to } = change;
  const oldUnit = claimUnit(from);
  if (sameDay(change)) {
    const { decision, day } = await expectRevision(
      table,
      to,
      known.to,
      (day, elsewhere) => swap(day, want, onTurn(from, generationOf(day, oldUnit), act), elsewhere),
      { households: to.households },
    );
    return { decision, days: { from: day, to: day } };
  }
  const others = inHouseholds(to, to.households);
  return decideAndWrite<ChangeDays, Committed>("A child's days", known, async (days) => {
    const elsewhere = await readChildDays(table, others);
    const held = hold(days.to, want, others.map(elsewhere));
    const dropped = drop(days.from, onTurn(from, generationOf(days.from, oldUnit), act), ["booked"]);
    if (held.kind !== "write") return { done: { decision: held, days } };
    if (dropped.kind !== "write") return { done: { decision: { kind: "gone" }, days } };
    const outcome = await transact(table, [
      { Update: childDayUpdate(to, days.to, held.states) },
      { Update: childDayUpdate(from, days.from, dropped.states) },
      ...others.map((other) => stillAsRead(other, elsewhere(other))),
    ]);
    if (outcome === "done") {
      const after = { from: withUnits(days.from, dropped.states), to: withUnits(days.to, held.states) };
      return { done: { decision: held, days: after } };
    }
    const readDay = await readChildDays(table, [from, to]);
    return { again: { from: readDay(from), to: readDay(to) } };
  });
}

/** Completes a change whose place is claimed: commits it and gives the old place back, or releases the new one. */
export async function finishChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  { tag, crowded }: Obtained,
  act: Act,
  seen: SeenDay | null,
): Promise<Changed> {
  const { from, to } = change;
  const { decision, days } = await commitChange(table, change, known, { ...holdOf(to, tag, act) }, act);
  const giveBack = async (otherwise: BookOutcome | { readonly kind: "notBooked" }): Promise<Changed> => {
    const { outcome, day } = await endAndRelease(table, to, days.to, tag, act, { kind: "changed" });
    const after = sameDay(change) ? { from: day, to: day } : { ...days, to: day };
    return { outcome: outcome.kind === "booked" ? outcome : otherwise, days: after };
  };
  switch (decision.kind) {
    case "incompatible":
    case "elsewhere":
      return giveBack({ kind: decision.kind, with: decision.with });
    case "passed":
      return giveBack({ kind: "changed" });
    case "gone":
      return giveBack({ kind: "notBooked" });
    case "held":
    case "write": {
      if (decision.kind === "held" && !isSameClaim(decision.claim, tag)) await release(table, to, tag);
      if (decision.kind === "write" && crowded) await settleOwn(table, to, days.to, tag);
      const after = await giveBackEnded(table, from, days.from, decision.kind === "write" ? seen : null);
      return {
        outcome: decision.kind === "held" ? heldBy(decision.claim.requestToken, act.requestToken) : { kind: "booked" },
        days: sameDay(change) ? { from: after, to: after } : { from: after, to: days.to },
      };
    }
  }
}

/**
 * Moves a booking to another day or unit whose rules have said yes. Idempotent by `act.requestToken`. Refused, the old booking
 * stays as it is; wherever the process dies, the claim finds its intention and anybody can finish. `seen`: the old
 * booking's site and day as read before, which spares reading them again.
 */
export async function changeUnit(
  table: Table,
  change: Change,
  read: ChangeDays,
  act: Act,
  seen: SeenDay | null = null,
): Promise<Changed> {
  const { from, to } = change;
  const unit = claimUnit(to);
  const own = await owingNothing(table, to, read.to);
  const known = from.date === to.date ? { from: own, to: own } : { ...read, to: own };
  const before = known.to.units.get(unit);
  if (before?.claim) {
    if (before.claim.requestToken !== act.requestToken) return { outcome: { kind: "alreadyBooked" }, days: known };
    const after = await giveBackEnded(table, from, known.from, null);
    return {
      outcome: { kind: "booked" },
      days: from.date === to.date ? { from: after, to: after } : { ...known, from: after },
    };
  }
  if (isSpent(before, act.requestToken)) return { outcome: { kind: "changed" }, days: known };
  const intended = await expectRevision(table, to, known.to, (day) =>
    intend(day, { ...onTurn(to, generationOf(day, unit), act), replaces: { date: from.date, unit: claimUnit(from) } }),
  );
  const days = from.date === to.date ? { from: intended.day, to: intended.day } : { ...known, to: intended.day };
  if (intended.decision.kind !== "write") return { outcome: { kind: "changed" }, days };
  const obtained = await obtain(table, to, intended.day, act.requestToken);
  if (obtained.kind === "obtained") return finishChange(table, change, days, obtained.claim, act, seen);
  const { outcome, day } = obtained;
  return { outcome, days: from.date === to.date ? { from: day, to: day } : { ...days, to: day } };
}
