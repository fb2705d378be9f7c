/**
 * `périodes de réservation`, read and written. Residents first, then everyone; or, under « ouvertures », steps with
 * criteria of their own. `pour: chaque vacances` and `pour: chaque jour` make a window that is computed anew: it then
 * opens « 5 semaines avant à 08:00 » and closes « 2 semaines après l’ouverture à 23:59 ».
 */
import { quote, readGrade, readSchool, readYesNo, type Reader, type Reading } from "../../import/cells.ts";
import type { Instant, WindowId } from "../../kernel/ids.ts";
import type { BookingWindow, RecurringWindow, Span, StepFor } from "../rules/catalogue.ts";
import { isRecurring } from "../rules/windows.ts";
import type { Draft } from "./drafts.ts";
import { fold, type Fields } from "./fields.ts";
import { readPeriod } from "./sites.ts";
import {
  dateWords,
  momentText,
  oneOf,
  readLabel,
  readLastMoment,
  readMoment,
  readTime,
  readUntilTime,
} from "./words.ts";

const eachWords: Readonly<Record<RecurringWindow["each"], string>> = {
  holidays: "chaque vacances",
  day: "chaque jour",
};
const readEach = oneOf(eachWords);

/** More steps than any town has; each has reminders of its own. */
const mostSteps = 6;

const units: readonly (readonly [RegExp, Span["unit"]])[] = [
  [/^jours?$/u, "days"],
  [/^semaines?$/u, "weeks"],
  [/^mois$/u, "months"],
];
const farthest: Record<Span["unit"], number> = { days: 366, weeks: 52, months: 12 };

/** `6 semaines`. */
function readSpan(number: string, unit: string): Reading<Span> {
  const span: Span = {
    number: /^une?$/u.test(number) ? 1 : Number(number),
    unit: units.find(([shape]) => shape.test(unit))?.[1] ?? "days",
  };
  return span.number >= 1 && span.number <= farthest[span.unit]
    ? { value: span }
    : { reason: `de 1 à ${farthest[span.unit]} ${unit}` };
}

const spanShape = String.raw`^(?<number>\d{1,3}|une?) (?<unit>jours?|semaines?|mois)`;

type Lead = Pick<RecurringWindow["steps"][number], "before" | "at">;

/** `5 semaines avant à 08:00`. */
const readLead: Reader<Lead> = (text) => {
  const shape = new RegExp(String.raw`${spanShape} avant(?: les vacances| le jour)?,? a (?<time>.+)$`, "u");
  const { number = "", unit = "", time } = shape.exec(fold(text))?.groups ?? {};
  if (time === undefined)
    return { reason: `${quote(text)} : écrivez combien de temps avant, par exemple « 5 semaines avant à 08:00 »` };
  const [span, at] = [readSpan(number, unit), readTime(time)];
  if ("reason" in span) return span;
  return "reason" in at ? at : { value: { before: span.value, at: at.value } };
};

/** `2 semaines après l’ouverture à 23:59`, `1 semaine avant à 23:59`. */
const readClose: Reader<NonNullable<RecurringWindow["closes"]>> = (text) => {
  const shape = new RegExp(
    String.raw`${spanShape} (?<counted>avant|apres)(?: l'ouverture| les vacances| le jour)?,? a (?<time>.+)$`,
    "u",
  );
  const { number = "", unit = "", counted, time = "" } = shape.exec(fold(text))?.groups ?? {};
  if (counted === undefined)
    return {
      reason: `${quote(text)} : écrivez « 2 semaines après l’ouverture à 23:59 » ou « 1 semaine avant à 23:59 »`,
    };
  const [span, at] = [readSpan(number, unit), readUntilTime(time)];
  if ("reason" in span) return span;
  return "reason" in at
    ? at
    : { value: { span: span.value, counted: counted === "avant" ? "before" : "after", at: at.value } };
};

/** A grade that rules know, as children's records write it. */
export const readKnownGrade: Reader<string> = (text) => {
  const reading = readGrade(text);
  if ("reason" in reading) return reading;
  return reading.value === undefined
    ? { reason: "un niveau à la fois, parmi TPS, PS, MS, GS, CP, CE1, CE2, CM1, CM2, 6e, 5e, 4e, 3e, ULIS" }
    : { value: reading.value };
};

function readStepFor(fields: Fields): StepFor {
  const residents = fields.optional("résidents", readYesNo) ?? false;
  const towns = fields.texts("communes", readLabel) ?? [];
  const schools = fields.texts("écoles", readSchool) ?? [];
  const grades = fields.texts("classes", readKnownGrade) ?? [];
  if (towns.length + schools.length + grades.length === 0) return residents ? "residents" : "everyone";
  return {
    ...(residents ? { residents } : {}),
    ...(towns.length > 0 ? { towns } : {}),
    ...(schools.length > 0 ? { schools } : {}),
    ...(grades.length > 0 ? { grades } : {}),
  };
}

interface Step<T> {
  readonly for: StepFor;
  readonly when: T;
  /** Where to say what is wrong with it. */
  readonly fault: (reason: string) => void;
}

const [forResidents, forAll] = ["ouverture aux résidents", "ouverture à tous"];

/** Either the two usual steps, or a list of steps, each with its criteria. */
function readSteps<T>(fields: Fields, readWhen: Reader<T>): readonly Step<T>[] {
  const listed = fields.items("ouvertures", (own): Step<T> | undefined => {
    const when = own.needed("le", readWhen);
    const who = readStepFor(own);
    return when === undefined ? undefined : { for: who, when, fault: (reason) => own.fault(reason, "le") };
  });
  const usual = [
    ["residents", forResidents],
    ["everyone", forAll],
  ] as const;
  const named = usual.flatMap(([who, name]): readonly Step<T>[] => {
    const when = fields.optional(name, readWhen);
    return when === undefined ? [] : [{ for: who, when, fault: (reason) => fields.fault(reason, name) }];
  });
  if (fields.has("ouvertures") && usual.some(([, name]) => fields.has(name)))
    fields.fault("dites les ouvertures d’une seule façon : toutes dans « ouvertures », ou aucune", "ouvertures");
  if (listed.length > mostSteps) fields.fault(`${mostSteps} ouvertures au plus`, "ouvertures");
  if (!fields.has("ouvertures") && usual.every(([, name]) => !fields.has(name)))
    fields.fault(
      "dites quand elle ouvre : « ouverture à tous », et avant elle, si vous voulez, « ouverture aux résidents »",
    );
  return [...listed, ...named];
}

function readFixed(id: WindowId, fields: Fields): BookingWindow | undefined {
  const period = readPeriod(fields);
  const steps = readSteps<Instant>(fields, readMoment);
  const closesAt = fields.needed("clôture", readLastMoment);
  const [residents, everyone] = [forResidents, forAll].map((name) =>
    fields.has(name) ? fields.optional(name, readMoment) : undefined,
  );
  if (residents && everyone && residents >= everyone)
    fields.fault("les résidents réservent avant tout le monde : avancez leur ouverture, ou enlevez-la", forResidents);
  for (const { when, fault } of steps)
    if (closesAt && when >= closesAt) fault(`cette ouverture n’est pas avant la clôture (${momentText(closesAt)})`);
  return period && closesAt && steps.length > 0
    ? { id, ...period, steps: steps.map((step) => ({ for: step.for, opensAt: step.when })), closesAt }
    : undefined;
}

function readRecurring(id: WindowId, each: RecurringWindow["each"], fields: Fields): RecurringWindow | undefined {
  const period = readPeriod(fields);
  const steps = readSteps(fields, readLead);
  const closes = fields.optional("clôture", readClose);
  return period && steps.length > 0
    ? {
        id,
        ...period,
        each,
        steps: steps.map((step) => ({ for: step.for, ...step.when })),
        ...(closes ? { closes } : {}),
      }
    : undefined;
}

export function readWindow(id: WindowId, fields: Fields): Draft<BookingWindow | RecurringWindow> | undefined {
  const each = fields.optional("pour", readEach);
  const value = each ? readRecurring(id, each, fields) : readFixed(id, fields);
  return value && { value, fields };
}

type Group = Readonly<Record<string, unknown>>;

const spanText = ({ number, unit }: Span): string =>
  `${number} ${{ days: "jour", weeks: "semaine", months: "mois" }[unit]}${number > 1 && unit !== "months" ? "s" : ""}`;
const leadText = ({ before, at }: Lead): string => `${spanText(before)} avant à ${at}`;

const criteriaText = (who: StepFor): Group => {
  if (who === "everyone") return {};
  if (who === "residents") return { résidents: "oui" };
  const { residents, towns, schools, grades } = who;
  return {
    ...(residents ? { résidents: "oui" } : {}),
    ...(towns ? { communes: towns } : {}),
    ...(schools ? { écoles: schools } : {}),
    ...(grades ? { classes: grades } : {}),
  };
};

/** The two usual names where they say it all. `inOrder`: whether residents come first, which those names promise. */
function stepsText(steps: readonly { readonly for: StepFor; readonly text: string }[], inOrder: boolean): Group {
  const kinds = steps.map((step) => (typeof step.for === "string" ? step.for : "criteria")).join(" ");
  const text = (who: StepFor): string | undefined => steps.find((step) => step.for === who)?.text;
  if (kinds === "residents" || kinds === "everyone" || (kinds === "residents everyone" && inOrder))
    return { [forResidents]: text("residents"), [forAll]: text("everyone") };
  return { ouvertures: steps.map((step) => ({ le: step.text, ...criteriaText(step.for) })) };
}

/** A window as `readWindow` reads it; what is undefined is left out by the writer. */
export function windowText(window: BookingWindow | RecurringWindow): Group {
  const days = { du: dateWords(window.from), au: dateWords(window.to) };
  if (!isRecurring(window)) {
    const [first, second] = window.steps.map(({ opensAt }) => opensAt);
    const steps = window.steps.map((step) => ({ for: step.for, text: momentText(step.opensAt) }));
    return {
      ...days,
      ...stepsText(steps, first !== undefined && second !== undefined && first < second),
      clôture: momentText(window.closesAt),
    };
  }
  const { closes } = window;
  return {
    ...days,
    pour: eachWords[window.each],
    ...stepsText(
      window.steps.map((step) => ({ for: step.for, text: leadText(step) })),
      true,
    ),
    clôture:
      closes && `${spanText(closes.span)} ${closes.counted === "after" ? "après l’ouverture" : "avant"} à ${closes.at}`,
  };
}
