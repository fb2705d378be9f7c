/**
 * Roll-calls of the demo town: today's canteen, half called; the last Wednesday, half called as well, which the coming
 * night closes; the one before it, which a night has closed; and the last of a month that was billed, opened again to be put
 * right.
 */
import { closeRollCalls } from "../../functions/attendance/follow/close-days.ts";
import { lastDayOf, monthsBefore } from "../../functions/billing/rules/periods.ts";
import { note, nothingNoted, type Noted } from "../../functions/attendance/rules/marks.ts";
import {
  decideAttendance,
  isOver,
  readRollCallDay,
  writeRollCallDay,
} from "../../functions/attendance/store/attendance.ts";
import { slotOf } from "../../functions/booking/rules/booking-rules.ts";
import type { SiteDay } from "../../functions/booking/store/day-record.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { calendarsOf } from "../../functions/catalogue/rules/running-days.ts";
import { unitKey, unitsOnDays } from "../../functions/catalogue/rules/units.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../functions/kernel/ids.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import {
  addDays,
  daysFrom,
  instantToLocal,
  localDate,
  localToInstant,
  type LocalTime,
} from "../../functions/kernel/time.ts";
import { firstDayOf, monthOf } from "../../functions/quotient/rules/quotient.ts";
import type { Table } from "../../functions/table/table.ts";
import type { DemoFamily } from "./families.ts";
import { booking, type DemoBooking } from "./occupancy.ts";
import { tilleuls } from "./places.ts";

/** Children who eat at school today. */
const mealsToday = 28;
const writesAtOnce = 16;

/** Children who ate there on the first school days of the month before last, and how many days: their families are billed. */
const pastEaters = 4;
const pastMeals = 8;

/** Who may eat at the canteen on a day, and what they book; nobody where there is none. */
function mealsOn(date: PlainDate, { catalogue, families, apart, now }: MealTown, most: number): readonly DemoBooking[] {
  const site = catalogue.sites.find((one) => one.id === tilleuls.id);
  const canteen = catalogue.activities.find(({ kind, from, to }) => kind === "canteen" && from <= date && date <= to);
  const unit = canteen?.units[0];
  if (!site || !canteen || !unit) return [];
  const slot = slotOf(canteen, unit, site, date, calendarsOf(catalogue, "B"));
  if (slot.closed !== null) return [];
  const units = unitsOnDays(catalogue)(date);
  return families
    .filter(({ household }) => !apart.has(household.code))
    .flatMap(({ household, children }) => children.map((child) => ({ familyCode: household.code, child })))
    .filter(
      ({ child }) =>
        child.sharedWith === undefined &&
        child.school !== undefined &&
        (canteen.eligibility.schools ?? []).includes(child.school),
    )
    .slice(0, most)
    .map(({ familyCode, child }) =>
      booking({ familyCode, child, activity: canteen, unit, date, pools: slot.poolsFor(child), units, now }),
    );
}

export interface MealTown {
  readonly catalogue: Catalogue;
  readonly families: readonly DemoFamily[];
  /** Families whose bookings are told elsewhere. */
  readonly apart: ReadonlySet<FamilyCode>;
  readonly now: Instant;
}

/** Who eats at the canteen today, on a school day. */
export const todaysMeals = (town: MealTown): readonly DemoBooking[] => mealsOn(localDate(town.now), town, mealsToday);

/** Who ate there in the month before last, of whom a role is made for the treasury. */
export function billedMeals(town: MealTown): readonly DemoBooking[] {
  const month = monthsBefore(monthOf(localDate(town.now)), 2);
  const days = daysFrom(firstDayOf(month), lastDayOf(month)).map((date) => mealsOn(date, town, pastEaters));
  return days
    .filter((meals) => meals.length > 0)
    .slice(0, pastMeals)
    .flat();
}

const minutesAfter = (time: LocalTime, minutes: number): LocalTime => {
  const [hours = 0, past = 0] = time.split(":").map(Number);
  const all = hours * 60 + past + minutes;
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
};

/** What was noted of the child of that rank; `half`: of one in two, nobody has noted anything yet. */
function notes(rank: number, from: LocalTime, to: LocalTime, half: boolean): readonly Noted[] {
  if (half && rank % 2 === 1) return [];
  if (rank % 14 === 2) return [{ what: "absent", kind: "justified", time: from }];
  // Some of whom nobody noted anything all day, or when they left: the night has.
  if (!half && rank % 11 === 5) return [];
  const here: Noted = { what: "here", time: minutesAfter(from, rank % 17) };
  return rank % 9 === 4 || (half && rank % 6 === 0)
    ? [here]
    : // Some are collected after the end.
      [here, { what: "gone", time: minutesAfter(to, rank % 13 === 7 ? 12 : -(rank % 23)) }];
}

interface Scene {
  readonly catalogue: Catalogue;
  readonly bookings: readonly DemoBooking[];
  readonly now: Instant;
}

/** Days past of which children are called: what was booked before is billed as it was booked. */
const calledDays = 100;

/** Calls the children of past days and of today. Each note has a name: loading again notes nothing twice. */
export async function callChildren(table: Table, { catalogue, bookings, now }: Scene): Promise<void> {
  const local = instantToLocal(now);
  const called = addDays(local.date, -calledDays);
  const came = bookings.filter(({ wanted }) => called <= wanted.date && wanted.date <= local.date);
  const dates = [...new Set(came.map(({ wanted }) => wanted.date))].filter((date) => date < local.date).sort();
  const last = dates.at(-1);
  const units = unitsOnDays(catalogue);
  await inParallel([...came.entries()], writesAtOnce, async ([rank, { wanted }]) => {
    const { date, familyCode, childId, siteId } = wanted;
    const key = unitKey(wanted.activityId, wanted.unitId);
    const unit = units(date).get(key)?.unit;
    if (!unit) return;
    const half = date === local.date || date === last;
    let attendance = nothingNoted(wanted);
    for (const [step, act] of notes(rank, unit.from, unit.to, half).entries()) {
      // Nothing is noted ahead of its hour.
      if (date === local.date && "time" in act && act.time > local.time) break;
      const at = "time" in act ? localToInstant(date, act.time) : localToInstant(date, unit.from);
      const tap = {
        id: id("IdempotencyKey", `demo-appel-${date}-${childId}-${step}-${unit.id}`),
        at,
        by: id("Login", "AGENT.DEMO"),
        byName: "Agent d’accueil",
      };
      ({ attendance } = await decideAttendance(table, { siteId, date, familyCode, childId }, attendance, (current) =>
        note(current, tap, act, [{ unit: key, booked: true }]),
      ));
    }
  });
  const billed = billedDay(dates, now);
  // An earlier load has closed them all, and opened that one again: the night would close it.
  const before = billed && (await readRollCallDay(table, billed));
  if (before && before.reopenings.length > 0) return;
  await closeBefore(table, catalogue, last, dates);
  if (billed) await reopenBilled(table, billed, now);
}

/** The last called day of the latest month that was billed. */
function billedDay(dates: readonly PlainDate[], now: Instant): SiteDay | null {
  const month = monthsBefore(monthOf(localDate(now)), 2);
  const date = dates.findLast((one) => monthOf(one) === month);
  return date ? { siteId: tilleuls.id, date } : null;
}

/** It is being put right. */
async function reopenBilled(table: Table, key: SiteDay, now: Instant): Promise<void> {
  const day = await readRollCallDay(table, key);
  if (!day || !isOver(day)) return;
  const reopening = {
    at: now,
    by: id("Login", "AGENT.DEMO"),
    byName: "Guichet unique",
    reason: "Réclamation d’une famille sur une heure de départ",
  };
  await writeRollCallDay(table, key, day, {
    ...day,
    state: "reopened",
    reopenings: [...day.reopenings, reopening],
  });
}

/** The nights after all of these days but the last have come by. */
async function closeBefore(
  table: Table,
  catalogue: Catalogue,
  last: PlainDate | undefined,
  dates: readonly PlainDate[],
): Promise<void> {
  for (const date of dates)
    if (date !== last)
      await closeRollCalls({ table, clock: () => localToInstant(addDays(date, 1), "03:15") }, catalogue);
}
