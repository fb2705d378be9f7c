/**
 * Booking, changing, cancelling: two conditional updates on two records, in an order that leaves nothing broken
 * wherever it stops; what follows (the roster, the record made small again) is the stream's. Booking and cancelling are
 * here, changing in changes.ts, the steps that they share in claiming.ts and give-back.ts, repair in settle.ts.
 *
 * Shapes weighed, in write units of the day's record a booking, on average while a day of 40 / 200 / 600 / 1,000 places
 * fills, measured on the emulator, which charges as DynamoDB does:
 * (a) Every claim stays in the day's record, some 74 bytes each: 2.0 / 7.3 / 20.6 / 33.9, and a grid reads all of it.
 * (b) One transaction: the day's counter, the claim as a record, the child's day: 6 units in all whatever the day holds,
 * but transactions that meet on a hot day abort each other (TransactionConflict, which the emulator never shows), an
 * aborted one is paid too, and the crowd comes back.
 * (c) The record holds claims in flight, which the stream takes out once they are bookings: 1.0 and 0.2 to 0.5 for taking
 * out, several at once. But the stream is a second late, and in a rush all claims are in flight: 5.2 with 100 of them,
 * 21 with 400, some 130 bookings a second.
 * (d) The same, and whoever meets more than a few in flight takes its own out once it is a booking: 1.0 and at most 1.0,
 * however many places and however great the rush; the record stays below one unit.
 * This is (d). In the request a booking costs 2 units (claim, child's day), in a crowd 4 (roster, taking out), which the
 * stream then spares: 1,000 units a second of a partition are 500 bookings a second of one day, of 40 places or 1,000.
 *
 * Units written by whole requests on days nine tenths full (`npm run bench -- places`), (d) on 40 to 1,000 places alike, in
 * parentheses (a) on 40 / 200: booking three days 8 (10 / 34), cancelling them 7 (10 / 34), changing one 8 (10 / 26),
 * offering one 4 (8 / 22). Read: 5, 6, 5 and 4.5 (6 / 12, 6 / 12, 5 / 9, 4.5 / 6.5). The stream then writes 9, 12, 7 and 7
 * (3, 3, 2 and 3 whatever the places). So (d) is cheaper than (a) where a family waits, on the smallest day too; with the
 * stream's own writes it is so from some 70 places on, and on a day of 40 dearer: 17 units for three bookings where (a)
 * wrote 13, 19 for three cancelled ones where it wrote 13.
 *
 * Order. Booking: claim the place, then hold it on the child's day; a claim that cannot be held has its generation ended
 * first and its place released after. Cancelling: end the generation on the child's day, which owes the place from then on,
 * then give it back (store/days.ts says why that happens once). Changing: note the intention on the new child's day,
 * claim the new place, then in one write (a transaction when it is another day) hold the new and end the old, then give
 * the old place back: the old one is given up only once the new one is obtained, and whoever finds the claim can finish.
 * Both ways the place goes last and only once its generation has passed, so that a crash can keep a place from others for a
 * moment (until the retry, the stream or the nightly sweep) but can never sell it twice. The other order would show a
 * booked family a place that someone else has.
 *
 * What a retry finds. Its claim in flight: it finishes that. Its booking, whose claim was taken out: the child's day
 * says so. Having looked before there was a booking and claiming after its claim was taken out, it makes a second claim,
 * which the child's day does not hold: an attempt has an id, and that one is released.
 */
import { drop, isSpent, generationOf, type Act, type ChildDay, type Status } from "../rules/child-day.ts";
import { expectRevision } from "./child-days.ts";
import type { SeenDay } from "./days.ts";
import { claimUnit } from "./day-record.ts";
import type { Table } from "../../table/table.ts";
import { heldBy, onTurn, type Booking, type Place, type Wanted } from "./place.ts";
import { owingNothing, giveBackEnded } from "./give-back.ts";
import { obtain, finish } from "./claiming.ts";

/**
 * Books a place whose rules have said yes, on the child's day as it was read. Idempotent by `act.requestToken`: a request that
 * runs again, after it died or beside itself, finds its own claim and finishes it.
 */
export async function bookUnit(table: Table, place: Wanted, read: ChildDay, act: Act): Promise<Booking> {
  const known = await owingNothing(table, place, read);
  const state = known.units.get(claimUnit(place));
  if (state?.claim) return { outcome: heldBy(state.claim.requestToken, act.requestToken), day: known };
  if (isSpent(state, act.requestToken)) return { outcome: { kind: "changed" }, day: known };
  const obtained = await obtain(table, place, known, act.requestToken);
  return obtained.kind === "obtained" ? finish(table, place, known, obtained.claim, act) : obtained;
}

export interface Ending {
  readonly outcome: "ended" | "unchanged";
  readonly day: ChildDay;
}

/**
 * Gives up what a unit has (`from`: in which of these states). Idempotent by `act.requestToken`: run again, it gives back what it
 * had not given back yet. `seen`: the site's day as read before, which spares reading it again.
 */
export async function endUnit(
  table: Table,
  place: Place,
  known: ChildDay,
  act: Act,
  from: readonly Status[],
  seen: SeenDay | null = null,
): Promise<Ending> {
  const unit = claimUnit(place);
  const { decision, day } = await expectRevision(table, place, known, (current) =>
    drop(
      current,
      { ...onTurn(place, generationOf(known, unit), act), siteId: current.units.get(unit)?.siteId ?? place.siteId },
      from,
    ),
  );
  const state = day.units.get(unit);
  // Another request may have booked again since this one cancelled: it has done its work, and must leave that booking
  // alone.
  if (state && state.status !== "none")
    return { outcome: isSpent(state, act.requestToken) ? "ended" : "unchanged", day };
  if (state?.requestToken !== act.requestToken || !isSpent(state, act.requestToken))
    return { outcome: "unchanged", day };
  return { outcome: "ended", day: await giveBackEnded(table, place, day, decision.kind === "write" ? seen : null) };
}
