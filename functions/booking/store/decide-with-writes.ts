/**
 * A decision about a child's day, and what must be written with it (what a closure took, from which the family is told), in
 * one transaction: dearer than `expectRevision`, for what must never be done and not noted.
 */
import type { ChildDay, GenerationDecision } from "../rules/child-day.ts";
import { withUnits } from "../rules/child-day.ts";
import { childDayUpdate, readChildDays, type ChildDayKey, type Settled } from "./child-days.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";

/** How often two writers of one child's day may meet before it is a fault. */
const mostTries = 20;

/**
 * Writes what the domain decides and what goes with it, expecting the revision that it decided on; when the day has
 * changed meanwhile, decides again.
 */
export async function decideWithWrites(
  table: Table,
  key: ChildDayKey,
  known: ChildDay,
  decide: (day: ChildDay) => GenerationDecision,
  beside: (before: ChildDay) => Writes,
): Promise<Settled<GenerationDecision>> {
  let day = known;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const decision = decide(day);
    if (decision.kind !== "write") return { decision, day };
    const outcome = await transact(table, [
      { Update: childDayUpdate(table, key, day, decision.states) },
      ...beside(day),
    ]);
    if (outcome === "done") return { decision, day: withUnits(day, decision.states) };
    day = (await readChildDays(table, [key]))(key);
  }
  throw new Error(`A child's day changed ${mostTries} times while it was being decided on`);
}
