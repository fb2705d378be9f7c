/**
 * What deadlines and booking windows do over the days of an activity, told to who wrote them: the line, a case, the
 * remedy. What can never work is a fault; what works otherwise than people expect is a notice.
 */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { dayKind } from "../../calendar/rules/school-calendar.ts";
import { dayWithYear, weekdayName } from "../../kernel/dates.fr.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { list } from "../../kernel/list.fr.ts";
import { daysFrom, instantToLocal, localDate, localToInstant, minuteOver, plusHours } from "../../kernel/time.ts";
import type { Activity, Unit } from "../rules/catalogue.ts";
import { lastMinute, ruledInstant, type DayDeadline, type Deadline, type DeadlineSubject } from "../rules/deadlines.ts";
import { subjectOf } from "../rules/deadline-subject.ts";
import { firstDaysAlone } from "../rules/editions.ts";
import { whyNotRunning } from "../rules/running-days.ts";
import { windowOn, windowsOf } from "../rules/windows.ts";
import type { ActivityDraft, Draft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { isRecurring } from "./windows.ts";
import { momentText } from "./words.ts";

interface Checked {
  readonly activity: Activity;
  readonly calendars: readonly SchoolCalendar[];
  /** Days on which it runs; those of which no calendar speaks by their weekday. */
  readonly days: readonly PlainDate[];
}

/** More days than the longest period that a town publishes. */
const most = 1100;

function checkedOf(activity: Activity, calendars: readonly SchoolCalendar[]): Checked {
  const days = daysFrom(activity.from, activity.to)
    .slice(0, most)
    .filter((date) => {
      const why = whyNotRunning(activity.runs, date, calendars);
      return why === null || why.code === "calendarUnknown";
    });
  return { activity, calendars, days };
}

/** What a deadline comes to on one of the days. */
interface Moment {
  readonly date: PlainDate;
  /** What the rule says, were the unit to begin later. */
  readonly ruled: Instant | null;
  readonly until: Instant;
  readonly last: Instant;
}

/** A deadline on every day; units often share one, which is then worked out once. */
type Moments = (deadline: Deadline, unit: Pick<Unit, "from">) => readonly Moment[];

function momentsOf({ activity, calendars, days }: Checked): Moments {
  const firstDays = firstDaysAlone(activity);
  const known = new Map<string, readonly Moment[]>();
  const starting = new Map<string, readonly DeadlineSubject[]>();
  const subjects = (unit: Pick<Unit, "from">): readonly DeadlineSubject[] => {
    const found = starting.get(unit.from) ?? days.map((date) => subjectOf(activity, unit, date, calendars, firstDays));
    starting.set(unit.from, found);
    return found;
  };
  return (deadline, unit) => {
    const name = `${unit.from} ${JSON.stringify(deadline)}`;
    const moments =
      known.get(name) ??
      subjects(unit).map((subject): Moment => {
        const [ruled, last] = [ruledInstant(deadline, subject), lastMinute(subject)];
        return { date: subject.date, ruled, last, until: ruled !== null && ruled < last ? ruled : last };
      });
    known.set(name, moments);
    return moments;
  };
}

const rulesOf = (deadline: Deadline): readonly DayDeadline[] =>
  deadline.kind === "byWeekday" ? deadline.rows.map(({ until }) => until) : [deadline];

const countsSchool = (rule: DayDeadline): boolean =>
  (rule.kind === "days" || rule.kind === "daysBeforePeriod") && rule.counting === "school";
const countsFromHolidays = (rule: DayDeadline): boolean =>
  (rule.kind === "daysBeforePeriod" && rule.period === "holidays") ||
  (rule.kind === "months" && rule.from === "holidays");

/** Weekdays that a rule by weekday forgets, or names for nothing. */
function checkWeekdays(deadline: Deadline, { activity: { runs } }: Checked, fields: Fields, name: string): void {
  if (deadline.kind !== "byWeekday") return;
  const named = deadline.rows.flatMap(({ weekdays }) => weekdays);
  const [forgotten, idle] = [
    runs.weekdays.filter((day) => !named.includes(day)),
    named.filter((day) => !runs.weekdays.includes(day)),
  ];
  if (forgotten.length > 0)
    fields.notice(
      `rien n’est dit pour ${list(forgotten.map(weekdayName))} : ces jours restent ouverts jusqu’au début de la prestation ; ajoutez-les, par exemple « … pour ${list(forgotten.map(weekdayName))} »`,
      name,
    );
  if (idle.length > 0)
    fields.notice(`l’activité n’a pas lieu le ${list(idle.map(weekdayName))} : enlevez ces jours de l’échéance`, name);
}

/** One deadline of a unit, day after day. */
function checkDeadline(
  deadline: Deadline,
  checked: Checked,
  moments: Moments,
  { value: unit, fields }: Draft<Unit>,
  name: string,
): void {
  checkWeekdays(deadline, checked, fields, name);
  const rules = rulesOf(deadline);
  if (checked.activity.runs.during === "schoolTime" && rules.some(countsFromHolidays)) {
    fields.fault(
      "cette activité n’a pas lieu pendant les vacances : écrivez « avant la période » ou « avant la période de réservation »",
      name,
    );
    return;
  }
  const each = moments(deadline, unit);
  const late = each.find(({ ruled, last }) => ruled !== null && minuteOver(last, ruled));
  if (late?.ruled)
    fields.notice(
      `le ${dayWithYear(late.date)}, cette échéance (${momentText(late.ruled)}) vient après le début de la prestation (${unit.from}) : elle s’arrête à ${instantToLocal(late.last).time}, rien ne se réserve ni ne s’annule ensuite. Avancez-la pour choisir vous-même`,
      name,
    );
  const swap = each.findIndex(({ until }, index) => until > (each[index + 1]?.until ?? until));
  const [first, second] = [each[swap], each[swap + 1]];
  if (first && second)
    fields.notice(
      `un jour plus tardif a une échéance plus tôt : ${momentText(first.until)} pour le ${dayWithYear(first.date)}, ${momentText(second.until)} pour le ${dayWithYear(second.date)}. Si ce n’est pas voulu, rapprochez les deux règles`,
      name,
    );
  const beyond = rules.some(countsSchool)
    ? each.find(({ ruled }) => ruled !== null && dayKind(localDate(ruled), checked.calendars).kind === "unknown")
    : undefined;
  if (beyond?.ruled)
    fields.notice(
      `pour le ${dayWithYear(beyond.date)}, les jours d’école sont comptés jusqu’au ${dayWithYear(localDate(beyond.ruled))}, dont aucun calendrier scolaire de ce fichier ne parle : ajoutez celui de l’année d’avant`,
      name,
    );
}

/** A place given up at the last moment must still find somebody who waits. */
function checkWaiting(moments: Moments, { value: unit, fields }: Draft<Unit>): void {
  const { bookBefore, cancelBefore } = unit;
  if (cancelBefore.kind === "never") {
    fields.notice(
      "aucune famille ne peut rendre sa place : la liste d’attente n’avancera que par le guichet. Dites jusqu’à quand annuler, ou enlevez « liste d’attente »",
      "annuler avant",
    );
    return;
  }
  const given = moments(cancelBefore, unit);
  const [tight] = moments(bookBefore, unit)
    .map(({ date, until }, index) => ({ date, booked: until, given: given[index]?.until ?? until }))
    .filter((one) => one.booked <= plusHours(one.given, 24));
  if (tight)
    fields.notice(
      `la liste d’attente n’a plus ${tight.booked <= tight.given ? "de temps" : "qu’un jour au plus"} : pour le ${dayWithYear(tight.date)}, on annule jusqu’au ${momentText(tight.given)} et on ne réserve que jusqu’au ${momentText(tight.booked)}. Avancez « annuler avant » d’au moins un jour, ou reculez « réserver avant »`,
      "annuler avant",
    );
}

/** Days beyond a child's share must be offered before it is too late to book them. */
function checkShare(checked: Checked, moments: Moments, { quota, units }: ActivityDraft): void {
  if (!quota) return;
  const { furtherFrom } = quota.value;
  checkWeekdays(furtherFrom, checked, quota.fields, "au-delà");
  const each = units.flatMap(({ value: unit }) => {
    const from = moments(furtherFrom, unit);
    return moments(unit.bookBefore, unit).map(({ date, until }, index) => ({
      date,
      from: from[index]?.until ?? until,
      until,
    }));
  });
  const useless = each.filter(({ from, until }) => from >= until);
  const [first] = useless;
  if (!first) return;
  const told = `pour le ${dayWithYear(first.date)}, elles seraient proposées à partir du ${momentText(first.from)}, et l’on réserve jusqu’au ${momentText(first.until)}`;
  if (useless.length === each.length)
    quota.fields.fault(
      `les journées au-delà de la part ne seraient jamais proposées : ${told}. Avancez « au-delà » avant « réserver avant »`,
      "au-delà",
    );
  else
    quota.fields.notice(
      `les journées au-delà de la part ne sont pas toujours proposées à temps : ${told}. Avancez « au-delà »`,
      "au-delà",
    );
}

/** A window must open before it is too late to book its days. */
function checkWindows(
  moments: Moments,
  { activity: { runs }, calendars }: Checked,
  { value, windows: drafts, units, fields }: ActivityDraft,
): void {
  if (drafts.length === 0 && !fields.has("périodes de réservation"))
    fields.notice(
      "aucune période de réservation : personne ne pourra réserver. Ajoutez « périodes de réservation » quand les dates sont connues",
    );
  const windows = drafts.flatMap(({ value: window, fields: own }) => {
    if (!isRecurring(window)) return [{ value: window, fields: own }];
    if (window.each === "holidays" && runs.during === "schoolTime")
      own.fault("cette activité n’a pas lieu pendant les vacances : écrivez « chaque jour », ou une date", "pour");
    const rule = { windows: [], recurring: [window] };
    const first = window.each === "day" ? windowOn(rule, window.from, calendars) : null;
    const each = first ? [first] : windowsOf(rule, calendars);
    const shut = each.find(({ steps, closesAt }) => steps.every(({ opensAt }) => opensAt >= closesAt));
    if (shut)
      own.fault(`elle se clôt avant d’ouvrir (${momentText(shut.closesAt)}, du ${dayWithYear(shut.from)})`, "clôture");
    return shut || window.each === "day" ? [] : each.map((one) => ({ value: one, fields: own }));
  });
  for (const { value: window, fields: own } of windows) {
    const opens = window.steps.map(({ opensAt }) => opensAt).sort();
    const [first] = opens;
    const end = localToInstant(window.to, "23:59");
    if (first !== undefined && first > end && first < window.closesAt) {
      own.fault(
        `elle ouvre le ${momentText(first)}, après son dernier jour : avancez l’ouverture, ou reculez « au »`,
        own.has("ouverture à tous") ? "ouverture à tous" : "ouverture aux résidents",
      );
      continue;
    }
    const last = units
      .flatMap(({ value: unit }) => moments(unit.bookBefore, unit))
      .filter(({ date }) => window.from <= date && date <= window.to)
      .map(({ until }) => until)
      .reduce<Instant | null>((one, other) => (one === null || other > one ? other : one), null);
    const never = opens.find((opensAt) => last !== null && minuteOver(last, opensAt));
    if (never !== undefined && last !== null)
      own.notice(
        `${never === first ? "aucun jour n’y sera réservable" : "une de ses ouvertures ne sert à personne"} : elle ouvre le ${momentText(never)}, après la dernière échéance de ses jours (${momentText(last)}). Avancez l’ouverture, ou assouplissez « réserver avant » dans « ${value.id} »`,
      );
  }
}

export function checkDeadlines(draft: ActivityDraft, calendars: readonly SchoolCalendar[]): void {
  const checked = checkedOf(draft.value, calendars);
  const moments = momentsOf(checked);
  for (const unit of draft.units) {
    const { bookBefore, cancelBefore } = unit.value;
    checkDeadline(bookBefore, checked, moments, unit, "réserver avant");
    if (cancelBefore.kind !== "never") checkDeadline(cancelBefore, checked, moments, unit, "annuler avant");
    if (draft.value.waiting !== null) checkWaiting(moments, unit);
  }
  checkShare(checked, moments, draft);
  checkWindows(moments, checked, draft);
}
