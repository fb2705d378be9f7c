/**
 * The run of one reminder over all families: how far it is, for whoever goes on with it and for staff to see.
 *
 *     pk REMINDERS, sk RUN#<due>#<name>
 *     revision     grows at every write; each write expects the one it read, so that of two runs at once one goes on
 *     position     the next families to look at: bucket of the directory, and the last code done
 *
 * A reminder whose window moves is due at another moment: its run is then another. What keeps a family from being told twice is the
 * mail's own record (family-mails.ts), not this one.
 */
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import { epochSeconds } from "../clock.ts";
import { audiences, causes, reminderKey, type Reminder, type ReminderName } from "../domain/reminders.ts";
import type { Instant } from "../domain/ids.ts";
import { refusedItem } from "./refused.ts";
import { retried } from "./retry.ts";
import { keys, remindersPartition, runPrefix, type Table } from "./table.ts";

const position = z.object({ bucket: z.int(), after: z.nullable(branded("FamilyCode")) });
export type Position = z.infer<typeof position>;

/** Why a run went no further. */
export const skipReasons = ["gone", "moved", "tooLate"] as const;
export type SkipReason = (typeof skipReasons)[number];

const reminderRun = z.object({
  activityId: branded("ActivityId"), windowId: branded("WindowId"), from: branded("PlainDate"), to: branded("PlainDate"), cause: z.enum(causes), audience: z.enum(audiences),
  due: branded("Instant"), moment: branded("Instant"),
  state: z.enum(["waiting", "underWay", "done", "skipped"]), position, families: z.int(), mails: z.int(), revision: z.int(),
  /** Calls that it has taken so far. */
  part: z.int(),
  startedAt: branded("Instant"), at: branded("Instant"), next: z.optional(branded("Instant")), reason: z.optional(z.enum(skipReasons)),
});
export type ReminderRun = z.infer<typeof reminderRun>;

/** Days for which staff can see a run. */
const keptDays = 92;

/** Which run. */
export type RunName = ReminderName & Pick<Reminder, "due">;

const keyOf = (name: RunName) => keys.reminderRun(name.due, reminderKey(name));

export async function readRun(table: Table, name: RunName): Promise<ReminderRun | null> {
  const { Item } = await retried(() => table.client.send(new GetCommand({ TableName: table.name, Key: keyOf(name), ConsistentRead: true })));
  return Item ? z.parse(reminderRun, Item) : null;
}

/** Begins a run, or finds it begun. */
export async function beginRun(table: Table, { activityId, windowId, from, to, cause, audience, due, moment }: Omit<Reminder, "until">, at: Instant): Promise<ReminderRun> {
  const run: ReminderRun = {
    activityId, windowId, from, to, cause, audience, due, moment, state: "underWay", position: { bucket: 0, after: null }, families: 0, mails: 0, revision: 1, part: 1, startedAt: at, at,
  };
  try {
    await retried(() => table.client.send(new PutCommand({
      TableName: table.name, Item: { ...keyOf(run), entity: "reminderRun", ...run, expiresAt: epochSeconds(at) + keptDays * 86_400 },
      ConditionExpression: "attribute_not_exists(pk)", ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    })));
    return run;
  } catch (error) {
    const item = refusedItem(error);
    // Forgotten between the refusal and now: 92 days have passed.
    if (!item) throw new Error("A reminder's run vanished while it began", { cause: error });
    return z.parse(reminderRun, item);
  }
}

export type RunChange = Pick<ReminderRun, "state" | "at"> & Partial<Pick<ReminderRun, "position" | "families" | "mails" | "part" | "next" | "reason">>;

/** The run as it goes on; null when another has taken it further meanwhile. */
export async function advanceRun(table: Table, run: ReminderRun, change: RunChange): Promise<ReminderRun | null> {
  const { next: _, ...before } = run;
  const after: ReminderRun = { ...before, ...change, revision: run.revision + 1 };
  const facts = { state: after.state, at: after.at, position: after.position, families: after.families, mails: after.mails, part: after.part, revision: after.revision, ...(after.next ? { next: after.next } : {}), ...(after.reason ? { reason: after.reason } : {}) };
  const names = Object.keys(facts);
  try {
    await retried(() => table.client.send(new UpdateCommand({
      TableName: table.name, Key: keyOf(run), ConditionExpression: "#revision = :known",
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}${after.next ? "" : " REMOVE #next"}`,
      ExpressionAttributeNames: { ...Object.fromEntries(names.map((name) => [`#${name}`, name])), "#next": "next" },
      ExpressionAttributeValues: { ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])), ":known": run.revision },
    })));
    return after;
  } catch (error) {
    refusedItem(error);
    return null;
  }
}

/** Runs that staff is shown: a year of a busy town is far more than anyone looks at. */
const mostRuns = 200;

/** The latest runs, by when they were due, latest first. */
export async function readRuns(table: Table): Promise<readonly ReminderRun[]> {
  const { Items = [] } = await retried(() => table.client.send(new QueryCommand({
    TableName: table.name, ScanIndexForward: false, Limit: mostRuns, KeyConditionExpression: "pk = :pk AND begins_with(sk, :runs)", ExpressionAttributeValues: { ":pk": remindersPartition, ":runs": runPrefix },
  })));
  return Items.map((item) => z.parse(reminderRun, item));
}

const pace = z.object({ until: z.number() });

/**
 * Takes the right to send for so many seconds, after all who have taken it before: however many runs there are at once, together they
 * send no faster than one. In seconds, how long to wait before beginning.
 */
export async function takeSendingTime(table: Table, seconds: number, now: Instant): Promise<number> {
  const at = epochSeconds(now);
  const update = { TableName: table.name, Key: keys.sendingPace(), ExpressionAttributeNames: { "#until": "until", "#entity": "entity" }, ReturnValues: "UPDATED_NEW" as const };
  for (;;) {
    try {
      const { Attributes } = await retried(() => table.client.send(new UpdateCommand({
        ...update, UpdateExpression: "SET #until = #until + :seconds, #entity = :entity", ConditionExpression: "#until > :now", ExpressionAttributeValues: { ":seconds": seconds, ":now": at, ":entity": "sendingPace" },
      })));
      return z.parse(pace, Attributes).until - seconds - at;
    } catch (error) {
      refusedItem(error);
    }
    try {
      await retried(() => table.client.send(new UpdateCommand({
        ...update, UpdateExpression: "SET #until = :until, #entity = :entity", ConditionExpression: "attribute_not_exists(#until) OR #until <= :now", ExpressionAttributeValues: { ":until": at + seconds, ":now": at, ":entity": "sendingPace" },
      })));
      return 0;
    } catch (error) {
      // Another took it between the two.
      refusedItem(error);
    }
  }
}
