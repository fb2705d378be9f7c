/**
 * The night closes roll-calls: who was there and never left has left, who was expected and never noted did not come, and
 * the day says that nobody noted it. Only where others were called: a unit whose roll-call nobody made says nothing of
 * anybody, and a town that makes none has no absences.
 *
 * Cut in the middle, the next night goes on: the day says `closing` first and `closed` last, and each child's step is
 * named for the day and its round, so that it is written once.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { unitKey, unitsOnDays } from "../../catalogue/rules/units.ts";
import { readFullDays, type TakenPlace } from "../../booking/store/roster.ts";
import type { SiteDay } from "../../booking/store/day-record.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, type IdempotencyKey, type UnitKey } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { addDays, daysFrom, localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import { endDay, nothingNoted, type Attendance, type EndedUnit } from "../rules/marks.ts";
import {
  decideAttendance,
  readDayAttendance,
  readRollCallDays,
  writeRollCallDay,
  type RollCallDay,
} from "../store/attendance.ts";
import { reopenedWithin } from "../use-cases/reopen.ts";

export interface CloseDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Days back that are closed although the night has never come by: it did not run for some nights. */
const missedNights = 7;
/** Children written at once. */
const width = 12;

const tapOfNight = ({ siteId, date }: SiteDay, round: number): IdempotencyKey =>
  id("IdempotencyKey", `nuit-${date}-${siteId}-${round}`);

const nameOf = ({ familyCode, childId }: Pick<Attendance, "familyCode" | "childId">): string =>
  `${familyCode}#${childId}`;

/** What each child of the day had to do there, by its name. */
function unitsByChild(
  catalogue: Catalogue,
  { date }: SiteDay,
  noted: readonly Attendance[],
  expected: ReadonlyMap<string, ReadonlySet<UnitKey>>,
): (child: string, marks: Attendance["marks"]) => readonly EndedUnit[] {
  const called = new Set(noted.flatMap(({ marks }) => [...marks.keys()]));
  const units = unitsOnDays(catalogue)(date);
  return (child, marks) => {
    const own = expected.get(child) ?? new Set<UnitKey>();
    return [...new Set([...own, ...marks.keys()])].map((unit) => ({
      unit,
      to: units.get(unit)?.unit.to ?? "23:59",
      expected: own.has(unit),
      called: called.has(unit),
    }));
  };
}

/** Closes one day; true when this call did. */
async function closeDay(
  { table, clock }: CloseDependencies,
  catalogue: Catalogue,
  day: SiteDay,
  known: RollCallDay | null,
) {
  const { children: noted } = await readDayAttendance(table, day, { consistent: true });
  // Nobody was called: the day needs no record.
  if (noted.length === 0 && known === null) return false;
  const round = known?.state === "closing" ? known.round : (known?.round ?? 0) + 1;
  const opening = await writeRollCallDay(table, day, known, {
    ...(known ?? { reopenings: [] }),
    state: "closing",
    round,
  });
  // Another run is at it.
  if (!("written" in opening)) return false;
  const full = (await readFullDays(table, [day]))(day);
  const booked = full.places.filter((place) => place.shown === null || place.shown.status === "booked");
  const readDay = await readChildDays(
    table,
    booked.map(({ familyCode, childId }) => ({ familyCode, childId, date: day.date })),
  );
  const expected = new Map<string, Set<UnitKey>>();
  for (const place of booked) {
    const unit = unitKey(place.activityId, place.unitId);
    if (!isExpected(place, readDay({ ...place, date: day.date }).units.get(unit))) continue;
    expected.set(nameOf(place), (expected.get(nameOf(place)) ?? new Set<UnitKey>()).add(unit));
  }
  const unitsOf = unitsByChild(catalogue, day, noted, expected);
  const byName = new Map([
    ...booked.map((place) => [nameOf(place), nothingNoted(place)] as const),
    ...noted.map((attendance) => [nameOf(attendance), attendance] as const),
  ]);
  const tap = { id: tapOfNight(day, round), at: clock() };
  const ended = await inParallel([...byName.values()], width, async (child) => {
    const { attendance } = await decideAttendance(table, { ...day, ...child }, child, (current) =>
      endDay(current, tap, unitsOf(nameOf(current), current.marks)),
    );
    // What this round wrote of the child, in this run or in one that was cut.
    const step = attendance.steps.find((one) => one.id === tap.id);
    const wrote = [...(step?.was.keys() ?? [])].map((unit) => attendance.marks.get(unit)?.byNight);
    return { left: wrote.includes("left"), absent: wrote.includes("absent") };
  });
  await writeRollCallDay(table, day, opening.written, {
    ...opening.written,
    state: "closed",
    closedAt: clock(),
    left: ended.filter(({ left }) => left).length,
    absent: ended.filter(({ absent }) => absent).length,
  });
  return true;
}

/** Whether a child with that place was to come: it is booked, and nobody has said that it would not. */
function isExpected(
  place: TakenPlace,
  state: { readonly status: string; readonly absence?: unknown } | undefined,
): boolean {
  const { status, absence } = state ?? place.shown ?? { status: "none" };
  return status === "booked" && absence === undefined;
}

/** Closes the days before today whose roll-call is not over. Running it twice, or again after a cut, closes each once. */
export async function closeRollCalls(dependencies: CloseDependencies, catalogue: Catalogue): Promise<number> {
  const today = localDate(dependencies.clock());
  const days = catalogue.sites.flatMap(({ id: siteId }) =>
    daysFrom(addDays(today, -reopenedWithin), addDays(today, -1)).map((date) => ({ siteId, date })),
  );
  const recorded = await readRollCallDays(dependencies.table, days);
  const since = addDays(today, -missedNights);
  let closed = 0;
  for (const day of days) {
    const known = recorded(day);
    if (known ? known.state === "closed" : day.date < since) continue;
    if (await closeDay(dependencies, catalogue, day, known)) closed += 1;
  }
  return closed;
}
