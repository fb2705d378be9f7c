/**
 * Deadlines as a town's staff member says them, read and written: `J-2 ouvrés à 10:00`, `mardi précédent à 23:59`, `lundi S-1
 * à 12:00`, `le 20 du mois précédent à 23:59`, `dernier vendredi du mois précédent à 12:00`, `48 heures avant`, `15
 * jours calendaires avant la période à 12:00`, `1 mois avant les vacances à 12:00`, `le 15/06/2027 à 12:00`, `sans
 * échéance`; for what cannot be given up, `jamais`.
 *
 * By weekday booked: `vendredi précédent à 09:00 pour lundi et mardi ; mardi précédent à 09:00 pour jeudi et vendredi`.
 *
 * At the end of each, the days on which it may not fall: `, avancée si férié, week-end, pont ou guichet fermé`. It then
 * moves back to the nearest day that is none of those. The time is the last minute in time: `avant 10:00`, which people
 * write too, means the same.
 */
import type { Weekday } from "../../kernel/time.ts";
import { weekdayName } from "../../kernel/dates.fr.ts";
import { list } from "../../kernel/list.fr.ts";
import {
  deadlineBounds,
  type CancelDeadline,
  type DayCount,
  type DayDeadline,
  type Deadline,
  type PeriodKind,
  type Shifts,
  type WeekdayRow,
} from "../rules/deadlines.ts";
import { quote, readDate, type Reader, type Reading } from "../../import/cells.ts";
import { fold } from "./fields.ts";
import { dateWords, readUntilTime, readWeekday } from "./words.ts";

/**
 * How each way of counting days is written, `calendaires` being said although it goes without saying: « J-2 » alone is
 * ambiguous.
 */
const countWords: Record<DayCount, string> = {
  calendar: "calendaires",
  ouvrés: "ouvrés",
  ouvrables: "ouvrables",
  francs: "francs",
  notWeekends: "hors week-end",
  notHolidays: "hors fériés",
  school: "d’école",
  opening: "d’ouverture",
};
const counts: readonly (readonly [RegExp, DayCount])[] = [
  [/^calendaires?$/u, "calendar"],
  [/^ouvres?$/u, "ouvrés"],
  [/^hors week-?ends? et (?:jours )?feries?$/u, "ouvrés"],
  [/^ouvrables?$/u, "ouvrables"],
  [/^francs?$/u, "francs"],
  [/^hors (?:les )?week-?ends?$/u, "notWeekends"],
  [/^hors (?:les )?(?:jours )?feries?$/u, "notHolidays"],
  [/^(?:d'ecole|scolaires?|de classe)$/u, "school"],
  [/^d'ouverture$/u, "opening"],
];

const periodWords: Record<PeriodKind, string> = {
  activity: "la période",
  holidays: "les vacances",
  window: "la période de réservation",
};
const periodShapes: readonly (readonly [RegExp, PeriodKind])[] = [
  [/^(?:le debut de )?(?:la periode|l'activite)$/u, "activity"],
  [/^(?:les|chaque|le debut des|le debut de chaque) vacances$/u, "holidays"],
  [/^(?:le debut de )?(?:la|chaque) periode de reservation$/u, "window"],
];

const shiftWords: Record<keyof Shifts, string> = {
  onHoliday: "férié",
  onWeekend: "week-end",
  onBridge: "pont",
  onOfficeClosed: "guichet fermé",
};
const shiftShapes: readonly (readonly [RegExp, keyof Shifts])[] = [
  [/^(?:(?:un )?jour )?feries?$/u, "onHoliday"],
  [/^(?:le |un )?week-?ends?$/u, "onWeekend"],
  [/^(?:un |jour de )?ponts?$/u, "onBridge"],
  [/^(?:guichet ferme|mairie fermee|fermeture (?:du guichet|de la mairie))$/u, "onOfficeClosed"],
];

const meaning = <T>(shapes: readonly (readonly [RegExp, T])[], text: string): T | undefined =>
  shapes.find(([shape]) => shape.test(text))?.[1];

const examples =
  "par exemple « J-2 ouvrés à 10:00 », « mardi précédent à 23:59 », « lundi S-1 à 12:00 », « le 20 du mois précédent à 23:59 », « 48 heures avant », « 15 jours calendaires avant la période à 12:00 » ou « vendredi précédent à 09:00 pour lundi et mardi ; mardi précédent à 09:00 pour jeudi et vendredi »";

/** Signs that people's keyboards and word processors put for a hyphen. */
const plain = (text: string): string => fold(text.replace(/\u00AD/gu, "").replace(/[\u2010-\u2015\u2212]/gu, "-"));

/** What precedes the time of day. */
type Ruled = Exclude<DayDeadline, { kind: "hours" | "none" }>;
type When = Ruled extends infer D ? (D extends Ruled ? Omit<D, "at" | keyof Shifts> : never) : never;

type Groups = Readonly<Record<string, string | undefined>>;
const whenIs = (value: When): Reading<When> => ({ value });

const numberOf = (text = ""): number => (/^une?$/u.test(text) ? 1 : Number(text));

function readPeriod(text: string): Reading<PeriodKind> {
  const period = meaning(periodShapes, text);
  return period
    ? { value: period }
    : {
        reason: `${quote(text)} : écrivez « avant la période », « avant les vacances » ou « avant la période de réservation »`,
      };
}

function readDays({ days, count = "", before }: Groups): Reading<When> {
  const counting = meaning(counts, count);
  if (!counting)
    return {
      reason: `précisez quels jours comptent : calendaires, ouvrés (du lundi au vendredi), ouvrables (du lundi au samedi), francs, hors week-end, hors fériés, d’école ou d’ouverture ; ${examples}`,
    };
  return calendarDays(numberOf(days), counting, before);
}

function calendarDays(days: number, counting: DayCount, before: string | undefined): Reading<When> {
  if (days > deadlineBounds.days) return { reason: `${deadlineBounds.days} jours au plus` };
  if (before === undefined) return whenIs({ kind: "days", days, counting });
  const period = readPeriod(before);
  if ("reason" in period) return period;
  return whenIs({
    kind: "daysBeforePeriod",
    days,
    counting,
    ...(period.value === "activity" ? {} : { period: period.value }),
  });
}

function readMonths({ months, before }: Groups): Reading<When> {
  const number = numberOf(months);
  if (number < 1 || number > deadlineBounds.months) return { reason: `de 1 à ${deadlineBounds.months} mois` };
  const period = before === undefined ? ({ value: "day" } as const) : readPeriod(before);
  return "reason" in period ? period : whenIs({ kind: "months", months: number, from: period.value });
}

const withWeekday = (day: string | undefined, make: (weekday: Weekday) => Reading<When>): Reading<When> => {
  const weekday = readWeekday(day ?? "");
  return "reason" in weekday ? weekday : make(weekday.value);
};

function readLast({ day }: Groups): Reading<When> {
  if (day === "jour") return whenIs({ kind: "dayOfPreviousMonth", day: 31 });
  if (day === "jour ouvre") return whenIs({ kind: "lastOfPreviousMonth", day: "ouvré" });
  if (day === "jour ouvrable") return whenIs({ kind: "lastOfPreviousMonth", day: "ouvrable" });
  return withWeekday(day, (weekday) => whenIs({ kind: "lastOfPreviousMonth", day: weekday }));
}

/** Each way to say which day is the last, by what its words are once folded. */
const ways: readonly (readonly [RegExp, (groups: Groups) => Reading<When>])[] = [
  [/^j ?- ?(?<days>\d{1,3})(?: jours?)?(?: (?<count>[a-z' -]+))?$/u, readDays],
  [/^(?<days>\d{1,3}|une?) jours?(?: (?<count>[a-z' -]+?))? avant(?: (?<before>[a-z' ]+))?$/u, readDays],
  [
    /^(?<weeks>\d{1,2}|une?) semaines? avant(?: (?<before>[a-z' ]+))?$/u,
    ({ weeks, before }) => calendarDays(7 * numberOf(weeks), "calendar", before),
  ],
  [/^(?<months>\d{1,2}|un) mois avant(?: (?<before>[a-z' ]+))?$/u, readMonths],
  [/^(?:le )?jour meme$/u, () => whenIs({ kind: "days", days: 0, counting: "calendar" })],
  [/^(?:la )?veille$/u, () => whenIs({ kind: "days", days: 1, counting: "calendar" })],
  [/^(?:l')?avant-veille$/u, () => whenIs({ kind: "days", days: 2, counting: "calendar" })],
  [
    /^(?:la )?veille (?<count>ouvree?|ouvrable|d'ecole|scolaire|d'ouverture)$/u,
    ({ count = "" }) => readDays({ days: "1", count: count.replace("ouvree", "ouvre") }),
  ],
  [
    /^(?:le )?(?:dernier )?jour (?<count>ouvre|ouvrable|d'ecole|d'ouverture) (?:precedent|avant)$/u,
    ({ count }) => readDays({ days: "1", count }),
  ],
  [
    /^(?:le )?(?<day>[a-z]+) (?:precedent|d'avant)$/u,
    ({ day }) => withWeekday(day, (weekday) => whenIs({ kind: "previousWeekday", weekday })),
  ],
  [
    /^(?:le )?(?<day>[a-z]+) de la semaine (?:precedente|d'avant)$/u,
    ({ day }) => withWeekday(day, (weekday) => whenIs({ kind: "weekdayOfWeek", weekday, weeks: 1 })),
  ],
  [
    /^(?:le )?(?<day>[a-z]+)(?: de la semaine)? s ?- ?(?<weeks>\d{1,2})$/u,
    ({ day, weeks }) =>
      withWeekday(day, (weekday) =>
        Number(weeks) < 1 || Number(weeks) > deadlineBounds.weeks
          ? { reason: `de S-1 (la semaine d’avant) à S-${deadlineBounds.weeks}` }
          : whenIs({ kind: "weekdayOfWeek", weekday, weeks: Number(weeks) }),
      ),
  ],
  [/^(?:le )?dernier (?<day>jour(?: ouvre| ouvrable)?|[a-z]+) du mois precedent$/u, readLast],
  [
    /^(?:le )?(?<day>\d{1,2})(?:er)? du mois precedent$/u,
    ({ day = "" }) =>
      Number(day) >= 1 && Number(day) <= 31
        ? whenIs({ kind: "dayOfPreviousMonth", day: Number(day) })
        : { reason: "un jour du mois va de 1 à 31" },
  ],
  [
    /^(?:le )?(?<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$/u,
    ({ date = "" }) => {
      const day = readDate(date);
      return "reason" in day ? day : whenIs({ kind: "fixed", date: day.value });
    },
  ],
];

/** The only ones without a time of day: `48 heures avant`, `sans échéance`. */
function readTimeless(text: string): Reading<DayDeadline> | null {
  if (/^(?:sans (?:echeance|delai|limite)|jusqu'au (?:debut|dernier moment))$/u.test(text))
    return { value: { kind: "none" } };
  const found = /^(?<hours>\d{1,5}) ?h(?:eures?)?(?: avant)?$/u.exec(text)?.groups;
  if (!found) return null;
  const hours = Number(found["hours"]);
  return hours > deadlineBounds.hours
    ? { reason: `${deadlineBounds.hours} heures au plus` }
    : { value: { kind: "hours", hours } };
}

function readShifts(text: string): Reading<Shifts> {
  let shifts: Shifts = {};
  for (const part of text.split(/,? ou |,? et |, /u)) {
    const name = meaning(shiftShapes, part.replace(/^(?:si|en cas de) /u, ""));
    if (!name) return { reason: `${quote(part)} : une échéance est avancée si férié, week-end, pont ou guichet fermé` };
    shifts = { ...shifts, [name]: "earlier" };
  }
  return { value: shifts };
}

const timeShape = String.raw`\d{1,2}(?: ?: ?\d{2}| ?h(?: ?\d{2})?)|midi|minuit`;
const parts = new RegExp(
  String.raw`^(?<words>.*?)(?:,? (?:a|avant|jusqu'a) (?<time>${timeShape}))?(?:,? (?:avancee?s?|a avancer) (?:si|en cas de) (?<off>.+))?$`,
  "u",
);

/** `folded`: the words alone. `text`: as they were written, for what is said of them. */
function readDayDeadline(folded: string, text: string): Reading<DayDeadline> {
  const timeless = readTimeless(folded);
  if (timeless) return timeless;
  const { words = "", time, off } = parts.exec(folded)?.groups ?? {};
  for (const [shape, read] of ways) {
    const found = shape.exec(words);
    if (!found) continue;
    const when = read(found.groups ?? {});
    if ("reason" in when) return when;
    if (time === undefined) return { reason: `dites jusqu’à quelle heure : « ${text} à 10:00 »` };
    const at = readUntilTime(time);
    if ("reason" in at) return at;
    const shifts = off === undefined ? { value: {} } : readShifts(off);
    return "reason" in shifts ? shifts : { value: { ...when.value, at: at.value, ...shifts.value } };
  }
  return { reason: `${quote(text)} n’est pas une échéance : écrivez ${examples}` };
}

/** `vendredi précédent à 09:00 pour lundi et mardi`. */
function readRow(text: string): Reading<WeekdayRow> {
  const { rule, days = "" } = /^(?<rule>.*?),? pour (?<days>[a-z, ]+)$/u.exec(text)?.groups ?? {};
  if (rule === undefined)
    return {
      reason: `${quote(text)} : dites pour quels jours, par exemple « vendredi précédent à 09:00 pour lundi et mardi »`,
    };
  const weekdays: Weekday[] = [];
  for (const day of days.split(/,? et |, /u)) {
    const weekday = readWeekday(day.replace(/^les? /u, "").replace(/(?<=di)s$/u, ""));
    if ("reason" in weekday) return weekday;
    weekdays.push(weekday.value);
  }
  // Of a batch, « vendredi à 09:00 » can only be the Friday before.
  const until = readDayDeadline(rule.replace(/^(?:le )?([a-z]+di|dimanche)(?=,? (?:a|avant) )/u, "$1 precedent"), rule);
  return "reason" in until ? until : { value: { weekdays, until: until.value } };
}

function readRows(folded: string): Reading<Deadline> {
  const rows: WeekdayRow[] = [];
  for (const part of folded.split(/ ?; ?/u)) {
    const row = readRow(part);
    if ("reason" in row) return row;
    rows.push(row.value);
  }
  const named = rows.flatMap(({ weekdays }) => weekdays);
  const twice = named.find((day, index) => named.indexOf(day) !== index);
  return twice === undefined
    ? { value: { kind: "byWeekday", rows } }
    : { reason: `le ${weekdayName(twice)} a deux échéances : gardez-en une` };
}

const isNever = (folded: string): boolean =>
  /^(?:jamais|non|non annulable|sans annulation|pas d'annulation)$/u.test(folded);

export const readDeadline: Reader<Deadline> = (text) => {
  const folded = plain(text);
  return / pour |;/u.test(folded) ? readRows(folded) : readDayDeadline(folded, text);
};

/** Until when a booking can be given up: `jamais` when it is for good. */
export const readCancelDeadline: Reader<CancelDeadline> = (text) =>
  isNever(plain(text)) ? { value: { kind: "never" } } : readDeadline(text);

/** From when on something holds: some moment must be said. */
export const readMoreFrom: Reader<Deadline> = (text) => {
  const reading = readDeadline(text);
  return "value" in reading && reading.value.kind === "none"
    ? { reason: `dites à partir de quand : ${examples}` }
    : reading;
};

const beforePeriod = (period: PeriodKind | "day"): string => (period === "day" ? "" : ` ${periodWords[period]}`);

function whenWords(deadline: Ruled): string {
  switch (deadline.kind) {
    case "days":
      return `J-${deadline.days} ${countWords[deadline.counting]}`;
    case "previousWeekday":
      return `${weekdayName(deadline.weekday)} précédent`;
    case "weekdayOfWeek":
      return `${weekdayName(deadline.weekday)} S-${deadline.weeks}`;
    case "dayOfPreviousMonth":
      return `le ${deadline.day === 1 ? "1er" : deadline.day} du mois précédent`;
    case "lastOfPreviousMonth":
      return `dernier ${typeof deadline.day === "number" ? weekdayName(deadline.day) : `jour ${deadline.day}`} du mois précédent`;
    case "daysBeforePeriod":
      return `${deadline.days} jours ${countWords[deadline.counting]} avant${beforePeriod(deadline.period ?? "activity")}`;
    case "months":
      return `${deadline.months} mois avant${beforePeriod(deadline.from)}`;
    case "fixed":
      return `le ${dateWords(deadline.date)}`;
  }
}

function shiftsWords(shifts: Shifts): string {
  const names = (["onHoliday", "onWeekend", "onBridge", "onOfficeClosed"] as const).filter((name) => shifts[name]);
  const words = names.map((name) => shiftWords[name]);
  return words.length === 0 ? "" : `, avancée si ${list(words, "ou")}`;
}

function dayDeadlineWords(deadline: DayDeadline): string {
  if (deadline.kind === "none") return "sans échéance";
  if (deadline.kind === "hours") return `${deadline.hours} heures avant`;
  return `${whenWords(deadline)} à ${deadline.at}${shiftsWords(deadline)}`;
}

const rowWords = ({ weekdays, until }: WeekdayRow): string => {
  const words = dayDeadlineWords(until);
  return `${words}${words.includes(",") ? "," : ""} pour ${list(weekdays.map(weekdayName))}`;
};

/** A deadline as `readDeadline` or `readCancelDeadline` reads it. */
export function deadlineWords(deadline: CancelDeadline): string {
  if (deadline.kind === "never") return "jamais";
  return deadline.kind === "byWeekday" ? deadline.rows.map(rowWords).join(" ; ") : dayDeadlineWords(deadline);
}
