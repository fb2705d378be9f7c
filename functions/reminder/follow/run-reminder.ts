/**
 * The run of one reminder: all families are looked at, a page at a time, and each that it concerns gets one mail in the
 * outbox.
 *
 * Once a family: the mail's record is named for the window and the cause, so that whoever does a page again writes the
 * same mails. A run notes after each page how far it is (reminder/store/reminder-runs.ts). One that dies is called again by
 * Lambda and goes on from there; of two at once, the one that finds the other ahead stops. What a call cannot do within
 * its time, and what is left when the evening comes, a schedule of its own goes on with.
 *
 * No faster than SES lets the town send: the run takes the right to send for as long as its page needs, after every
 * other run that has asked before, and writes its mails at that pace; the mailer sends what it finds. In memory there
 * is never more than one page.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import type { Clock } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import type { Slot } from "../../booking/rules/booking-rules.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import {
  audiences,
  bookableFrom,
  causes,
  childrenEligible,
  childrenOfStep,
  childrenWithoutAny,
  decentHour,
  isFor,
  movedReminder,
  openingCauses,
  slotsOf,
  reminderKey,
  remindersOf,
  type Reminder,
} from "../rules/reminders.ts";
import type { Log } from "../../kernel/log.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { Schedules } from "../../schedule/schedules.ts";
import { readCatalogue } from "../../catalogue/store/catalogue.ts";
import { freshSeconds } from "../../catalogue/store/catalogue-cache.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { householdBuckets, readHouseholds } from "../../family/store/directory.ts";
import { readChildren } from "../../family/store/families.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { readUnwilling } from "../store/reminder-preferences.ts";
import {
  advanceRun,
  beginRun,
  readRun,
  takeSendingTime,
  type Position,
  type ReminderRun,
  type SkipReason,
} from "../store/reminder-runs.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { remindInput, type RemindInput } from "./schedule-reminders.ts";

/** What runs write to the log: stable codes, which alarms and tests name. */
export const reminderMessages = {
  /** All families are done. Fields: reminder, families, mails. */
  done: "reminders.done",
  /** Nobody, or nobody further, is mailed. Fields: reminder, reason. */
  skipped: "reminders.skipped",
  /** Another call of the same run is ahead: this one stops. Fields: reminder. */
  overtaken: "reminders.overtaken",
  /** The rest is left to a later call. Fields: reminder, next. */
  goesOn: "reminders.goesOn",
} as const;

/** What a schedule gives a run. */
export const remindEvent = lazily((): z.ZodMiniType<RemindInput> =>
  z.object({
    activityId: branded("ActivityId"),
    windowId: branded("WindowId"),
    from: branded("PlainDate"),
    to: branded("PlainDate"),
    cause: z.enum(causes),
    audience: z.enum(audiences),
    due: branded("Instant"),
    moment: branded("Instant"),
  }),
);

export interface RemindDependencies {
  readonly table: Table;
  readonly clock: Clock;
  /** Time that passes: seconds since 1970 with their fractions, and a wait of so many. */
  readonly stopwatch: { readonly seconds: () => number; readonly wait: (seconds: number) => Promise<void> };
  readonly log: Log;
  readonly schedules: Pick<Schedules<"remind">, "put">;
  readonly town: Pick<TownForFunctions, "schoolZone" | "mailsPerSecond">;
}

/** Families looked at before the run notes how far it is. */
export const pageSize = 25;
/** Of them, so many at once. */
const width = 10;
/**
 * Seconds after which a call leaves the rest to the next one: its function has 300, and the last page may have to wait
 * for its turn to send.
 */
export const longestCall = 180;

/** What does not change during a call. */
interface Work {
  readonly reminder: Reminder;
  readonly catalogue: Catalogue;
  readonly slots: readonly Slot[];
  /** From when on families can book. */
  readonly from: Instant;
}

/** One family that is to be told. */
interface Telling {
  readonly familyCode: FamilyCode;
  /** Mails that its record becomes. */
  readonly readers: number;
  readonly children: readonly Child[];
}

/** Whether a family is to be told, and of which children. Reads no further than it must. */
async function judge(
  { table }: RemindDependencies,
  { reminder, slots, from }: Work,
  household: Household,
): Promise<Telling | null> {
  const { code, resident, guardians, closedAt } = household;
  const reachable = guardians.filter(({ email }) => email !== undefined);
  if (closedAt !== undefined || reachable.length === 0 || !isFor(reminder, resident)) return null;
  const window = slots[0]?.window;
  if (!window) return null;
  const children = childrenOfStep(reminder, window, household, await readChildren(table, code));
  const eligible = childrenEligible(children, slots, from);
  if (eligible.length === 0) return null;
  const [days, unwilling] = await Promise.all([
    readFamilyDays(table, code, { from: reminder.from, to: reminder.to, consistent: false }),
    readUnwilling(table, code),
  ]);
  const left = childrenWithoutAny(reminder, eligible, days);
  if (reminder.cause === "openingMoved") {
    const told = await readToldOpening(table, reminder, code);
    if (told === null || told === reminder.moment) return null;
  }
  const readers = reachable.filter(({ id }) => !unwilling.has(id)).length;
  return left.length > 0 && readers > 0 ? { familyCode: code, readers, children: left } : null;
}

/**
 * The same for every run of a cause: a window that moved is not told a second time. But that it moved is told each time
 * that it does.
 */
const mailIdOf = ({ activityId, windowId, from, cause, due }: Reminder): string =>
  `reminder-${cause}-${activityId}-${windowId}-${from}${cause === "openingMoved" ? `-${due}` : ""}`;

const toldOpening = lazily(() =>
  z.object({ sk: z.string(), at: branded("Instant"), facts: z.object({ moment: branded("Instant") }) }),
);

/** When the window opens, by what the family was told last; null: it has been told nothing. */
async function readToldOpening(table: Table, reminder: Reminder, familyCode: FamilyCode): Promise<Instant | null> {
  const about = openingCauses.map((cause) => keys.familyMail(familyCode, mailIdOf({ ...reminder, cause })).sk);
  // The last cause has a mail for each time that the window moved.
  const moved = about.at(-1)?.replace(reminder.due, "") ?? "";
  const items = await readRange(
    table,
    startingWith(keys.familyPartition(familyCode), keys.familyMail(familyCode, "reminder-").sk),
  );
  const told = items
    .filter(({ sk }) => about.includes(String(sk)) || String(sk).startsWith(moved))
    .map((item) => z.parse(toldOpening(), item))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return told.at(-1)?.facts.moment ?? null;
}

/** Which run has told a family. */
const toldBy = lazily(() => z.object({ due: branded("Instant") }));

/**
 * Writes one family's mail, unless it has been told before. Whether this run has told it, in this call or an earlier
 * one.
 */
async function tell(
  { table, clock }: RemindDependencies,
  { reminder, catalogue, slots }: Work,
  { familyCode, children }: Telling,
): Promise<boolean> {
  const { activityId, cause, moment, due, from, to } = reminder;
  const activity = slots[0]?.activity;
  const siteName = catalogue.sites.find(({ id }) => id === activity?.siteId)?.name ?? "";
  const standing = await tellOnce(
    table,
    { familyCode, about: children.map(({ id }) => id), mailId: mailIdOf(reminder), courtesy: true },
    {
      kind: "reminder",
      facts: {
        cause,
        activityId,
        activityName: activity?.name ?? activityId,
        siteName,
        firstNames: children.map(({ firstName }) => firstName),
        from,
        to,
        moment,
        due,
      },
    },
    clock(),
  );
  return standing === null || z.parse(toldBy(), standing.facts).due === due;
}

/** Tells these families, at the pace. How many this run has told; null when its turn to send is too far off. */
async function tellAll(deps: RemindDependencies, work: Work, tellings: readonly Telling[]): Promise<number | null> {
  const {
    table,
    stopwatch,
    town: { mailsPerSecond },
  } = deps;
  const secondsFor = (readers: number): number => readers / mailsPerSecond;
  const total = tellings.reduce((sum, { readers }) => sum + readers, 0);
  if (total === 0) return 0;
  const seconds = await takeSendingTime(table, secondsFor(total), stopwatch.seconds());
  if (seconds === null) return null;
  await stopwatch.wait(seconds);
  let told = 0;
  for (const telling of tellings) {
    if (await tell(deps, work, telling)) told += 1;
    await stopwatch.wait(secondsFor(telling.readers));
  }
  return told;
}

/** The position after a page; null after the last. */
function nextPosition({ bucket }: Position, next: FamilyCode | null): Position | null {
  if (next !== null) return { bucket, after: next };
  return bucket + 1 < householdBuckets.length ? { bucket: bucket + 1, after: null } : null;
}

/**
 * Does one page and notes it. `overtaken`: another call of the run has done it. `later`: too many other runs send at
 * the moment.
 */
async function doPage(
  deps: RemindDependencies,
  work: Work,
  run: ReminderRun,
): Promise<ReminderRun | "overtaken" | "later"> {
  const { table, clock } = deps;
  const { households, next } = await readHouseholds(table, { ...run.position, limit: pageSize });
  const judged = await inParallel(households, width, (household) => judge(deps, work, household));
  const told = await tellAll(
    deps,
    work,
    judged.filter((telling) => telling !== null),
  );
  if (told === null) return "later";
  const position = nextPosition(run.position, next);
  const counts = { families: run.families + households.length, mails: run.mails + told };
  return (
    (await advanceRun(table, run, {
      ...counts,
      at: clock(),
      ...(position ? { state: "underWay", position } : { state: "done" }),
    })) ?? "overtaken"
  );
}

/** The work of a call, or why there is none: by what the catalogue says now. */
async function prepare(
  { table, clock, town: { schoolZone } }: RemindDependencies,
  input: RemindInput,
): Promise<Work | SkipReason> {
  const catalogue = await readCatalogue(table, { consistent: true });
  const current = remindersOf(catalogue.activities, calendarsOf(catalogue, schoolZone));
  const reminder =
    input.cause === "openingMoved"
      ? movedReminder(current, input, input.due)
      : current.find((one) => reminderKey(one) === reminderKey(input));
  if (!reminder) return "gone";
  if (reminder.due !== input.due || reminder.moment !== input.moment) return "moved";
  const from = bookableFrom(reminder, clock());
  const slots = slotsOf(reminder, catalogue, schoolZone, from);
  return slots.length > 0 ? { reminder, catalogue, slots, from } : "nothingToBook";
}

async function skip({ table, clock, log }: RemindDependencies, run: ReminderRun, reason: SkipReason): Promise<void> {
  if (await advanceRun(table, run, { state: "skipped", reason, at: clock() }))
    log.info(reminderMessages.skipped, { reminder: reminderKey(run), reason });
}

/** Leaves the rest to a later call. Its name counts the calls: one that is firing is not put again. */
async function goOnAt(
  { table, clock, log, schedules }: RemindDependencies,
  run: ReminderRun,
  next: Instant,
  state: "waiting" | "underWay",
): Promise<void> {
  const left = await advanceRun(table, run, {
    state,
    part: run.part + 1,
    at: clock(),
    ...(state === "waiting" ? { next } : {}),
  });
  if (!left) return;
  await schedules.put({
    target: "remind",
    name: `${reminderKey(run)}#${run.due}#${left.part}`,
    at: next,
    input: remindInput(run),
  });
  log.info(reminderMessages.goesOn, { reminder: reminderKey(run), next });
}

const isOver = ({ state }: ReminderRun): boolean => state === "done" || state === "skipped";

/** One call of a run: as much of it as fits, from where the last one stopped. Nothing when it is over. */
export async function runReminder(deps: RemindDependencies, input: RemindInput): Promise<void> {
  const { table, clock, stopwatch, log } = deps;
  const started = stopwatch.seconds();
  let run = (await readRun(table, input)) ?? (await beginRun(table, input, clock()));
  if (isOver(run)) return;
  let work = await prepare(deps, input);
  let prepared = started;
  while (!isOver(run)) {
    // The window may move while the run goes on: what leaves says what holds.
    if (stopwatch.seconds() - prepared >= freshSeconds) {
      prepared = stopwatch.seconds();
      work = await prepare(deps, input);
    }
    if (typeof work === "string") return skip(deps, run, work);
    const now = clock();
    if (now >= work.reminder.until) return skip(deps, run, "tooLate");
    const decent = decentHour(now);
    if (decent > now) return goOnAt(deps, run, decent, "waiting");
    if (stopwatch.seconds() - started >= longestCall) return goOnAt(deps, run, now, "underWay");
    const further = await doPage(deps, work, run);
    if (further === "later") return goOnAt(deps, run, now, "underWay");
    if (further === "overtaken") {
      log.info(reminderMessages.overtaken, { reminder: reminderKey(input) });
      return;
    }
    run = further;
  }
  log.info(reminderMessages.done, { reminder: reminderKey(input), families: run.families, mails: run.mails });
}
