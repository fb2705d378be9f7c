/** What becomes of a claim found on a day, whoever finds it: the stream, the nightly sweep, a retry. */
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Table } from "../../table/table.ts";
import { type ChildDay, isSameClaim, type Act } from "../rules/child-day.ts";
import { finishChange } from "./changes.ts";
import { readChildDays } from "./child-days.ts";
import { endAndRelease, finish } from "./claiming.ts";
import { type Claimant, type ClaimTag, claimUnit } from "./day-record.ts";
import type { Holding } from "./place.ts";

/** Whether a claim found on a day has its booking. */
export function isInOrder(known: ChildDay, claim: Claimant & Omit<ClaimTag, "pools">): boolean {
  const state = known.units.get(claimUnit(claim));
  return state?.claim !== undefined && state.generation === claim.generation && isSameClaim(state.claim, claim);
}

export type Settlement = "inOrder" | "finished" | "released";

/** Releases a claim that has not become a booking: nobody can finish it any more. */
export async function giveUpClaim(
  table: Table,
  place: Holding,
  known: ChildDay,
  tag: ClaimTag,
  act: Act,
): Promise<Settlement> {
  const { outcome } = await endAndRelease(table, place, known, tag, act, { kind: "changed" });
  return outcome.kind === "changed" ? "released" : "inOrder";
}

/**
 * What becomes of a claim found on a day: nothing when it has its booking; else it is finished, or released when its
 * generation has passed.
 */
export async function settleClaim(
  table: Table,
  place: Holding,
  known: ChildDay,
  tag: ClaimTag,
  act: Act,
): Promise<Settlement> {
  if (isInOrder(known, { ...place, ...tag })) return "inOrder";
  const state = known.units.get(claimUnit(place));
  const own = { ...act, requestToken: tag.requestToken };
  const { replaces } = state ?? {};
  if (replaces?.requestToken === tag.requestToken && state?.generation === tag.generation) {
    const from = { ...place, ...unitOf(replaces.unit), date: replaces.date };
    const readDay = await readChildDays(table, [from]);
    const fromDay = from.date === place.date ? known : readDay(from);
    const { outcome } = await finishChange(
      table,
      { from: { ...from, siteId: fromDay.units.get(replaces.unit)?.siteId ?? place.siteId }, to: place },
      { from: fromDay, to: known },
      { tag, crowded: false },
      own,
      null,
    );
    return outcome.kind === "booked" ? "finished" : "released";
  }
  const { outcome } = await finish(table, place, known, { tag, crowded: false }, own);
  return outcome.kind === "booked" ? "finished" : "released";
}
