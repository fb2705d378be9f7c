/**
 * A window to come, families in the directory, runs on a clock that the test moves, and what they leave in the table.
 */
import { BatchWriteCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { instantOf, type Clock } from "../../../functions/kernel/clock.ts";
import type { Activity, BookingWindow, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import type { Family } from "../../../functions/family/rules/family.ts";
import { id, type FamilyCode, type Instant } from "../../../functions/kernel/ids.ts";
import { remindersOf, type Cause, type Reminder } from "../../../functions/reminder/rules/reminders.ts";
import type { RemindDependencies } from "../../../functions/reminder/follow/run-reminder.ts";
import { remindInput, type RemindInput } from "../../../functions/reminder/follow/schedule-reminders.ts";
import type { OneTimeSchedule } from "../../../functions/schedule/schedules.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { householdBuckets, householdIndexKey, readHouseholds } from "../../../functions/family/store/directory.ts";
import type { Mail } from "../../../functions/mail/kinds.ts";
import { readRuns, type ReminderRun } from "../../../functions/reminder/store/reminder-runs.ts";
import * as keys from "../../../functions/table/keys.ts";
import { familyPartition, remindersPartition } from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { readMail } from "../../support/mails.ts";
import { quietLogger } from "../booking/stream.ts";
import { catalogueWith } from "../booking/support.ts";

const base = catalogueWith(1000);
const [wednesdays] = base.activities as readonly [Activity];

export const opening: BookingWindow = {
  id: id("WindowId", "annee"),
  from: id("PlainDate", "2027-01-01"),
  to: id("PlainDate", "2027-06-30"),
  steps: [
    { for: "residents", opensAt: id("Instant", "2026-12-07T07:30:00Z") },
    { for: "everyone", opensAt: id("Instant", "2026-12-14T07:30:00Z") },
  ],
  closesAt: id("Instant", "2027-01-31T22:59:00Z"),
};

/** The Wednesdays with this window, or with none. */
export const activityWith = (window: Partial<BookingWindow> | null): Activity => ({
  ...wednesdays,
  windows: window ? [{ ...opening, ...window }] : [],
});
export const catalogueWithWindow = (window: Partial<BookingWindow> | null = {}): Catalogue => ({
  ...base,
  activities: [activityWith(window)],
});
/** The town changes its mind. */
export const moveWindow = (table: Table, window: Partial<BookingWindow> | null) =>
  enterCatalogue(table, catalogueWithWindow(window), { dryRun: false });

export function reminderOf(
  cause: Cause,
  audience: Reminder["audience"] = "residents",
  window: Partial<BookingWindow> = {},
): Reminder {
  const found = remindersOf([activityWith(window)], []).find((one) => one.cause === cause && one.audience === audience);
  if (!found) throw new Error(`The window gives no reminder ${cause} to ${audience}`);
  return found;
}

/** A clock that stands still but for the waits. */
export interface Time {
  readonly clock: Clock;
  readonly stopwatch: RemindDependencies["stopwatch"];
  readonly moveTo: (instant: Instant) => void;
}

export function timeFrom(instant: Instant): Time {
  let milliseconds = Date.parse(instant);
  return {
    clock: () => instantOf(milliseconds),
    stopwatch: {
      seconds: () => milliseconds / 1000,
      wait: (seconds) => Promise.resolve(void (milliseconds += seconds * 1000)),
    },
    moveTo: (to) => {
      milliseconds = Date.parse(to);
    },
  };
}

export interface Runs extends RemindDependencies {
  /** What the run asked to be called with later, in order. */
  readonly put: OneTimeSchedule[];
  readonly logged: () => readonly string[];
}

export function runsOver(table: Table, { clock, stopwatch }: Time, mailsPerSecond = 14): Runs {
  const put: OneTimeSchedule[] = [];
  const { lines, log } = quietLogger();
  return {
    table,
    clock,
    stopwatch,
    log,
    put,
    town: { schoolZone: "B", mailsPerSecond },
    schedules: { put: (one) => Promise.resolve(void put.push(one)) },
    logged: () => lines.map(({ code }) => code),
  };
}

export const inputOf = (reminder: Reminder): RemindInput => remindInput(reminder);

export const code = (n: number): FamilyCode => id("FamilyCode", `RAP${String(n).padStart(5, "0")}`);

/** A resident household of one adult with an address, and a child of eight. */
export const familyOf = (
  n: number,
  change: Partial<Family["household"]> = {},
  children: readonly Partial<Family["children"][number]>[] = [{}],
): Family => ({
  household: {
    code: code(n),
    guardians: [
      {
        id: id("GuardianId", "1"),
        firstName: "Claire",
        lastName: "Durand",
        email: `claire${n}@exemple.fr`,
        payer: true,
      },
    ],
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
    resident: true,
    ...change,
  },
  children: children.map((child, index) => ({
    id: id("ChildId", `E${index + 1}`),
    firstName: `Lou${index + 1}`,
    lastName: "Durand",
    birthDate: id("PlainDate", "2018-03-14"),
    ...child,
  })),
});

const batch = 25;

/** Writes families as an import leaves them. */
export async function putFamilies(table: Table, families: readonly Family[]): Promise<void> {
  const items = families.flatMap(({ household, children }) => [
    {
      ...keys.household(household.code),
      ...householdIndexKey(household.code),
      entity: "household",
      version: 1,
      lastRank: household.guardians.length,
      ...household,
    },
    ...children.map((child) => ({ ...keys.child(household.code, child.id), entity: "child", version: 1, ...child })),
  ]);
  for (let from = 0; from < items.length; from += batch)
    await table.client.send(
      new BatchWriteCommand({
        RequestItems: { [table.name]: items.slice(from, from + batch).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
}

const itemsOf = async (table: Table, pk: string, prefix: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
      }),
    )
  ).Items ?? [];

export interface WrittenMail {
  readonly sk: string;
  readonly at: string;
  readonly mail: Mail;
}

/** Mails in a family's outbox. */
export const mailsTo = async (table: Table, family: FamilyCode): Promise<readonly WrittenMail[]> =>
  (await itemsOf(table, familyPartition(family), "MAIL#")).map((item) => ({
    sk: String(item["sk"]),
    at: String(item["at"]),
    mail: readMail(table, item),
  }));

/** The one run that there is. */
export async function onlyRun(table: Table): Promise<ReminderRun> {
  const [run, ...more] = await readRuns(table);
  if (!run || more.length > 0) throw new Error(`There are ${more.length + (run ? 1 : 0)} runs`);
  return run;
}

/** Forgets all runs, all mails and the pace, for the next scene. */
export async function forget(table: Table): Promise<void> {
  const families: FamilyCode[] = [];
  for (const bucket of householdBuckets)
    families.push(
      ...(await readHouseholds(table, { bucket, after: null, limit: 1000 })).households.map((one) => one.code),
    );
  const found = await Promise.all([
    itemsOf(table, remindersPartition, "RUN#"),
    ...families.map((family) => itemsOf(table, familyPartition(family), "MAIL#")),
  ]);
  const requests = [keys.sendingPace(), ...found.flat()].map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  for (let from = 0; from < requests.length; from += batch)
    await table.client.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: requests.slice(from, from + batch) } }),
    );
}
