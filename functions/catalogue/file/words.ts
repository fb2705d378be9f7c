/**
 * The small texts of the catalogue's file, read and written: codes, times, moments, weekdays, ages. Each reader says
 * what to write instead.
 */
import type { ActivityKind, ClosureKind, Minimum, Quota, PoolRule, RunningDays } from "../rules/catalogue.ts";
import { eldest } from "../rules/ages.ts";
import type { LocalHoliday } from "../../calendar/rules/public-holidays.ts";
import { type LocalTime, type Weekday, instantToLocal, localToInstant } from "../../kernel/time.ts";
import { weekdayName } from "../../kernel/dates.fr.ts";
import { readId, type Branded, type BrandName, type Instant, type PlainDate } from "../../kernel/ids.ts";
import { quote, readDate, type Reader } from "../../import/cells.ts";
import { fold, nearest } from "./fields.ts";

/** The longest code of each kind, as its pattern says. */
const longest = {
  SiteId: 40,
  ActivityId: 60,
  UnitId: 24,
  WindowId: 24,
  PoolName: 12,
  DocumentKindId: 40,
  TariffId: 40,
  CollectionAccountId: 40,
  AbsenceRulesId: 40,
} as const satisfies Partial<Record<BrandName, number>>;

/** A code: what records and files name a thing by, for good. */
export const readCode =
  <B extends keyof typeof longest>(brand: B): Reader<Branded<B>> =>
  (text) => {
    const value = readId(brand, text);
    return value
      ? { value }
      : {
          reason: `${quote(text)} n’est pas un code : des minuscules sans accent, des chiffres et des tirets, ${longest[brand]} caractères au plus`,
        };
  };

export const readClosureCode: Reader<Branded<"ClosureId">> = (text) => {
  const value = readId("ClosureId", text);
  return value
    ? { value }
    : { reason: `${quote(text)} n’est pas un code de fermeture : 8 à 64 lettres sans accent, chiffres ou tirets` };
};

const readLine =
  (most: number): Reader<string> =>
  (text) => {
    const value = text.normalize("NFC").replace(/\s+/gu, " ");
    if (value.length > most) return { reason: `${most} caractères au plus` };
    return /[\p{Cc}<>]/u.test(value) ? { reason: `${quote(text)} contient un caractère interdit (< ou >)` } : { value };
  };
export const readLabel = readLine(80);
export const readSentence = readLine(200);
export const readParagraph = readLine(800);

const readNumber =
  (what: string, least: number, most: number): Reader<number> =>
  (text) => {
    const value = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : { reason: `${quote(text)} n’est pas ${what} : écrivez un nombre entier de ${least} à ${most}` };
  };
export const readPlaces = readNumber("un nombre de places", 0, 10_000);
export const readAdults = readNumber("un nombre d’animateurs", 0, 1_000);
export const readRatio = readNumber("un nombre d’enfants par animateur", 1, 100);

/** `10:00`, `10h`, `7h30`, `midi`. */
export const readTime: Reader<LocalTime> = (text) => {
  if (fold(text) === "midi") return { value: "12:00" };
  const { hours = "", minutes = "" } = /^(?<hours>\d{1,2}) ?(?:[:hH] ?(?<minutes>\d{2})?)$/u.exec(text)?.groups ?? {};
  if (hours === "" || Number(hours) > 23 || Number(minutes) > 59)
    return { reason: `${quote(text)} n’est pas une heure : écrivez hh:mm, de 00:00 à 23:59` };
  return { value: `${hours.padStart(2, "0")}:${minutes === "" ? "00" : minutes}` };
};

/** Until when: `minuit` and `24:00` are the end of that day, whose last minute is 23:59. */
export const readUntilTime: Reader<LocalTime> = (text) =>
  /^(?:minuit|24 ?(?::|h) ?(?:00)?)$/u.test(fold(text)) ? { value: "23:59" } : readTime(text);

export interface Hours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** `07:30 à 18:30`. */
export const readHours: Reader<Hours> = (text) => {
  const [first = "", last = "", ...rest] = text.split(/\s+(?:à|a|-|–)\s+/u);
  const [from, to] = [readTime(first), readTime(last)];
  if (rest.length > 0 || "reason" in from || "reason" in to)
    return { reason: `${quote(text)} ne dit pas d’horaires : écrivez par exemple « 07:30 à 18:30 »` };
  return from.value < to.value
    ? { value: { from: from.value, to: to.value } }
    : {
        reason: `la fin (${to.value}) n’est pas après le début (${from.value}) : une prestation commence et finit le même jour`,
      };
};

const readMomentBy =
  (readClock: Reader<LocalTime>): Reader<Instant> =>
  (text) => {
    const [day = "", time = "", ...rest] = text.split(/\s+(?:à|a)\s+/u);
    const date = readDate(day);
    if (rest.length > 0 || time === "")
      return {
        reason: `${quote(text)} n’est pas un moment : écrivez la date et l’heure, par exemple « 01/09/2026 à 08:00 »`,
      };
    if ("reason" in date) return date;
    const at = readClock(time);
    return "reason" in at ? at : { value: localToInstant(date.value, at.value) };
  };

/** `01/09/2026 à 08:00`, on clocks on the wall: from when on. */
export const readMoment = readMomentBy((text) =>
  fold(text) === "minuit"
    ? { reason: "« minuit » commence ce jour ou le finit : écrivez 00:00 pour son début" }
    : readTime(text),
);
/** Until when: `31/12/2026 à minuit` is the end of that day. */
export const readLastMoment = readMomentBy(readUntilTime);

export const dateWords = (date: PlainDate): string => date.split("-").reverse().join("/");

export function momentText(instant: Instant): string {
  const { date, time } = instantToLocal(instant);
  return `${dateWords(date)} à ${time}`;
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const readWeekday: Reader<Weekday> = (text) => {
  const value = weekdays.find((day) => weekdayName(day) === fold(text));
  return value
    ? { value }
    : {
        reason: `${quote(text)} n’est pas un jour de la semaine : lundi, mardi, mercredi, jeudi, vendredi, samedi ou dimanche`,
      };
};

/** One of a few words, each with what it means. */
export const oneOf =
  <T extends string>(words: Readonly<Record<T, string>>): Reader<T> =>
  (text) => {
    const isKnown = (key: string): key is T => Object.hasOwn(words, key);
    const known = Object.keys(words).filter(isKnown);
    const value = known.find((one) => fold(words[one]) === fold(text));
    const meant = nearest(
      text,
      known.map((one) => words[one]),
    );
    return value
      ? { value }
      : {
          reason: `${quote(text)} : ${meant === undefined ? "écrivez" : `vouliez-vous écrire « ${meant} » ? Sinon,`} l’un de ces mots : ${known.map((one) => words[one]).join(", ")}`,
        };
  };

export const kindWords: Readonly<Record<ActivityKind, string>> = {
  wednesday: "mercredis",
  holidays: "vacances",
  morningCare: "accueil du matin",
  eveningCare: "accueil du soir",
  canteen: "restauration",
};
export const readKind = oneOf(kindWords);

export const duringWords: Readonly<Record<RunningDays["during"], string>> = {
  schoolTime: "temps scolaire",
  holidays: "vacances scolaires",
  always: "toute l’année",
};
export const readDuring = oneOf(duringWords);

export const closureWords: Readonly<Record<ClosureKind, string>> = { closure: "fermeture", strike: "grève" };
export const readClosureKind = oneOf(closureWords);

const zoneWords = { A: "A", B: "B", C: "C" } as const;
export const readZone = oneOf<keyof typeof zoneWords>(zoneWords);

export const localHolidayWords: Readonly<Record<LocalHoliday, string>> = {
  goodFriday: "Vendredi saint",
  secondChristmasDay: "26 décembre",
};
export const readLocalHoliday = oneOf(localHolidayWords);

const perWords: Readonly<Record<Quota["per"], string>> = { week: "semaine", month: "mois" };

/** `2 par semaine`. */
export const readQuota: Reader<Pick<Quota, "days" | "per">> = (text) => {
  const { days = "", per } = /^(?<days>\d{1,2})(?: jours?)? par (?<per>semaine|mois)$/u.exec(fold(text))?.groups ?? {};
  if (Number(days) < 1) return { reason: `${quote(text)} : écrivez par exemple « 2 par semaine » ou « 6 par mois »` };
  return { value: { days: Number(days), per: per === "mois" ? "month" : "week" } };
};
export const quotaWords = ({ days, per }: Pick<Quota, "days" | "per">): string => `${days} par ${perWords[per]}`;

/** More days than any rule asks for. */
const mostTogether = 60;

const wholeWords: Readonly<Record<Minimum["per"], string>> = {
  week: "semaine entière",
  holidays: "vacances entières",
  window: "période de réservation entière",
  activity: "activité entière",
};
const minimumPer: Readonly<Record<Minimum["per"], string>> = {
  week: "semaine",
  holidays: "vacances",
  window: "période de réservation",
  activity: "activité",
};
const minimumPeriods = ["week", "holidays", "window", "activity"] as const;

const subscriptionWords = {
  window: "abonnement par période de réservation",
  activity: "abonnement par activité",
} as const;
const subscriptionPeriods = ["window", "activity"] as const;

/** `3 jours par semaine`, `semaine entière`; a camp is an `activité entière`, a subscription an `abonnement`. */
export const readMinimum: Reader<Minimum> = (text) => {
  const folded = fold(text).replace(/^sejour (?:entier|complet)$/u, "activite entiere");
  const whole = minimumPeriods.find((per) => fold(wholeWords[per]) === folded.replace(/complete(s?)$/u, "entiere$1"));
  if (whole) return { value: { days: "all", per: whole } };
  const subscription = subscriptionPeriods.find((per) => fold(subscriptionWords[per]) === folded);
  if (subscription || folded === "abonnement a l'annee")
    return { value: { days: "weekday", per: subscription ?? "activity" } };
  const { days = "", per = "" } =
    /^(?<days>\d{1,2})(?: jours?)?(?: au moins| minimum)? par (?<per>.+?)(?: au moins| minimum)?$/u.exec(folded)
      ?.groups ?? {};
  const known = minimumPeriods.find((one) => fold(minimumPer[one]) === per);
  if (!known)
    return {
      reason: `${quote(text)} : écrivez « 3 jours par semaine » (ou par vacances, par période de réservation, par activité), ou bien « semaine entière », « vacances entières », « période de réservation entière », « activité entière », ou encore « abonnement par période de réservation », « abonnement par activité »`,
    };
  const number = Number(days);
  return number >= 2 && number <= mostTogether
    ? { value: { days: number, per: known } }
    : { reason: `${quote(text)} : de 2 à ${mostTogether} jours. Pour réserver jour par jour, enlevez « minimum »` };
};

export function minimumWords({ days, per }: Minimum): string {
  if (days === "weekday") return subscriptionWords[per === "window" ? "window" : "activity"];
  return days === "all" ? wholeWords[per] : `${days} jours par ${minimumPer[per]}`;
}

const mostHeld = 240;

/** How long an offered place is kept, or `non`: nobody waits. */
export const readWaiting: Reader<{ readonly holdHours: number } | null> = (text) => {
  if (fold(text) === "non") return { value: null };
  const hours = Number(
    /^(?:place gardee )?(?<hours>\d{1,3}) ?h(?:eures?)?$/u.exec(fold(text))?.groups?.["hours"] ?? Number.NaN,
  );
  return hours >= 1 && hours <= mostHeld
    ? { value: { holdHours: hours } }
    : {
        reason: `${quote(text)} : écrivez pendant combien de temps une place proposée est gardée (« 24 heures », ${mostHeld} au plus), ou « non »`,
      };
};

/** Minutes for which a place may be held until it is paid: enough to pay in, and too few to keep it from others. */
const holdBounds = { least: 10, most: 60 } as const;
/** `20 minutes`. */
export const readHoldMinutes: Reader<number> = (text) => {
  const minutes = Number(/^(?<minutes>\d{1,3}) ?min(?:utes?)?$/u.exec(fold(text))?.groups?.["minutes"] ?? Number.NaN);
  return minutes >= holdBounds.least && minutes <= holdBounds.most
    ? { value: minutes }
    : {
        reason: `${quote(text)} : écrivez combien de temps une place est gardée pendant que la famille paie, de ${holdBounds.least} à ${holdBounds.most} minutes (« 20 minutes »)`,
      };
};

export interface Ages {
  readonly from?: number;
  readonly to?: number;
}

/** `3 à 11 ans`, `à partir de 6 ans`, `jusqu’à 5 ans`; in whole years, on the day. */
export const readAges: Reader<Ages> = (text) => {
  const folded = fold(text);
  const between = /^(?:de )?(?<from>\d{1,2})(?: ans)? (?:a|-) (?<to>\d{1,2})(?: ans)?$/u.exec(folded)?.groups;
  const from = between?.["from"] ?? /^(?:a partir de|des) (?<from>\d{1,2})(?: ans)?$/u.exec(folded)?.groups?.["from"];
  const to = between?.["to"] ?? /^jusqu'a (?<to>\d{1,2})(?: ans)?$/u.exec(folded)?.groups?.["to"];
  if (from === undefined && to === undefined)
    return {
      reason: `${quote(text)} ne dit pas d’âges : écrivez « 3 à 11 ans », « à partir de 6 ans » ou « jusqu’à 5 ans »`,
    };
  if (Number(from ?? 0) > eldest || Number(to ?? 0) > eldest)
    return { reason: `${quote(text)} : un âge va de 0 à ${eldest} ans` };
  if (from !== undefined && to !== undefined && Number(from) > Number(to))
    return { reason: `${quote(text)} : aucun enfant n’a cet âge, le premier est plus grand que le second` };
  return {
    value: { ...(from === undefined ? {} : { from: Number(from) }), ...(to === undefined ? {} : { to: Number(to) }) },
  };
};

export function agesWords({ from, to }: NonNullable<PoolRule["ages"]>): string | undefined {
  if (from !== undefined && to !== undefined) return `${from} à ${to} ans`;
  if (from !== undefined) return `à partir de ${from} ans`;
  return to === undefined ? undefined : `jusqu’à ${to} ans`;
}
