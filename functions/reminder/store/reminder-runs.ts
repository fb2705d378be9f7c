/**
 * The run of one reminder over all families: how far it is, for whoever goes on with it and for staff to see.
 *
 *     pk REMINDERS, sk RUN#<due>#<name>
 *     revision     grows at every write; each write expects the one it read, so that of two runs at once one goes on
 *     position     the next families to look at: bucket of the directory, and the last code done
 *
 * A reminder whose window moves is due at another moment: its run is then another. What keeps a family from being told
 * twice is the mail's own record (family-mails.ts), not this one.
 */
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { audiences, causes, reminderKey, type Reminder, type ReminderName } from "../rules/reminders.ts";
import type { Instant } from "../../kernel/ids.ts";
import { refusedItem } from "../../table/refused.ts";
import { retried } from "../../table/retry.ts";
import * as keys from "../../table/keys.ts";
import { remindersPartition, runPrefix } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const position = z.object({ bucket: z.int(), after: z.nullable(branded("FamilyCode")) });
export type Position = z.infer<typeof position>;

/** Why a run went no further. */
export const skipReasons = ["gone", "moved", "tooLate", "nothingToBook"] as const;
export type SkipReason = (typeof skipReasons)[number];

const reminderRun = z.object({
  activityId: branded("ActivityId"),
  windowId: branded("WindowId"),
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  cause: z.enum(causes),
  audience: z.enum(audiences),
  due: branded("Instant"),
  moment: branded("Instant"),
  state: z.enum(["waiting", "underWay", "done", "skipped"]),
  position,
  families: z.int(),
  mails: z.int(),
  revision: z.int(),
  /** Calls that it has taken so far. */
  part: z.int(),
  startedAt: branded("Instant"),
  at: branded("Instant"),
  next: z.optional(branded("Instant")),
  reason: z.optional(z.enum(skipReasons)),
});
export type ReminderRun = z.infer<typeof reminderRun>;

/** Days for which staff can see a run. */
const keptDays = 92;

/** Which run. */
export type RunName = ReminderName & Pick<Reminder, "due">;

const keyOf = (name: RunName) => keys.reminderRun(name.due, reminderKey(name));

export async function readRun(table: Table, name: RunName): Promise<ReminderRun | null> {
  const { Item } = await retried(() =>
    table.client.send(new GetCommand({ TableName: table.name, Key: keyOf(name), ConsistentRead: true })),
  );
  return Item ? z.parse(reminderRun, Item) : null;
}

/** Begins a run, or finds it begun. */
export async function beginRun(table: Table, facts: Omit<Reminder, "until">, at: Instant): Promise<ReminderRun> {
  const run: ReminderRun = {
    ...facts,
    state: "underWay",
    position: { bucket: 0, after: null },
    families: 0,
    mails: 0,
    revision: 1,
    part: 1,
    startedAt: at,
    at,
  };
  try {
    await retried(() =>
      table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...keyOf(run), entity: "reminderRun", ...run, expiresAt: epochSeconds(at) + keptDays * 86_400 },
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
    return run;
  } catch (error) {
    const item = refusedItem(error);
    // Forgotten between the refusal and now: 92 days have passed.
    if (!item) throw new Error("A reminder's run vanished while it began", { cause: error });
    return z.parse(reminderRun, item);
  }
}

export type RunChange = Pick<ReminderRun, "state" | "at"> &
  Partial<Pick<ReminderRun, "position" | "families" | "mails" | "part" | "next" | "reason">>;

/** The run as it goes on; null when another has taken it further meanwhile. */
export async function advanceRun(table: Table, run: ReminderRun, change: RunChange): Promise<ReminderRun | null> {
  const { next: _, ...before } = run;
  const after: ReminderRun = { ...before, ...change, revision: run.revision + 1 };
  const facts = {
    state: after.state,
    at: after.at,
    position: after.position,
    families: after.families,
    mails: after.mails,
    part: after.part,
    revision: after.revision,
    ...(after.next ? { next: after.next } : {}),
    ...(after.reason ? { reason: after.reason } : {}),
  };
  const names = Object.keys(facts);
  try {
    await retried(() =>
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf(run),
          ConditionExpression: "#revision = :known",
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}${after.next ? "" : " REMOVE #next"}`,
          ExpressionAttributeNames: { ...Object.fromEntries(names.map((name) => [`#${name}`, name])), "#next": "next" },
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
            ":known": run.revision,
          },
        }),
      ),
    );
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
  const { Items = [] } = await retried(() =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        ScanIndexForward: false,
        Limit: mostRuns,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :runs)",
        ExpressionAttributeValues: { ":pk": remindersPartition, ":runs": runPrefix },
      }),
    ),
  );
  return Items.map((item) => z.parse(reminderRun, item));
}

const pace = z.object({ until: z.number() });

/** Seconds for which a run waits for its turn; past that it comes back later. */
export const longestTurn = 45;
/**
 * Seconds that cannot be given out ahead, whatever the number of runs: a clock was wrong, and the record is begun anew.
 */
const nonsense = 3600;

/** Changes the pace's record while a condition holds; what it then says, or null. */
async function changePace(
  table: Table,
  change: string,
  condition: string,
  values: Readonly<Record<string, number>>,
): Promise<number | null> {
  try {
    const { Attributes } = await retried(() =>
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.sendingPace(),
          UpdateExpression: `SET #until = ${change}, #entity = :entity`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { "#until": "until", "#entity": "entity" },
          ExpressionAttributeValues: { ...values, ":entity": "sendingPace" },
          ReturnValues: "UPDATED_NEW",
        }),
      ),
    );
    return z.parse(pace, Attributes).until;
  } catch (error) {
    refusedItem(error);
    return null;
  }
}

/** Times that others may take their turn between two of our calls. */
const mostTries = 5;

/**
 * Takes the right to send for so many seconds, after all who have taken it before: however many runs there are at once,
 * together they send no faster than one. `now` in seconds since 1970. How many seconds to wait before beginning; null
 * when it would be too long.
 */
export async function takeSendingTime(table: Table, seconds: number, now: number): Promise<number | null> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const after = await changePace(table, "#until + :seconds", "#until > :now AND #until <= :latest", {
      ":seconds": seconds,
      ":now": now,
      ":latest": now + longestTurn,
    });
    if (after !== null) return after - seconds - now;
    const first = await changePace(
      table,
      ":until",
      "attribute_not_exists(#until) OR #until <= :now OR #until > :nonsense",
      { ":until": now + seconds, ":now": now, ":nonsense": now + nonsense },
    );
    if (first !== null) return 0;
  }
  return null;
}
