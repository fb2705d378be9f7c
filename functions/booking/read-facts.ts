/**
 * The one wave of reads behind each use case, all in parallel, after the session's: two round trips a request.
 *
 * Which days to read depends on the catalogue. They are chosen by the catalogue as the process last knew it while its
 * refresh, when one is due, runs beside them; what the fresh one adds (an activity that has just moved) is read after,
 * which hardly ever happens.
 */
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import { periodOf } from "./rules/quota.ts";
import { suspensionOf } from "./rules/suspension.ts";
import { placedUnits } from "./rules/child-day.ts";
import type { Child, Family } from "../family/rules/family.ts";
import { gathered, type Span } from "../catalogue/rules/minimum.ts";
import type { Pricing } from "./rules/costs.ts";
import type { Slots } from "./rules/slots.ts";
import type { BookingDependencies } from "./dependencies.ts";
import type { ActivityId, PlainDate, UnitKey } from "../kernel/ids.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { byChildAndDate, readFamilyDays } from "./store/child-days.ts";
import { dayName, readDays, type DayRecord, type DaysByKey, type SiteDay } from "./store/day-record.ts";
import type { Table } from "../table/table.ts";

/** What a child's other households hold for it that day. */
export type Elsewhere = (child: Child, date: PlainDate) => readonly UnitKey[];

/**
 * Reads what other households of these children hold. A wave of its own, which only a family with such a child waits
 * for.
 */
export async function readElsewhere(
  table: Table,
  { children }: Family,
  span: { readonly from: PlainDate; readonly to?: PlainDate },
  options: { readonly consistent: boolean },
): Promise<Elsewhere> {
  const households = [...new Set(children.flatMap(({ sharedWith = [] }) => sharedWith))];
  const read = new Map(
    await Promise.all(
      households.map(
        async (code) => [code, byChildAndDate(await readFamilyDays(table, code, { ...span, ...options }))] as const,
      ),
    ),
  );
  return ({ id, sharedWith = [] }, date) =>
    sharedWith.flatMap((code) => {
      const dayOf = read.get(code);
      return dayOf ? placedUnits(dayOf(id, date)) : [];
    });
}

/**
 * The family with what it owes at this moment, where its record would suspend its bookings: the record follows the invoices by a
 * second or so, and who has just paid is not refused. Who is not late reads nothing more.
 */
export async function withOwedNow<F extends Family>(
  owedNow: BookingDependencies["owedNow"],
  family: F,
  { suspension }: Pick<Slots, "suspension">,
  today: PlainDate,
): Promise<F> {
  const { household } = family;
  if (!owedNow || !suspensionOf(suspension, household, today)) return family;
  return { ...family, household: { ...household, owes: await owedNow(household.code) } };
}

/** The weeks and months that these days are in, whole: a child’s quota counts all of their days. */
export function spanOf(dates: readonly PlainDate[]): { readonly from: PlainDate; readonly to: PlainDate } {
  const periods = dates.flatMap((date) => [periodOf("week", date), periodOf("month", date)]);
  const [from] = periods.map((period) => period.from).sort();
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) throw new RangeError("A span needs a day");
  return { from, to };
}

/** The same span, wide enough for all the days that go together with these; the very same where each is by itself. */
export function gatheredSpan<S extends { readonly from: PlainDate; readonly to: PlainDate }>(
  { activity: editionOn, calendars }: Pick<Slots, "activity" | "calendars">,
  lines: readonly { readonly activityId: ActivityId; readonly date: PlainDate }[],
  span: S,
): S | Span {
  const together = lines.flatMap(({ activityId, date }) => {
    const edition = editionOn(activityId, date);
    return (edition && gathered(edition, date, calendars)) ?? [];
  });
  const [from] = [span.from, ...together.map((one) => one.from)].sort();
  const to = [span.to, ...together.map((one) => one.to)].sort().at(-1);
  return together.length === 0 || from === undefined || to === undefined ? span : { from, to };
}

/** The same span, wide enough for all the days whose price these may move; the very same where each has its own. */
export function pricedSpan<S extends Span>(
  pricing: Pricing | null,
  lines: readonly { readonly activityId: ActivityId; readonly date: PlainDate }[],
  span: S,
): S | Span {
  const reached = pricing ? lines.flatMap(({ activityId, date }) => pricing.prices.reach(activityId, date) ?? []) : [];
  const from = reached.map((one) => one.from).reduce((least, one) => (one < least ? one : least), span.from);
  const to = reached.map((one) => one.to).reduce((most, one) => (one > most ? one : most), span.to);
  return from === span.from && to === span.to ? span : { from, to };
}

/** The catalogue, and the days that `plan` finds in it. */
export async function catalogueAndDays(
  table: Table,
  cache: CatalogueCache,
  plan: (catalogue: Catalogue) => readonly SiteDay[],
  options: { readonly consistent: boolean },
): Promise<{ readonly catalogue: Catalogue; readonly days: DaysByKey }> {
  const known = cache.known();
  const guessed = known ? plan(known) : [];
  const [catalogue, early] = await Promise.all([cache.latest(), readDays(table, guessed, options)]);
  const names = new Set(guessed.map(dayName));
  const missing = plan(catalogue).filter((day) => !names.has(dayName(day)));
  if (missing.length === 0) return { catalogue, days: early };
  const late = await readDays(table, missing, options);
  return { catalogue, days: (day: SiteDay): DayRecord => (names.has(dayName(day)) ? early : late)(day) };
}
