/**
 * Days that children have pass from one who goes to one who stays: between two codes of a child in a household, or between
 * two households that are one. What a child had twice on a day is given up by a rule that staff has seen beforehand
 * (booking/rules/hand-over.ts), and each household is told of it as of any act of the office. Each step finds itself done.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { hasPlace, type Act, type ChildDay } from "../../booking/rules/child-day.ts";
import type { ActLine } from "../../booking/rules/office-acts.ts";
import { periodOf } from "../../booking/rules/quota.ts";
import { handOverDay } from "../../booking/store/hand-over.ts";
import { beginAct, endAct } from "../../booking/store/office-acts.ts";
import { countQuotaDays, type ChildQuota } from "../../booking/store/quota.ts";
import { readHouseholdsOf } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ActivityId, FamilyCode, Login, PlainDate } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { Table } from "../../table/table.ts";
import { excludesOn, familyDays, foresee, type ForeseenUnit, type Twofold } from "../use-cases/foresee.ts";

export interface PassDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
  readonly clock: Clock;
}

/** Days of a child at once. */
const width = 8;

interface Lost {
  readonly familyCode: FamilyCode;
  readonly line: ActLine;
}

/** What is given up, as the household that had it is told. */
const lostBy = ({ gone, kept }: Twofold, units: readonly ForeseenUnit[]): readonly Lost[] =>
  units.flatMap(({ date, unit, fate }): readonly Lost[] =>
    fate.kind === "givenUp"
      ? [{ familyCode: gone.familyCode, line: { childId: gone.childId, date, unit } }]
      : fate.instead.map((other) => ({
          familyCode: kept.familyCode,
          line: { childId: kept.childId, date, unit: other },
        })),
  );

export interface Passed {
  readonly moved: number;
  readonly givenUp: number;
}

/** Passes all that these have. */
export async function passDays(
  { table, catalogue: cache, schoolZone }: PassDependencies,
  all: readonly Twofold[],
  act: Act & { readonly by: Login },
): Promise<Passed> {
  const excludes = excludesOn(await cache.latest(), schoolZone);
  const daysOf = familyDays(table);
  const foreseen = await inParallel(all, width, async (two) => {
    const { gone, kept } = two;
    const others = (await readHouseholdsOf(table, kept.familyCode, kept.childId)).filter(
      (code) => code !== kept.familyCode && code !== gone.familyCode,
    );
    return { two, others, units: await foresee(daysOf, two, others, excludes) };
  });
  const lost = foreseen.flatMap(({ two, units }) => lostBy(two, units));
  const losing = Map.groupBy(lost, ({ familyCode }) => familyCode);
  // Before the first of it: whatever dies then, the households are told.
  for (const [familyCode, lines] of losing)
    await beginAct(table, familyCode, { ...act, kind: "cancelled", lines: lines.map(({ line }) => line) });
  for (const { two, others } of foreseen) {
    // All of its days: what an earlier run has passed may not be shown yet.
    const days = (await daysOf(two.gone.familyCode)).filter(({ childId }) => childId === two.gone.childId);
    await inParallel(days, width, ({ date }) =>
      handOverDay(table, { ...two, date, others, excludes: excludes(date) }, act),
    );
  }
  for (const familyCode of losing.keys()) await endAct(table, familyCode, act.requestToken);
  const moved = foreseen.flatMap(({ units }) => units).filter(({ fate }) => fate.kind === "moves").length;
  return { moved, givenUp: lost.length };
}

/** The days that these children of a household have of activities with a quota count as their own. */
export async function countQuotas(
  { table, clock }: Pick<PassDependencies, "table" | "clock">,
  { activities }: Pick<Catalogue, "activities">,
  familyCode: FamilyCode,
  days: readonly ChildDay[],
): Promise<void> {
  const now = clock();
  const editions = editionsOf({ activities });
  const counted = new Map<string, { readonly quota: ChildQuota; readonly dates: Set<PlainDate> }>();
  const note = (activityId: ActivityId, { childId, date }: ChildDay): void => {
    const quota = editions.on(activityId, date)?.quota;
    if (!quota) return;
    const period = periodOf(quota.per, date);
    const name = `${childId} ${activityId} ${period.per} ${period.from}`;
    const known = counted.get(name) ?? {
      quota: { familyCode, childId, activityId, period, days: quota.days },
      dates: new Set<PlainDate>(),
    };
    known.dates.add(date);
    counted.set(name, known);
  };
  for (const day of days)
    for (const [unit, { status }] of day.units) if (hasPlace(status)) note(unitOf(unit).activityId, day);
  for (const { quota, dates } of counted.values()) await countQuotaDays(table, quota, [...dates], now);
}
