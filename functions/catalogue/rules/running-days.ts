/** Whether an activity runs on a day: by its period, its weekdays, the closures of its site and the school calendar. */
import type { Activity, Catalogue, ClosureKind, RunningDays, Site } from "./catalogue.ts";
import { dayKind, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { PublicHoliday } from "../../calendar/rules/public-holidays.ts";
import { weekdayOf } from "../../kernel/time.ts";

/** Why nobody can come on a day, whoever asks. */
export type DayClosed =
  | { readonly code: "outsidePeriod"; readonly from: PlainDate; readonly to: PlainDate }
  | { readonly code: "otherWeekday"; readonly weekdays: Activity["runs"]["weekdays"] }
  | { readonly code: "publicHoliday"; readonly holiday: PublicHoliday }
  | { readonly code: "bridge" }
  | { readonly code: "schoolHolidays"; readonly name: string; readonly resumes: PlainDate }
  | { readonly code: "schoolTime" }
  | { readonly code: "calendarUnknown" }
  | { readonly code: "siteClosed"; readonly reason: string; readonly to: PlainDate; readonly kind: ClosureKind };

const closedCodes: Readonly<Record<DayClosed["code"], true>> = {
  outsidePeriod: true,
  otherWeekday: true,
  publicHoliday: true,
  bridge: true,
  schoolHolidays: true,
  schoolTime: true,
  calendarUnknown: true,
  siteClosed: true,
};

/** Whether a refusal is of the day itself, whoever asks. */
export const isDayClosed = (refusal: { readonly code: string }): refusal is DayClosed =>
  Object.hasOwn(closedCodes, refusal.code);

/** Why days of that rule are not held on a day, by the calendars alone; null when they are. */
export function whyNotRunning(
  runs: RunningDays,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): Exclude<DayClosed, { code: "outsidePeriod" | "siteClosed" }> | null {
  if (!runs.weekdays.includes(weekdayOf(date))) return { code: "otherWeekday", weekdays: runs.weekdays };
  const kind = dayKind(date, calendars);
  switch (kind.kind) {
    case "publicHoliday":
      return { code: "publicHoliday", holiday: kind.holiday };
    case "bridge":
      return runs.onBridgeDays ? null : { code: "bridge" };
    case "unknown":
      return { code: "calendarUnknown" };
    case "holidays":
      return runs.during !== "schoolTime" ? null : { code: "schoolHolidays", name: kind.name, resumes: kind.resumes };
    case "schoolTime":
      return runs.during !== "holidays" ? null : { code: "schoolTime" };
  }
}

/** Whether an activity runs on a day: null when it does, else why not. */
export function whyClosed(
  activity: Activity,
  site: Site,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): DayClosed | null {
  if (date < activity.from || date > activity.to)
    return { code: "outsidePeriod", from: activity.from, to: activity.to };
  const running = whyNotRunning(activity.runs, date, calendars);
  if (running?.code === "otherWeekday") return running;
  const closure = site.closures.find(({ from, to }) => from <= date && date <= to);
  return closure ? { code: "siteClosed", reason: closure.reason, to: closure.to, kind: closure.kind } : running;
}

/** Calendars of a zone. */
export const calendarsOf = (catalogue: Catalogue, zone: SchoolCalendar["zone"]): readonly SchoolCalendar[] =>
  catalogue.calendars.filter((calendar) => calendar.zone === zone);
