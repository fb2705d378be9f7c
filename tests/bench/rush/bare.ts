/** The two conditional updates of a booked line and nothing else: no HTTP, no session, no rules, no answers. */
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import { id, type SiteId } from "../../../functions/kernel/ids.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import type { Wanted } from "../../../functions/booking/store/place.ts";
import type { Table } from "../../../functions/table/table.ts";
import type { Paced } from "./pace.ts";
import { opening, unitId, type RushTown } from "./town.ts";

/** As many as one family's lines are settled at once, twice over: more only queues at the connection pool. */
const width = 50;

const wantedOf = ({ families }: RushTown): readonly Wanted[] =>
  families.flatMap(({ code, site: { siteId, activityId, places }, lines }) =>
    lines.map(({ childId, date }) => ({
      familyCode: code,
      childId,
      siteId,
      activityId,
      unitId,
      date,
      pools: [{ id: unitKey(activityId, unitId), capacity: places }],
      excludes: () => false,
      as: "booked" as const,
      households: [],
    })),
  );

async function write(table: Table, wanted: Wanted): Promise<void> {
  const { outcome } = await bookUnit(table, wanted, emptyChildDay(wanted.childId, wanted.date), {
    requestToken: "bare0000",
    at: opening,
    by: id("Login", wanted.familyCode),
  });
  if (outcome.kind !== "booked") throw new Error(`A bare booking ended as ${outcome.kind}`);
}

/** Books every line of a town in which there is room for all; says when each was. */
export async function bookBare(table: Table, town: RushTown): Promise<readonly Paced[]> {
  const begun = performance.now();
  return inParallel(wantedOf(town), width, async (wanted) => {
    await write(table, wanted);
    return { at: performance.now() - begun, lines: 1 };
  });
}

/** Fills one day of a site, one child after the other: what a claim costs depends on how many are there already. */
export async function fillDay(table: Table, siteId: SiteId, from: number, to: number): Promise<void> {
  const activityId = id("ActivityId", `mercredis-${siteId}`);
  for (let number = from; number < to; number += 1) {
    const code = id("FamilyCode", `HOT${String(number).padStart(4, "0")}`);
    await write(table, {
      familyCode: code,
      childId: id("ChildId", `${code}A`),
      siteId,
      activityId,
      unitId,
      date: id("PlainDate", "2026-12-02"),
      pools: [{ id: unitKey(activityId, unitId), capacity: 10_000 }],
      excludes: () => false,
      as: "booked",
      households: [],
    });
  }
}
