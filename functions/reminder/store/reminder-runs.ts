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
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { audiences, causes, reminderKey, type Reminder, type ReminderName } from "../rules/reminders.ts";
import type { Instant } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, update } from "../../table/write.ts";

const position = lazily(() => z.object({ bucket: z.int(), after: z.nullable(branded("FamilyCode")) }));
export type Position = z.infer<ReturnType<typeof position>>;

/** Why a run went no further. */
export const skipReasons = ["gone", "moved", "tooLate", "nothingToBook"] as const;
export type SkipReason = (typeof skipReasons)[number];

const reminderRun = lazily(() =>
  z.object({
    activityId: branded("ActivityId"),
    windowId: branded("WindowId"),
    from: branded("PlainDate"),
    to: branded("PlainDate"),
    cause: z.enum(causes),
    audience: z.enum(audiences),
    due: branded("Instant"),
    moment: branded("Instant"),
    state: z.enum(["waiting", "underWay", "done", "skipped"]),
    position: position(),
    families: z.int(),
    mails: z.int(),
    revision: z.int(),
    /** Calls that it has taken so far. */
    part: z.int(),
    startedAt: branded("Instant"),
    at: branded("Instant"),
    next: z.optional(branded("Instant")),
    reason: z.optional(z.enum(skipReasons)),
  }),
);
export type ReminderRun = z.infer<ReturnType<typeof reminderRun>>;

/** Days for which staff can see a run. */
const keptDays = 92;

/** Which run. */
export type RunName = ReminderName & Pick<Reminder, "due">;

const keyOf = (name: RunName) => keys.reminderRun(name.due, reminderKey(name));

export async function readRun(table: Table, name: RunName): Promise<ReminderRun | null> {
  const item = await readRecord(table, keyOf(name));
  return item && z.parse(reminderRun(), item);
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
  const outcome = await put(table, {
    Item: { ...keyOf(run), entity: "reminderRun", ...run, expiresAt: epochSeconds(at) + keptDays * 86_400 },
    ...ifAbsent,
  });
  return outcome.written ? run : z.parse(reminderRun(), outcome.stands);
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
  const { written } = await update(table, {
    Key: keyOf(run),
    ConditionExpression: "#revision = :known",
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}${after.next ? "" : " REMOVE #next"}`,
    ExpressionAttributeNames: { ...Object.fromEntries(names.map((name) => [`#${name}`, name])), "#next": "next" },
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
      ":known": run.revision,
    },
  });
  return written ? after : null;
}

/** Runs that staff is shown: a year of a busy town is far more than anyone looks at. */
const mostRuns = 200;

/** The latest runs, by when they were due, latest first. */
export async function readRuns(table: Table): Promise<readonly ReminderRun[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.remindersPartition, keys.runPrefix),
    ScanIndexForward: false,
    Limit: mostRuns,
  });
  return items.map((item) => z.parse(reminderRun(), item));
}

const pace = lazily(() => z.object({ until: z.number() }));

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
  const outcome = await update(table, {
    Key: keys.sendingPace(),
    UpdateExpression: `SET #until = ${change}, #entity = :entity`,
    ConditionExpression: condition,
    ExpressionAttributeNames: { "#until": "until", "#entity": "entity" },
    ExpressionAttributeValues: { ...values, ":entity": "sendingPace" satisfies Entity },
    ReturnValues: "UPDATED_NEW",
  });
  return outcome.written ? z.parse(pace(), outcome.after).until : null;
}

/** Times that others may take their turn between two of our calls. */
const mostTries = 5;

/**
 * Takes the right to send for so many seconds, after all who have taken it before: however many runs there are at once,
 * together they send no faster than one. `now` in seconds since 1970. How many seconds to wait before beginning; null
 * when it would be too long.
 */
export const takeSendingTime = (table: Table, seconds: number, now: number): Promise<number | null> =>
  decideAndWrite<null, number | null>(
    "The pace of sending",
    null,
    async () => {
      const after = await changePace(table, "#until + :seconds", "#until > :now AND #until <= :latest", {
        ":seconds": seconds,
        ":now": now,
        ":latest": now + longestTurn,
      });
      if (after !== null) return { done: after - seconds - now };
      const first = await changePace(
        table,
        ":until",
        "attribute_not_exists(#until) OR #until <= :now OR #until > :nonsense",
        { ":until": now + seconds, ":now": now, ":nonsense": now + nonsense },
      );
      return first === null ? { again: null } : { done: 0 };
    },
    { most: mostTries, otherwise: () => null },
  );
