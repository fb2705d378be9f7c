/**
 * The catalogue: every site, activity and school calendar in one partition, read whole by one query.
 *
 * A town's catalogue is some tens of records, a few read units in all, so that reading it whole is cheaper than knowing which part
 * is needed; a process keeps it some seconds (store/catalogue-cache.ts).
 */
import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import type { Activity, Catalogue, LocalTime, SchoolCalendar, Site, Weekday } from "../domain/catalogue.ts";
import type { Deadline } from "../domain/deadlines.ts";
import { cataloguePartition, keys, type Table } from "./table.ts";

const isTime = (text: unknown): text is LocalTime => typeof text === "string" && /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(text);
const localTime = z.custom<LocalTime>(isTime);
const weekday = z.custom<Weekday>((day) => typeof day === "number" && [1, 2, 3, 4, 5, 6, 7].includes(day));
const date = branded("PlainDate");
const days = z.int().check(z.minimum(0), z.maximum(366));
const counting = z.enum(["calendar", "ouvrés", "ouvrables", "francs"]);
const atTime = { at: localTime, onHoliday: z.optional(z.literal("earlier")) };

const deadline: z.ZodMiniType<Deadline> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("days"), days, counting, ...atTime }),
  z.object({ kind: z.literal("previousWeekday"), weekday, ...atTime }),
  z.object({ kind: z.literal("weekdayOfWeek"), weekday, weeks: z.int().check(z.minimum(0), z.maximum(52)), ...atTime }),
  z.object({ kind: z.literal("dayOfPreviousMonth"), day: z.int().check(z.minimum(1), z.maximum(31)), ...atTime }),
  z.object({ kind: z.literal("hours"), hours: z.number().check(z.minimum(0)) }),
  z.object({ kind: z.literal("daysBeforePeriod"), days, counting, ...atTime }),
]);

const places = z.int().check(z.minimum(0), z.maximum(10_000));

const site: z.ZodMiniType<Site> = z.object({
  id: branded("SiteId"), name: z.string(), town: z.string(),
  closures: z.array(z.object({ from: date, to: date, reason: z.string() })),
});

const activity: z.ZodMiniType<Activity> = z.object({
  id: branded("ActivityId"), siteId: branded("SiteId"), name: z.string(), from: date, to: date,
  runs: z.object({ weekdays: z.array(weekday), during: z.enum(["schoolTime", "holidays"]), onBridgeDays: z.boolean() }),
  window: z.object({
    steps: z.array(z.object({ for: z.enum(["residents", "everyone"]), opensAt: branded("Instant") })).check(z.minLength(1)),
    closesAt: branded("Instant"),
  }),
  eligibility: z.object({ minAge: z.optional(z.int()), maxAge: z.optional(z.int()), grades: z.optional(z.array(z.string())) }),
  units: z.array(z.object({
    id: branded("UnitId"), name: z.string(), from: localTime, to: localTime, meal: z.boolean(), excludes: z.array(branded("UnitId")),
    places, placesOn: z.array(z.object({ date, places })), bookBefore: deadline, cancelBefore: deadline,
  })).check(z.minLength(1)),
});

const calendar: z.ZodMiniType<SchoolCalendar> = z.object({
  zone: z.enum(["A", "B", "C"]), schoolYear: z.string(), starts: date, ends: date,
  holidays: z.array(z.object({ name: z.string(), from: date, resumes: date })), bridges: z.array(date),
});

/** Writes every record of the catalogue; the same again changes nothing. */
export async function putCatalogue(table: Table, { sites, activities, calendars }: Catalogue): Promise<void> {
  const items = [
    ...sites.map((one) => ({ ...keys.site(one.id), entity: "site", ...one })),
    ...activities.map((one) => ({ ...keys.activity(one.id), entity: "activity", ...one })),
    ...calendars.map((one) => ({ ...keys.calendar(one.zone, one.schoolYear), entity: "calendar", ...one })),
  ];
  await Promise.all(items.map((Item) => table.client.send(new PutCommand({ TableName: table.name, Item }))));
}

/** Reads the whole catalogue: sites and activities by id, calendars by year. Throws when a record is not what this module writes. */
export async function readCatalogue(table: Table): Promise<Catalogue> {
  const sites: Site[] = [];
  const activities: Activity[] = [];
  const calendars: SchoolCalendar[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new QueryCommand({
      TableName: table.name, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": cataloguePartition }, ...(from ? { ExclusiveStartKey: from } : {}),
    }));
    for (const item of page.Items ?? []) {
      if (item["entity"] === "site") sites.push(z.parse(site, item));
      else if (item["entity"] === "activity") activities.push(z.parse(activity, item));
      else if (item["entity"] === "calendar") calendars.push(z.parse(calendar, item));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return { sites, activities, calendars };
}
