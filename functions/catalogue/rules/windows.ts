/**
 * Période de réservation: from when a family may book. It opens in steps (residents of the territory first), and after
 * the close it can be read but not booked.
 */
import { holidayOn, type SchoolCalendar, type SchoolHoliday } from "../../calendar/rules/school-calendar.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, addMonths, localDate, localToInstant, minuteOver } from "../../kernel/time.ts";
import type { Activity, BookingWindow, RecurringWindow, Span, StepFor, WindowStep } from "./catalogue.ts";

export const isRecurring = (window: BookingWindow | RecurringWindow): window is RecurringWindow => "each" in window;
export const isFixed = (window: BookingWindow | RecurringWindow): window is BookingWindow => !isRecurring(window);

export interface WindowState {
  readonly state: "open" | "soon" | "readOnly";
  /** When it opens, or opened, for this family. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** Whether another step opens it earlier, to families that this one is not among. */
  readonly openToOthersFirst: boolean;
  /** Each day opens that long before: it rolls. */
  readonly ahead?: Span;
}

/** Whom a window is asked for: a family, with the child that is to come, or with all its children. */
export interface Who {
  readonly household: { readonly resident: boolean; readonly address?: { readonly town: string } | undefined };
  readonly children: readonly { readonly school?: string | undefined; readonly grade?: string | undefined }[];
}

/** Names of towns and schools are written in many ways: their letters and figures count. */
const folded = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const among = (value: string | undefined, named: readonly string[]): boolean =>
  value !== undefined && named.some((one) => folded(one) === folded(value));

/** Whether a step is for them: for one of the children at least, where it is about children. */
export function isStepFor(step: StepFor, { household, children }: Who): boolean {
  if (step === "everyone") return true;
  if (step === "residents") return household.resident;
  const { residents, towns, schools, grades } = step;
  if (residents && !household.resident) return false;
  if (towns && !among(household.address?.town, towns)) return false;
  if (!schools && !grades) return true;
  return children.some(
    ({ school, grade }) => (!schools || among(school, schools)) && (!grades || among(grade, grades)),
  );
}

/** The window as it stands for a family. Without a step for it, it never opens: `opensAt` is then its close. */
export function windowFor(window: BookingWindow, who: Who, now: Instant): WindowState {
  const first = (steps: readonly WindowStep[]): Instant =>
    steps.reduce((one, { opensAt }) => (opensAt < one ? opensAt : one), window.closesAt);
  const opensAt = first(window.steps.filter((step) => isStepFor(step.for, who)));
  const state = minuteOver(window.closesAt, now) ? "readOnly" : now < opensAt ? "soon" : "open";
  return { state, opensAt, closesAt: window.closesAt, openToOthersFirst: first(window.steps) < opensAt };
}

const spanDays = ({ number, unit }: Span): number => (unit === "weeks" ? 7 * number : number);
const before = (date: PlainDate, span: Span): PlainDate =>
  span.unit === "months" ? addMonths(date, -span.number) : addDays(date, -spanDays(span));
const after = (date: PlainDate, span: Span): PlainDate =>
  span.unit === "months" ? addMonths(date, span.number) : addDays(date, spanDays(span));

/** A computed window for the days from `from` to `to`. */
function computed({ id, steps: rules, closes }: RecurringWindow, from: PlainDate, to: PlainDate): BookingWindow {
  const steps = rules.map((step) => ({ for: step.for, opensAt: localToInstant(before(from, step.before), step.at) }));
  const [opened] = steps.map(({ opensAt }) => localDate(opensAt)).sort();
  const last =
    closes === undefined || opened === undefined
      ? localToInstant(to, "23:59")
      : localToInstant(closes.counted === "after" ? after(opened, closes.span) : before(from, closes.span), closes.at);
  return { id, from, to, steps, closesAt: last };
}

const ofHoliday = (rule: RecurringWindow, { from, resumes }: SchoolHoliday): BookingWindow =>
  computed(rule, from, addDays(resumes, -1));

/** The window that opens a day, or null when none does yet. */
export function windowOn(
  { windows, recurring = [] }: Pick<Activity, "windows" | "recurring">,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): BookingWindow | null {
  const on = ({ from, to }: Pick<BookingWindow, "from" | "to">): boolean => from <= date && date <= to;
  const found = windows.find(on);
  if (found) return found;
  const rule = recurring.find(on);
  if (!rule) return null;
  if (rule.each === "day") return computed(rule, date, date);
  const holiday = holidayOn(date, calendars);
  return holiday && ofHoliday(rule, holiday);
}

/** Every window that opens and closes once: those that are written, and those of each school holidays. */
export const windowsOf = (
  { windows, recurring = [] }: Pick<Activity, "windows" | "recurring">,
  calendars: readonly SchoolCalendar[],
): readonly BookingWindow[] => [
  ...windows,
  ...recurring
    .filter(({ each }) => each === "holidays")
    .flatMap((rule) =>
      calendars
        .flatMap(({ holidays }) => holidays)
        .filter(({ from, resumes }) => from <= rule.to && rule.from < resumes)
        .map((holiday) => ofHoliday(rule, holiday)),
    ),
];

/** A window that rolls as one: from when its first day opens until its last one closes. */
const rolled = (rule: RecurringWindow): BookingWindow => ({
  ...computed(rule, rule.from, rule.from),
  to: rule.to,
  closesAt: computed(rule, rule.to, rule.to).closesAt,
});

/** All windows, for who compares two catalogues. */
export const allWindows = (
  activity: Pick<Activity, "windows" | "recurring">,
  calendars: readonly SchoolCalendar[],
): readonly BookingWindow[] => [
  ...windowsOf(activity, calendars),
  ...(activity.recurring ?? []).filter(({ each }) => each === "day").map(rolled),
];

function rolling(rule: RecurringWindow, who: Who, now: Instant): WindowState {
  const state = windowFor(rolled(rule), who, now);
  const [own] = rule.steps
    .filter((step) => isStepFor(step.for, who))
    .sort((one, other) => (before(rule.from, one.before) < before(rule.from, other.before) ? -1 : 1));
  return { ...state, ...(own ? { ahead: own.before } : {}) };
}

const rank = { open: 0, soon: 1, readOnly: 2 } as const;

/**
 * The window to show for the whole activity: one that is open, else the next to open, else the last that closed; null
 * without any.
 */
export function windowShown(
  activity: Pick<Activity, "windows" | "recurring">,
  calendars: readonly SchoolCalendar[],
  who: Who,
  now: Instant,
): WindowState | null {
  const states = [
    ...windowsOf(activity, calendars).map((window) => windowFor(window, who, now)),
    ...(activity.recurring ?? []).filter(({ each }) => each === "day").map((rule) => rolling(rule, who, now)),
  ];
  const sooner = (one: Instant, other: Instant): number => (one < other ? -1 : one > other ? 1 : 0);
  const [first] = states.sort(
    (one, other) =>
      rank[one.state] - rank[other.state] ||
      (one.state === "soon" ? sooner(one.opensAt, other.opensAt) : sooner(other.closesAt, one.closesAt)),
  );
  return first ?? null;
}
