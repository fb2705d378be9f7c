/**
 * Deadlines as a town's agent says them, read and written: `J-2 ouvrés à 10:00`, `mardi précédent à 23:59`, `lundi S-1
 * à 12:00`, `le 20 du mois précédent à 23:59`, `48 heures avant`, `15 jours calendaires avant la période à 12:00`; at
 * the end, where the office is not to be closed that day: `, avancée si férié`.
 */
import type { LocalTime, Weekday } from "../../kernel/time.ts";
import { weekdayName } from "../../kernel/dates.fr.ts";
import type { DayCount, Deadline } from "../rules/deadlines.ts";
import { quote, type Reader, type Reading } from "../../import/cells.ts";
import { fold } from "./fields.ts";
import { readTime, readWeekday } from "./words.ts";

/**
 * How each way of counting days is written, `calendaires` being said although it goes without saying: « J-2 » alone is
 * ambiguous.
 */
const countWords: Record<DayCount, string> = {
  calendar: "calendaires",
  ouvrés: "ouvrés",
  ouvrables: "ouvrables",
  francs: "francs",
};
const counts = new Map<string, DayCount>([
  ["calendaire", "calendar"],
  ["calendaires", "calendar"],
  ["ouvre", "ouvrés"],
  ["ouvres", "ouvrés"],
  ["ouvrable", "ouvrables"],
  ["ouvrables", "ouvrables"],
  ["franc", "francs"],
  ["francs", "francs"],
]);

const mostDays = 366;
const mostWeeks = 52;

const examples =
  "par exemple « J-2 ouvrés à 10:00 », « mardi précédent à 23:59 », « lundi S-1 à 12:00 », « le 20 du mois précédent à 23:59 », « 48 heures avant » ou « 15 jours calendaires avant la période à 12:00 »";

/** What precedes the time of day. */
type When = Deadline extends infer D
  ? D extends { readonly at: LocalTime }
    ? Omit<D, "at" | "onHoliday">
    : never
  : never;

const whenIs = (value: When): Reading<When> => ({ value });

function readDays(days: string, count: string | undefined, kind: "days" | "daysBeforePeriod"): Reading<When> {
  const counting = counts.get(count ?? "");
  if (!counting)
    return {
      reason: `précisez quels jours comptent : calendaires, ouvrés (du lundi au vendredi), ouvrables (du lundi au samedi) ou francs ; ${examples}`,
    };
  return Number(days) > mostDays
    ? { reason: `${mostDays} jours au plus` }
    : whenIs({ kind, days: Number(days), counting });
}

/** Each way to say which day is the last, by what its words are once folded. */
const ways: readonly (readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>) => Reading<When>])[] = [
  [
    /^j ?- ?(?<days>\d{1,3})(?: jours?)?(?: (?<count>[a-z]+))?$/u,
    ({ days = "", count }) => readDays(days, count, "days"),
  ],
  [/^(?<days>\d{1,3}) jours?(?: (?<count>[a-z]+))? avant$/u, ({ days = "", count }) => readDays(days, count, "days")],
  [
    /^(?<days>\d{1,3}) jours?(?: (?<count>[a-z]+))? avant la periode$/u,
    ({ days = "", count }) => readDays(days, count, "daysBeforePeriod"),
  ],
  [/^(?:le )?jour meme$/u, () => whenIs({ kind: "days", days: 0, counting: "calendar" })],
  [/^(?:la )?veille$/u, () => whenIs({ kind: "days", days: 1, counting: "calendar" })],
  [
    /^(?:le )?(?<day>[a-z]+) precedent$/u,
    ({ day = "" }) => {
      const weekday = readWeekday(day);
      return "reason" in weekday ? weekday : whenIs({ kind: "previousWeekday", weekday: weekday.value });
    },
  ],
  [
    /^(?:le )?(?<day>[a-z]+)(?: de la semaine)? s ?- ?(?<weeks>\d{1,2})$/u,
    ({ day = "", weeks = "" }) => {
      const weekday = readWeekday(day);
      if ("reason" in weekday) return weekday;
      if (Number(weeks) < 1 || Number(weeks) > mostWeeks)
        return { reason: `de S-1 (la semaine d’avant) à S-${mostWeeks}` };
      return whenIs({ kind: "weekdayOfWeek", weekday: weekday.value, weeks: Number(weeks) });
    },
  ],
  [
    /^(?:le )?(?<day>\d{1,2})(?:er)? du mois precedent$/u,
    ({ day = "" }) =>
      Number(day) >= 1 && Number(day) <= 31
        ? whenIs({ kind: "dayOfPreviousMonth", day: Number(day) })
        : { reason: "un jour du mois va de 1 à 31" },
  ],
];

const mostHours = 24 * mostDays;

/** `48 heures avant`: the only one without a time of day. */
function readHours(text: string): Reading<Deadline> | null {
  const found = /^(?<hours>\d{1,5}) ?h(?:eures?)?(?: avant)?$/u.exec(text)?.groups;
  if (!found) return null;
  const hours = Number(found["hours"]);
  return hours > mostHours ? { reason: `${mostHours} heures au plus` } : { value: { kind: "hours", hours } };
}

export const readDeadline: Reader<Deadline> = (text) => {
  const folded = fold(text);
  const hours = readHours(folded);
  if (hours) return hours;
  const {
    words = "",
    time,
    earlier,
  } = /^(?<words>.*?)(?: a (?<time>\d{1,2}(?::|h| h )?\d{0,2}))?(?<earlier>,? avancee? si (?:jour )?ferie)?$/u.exec(
    folded,
  )?.groups ?? {};
  for (const [shape, read] of ways) {
    const groups = shape.exec(words)?.groups;
    if (!groups && !shape.test(words)) continue;
    const when = read(groups ?? {});
    if ("reason" in when) return when;
    if (time === undefined) return { reason: `dites jusqu’à quelle heure : « ${text} à 10:00 »` };
    const at = readTime(time.replaceAll(" ", ""));
    return "reason" in at
      ? at
      : { value: { ...when.value, at: at.value, ...(earlier === undefined ? {} : { onHoliday: "earlier" as const }) } };
  }
  return { reason: `${quote(text)} n’est pas une échéance : écrivez ${examples}` };
};

function whenWords(deadline: Exclude<Deadline, { kind: "hours" }>): string {
  const named = (weekday: Weekday): string => weekdayName(weekday);
  switch (deadline.kind) {
    case "days":
      return `J-${deadline.days} ${countWords[deadline.counting]}`;
    case "previousWeekday":
      return `${named(deadline.weekday)} précédent`;
    case "weekdayOfWeek":
      return `${named(deadline.weekday)} S-${deadline.weeks}`;
    case "dayOfPreviousMonth":
      return `le ${deadline.day === 1 ? "1er" : deadline.day} du mois précédent`;
    case "daysBeforePeriod":
      return `${deadline.days} jours ${countWords[deadline.counting]} avant la période`;
  }
}

/** A deadline as `readDeadline` reads it. */
export const deadlineWords = (deadline: Deadline): string =>
  deadline.kind === "hours"
    ? `${deadline.hours} heures avant`
    : `${whenWords(deadline)} à ${deadline.at}${deadline.onHoliday === "earlier" ? ", avancée si férié" : ""}`;
