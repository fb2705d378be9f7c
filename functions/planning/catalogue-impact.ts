/**
 * What a new catalogue changes for those who have booked already, for the staff member to know before it is entered. A booking
 * that is made stays, whatever the catalogue becomes; only a closure cancels, and the stream does that, as it tells families
 * whose unit, day or hours are others (follow/tell-programme.ts).
 */
import { placesOf, poolsAt, type PoolId } from "../booking/rules/capacity.ts";
import type { Activity, BookingWindow, Catalogue, Closure, Minimum, Site } from "../catalogue/rules/catalogue.ts";
import { editionsOf, type Editions } from "../catalogue/rules/editions.ts";
import { canonical } from "../kernel/canonical.ts";
import type { ActivityId, PlainDate, SiteId, UnitId } from "../kernel/ids.ts";
import { whyClosed } from "../catalogue/rules/running-days.ts";
import { dayKind, type SchoolCalendar } from "../calendar/rules/school-calendar.ts";
import { gathered, gatheredName, neededOf, sameMinimum } from "../catalogue/rules/minimum.ts";
import { allWindows } from "../catalogue/rules/windows.ts";
import { daysFrom, weekdayOf } from "../kernel/time.ts";
import type { CatalogueChange } from "../catalogue/store/catalogue-entry.ts";
import { leftBehind } from "../catalogue/rules/former-units.ts";
import { movedDeadlines, type DeadlineMoved } from "./moved-deadlines.ts";
import { tariffOn, type Tariff } from "../catalogue/rules/tariffs.ts";
import { priceChanges, type PriceChange } from "../price/rules/price-changes.ts";
import type { TariffPreview } from "../price/rules/tariff-preview.ts";
import { movedSites, type SiteMoved } from "./moved-sites.ts";
import { bookedChange, farthestDays, type Programme } from "./rules/booked-changes.ts";
import { readFullDays, type FullDay } from "../booking/store/roster.ts";
import type { Table } from "../table/table.ts";

/** A day with how many bookings are concerned. */
export interface BookedDay {
  readonly date: PlainDate;
  readonly bookings: number;
}

export type Impact =
  | SiteMoved
  /** A window that opens, closes or reaches otherwise than before; `after` null: that edition no longer has it. */
  | {
      readonly kind: "windowMoved";
      readonly activity: Activity;
      readonly before: BookingWindow;
      readonly after: BookingWindow | null;
    }
  /** Days on which more are booked than the limit will allow. */
  | {
      readonly kind: "tooFewPlaces";
      readonly siteId: SiteId;
      readonly activityId: ActivityId | null;
      readonly limit: string;
      readonly days: readonly (BookedDay & { readonly places: number })[];
    }
  | {
      readonly kind: "unitGone";
      readonly activityId: ActivityId;
      readonly unitId: UnitId;
      readonly days: readonly BookedDay[];
    }
  /** Booked on days on which the activity will not run any more. */
  | { readonly kind: "dayGone"; readonly activityId: ActivityId; readonly days: readonly BookedDay[] }
  /** Days go together as they did not before. `short`: children that have booked too few of them; they keep those. */
  | {
      readonly kind: "minimumChanged";
      readonly activity: Activity;
      readonly before: Minimum | undefined;
      readonly short: number;
    }
  /** Booked for other hours. */
  | {
      readonly kind: "hoursMoved";
      readonly activityId: ActivityId;
      readonly unitId: UnitId;
      readonly days: readonly BookedDay[];
    }
  /** Until when something is booked or cancelled is another moment than families have read, on days to come. */
  | DeadlineMoved
  /** Prices that an edition of a tariff moves, beside those that hold before it. */
  | {
      readonly kind: "pricesMoved";
      readonly tariff: Tariff;
      readonly changes: readonly PriceChange[];
      /** The tariffs that there are without this edition. */
      readonly without: readonly Tariff[];
      /** What it changes for whom, where that was asked for (preview-tariffs.ts). */
      readonly families?: TariffPreview | undefined;
    }
  /** A new closure: these bookings will be cancelled, and their families told. */
  | { readonly kind: "closure"; readonly siteId: SiteId; readonly closure: Closure; readonly bookings: number }
  /** Days of an activity on which no school calendar says anything: it stays closed. */
  | { readonly kind: "withoutCalendar"; readonly activity: Activity; readonly from: PlainDate; readonly to: PlainDate };

/** What no catalogue may do to those who have booked, whoever has seen it. */
export const isRefused = ({ kind }: Impact): boolean => kind === "siteMoved";

/** What is taken from families who have booked, or moved under them, and what they are told of. */
export const isForFamilies = ({ kind }: Impact): boolean =>
  kind === "unitGone" || kind === "dayGone" || kind === "hoursMoved";

/**
 * The catalogue as it will be: nothing of the present one goes away, what the file says replaces what bears the same
 * name.
 */
export function merged(before: Catalogue, file: Catalogue): Catalogue {
  const replace = <T>(old: readonly T[], now: readonly T[], name: (one: T) => string): readonly T[] => [
    ...new Map([...old, ...now].map((one) => [name(one), one])).values(),
  ];
  const documents = replace(before.documents ?? [], file.documents ?? [], ({ id }) => id);
  const tariffs = replace(
    before.tariffs ?? [],
    file.tariffs ?? [],
    ({ id, effectiveFrom }) => `${id} ${effectiveFrom}`,
  );
  return {
    ...(documents.length > 0 ? { documents } : {}),
    ...(tariffs.length > 0 ? { tariffs } : {}),
    sites: replace(before.sites, file.sites, ({ id }) => id).map((site) => {
      const known = before.sites.find(({ id }) => id === site.id)?.closures ?? [];
      return { ...site, closures: replace(known, site.closures, ({ id }) => id) };
    }),
    activities: replace(
      before.activities,
      file.activities.map((now) => {
        const old = before.activities.find(
          ({ id, effectiveFrom }) => id === now.id && effectiveFrom === now.effectiveFrom,
        );
        return old ? { ...now, ...leftBehind(old, now) } : now;
      }),
      ({ id, effectiveFrom }) => `${id} ${effectiveFrom}`,
    ),
    calendars: replace(before.calendars, file.calendars, ({ zone, schoolYear }) => `${zone} ${schoolYear}`),
  };
}

const sameWindow = (one: BookingWindow, other: BookingWindow): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.closesAt === other.closesAt &&
  JSON.stringify(one.steps) === JSON.stringify(other.steps);

/** Windows of an edition against those that the edition in its place had. */
function movedWindows(activity: Activity, before: Activity, calendars: readonly SchoolCalendar[]): readonly Impact[] {
  const windows = allWindows(activity, calendars);
  return allWindows(before, calendars).flatMap((window): readonly Impact[] => {
    const named = windows.filter(({ id }) => id === window.id);
    // Of a window that comes back each holidays, the one of the same holidays.
    const after = named.find(({ from }) => from === window.from) ?? (named.length === 1 ? (named[0] ?? null) : null);
    // A new edition speaks for its own days only: what is over before it begins is not its business.
    if (after === null && window.to < activity.effectiveFrom) return [];
    return after && sameWindow(window, after) ? [] : [{ kind: "windowMoved", activity, before: window, after }];
  });
}

function withoutCalendar(activity: Activity, { calendars }: Catalogue): readonly Impact[] {
  const unknown = daysFrom(activity.from, activity.to).filter(
    (date) => activity.runs.weekdays.includes(weekdayOf(date)) && dayKind(date, calendars).kind === "unknown",
  );
  const [from] = unknown;
  const to = unknown.at(-1);
  return from && to ? [{ kind: "withoutCalendar", activity, from, to }] : [];
}

/** Facts found day by day, gathered under a name. */
type Gathered<T> = Map<string, T[]>;
const gather = <T>(found: Gathered<T>, name: string, one: T): void =>
  void found.set(name, [...(found.get(name) ?? []), one]);

interface Comparison {
  readonly site: Site;
  readonly before: Editions;
  readonly after: Editions;
  readonly was: Programme;
  readonly is: Programme;
}

const capacities = (
  site: Site,
  editions: Editions,
  date: PlainDate,
): ReadonlyMap<PoolId, ReturnType<typeof poolsAt>[number]> =>
  new Map(
    poolsAt(
      site,
      editions.allOn(date).filter(({ siteId }) => siteId === site.id),
      date,
    ).map((pool) => [pool.id, pool]),
  );

/** A site's days to come as they stand. */
type FullDays = readonly (readonly [PlainDate, FullDay])[];

/** What one site's days hold that the new catalogue does not provide for. */
function siteImpacts(
  { site, before, after, was, is }: Comparison,
  siteBefore: Site,
  days: FullDays,
): readonly Impact[] {
  const fewer: Gathered<Extract<Impact, { kind: "tooFewPlaces" }>> = new Map();
  const unitGone: Gathered<Extract<Impact, { kind: "unitGone" }>> = new Map();
  const dayGone: Gathered<Extract<Impact, { kind: "dayGone" }>> = new Map();
  const moved: Gathered<Extract<Impact, { kind: "hoursMoved" }>> = new Map();
  for (const [
    date,
    {
      places: taken,
      record: { counters },
    },
  ] of days) {
    const had = capacities(siteBefore, before, date);
    for (const pool of capacities(site, after, date).values()) {
      const used = counters.get(pool.id)?.used ?? 0;
      const places = placesOf(pool, counters);
      if (used > places && places < placesOf(had.get(pool.id) ?? { ...pool, capacity: Infinity }, counters))
        gather(fewer, pool.id, {
          kind: "tooFewPlaces",
          siteId: site.id,
          activityId: pool.activity?.id ?? null,
          limit: pool.name,
          days: [{ date, bookings: used, places }],
        });
    }
    for (const { activityId, unitId } of taken) {
      const change = bookedChange(was, is, { activityId, unitId, date });
      const days: readonly BookedDay[] = [{ date, bookings: 1 }];
      switch (change?.kind) {
        case "unitGone":
          gather(unitGone, `${activityId}/${unitId}`, { kind: "unitGone", activityId, unitId, days });
          break;
        case "dayGone":
          gather(dayGone, activityId, { kind: "dayGone", activityId, days });
          break;
        case "hoursMoved":
          gather(moved, `${activityId}/${unitId}`, { kind: "hoursMoved", activityId, unitId, days });
          break;
        case undefined:
      }
    }
  }
  const closures = site.closures
    .filter(
      (closure) =>
        !siteBefore.closures.some(
          ({ id, from, to }) => id === closure.id && from === closure.from && to === closure.to,
        ),
    )
    .map((closure): Impact => ({
      kind: "closure",
      siteId: site.id,
      closure,
      bookings: days
        .filter(([date]) => closure.from <= date && date <= closure.to)
        .reduce((sum, [, { places }]) => sum + places.length, 0),
    }));
  return [
    ...[...fewer.values()].flatMap(joined),
    ...[...unitGone.values()].flatMap(joined),
    ...[...dayGone.values()].flatMap(joined),
    ...[...moved.values()].flatMap(joined),
    ...closures.filter((one) => one.kind !== "closure" || one.bookings > 0),
  ];
}

/** An activity whose days go together otherwise than before, and how many children have fewer than it now says. */
function minimumImpact(
  { activity, old }: { readonly activity: Activity; readonly old: Activity },
  { site, after, is: { calendars } }: Pick<Comparison, "site" | "after" | "is">,
  days: FullDays,
): readonly Impact[] {
  if (sameMinimum(activity.minimum, old.minimum)) return [];
  /** Days that go together: how many, and which of them each child has. */
  const groups = new Map<
    string,
    { readonly minimum: Minimum; open: number; readonly had: Map<string, Set<PlainDate>> }
  >();
  for (const [date, { places }] of days) {
    const edition = after.on(activity.id, date);
    const span = edition && gathered(edition, date, calendars);
    if (!edition?.minimum || !span || whyClosed(edition, site, date, calendars) !== null) continue;
    const name = gatheredName(span);
    const group = groups.get(name) ?? { minimum: edition.minimum, open: 0, had: new Map<string, Set<PlainDate>>() };
    group.open += 1;
    groups.set(name, group);
    for (const { activityId, familyCode, childId } of places) {
      if (activityId !== activity.id) continue;
      const child = `${familyCode} ${childId}`;
      group.had.set(child, (group.had.get(child) ?? new Set()).add(date));
    }
  }
  const short = new Set(
    [...groups.values()].flatMap(({ minimum, open, had }) =>
      [...had].filter(([, dates]) => dates.size < neededOf(minimum, open)).map(([child]) => child),
    ),
  );
  return [{ kind: "minimumChanged", activity, before: old.minimum, short: short.size }];
}

/** Several findings of the same thing as one, a day once. */
function joined<T extends { readonly days: readonly BookedDay[] }>([first, ...others]: readonly T[]): readonly T[] {
  if (!first) return [];
  const days = new Map<PlainDate, BookedDay>();
  for (const day of [first, ...others].flatMap((one) => one.days))
    days.set(day.date, { ...day, bookings: day.bookings + (days.get(day.date)?.bookings ?? 0) });
  return [{ ...first, days: [...days.values()] }];
}

/** Each edition beside what held on its first day: itself as it was, or the one before. */
const movedPrices = (before: readonly Tariff[], file: readonly Tariff[]): readonly Impact[] =>
  file.flatMap((tariff) => {
    const known = [...before, ...file.filter((one) => one.effectiveFrom < tariff.effectiveFrom)];
    const held = tariffOn(known, tariff.id, tariff.effectiveFrom);
    const changes = held ? priceChanges(held, tariff) : [];
    const old = before.find((one) => one.id === tariff.id && one.effectiveFrom === tariff.effectiveFrom);
    // One that is on file as the file says it moves nothing.
    return changes.length > 0 && canonical(old) !== canonical(tariff)
      ? [{ kind: "pricesMoved" as const, tariff, changes, without: known }]
      : [];
  });

/**
 * Compares what will hold with what holds, over the days to come; reads the days of the sites that change, and only
 * those.
 */
export async function impactsOf(
  table: Table,
  before: Catalogue,
  file: Catalogue,
  changes: readonly CatalogueChange[],
  today: PlainDate,
): Promise<readonly Impact[]> {
  const catalogue = merged(before, file);
  const editions = { before: editionsOf(before), after: editionsOf(catalogue) };
  const was: Programme = { editions: editions.before, sites: before.sites, calendars: before.calendars };
  const is: Programme = { editions: editions.after, sites: catalogue.sites, calendars: catalogue.calendars };
  const touched = new Set(
    changes
      .filter(({ outcome }) => outcome !== "unchanged")
      .map(({ record }) =>
        record.kind === "activity"
          ? `${record.activityId} ${record.effectiveFrom}`
          : record.kind === "calendar"
            ? "calendar"
            : // What is asked for from now on changes nothing of what is booked.
              record.kind === "documentKind" ||
                record.kind === "fileSection" ||
                record.kind === "suspension" ||
                record.kind === "tariff" ||
                record.kind === "collectionAccount" ||
                record.kind === "absenceRules"
              ? ""
              : record.siteId,
      ),
  );
  const activities = file.activities.filter(({ id, effectiveFrom }) => touched.has(`${id} ${effectiveFrom}`));
  const known = activities.flatMap((activity) => {
    const old = editions.before.on(activity.id, activity.effectiveFrom);
    return old ? [{ activity, old }] : [];
  });
  const changed = new Set([
    ...known.flatMap(({ activity, old }) => [activity.siteId, old.siteId]),
    ...(touched.has("calendar") ? before.sites.map(({ id }) => id) : []),
  ]);
  const sites = before.sites.filter(({ id }) => changed.has(id) || touched.has(id));
  const wanted = sites.flatMap((site) => {
    const ends = before.activities
      .filter(({ siteId }) => siteId === site.id)
      .map(({ to }) => to)
      .sort();
    return daysFrom(today, ends.at(-1) ?? today)
      .slice(0, farthestDays)
      .map((date) => ({ siteId: site.id, date }));
  });
  const read = await readFullDays(table, wanted);
  return [
    ...(await movedSites(
      table,
      [was, is],
      new Set(known.map(({ activity }) => activity.id)),
      wanted.map((day) => ({ ...day, full: read(day) })),
    )),
    ...activities.flatMap((activity) => withoutCalendar(activity, catalogue)),
    ...movedPrices(before.tariffs ?? [], file.tariffs ?? []),
    ...known.flatMap(({ activity, old }) => movedWindows(activity, old, catalogue.calendars)),
    ...movedDeadlines(
      [was, is],
      new Set(
        (touched.has("calendar") ? before.activities : known.map(({ activity }) => activity)).map(({ id }) => id),
      ),
      today,
    ),
    ...sites.flatMap((siteBefore) => {
      const site = catalogue.sites.find(({ id }) => id === siteBefore.id) ?? siteBefore;
      const days = wanted.filter(({ siteId }) => siteId === site.id).map((day) => [day.date, read(day)] as const);
      const comparison = { site, ...editions, was, is };
      return [
        ...known
          .filter(({ activity }) => activity.siteId === site.id)
          .flatMap((one) => minimumImpact(one, comparison, days)),
        ...siteImpacts(comparison, siteBefore, days),
      ];
    }),
  ];
}
