/**
 * The catalogue: every site, activity and school calendar in one partition, read whole by one query.
 *
 * A town's catalogue is some tens of records, a few read units in all, so that reading it whole is cheaper than knowing
 * which part is needed; a process keeps it some seconds (catalogue/store/catalogue-cache.ts).
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type {
  Activity,
  Catalogue,
  Closure,
  DocumentKind,
  PoolRule,
  RecurringWindow,
  Site,
  Span,
  StepFor,
} from "../rules/catalogue.ts";
import type { AbsenceRules } from "../rules/absence-rules.ts";
import type { CollectionAccount } from "../rules/accounts.ts";
import { partIds, type FieldRule, type FileRules, type PartId } from "../rules/file-rules.ts";
import type { SuspensionRule } from "../rules/suspension.ts";
import type { Tariff } from "../rules/tariffs.ts";
import { localHolidays } from "../../calendar/rules/public-holidays.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Instant, Login, SiteId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";
import type { Stored } from "../../table/write.ts";
import { deadlineRecords, localTime, weekday } from "./deadline-record.ts";

/** An activity, as records of before name its parts. */
export const activityNames = storedNames({ quota: "caps" });

/** What records hold. A hundred schemas: made at the first record that is read. */
const records = lazily(() => {
  const date = branded("PlainDate");
  const { deadline, cancelDeadline } = deadlineRecords();

  const places = z.int().check(z.minimum(0), z.maximum(10_000));

  const placesOn = z.array(z.object({ date, places }));

  const poolRule: z.ZodMiniType<PoolRule> = z.object({
    id: branded("PoolName"),
    name: z.string(),
    places: z.optional(places),
    placesOn,
    staff: z.optional(z.object({ adults: places, ratio: z.int().check(z.minimum(1)) })),
    ages: z.optional(z.object({ from: z.optional(z.int()), to: z.optional(z.int()) })),
  });

  const site: z.ZodMiniType<Omit<Site, "closures">> = z.object({
    id: branded("SiteId"),
    name: z.string(),
    town: z.string(),
    pools: z.array(poolRule),
  });

  const closure: z.ZodMiniType<Closure & { readonly siteId: SiteId }> = z.object({
    siteId: branded("SiteId"),
    id: branded("ClosureId"),
    from: date,
    to: date,
    kind: z.enum(["closure", "strike"]),
    reason: z.string(),
  });

  const stepFor: z.ZodMiniType<StepFor> = z.union([
    z.enum(["residents", "everyone"]),
    z.object({
      residents: z.optional(z.literal(true)),
      towns: z.optional(z.array(z.string())),
      schools: z.optional(z.array(z.string())),
      grades: z.optional(z.array(z.string())),
    }),
  ]);
  const span: z.ZodMiniType<Span> = z.object({
    number: z.int().check(z.minimum(1), z.maximum(366)),
    unit: z.enum(["days", "weeks", "months"]),
  });
  const recurring: z.ZodMiniType<RecurringWindow> = z.object({
    id: branded("WindowId"),
    from: date,
    to: date,
    each: z.enum(["holidays", "day"]),
    steps: z.array(z.object({ for: stepFor, before: span, at: localTime() })).check(z.minLength(1)),
    closes: z.optional(z.object({ span, counted: z.enum(["after", "before"]), at: localTime() })),
  });

  const unit = z.object({
    id: branded("UnitId"),
    name: z.string(),
    from: localTime(),
    to: localTime(),
    meal: z.boolean(),
    excludes: z.array(branded("UnitId")),
    implies: z.array(branded("UnitId")),
    places: z.nullable(places),
    placesOn,
    pools: z.array(branded("PoolName")),
    approval: z.boolean(),
    bookBefore: deadline,
    cancelBefore: cancelDeadline,
  });

  const activity: z.ZodMiniType<Activity> = z.object({
    id: branded("ActivityId"),
    effectiveFrom: date,
    siteId: branded("SiteId"),
    kind: z.enum(["wednesday", "holidays", "morningCare", "eveningCare", "canteen"]),
    name: z.string(),
    from: date,
    to: date,
    runs: z.object({
      weekdays: z.array(weekday()),
      during: z.enum(["schoolTime", "holidays", "always"]),
      onBridgeDays: z.boolean(),
    }),
    windows: z.array(
      z.object({
        id: branded("WindowId"),
        from: date,
        to: date,
        steps: z.array(z.object({ for: stepFor, opensAt: branded("Instant") })).check(z.minLength(1)),
        closesAt: branded("Instant"),
      }),
    ),
    recurring: z.optional(z.array(recurring)),
    eligibility: z.object({
      minAge: z.optional(z.int()),
      maxAge: z.optional(z.int()),
      grades: z.optional(z.array(z.string())),
      schools: z.optional(z.array(z.string())),
      requires: z.optional(z.array(z.enum(["record", "vaccines", "consents", "enrolment", "certification"]))),
      documents: z.optional(z.array(branded("DocumentKindId"))),
    }),
    pools: z.array(poolRule),
    within: z.array(branded("PoolName")),
    quota: z.nullable(
      z.object({ days: z.int().check(z.minimum(1)), per: z.enum(["week", "month"]), furtherFrom: deadline }),
    ),
    minimum: z.optional(
      z.object({
        days: z.union([z.int().check(z.minimum(2)), z.enum(["all", "weekday"])]),
        per: z.enum(["week", "holidays", "window", "activity"]),
      }),
    ),
    waiting: z.nullable(z.object({ holdHours: z.int().check(z.minimum(1), z.maximum(240)) })),
    units: z.array(unit).check(z.minLength(1)),
    tariff: z.optional(branded("TariffId")),
    account: z.optional(branded("CollectionAccountId")),
    prepaid: z.optional(z.literal(true)),
    holdMinutes: z.optional(z.int()),
    absences: z.optional(branded("AbsenceRulesId")),
    former: z.optional(z.array(unit)),
    moved: z.optional(z.array(z.object({ unitId: branded("UnitId"), times: z.int() }))),
    ranTo: z.optional(branded("PlainDate")),
  });

  const calendar: z.ZodMiniType<SchoolCalendar> = z.object({
    zone: z.enum(["A", "B", "C"]),
    schoolYear: z.string(),
    starts: date,
    ends: date,
    holidays: z.array(z.object({ name: z.string(), from: date, resumes: date })),
    bridges: z.array(date),
    schoolDays: z.optional(z.array(weekday())),
    officeClosed: z.optional(z.array(date)),
    localHolidays: z.optional(z.array(z.enum(localHolidays))),
  });

  const documentKind: z.ZodMiniType<DocumentKind> = z.object({
    id: branded("DocumentKindId"),
    name: z.string(),
    hint: z.optional(z.string()),
    of: z.enum(["child", "household", "person", "health"]),
    asked: z.enum(["always", "byActivities"]),
    ages: z.optional(z.object({ from: z.optional(z.int()), to: z.optional(z.int()) })),
    validity: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("forever") }),
      z.object({ kind: z.literal("schoolYear") }),
      z.object({ kind: z.literal("until"), date }),
      z.object({
        kind: z.literal("span"),
        number: z.int().check(z.minimum(1), z.maximum(216)),
        unit: z.enum(["months", "years"]),
      }),
    ]),
    whenMissing: z.enum(["blocks", "blocksUntilSent", "warns"]),
  });

  const fieldRule: z.ZodMiniType<FieldRule> = z.object({
    shown: z.boolean(),
    required: z.boolean(),
    change: z.enum(["atOnce", "checked", "office"]),
    documents: z.array(branded("DocumentKindId")),
    among: z.optional(z.array(z.string())),
  });
  const fileSection = z.object({ section: z.enum(partIds), fields: z.record(z.string(), fieldRule) });

  const suspension: z.ZodMiniType<{ readonly rule: SuspensionRule | null }> = z.object({
    rule: z.nullable(
      z.object({
        from: z.pipe(z.int().check(z.minimum(1)), z.transform(cents)),
        after: z.int().check(z.minimum(0)),
        except: z.array(branded("ActivityId")),
        text: z.optional(z.string()),
      }),
    ),
  });

  return { site, closure, activity, calendar, documentKind, fileSection, suspension };
});

/**
 * The record of a decision that a site receives nobody for some days. The stream does what follows (bookings, mails).
 */
export const closureItem = (
  siteId: SiteId,
  closure: Closure,
  { by, at }: { readonly by?: Login | undefined; readonly at: Instant },
): Stored => ({
  ...keys.closure(siteId, closure.id),
  entity: "closure",
  siteId,
  ...closure,
  by,
  at,
  version: 1,
});

/** A closure from its record, as the stream shows it or the table holds it. */
export const closureOf = (item: Item): Closure & { readonly siteId: SiteId } => z.parse(records().closure, item);

/** An edition of an activity from its record, as the stream shows it. */
export const activityOf = (item: Item): Activity => z.parse(records().activity, activityNames.read(item));

/** A record of the catalogue that changed, as the stream shows it. */
export interface CatalogueRecordChange {
  readonly entity: "site" | "activity" | "calendar";
  readonly before: Item | null;
  readonly after: Item;
}

/**
 * The catalogue as it was before one of its records changed, and as it is. `now`: as just read, which may not know of the
 * change yet, or of a later one already.
 */
export function catalogueAround(
  now: Catalogue,
  { entity, before, after }: CatalogueRecordChange,
): { readonly was: Catalogue; readonly is: Catalogue } {
  switch (entity) {
    case "site": {
      const [was, is] = [before && z.parse(records().site, before), z.parse(records().site, after)];
      const withSite = (one: typeof is): Catalogue => ({
        ...now,
        sites: now.sites.map((site) => (site.id === is.id ? { ...site, ...one } : site)),
      });
      return { was: was ? withSite(was) : now, is: withSite(is) };
    }
    case "calendar": {
      const [was, is] = [before && z.parse(records().calendar, before), z.parse(records().calendar, after)];
      const others = now.calendars.filter(({ zone, schoolYear }) => zone !== is.zone || schoolYear !== is.schoolYear);
      return {
        was: { ...now, calendars: was ? [...others, was] : others },
        is: { ...now, calendars: [...others, is] },
      };
    }
    case "activity": {
      const [was, is] = [before && activityOf(before), activityOf(after)];
      const others = now.activities.filter(
        ({ id, effectiveFrom }) => id !== is.id || effectiveFrom !== is.effectiveFrom,
      );
      return {
        was: { ...now, activities: was ? [...others, was] : others },
        is: { ...now, activities: [...others, is] },
      };
    }
  }
}

/**
 * Reads the whole catalogue. Throws when a record is not what this module writes. `consistent`: with what was written a
 * moment ago. `tariffOf`, `accountOf`, `absenceRulesOf` (tariff-record.ts and its like): with its tariffs, collection accounts and
 * rules for absences,
 * which few functions need and all the others then do not carry.
 */
export async function readCatalogue(
  table: Table,
  {
    consistent = false,
    tariffOf,
    accountOf,
    absenceRulesOf,
  }: {
    readonly consistent?: boolean;
    readonly tariffOf?: (item: Item) => Tariff;
    readonly accountOf?: (item: Item) => CollectionAccount;
    readonly absenceRulesOf?: (item: Item) => AbsenceRules;
  } = {},
): Promise<Catalogue> {
  const sites: Omit<Site, "closures">[] = [];
  const closures: (Closure & { readonly siteId: SiteId })[] = [];
  const activities: Activity[] = [];
  const calendars: SchoolCalendar[] = [];
  const documents: DocumentKind[] = [];
  const tariffs: Tariff[] = [];
  const accounts: CollectionAccount[] = [];
  const absences: AbsenceRules[] = [];
  const file: (readonly [PartId, NonNullable<FileRules[PartId]>])[] = [];
  let suspension: SuspensionRule | null | undefined;
  const all = { ...startingWith(keys.cataloguePartition), ConsistentRead: consistent };
  for (const item of await readRange(table, all)) {
    if (item["entity"] === "site") sites.push(z.parse(records().site, item));
    else if (item["entity"] === "closure") closures.push(closureOf(item));
    else if (item["entity"] === "activity") activities.push(activityOf(item));
    else if (item["entity"] === "calendar") calendars.push(z.parse(records().calendar, item));
    else if (item["entity"] === "documentKind") documents.push(z.parse(records().documentKind, item));
    else if (item["entity"] === "tariff" && tariffOf) tariffs.push(tariffOf(item));
    else if (item["entity"] === "collectionAccount" && accountOf) accounts.push(accountOf(item));
    else if (item["entity"] === "absenceRules" && absenceRulesOf) absences.push(absenceRulesOf(item));
    else if (item["entity"] === "fileSection") {
      const { section, fields } = z.parse(records().fileSection, item);
      file.push([section, fields]);
    } else if (item["entity"] === "suspension") suspension = z.parse(records().suspension, item).rule;
  }
  const withoutSite = ({ siteId: _, ...closure }: Closure & { readonly siteId: SiteId }): Closure => closure;
  return {
    sites: sites.map((one) => ({
      ...one,
      closures: closures.filter(({ siteId }) => siteId === one.id).map(withoutSite),
    })),
    activities,
    calendars,
    ...(documents.length > 0 ? { documents } : {}),
    ...(tariffs.length > 0 ? { tariffs } : {}),
    ...(accounts.length > 0 ? { accounts } : {}),
    ...(absences.length > 0 ? { absences } : {}),
    ...(file.length > 0 ? { file: Object.fromEntries(file) } : {}),
    ...(suspension === undefined ? {} : { suspension }),
  };
}
