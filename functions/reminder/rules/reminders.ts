/**
 * Reminders: which ones a booking window gives, when each is due, and which families it concerns.
 *
 * A window opens in steps, so that residents and others may have another opening each; then each of the two groups has
 * its own reminders. A window may stand in several editions of its activity, which is one window as long as its name
 * and first day are the same: it opens when the first edition that rules a day of it says, and closes when the last one
 * says.
 *
 * A mail leaves at a decent hour: at nine, for what is some days away; when it opens, at that moment, unless people
 * sleep then. And it leaves within a day of the moment it was due, or not at all: what says « demain » two days late
 * harms.
 */
import { slotOf, whyNotThatDay, type Slot } from "../../booking/rules/booking-rules.ts";
import type { Activity, BookingWindow, Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import {
  type LocalTime,
  addDays,
  daysFrom,
  instantToLocal,
  localDate,
  localToInstant,
  minuteOver,
  plusHours,
} from "../../kernel/time.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { Child } from "../../family/rules/family.ts";
import type { ActivityId, Instant, PlainDate, WindowId } from "../../kernel/ids.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { windowFor, windowOn, windowsOf, type Who } from "../../catalogue/rules/windows.ts";

export const causes = ["opensIn7Days", "opensTomorrow", "opensNow", "closesIn3Days", "openingMoved"] as const;
export type Cause = (typeof causes)[number];
/** Causes that a window gives by itself. The other one comes of a change: an opening that was told is another by now. */
type WindowCause = Exclude<Cause, "openingMoved">;
/** Causes whose mails say when a window opens. */
export const openingCauses = [
  "opensIn7Days",
  "opensTomorrow",
  "opensNow",
  "openingMoved",
] as const satisfies readonly Cause[];

/**
 * Families that one opening is for: all, or one of the two groups when residents have another opening than the others, or
 * those of one step where steps have criteria of their own.
 */
const stepAudiences = ["step1", "step2", "step3", "step4", "step5", "step6"] as const;
export const audiences = ["everyone", "residents", "others", ...stepAudiences] as const;
export type Audience = (typeof audiences)[number];

/** Which reminder. */
export interface ReminderName {
  readonly activityId: ActivityId;
  readonly windowId: WindowId;
  /** First day that the window opens: another year's window may have the same id. */
  readonly from: PlainDate;
  readonly cause: Cause;
  readonly audience: Audience;
}

export interface Reminder extends ReminderName {
  /** Last day that the window opens. */
  readonly to: PlainDate;
  /** What it announces: when the window opens for these families, or closes. */
  readonly moment: Instant;
  /** When its mails begin to leave. */
  readonly due: Instant;
  /** From when on it makes no sense any more. */
  readonly until: Instant;
}

/** A reminder's name as one text; each part is free of `#`. */
export const reminderKey = ({ activityId, windowId, from, cause, audience }: ReminderName): string =>
  [activityId, windowId, from, cause, audience].join("#");

/** From when to when, on the clock on the wall, a mail may reach people. */
const [morning, evening]: readonly [LocalTime, LocalTime] = ["08:00", "20:00"];
/** When a mail about another day leaves. */
const usual: LocalTime = "09:00";
/** How late a mail may still leave. */
const latestHours = 24;

/** That instant, or the next morning's hour when people are not to be disturbed then. */
export function decentHour(instant: Instant): Instant {
  const { date, time } = instantToLocal(instant);
  if (time < morning) return localToInstant(date, morning);
  return time < evening ? instant : localToInstant(addDays(date, 1), morning);
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
const later = (one: Instant, other: Instant): Instant => (one < other ? other : one);

/** From when on a reminder would not be true any more. */
function falseFrom(cause: WindowCause, moment: Instant, closesAt: Instant): Instant {
  switch (cause) {
    // It says « demain ».
    case "opensTomorrow":
      return localToInstant(localDate(moment), "00:00");
    case "opensIn7Days":
      return moment;
    case "opensNow":
    case "closesIn3Days":
      return closesAt;
  }
}

/** When a reminder is due. */
function dueAt(cause: WindowCause, moment: Instant): Instant {
  const day = localDate(moment);
  switch (cause) {
    case "opensIn7Days":
      return localToInstant(addDays(day, -7), usual);
    case "opensTomorrow":
      return localToInstant(addDays(day, -1), usual);
    case "opensNow":
      return decentHour(moment);
    case "closesIn3Days":
      return localToInstant(addDays(day, -3), usual);
  }
}

interface Opening {
  readonly audience: Audience;
  readonly opensAt: Instant;
}

/** Steps with criteria of their own: each is told to the families whose first step it is. */
const openingsByStep = ({ steps }: BookingWindow): readonly Opening[] =>
  steps
    .toSorted((one, other) => (one.opensAt < other.opensAt ? -1 : 1))
    .flatMap(({ opensAt }, rank) => {
      const audience = stepAudiences[rank];
      return audience ? [{ audience, opensAt }] : [];
    });

/** Openings of a window: one for all, or one for each group that has one. */
function openingsOf(window: BookingWindow): readonly Opening[] {
  if (window.steps.some((step) => typeof step.for === "object")) return openingsByStep(window);
  const opening = (resident: boolean): Instant =>
    windowFor(window, { household: { resident }, children: [] }, window.closesAt).opensAt;
  const [residents, others] = [opening(true), opening(false)];
  const all: readonly Opening[] =
    residents === others
      ? [{ audience: "everyone", opensAt: residents }]
      : [
          { audience: "residents", opensAt: residents },
          { audience: "others", opensAt: others },
        ];
  // Without a step for them it never opens.
  return all.filter(({ opensAt }) => opensAt < window.closesAt);
}

function remindersOfWindow(activityId: ActivityId, window: BookingWindow): readonly Reminder[] {
  const openings = openingsOf(window);
  const { id: windowId, from, to, closesAt } = window;
  const of = (cause: WindowCause, audience: Audience, moment: Instant): Reminder => {
    const due = dueAt(cause, moment);
    return {
      activityId,
      windowId,
      from,
      to,
      cause,
      audience,
      moment,
      due,
      until: earlier(falseFrom(cause, moment, closesAt), plusHours(due, latestHours)),
    };
  };
  // To whom it has not opened by then, the opening alone is told.
  const opened = openings
    .filter(({ opensAt }) => opensAt <= dueAt("closesIn3Days", closesAt))
    .map(({ audience }) => audience);
  const closing: readonly Audience[] = opened.length > 1 ? ["everyone"] : opened;
  return [
    ...openings.flatMap(({ audience, opensAt }) =>
      (["opensIn7Days", "opensTomorrow", "opensNow"] as const).map((cause) => of(cause, audience, opensAt)),
    ),
    ...closing.map((audience) => of("closesIn3Days", audience, closesAt)),
  ].filter(({ due, until }) => due < until);
}

/** Windows of one activity as its editions hold together, each once. */
function windowsOfAll(editions: readonly Activity[], calendars: readonly SchoolCalendar[]): readonly BookingWindow[] {
  const sorted = editions.toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1));
  const found = new Map<string, BookingWindow>();
  for (const [index, edition] of sorted.entries()) {
    const { effectiveFrom } = edition;
    const next = sorted[index + 1]?.effectiveFrom;
    for (const window of windowsOf(edition, calendars)) {
      // The first edition rules the days before it, too.
      const ruled = (next === undefined || window.from < next) && (index === 0 || window.to >= effectiveFrom);
      if (!ruled) continue;
      const name = `${window.id}#${window.from}`;
      const opening = found.get(name) ?? window;
      found.set(name, { ...window, steps: opening.steps });
    }
  }
  return [...found.values()];
}

const byActivity = (activities: readonly Activity[]): ReadonlyMap<ActivityId, readonly Activity[]> =>
  Map.groupBy(activities, ({ id }) => id);

/** Every reminder that these editions give, past ones included; a window that opens a day every day gives none. */
export const remindersOf = (
  activities: readonly Activity[],
  calendars: readonly SchoolCalendar[],
): readonly Reminder[] =>
  [...byActivity(activities)].flatMap(([id, editions]) =>
    windowsOfAll(editions, calendars).flatMap((window) => remindersOfWindow(id, window)),
  );

/** Whether two reminders are of one window. */
const sameWindow = (one: ReminderName, other: ReminderName): boolean =>
  one.activityId === other.activityId && one.windowId === other.windowId && one.from === other.from;

/** What tells, from that moment on, those who were told another opening; null when there is no such opening. */
export function movedReminder(current: readonly Reminder[], name: ReminderName, due: Instant): Reminder | null {
  const opening = current.find(
    (one) => one.cause === "opensNow" && one.audience === name.audience && sameWindow(one, name),
  );
  return opening ? { ...opening, cause: "openingMoved", due, until: plusHours(due, latestHours) } : null;
}

/**
 * Openings that are others now than families may have been told. `seen`: editions that were or are, in any order.
 * Told at a decent hour; who has been told what holds is not told again (follow/run-reminder.ts).
 */
export function movedOpenings(
  editions: readonly Activity[],
  seen: readonly Activity[],
  calendars: readonly SchoolCalendar[],
  now: Instant,
): readonly Reminder[] {
  const current = remindersOf(editions, calendars);
  const opens = (reminders: readonly Reminder[]): readonly Reminder[] =>
    reminders.filter(({ cause }) => cause === "opensNow");
  const openings = opens(current);
  const wrong = opens(seen.flatMap((edition) => remindersOf([edition], calendars))).filter(
    (one) =>
      !openings.some(
        (opening) => sameWindow(opening, one) && opening.audience === one.audience && opening.moment === one.moment,
      ),
  );
  // What is over on both sides is corrected no more.
  const matters = (opening: Reminder): boolean =>
    wrong.some((one) => sameWindow(one, opening) && later(one.moment, opening.moment) > now);
  return openings.filter(matters).flatMap((opening) => movedReminder(current, opening, decentHour(now)) ?? []);
}

/** What is to be done about schedules once an activity has changed. */
export interface ScheduleChanges {
  readonly put: readonly Reminder[];
  readonly remove: readonly ReminderName[];
}

/**
 * Hours after which the scheduler has given up calling: a schedule of before is then gone, or stands for another
 * moment.
 */
const giveUpHours = 1;

/**
 * Schedules of one activity, by what its editions say `now`. `seen`: editions that were or are, in any order, whose
 * reminders may have schedules. What is due a moment ago is left alone: its schedule is about to fire, or its run finds
 * that it has moved.
 */
export function scheduleChanges(
  editions: readonly Activity[],
  seen: readonly Activity[],
  calendars: readonly SchoolCalendar[],
  now: Instant,
): ScheduleChanges {
  const current = remindersOf(editions, calendars);
  const moved = movedOpenings(editions, seen, calendars, now);
  const kept = new Set(current.filter(({ due }) => plusHours(due, giveUpHours) > now).map(reminderKey));
  const known = new Map(
    [...editions, ...seen]
      .flatMap((edition) => remindersOf([edition], calendars))
      .map((one) => [reminderKey(one), one]),
  );
  return {
    put: [...current.filter(({ due }) => due > now), ...moved],
    remove: [...known].filter(([key]) => !kept.has(key)).map(([, one]) => one),
  };
}

/** From when on families can book what the reminder is about. */
export const bookableFrom = ({ cause, moment }: Pick<Reminder, "cause" | "moment">, now: Instant): Instant =>
  cause === "closesIn3Days" ? now : later(now, moment);

/** What a family can book of the window `from` that instant on: made once, asked for each child. */
export function slotsOf(
  reminder: ReminderName & Pick<Reminder, "to">,
  { activities, sites, calendars }: Catalogue,
  zone: SchoolCalendar["zone"],
  from: Instant,
): readonly Slot[] {
  const editions = editionsOf({ activities });
  const own = calendarsOf({ activities, sites, calendars }, zone);
  return daysFrom(reminder.from, reminder.to).flatMap((date) => {
    const activity = editions.on(reminder.activityId, date);
    const window = activity && windowOn(activity, date, own);
    const site = activity && sites.find(({ id }) => id === activity.siteId);
    if (!site || window?.id !== reminder.windowId || window.from !== reminder.from) return [];
    return activity.units
      .map((unit) => slotOf(activity, unit, site, date, own, editions.firstDays(activity)))
      .filter(({ closed, over, bookBefore }) => !closed && from < over && !minuteOver(bookBefore, from));
  });
}

/**
 * Children for whom the window opens at the moment that is told, where each step has its own; of the others, those for
 * whom it opens at all.
 */
export function childrenOfStep(
  { audience, moment }: Pick<Reminder, "audience" | "moment">,
  window: BookingWindow,
  household: Who["household"],
  children: readonly Child[],
): readonly Child[] {
  const byStep = stepAudiences.some((step) => step === audience);
  return children.filter((child) => {
    const { opensAt, closesAt } = windowFor(window, { household, children: [child] }, moment);
    return byStep && moment !== closesAt ? opensAt === moment : opensAt < closesAt;
  });
}

/** Whether the reminder is for these families; where steps have criteria, their children say. */
export function isFor({ audience }: Pick<Reminder, "audience">, resident: boolean): boolean {
  if (audience === "residents") return resident;
  return audience === "others" ? !resident : true;
}

/** Children who may come on a day that these slots are about, whatever they have booked. */
export const childrenEligible = (children: readonly Child[], slots: readonly Slot[], from: Instant): readonly Child[] =>
  children.filter((child) => slots.some((slot) => whyNotThatDay(slot, child, from) === null));

/** Those who have nothing yet in these days of the family: no place, and no rank on a waiting list. */
export function childrenWithoutAny(
  { activityId }: Pick<Reminder, "activityId">,
  children: readonly Child[],
  days: readonly ChildDay[],
): readonly Child[] {
  const having = new Set(
    days
      .filter(({ units }) =>
        [...units].some(([unit, { status }]) => status !== "none" && unitOf(unit).activityId === activityId),
      )
      .map(({ childId }) => childId),
  );
  return children.filter(({ id }) => !having.has(id));
}
