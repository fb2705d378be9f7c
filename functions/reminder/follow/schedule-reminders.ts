/**
 * Schedules of reminders follow the catalogue (of every zone: a run whose window is not the town's finds it gone): one a reminder, named for it, at the moment it is due; moved when the
 * window moves, gone when it goes. An activity's record has changed, says the stream; what holds is read from the table
 * anew, so that records that come late, twice or out of order end in the same schedules. Every night all are put again,
 * for what the stream has lost.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { ActivityId } from "../../kernel/ids.ts";
import { reminderKey, scheduleChanges, type Reminder, type ReminderName } from "../rules/reminders.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { OneTimeSchedule, ScheduleName, Schedules } from "../../schedule/schedules.ts";
import { activityOf, readCatalogue } from "../../catalogue/store/catalogue.ts";
import type { Table } from "../../table/table.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";

export interface ScheduleDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly schedules: Pick<Schedules<"remind">, "put" | "remove">;
}

/** The schedule that begins a reminder's run. */
export const reminderSchedule = (name: ReminderName): ScheduleName<"remind"> => ({
  target: "remind",
  name: reminderKey(name),
});

/** What a run is called with: which reminder, and what it was to announce when this was put. */
export type RemindInput = Omit<Reminder, "until">;

export const remindInput = ({
  activityId,
  windowId,
  from,
  to,
  cause,
  audience,
  due,
  moment,
}: RemindInput): RemindInput => ({ activityId, windowId, from, to, cause, audience, due, moment });

const beginning = (reminder: Reminder): OneTimeSchedule<"remind"> => ({
  ...reminderSchedule(reminder),
  at: reminder.due,
  input: remindInput(reminder),
});

/**
 * Requests to the scheduler at once. A catalogue of 30 activities makes some 500, well within what it takes a second.
 */
const width = 5;

/** Puts and removes the schedules of one activity. `seen`: editions that it had. */
async function scheduleActivity(
  { clock, schedules }: ScheduleDependencies,
  editions: readonly Activity[],
  seen: readonly Activity[],
  calendars: readonly SchoolCalendar[],
): Promise<void> {
  const { put, remove } = scheduleChanges(editions, seen, calendars, clock());
  await inParallel(remove, width, (name) => schedules.remove(reminderSchedule(name)));
  await inParallel(put, width, (reminder) => schedules.put(beginning(reminder)));
}

const imagesOf = ({ before, after }: StreamRecord): readonly Activity[] =>
  [before, after].filter((item) => item !== null).map(activityOf);

/** What the stream's function does about activities: one reading of the catalogue a batch, each activity once. */
export const schedulingReminders =
  (dependencies: ScheduleDependencies) =>
  async (records: readonly StreamRecord[]): Promise<(record: StreamRecord) => Promise<void>> => {
    const seen = new Map<ActivityId, Activity[]>();
    for (const edition of records.filter(({ entity }) => entity === "activity").flatMap(imagesOf))
      seen.set(edition.id, [...(seen.get(edition.id) ?? []), edition]);
    if (seen.size === 0) return () => Promise.resolve();
    const { activities, calendars } = await readCatalogue(dependencies.table, { consistent: true });
    const done = new Set<ActivityId>();
    return async (record) => {
      if (record.entity !== "activity") return;
      for (const { id } of imagesOf(record)) {
        if (done.has(id)) continue;
        await scheduleActivity(
          dependencies,
          activities.filter((edition) => edition.id === id),
          seen.get(id) ?? [],
          calendars,
        );
        done.add(id);
      }
    };
  };

/** Puts every schedule of the catalogue as it stands. */
export async function scheduleAll(dependencies: ScheduleDependencies): Promise<void> {
  const { activities, calendars } = await readCatalogue(dependencies.table, { consistent: true });
  for (const editions of Map.groupBy(activities, ({ id }) => id).values())
    await scheduleActivity(dependencies, editions, [], calendars);
}
