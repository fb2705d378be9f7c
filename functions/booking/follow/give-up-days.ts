/**
 * What a child has on the days to come is given up, as far as whoever ends its enrolment or its stay says: each unit is
 * ended by a write that finds itself done, whatever dies, and what was given up is told once by the act (tell-acts.ts).
 * Places go to those who wait, as with any other cancelling.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { ChildId, FamilyCode, Login, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import { isSpent, type Act, type ChildDay, type Status } from "../rules/child-day.ts";
import type { OfficeActKind } from "../rules/office-acts.ts";
import { endUnit } from "../store/bookings.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { readDays, type DaysByKey } from "../store/day-record.ts";
import { beginAct, endAct, readAct } from "../store/office-acts.ts";
import { removeWaiting } from "../store/waiting-list.ts";
import { giveDayBack } from "../use-cases/give-quota-back.ts";

interface GiveUpDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
}

export interface Giving {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly kind: OfficeActKind;
  readonly act: Act & { readonly by: Login };
  /** The first day of which anything is given up; days that are over stay as they are. */
  readonly from: PlainDate;
  readonly concerns: (unit: UnitKey) => boolean;
  /** Which states of a unit may be ended; none: the child may still come, or it is too late. */
  readonly mayEnd: (date: PlainDate, unit: UnitKey) => readonly Status[];
}

/** Children's days ended at once. */
const width = 25;

/** Ends what is to be given up on one day; whether anything was. */
async function endDay(
  { table, catalogue }: GiveUpDependencies,
  known: ChildDay,
  { familyCode, childId, act, concerns, mayEnd }: Giving,
  seen: DaysByKey,
): Promise<boolean> {
  let [day, any] = [known, false];
  for (const [unit, { status, siteId, arrival, requestToken }] of known.units) {
    if (!concerns(unit)) continue;
    // What an earlier run ended may not have been released.
    const begun = status === "none" && requestToken === act.requestToken;
    const from = mayEnd(known.date, unit);
    if (!begun && !from.includes(status)) continue;
    const place = { familyCode, childId, date: known.date, siteId, ...unitOf(unit) };
    const ended = await endUnit(table, place, day, act, from, seen(place));
    day = ended.day;
    any = any || (!begun && ended.outcome === "ended");
    if (arrival !== undefined) await removeWaiting(table, { siteId, date: known.date, arrival });
    await giveDayBack(table, await catalogue.latest(), familyCode, unitOf(unit).activityId, day);
  }
  return any;
}

/** Gives up what is left. Again: only what has come since. */
export async function giveUpDays(dependencies: GiveUpDependencies, giving: Giving): Promise<void> {
  const { table } = dependencies;
  const { familyCode, childId, kind, act, from, concerns } = giving;
  const known = await readAct(table, familyCode, act.requestToken);
  if (!known) await beginAct(table, familyCode, { ...act, kind });
  const today = localDate(act.at);
  const days = (await readFamilyDays(table, familyCode, { from: from < today ? today : from })).filter(
    (day) =>
      day.childId === childId &&
      [...day.units].some(
        ([unit, state]) => concerns(unit) && (state.status !== "none" || isSpent(state, act.requestToken)),
      ),
  );
  const seen = await readDays(
    table,
    days.flatMap(({ date, units }) => [...units.values()].map(({ siteId }) => ({ siteId, date }))),
    { consistent: true },
  );
  const ended = await inParallel(days, width, (day) => endDay(dependencies, day, giving, seen));
  if (!known || known.ends === 0 || ended.includes(true)) await endAct(table, familyCode, act.requestToken);
}

/** What waits, or is offered, has no time for cancelling. */
export const withoutDeadline = ["pending", "offered", "waiting"] as const satisfies readonly Status[];
