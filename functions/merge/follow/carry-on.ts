/**
 * What follows once two files of a child are one: all that bears the code that is gone passes to the one that stays. From
 * the table's stream, and again every night for the merges of the last days: what a request that had read the family
 * before still books under the old code passes then. Each step finds itself done; where one dies, the next run goes on.
 *
 * What the child had twice on one day is given up by a rule that staff has seen beforehand (booking/rules/hand-over.ts),
 * and the family is told of it as of any act of the office.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { hasPlace, type Act, type ChildDay } from "../../booking/rules/child-day.ts";
import type { ActLine } from "../../booking/rules/office-acts.ts";
import { periodOf } from "../../booking/rules/quota.ts";
import { handOverDay } from "../../booking/store/hand-over.ts";
import { beginAct, endAct } from "../../booking/store/office-acts.ts";
import { countQuotaDays, type ChildQuota } from "../../booking/store/quota.ts";
import { handOver as handDocumentOver, readAllOf } from "../../document/store/documents.ts";
import { handOver as handEnrolmentOver, readEnrolments, readWithChild } from "../../enrolment/store/enrolments.ts";
import { readHouseholdsOf } from "../../family/store/families.ts";
import { minusHours, localDate } from "../../kernel/time.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ActivityId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { handOver as handRequestsOver } from "../../request/store/requests.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { noteDone, readMerges, type Merge } from "../store/merges.ts";
import { excludesOn, familyDays, foresee, type ForeseenUnit } from "../use-cases/foresee.ts";
import { mergeWords } from "../words.fr.ts";

export interface CarryOnDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
  readonly clock: Clock;
}

/** Days of a child at once. */
const width = 8;

/** What is given up, as the family is told it. */
const lostLines = ({ gone, kept }: Merge, units: readonly ForeseenUnit[]): readonly ActLine[] =>
  units.flatMap(({ date, unit, fate }) =>
    fate.kind === "givenUp"
      ? [{ childId: gone, date, unit }]
      : fate.instead.map((other) => ({ childId: kept, date, unit: other })),
  );

interface Passed {
  readonly moved: number;
  readonly givenUp: number;
}

async function passDays(
  { table, catalogue: cache, schoolZone }: CarryOnDependencies,
  merge: Merge,
  familyCode: FamilyCode,
  act: Act & { readonly by: Merge["by"] },
): Promise<Passed> {
  const { gone, kept } = merge;
  const catalogue = await cache.latest();
  const excludes = excludesOn(catalogue, schoolZone);
  const others = (await readHouseholdsOf(table, familyCode, kept)).filter((code) => code !== familyCode);
  const daysOf = familyDays(table);
  const units = await foresee(daysOf, familyCode, others, merge, excludes);
  const lines = lostLines(merge, units);
  // Before the first of it: whatever dies then, the family is told.
  if (lines.length > 0) await beginAct(table, familyCode, { ...act, kind: "cancelled", lines });
  // All of its days: what an earlier run has passed may not be shown yet.
  const dates = (await daysOf(familyCode)).filter(({ childId }) => childId === gone).map(({ date }) => date);
  await inParallel(dates, width, (date) =>
    handOverDay(table, { familyCode, gone, kept, date, others, excludes: excludes(date) }, act),
  );
  if (lines.length > 0) await endAct(table, familyCode, act.requestToken);
  return { moved: units.filter(({ fate }) => fate.kind === "moves").length, givenUp: lines.length };
}

/** The days that the child has of activities with a quota count as its own. */
async function countQuotas(
  { table, clock }: CarryOnDependencies,
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
    const name = `${activityId} ${period.per} ${period.from}`;
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

async function passEnrolments({ table, clock }: CarryOnDependencies, { gone, kept }: Merge, familyCode: FamilyCode) {
  for (const { id, childId } of await readEnrolments(table, familyCode)) {
    if (childId !== gone) continue;
    await decideAndWrite<null, undefined>("An enrolment", null, async () => {
      const { enrolment, child } = await readWithChild(table, familyCode, { id, childId: kept });
      if (!enrolment || !child || enrolment.childId !== gone) return { done: undefined };
      const written = await handEnrolmentOver(table, { enrolment, child }, localDate(clock()));
      return written ? { done: undefined } : { again: null };
    });
  }
}

/** Of what changed meanwhile, the next look takes care. */
async function passDocuments(table: Table, { gone, kept, households }: Merge): Promise<void> {
  const [familyCode] = households;
  if (familyCode === undefined) return;
  await decideAndWrite<null, undefined>("A child's documents", null, async () => {
    const left = await readAllOf(table, { familyCode, childId: gone });
    const passed = await inParallel(left, width, (document) =>
      handDocumentOver(table, document, { familyCode: document.owner.familyCode, childId: kept }),
    );
    return passed.includes(false) ? { again: null } : { done: undefined };
  });
}

/** Does what is left to do of a merge. */
export async function carryOn(dependencies: CarryOnDependencies, merge: Merge): Promise<void> {
  const { table, catalogue } = dependencies;
  const { gone, kept, households, at, by, reason, requestToken } = merge;
  const act = { requestToken, at, by, reason: mergeWords.why(reason) };
  const total = { moved: 0, givenUp: 0 };
  for (const familyCode of households) {
    const { moved, givenUp } = await passDays(dependencies, merge, familyCode, act);
    total.moved += moved;
    total.givenUp += givenUp;
    const own = (await familyDays(table)(familyCode)).filter(({ childId }) => childId === kept);
    await countQuotas(dependencies, await catalogue.latest(), familyCode, own);
    await passEnrolments(dependencies, merge, familyCode);
    await handRequestsOver(table, familyCode, { gone, kept });
  }
  await passDocuments(table, merge);
  if (!merge.done || total.moved + total.givenUp > 0) await noteDone(table, gone, total);
}

/** A merge was decided. */
export async function followMerge(dependencies: CarryOnDependencies, merge: Merge): Promise<void> {
  if (!merge.done) await carryOn(dependencies, merge);
}

/** Hours for which a merge is looked at again: longer than any request lives, and than a stream's retries. */
export const lookedAtFor = 48;

/** Every night: those that are not over, and what has come under a code that is gone since. How many were looked at. */
export async function resumeMerges(dependencies: CarryOnDependencies): Promise<number> {
  const since = minusHours(dependencies.clock(), lookedAtFor);
  const merges = (await readMerges(dependencies.table)).filter(({ done, at }) => !done || at > since);
  for (const merge of merges) await carryOn(dependencies, merge);
  return merges.length;
}
