/** `absences`: what absences change on the bill. catalogue.md shows its shape. */
import { quote, type Reader } from "../../import/cells.ts";
import { rateInWords, readRate, type Rate } from "../../kernel/exact.ts";
import type { AbsenceRulesId } from "../../kernel/ids.ts";
import { absenceKinds, type AbsenceKind } from "../rules/absence-kinds.ts";
import {
  usualRule,
  type AbsenceCount,
  type AbsenceRule,
  type AbsenceRules,
  type CertificateStep,
  type WaitingDays,
} from "../rules/absence-rules.ts";
import { deadlineWords, readMoreFrom } from "./deadline-words.ts";
import type { Draft } from "./drafts.ts";
import { fold, type Fields } from "./fields.ts";
import { oneOf, readCode, readLabel } from "./words.ts";

const kindWords: Readonly<Record<AbsenceKind, string>> = {
  justified: "avec justificatif",
  unjustified: "sans justificatif",
  unannounced: "sans prévenir",
  closure: "fermeture",
  strike: "grève",
  outing: "sortie scolaire",
  teacherAway: "enseignant absent",
  sentHome: "rentré à la maison",
};
const readKind = oneOf(kindWords);

const countWords: Readonly<Record<AbsenceCount, string>> = {
  calendar: "calendaires",
  working: "ouvrés",
  school: "d’école",
};
const counts: readonly AbsenceCount[] = ["calendar", "working", "school"];

const whole = 1_000_000;
/** `100 %`, `50 %`, `rien`. */
const readShare: Reader<Rate> = (text) => {
  const share = fold(text) === "rien" ? readRate("0 %") : readRate(text);
  return share !== null && share <= whole
    ? { value: share }
    : { reason: `${quote(text)} : écrivez ce qui reste dû, de 0 à 100 %, par exemple « 50 % », ou « rien »` };
};
const shareWords = (share: Rate): string => (share === 0 ? "rien" : rateInWords(share).replace(/\s/gu, " "));

/** Longer than any illness that a town counts. */
const mostDays = 60;
const waitingShape =
  "écrivez les jours dus d’abord et comment ils se comptent, par exemple « 2 jours calendaires », « 3 jours ouvrés », « 5 jours d’école » ; ajoutez « , rendus » s’ils ne sont plus dus quand l’absence dure davantage";

/** `2 jours calendaires`, `5 jours ouvrés, rendus`. */
const readWaiting: Reader<WaitingDays> = (text) => {
  const [, number = "", word = "", back] =
    /^(\d{1,2}) jours? (calendaires?|ouvres?|d'ecole)(,? rendus?)?$/u.exec(fold(text)) ?? [];
  const days = Number(number);
  const count = counts.find((one) => fold(countWords[one]).replace(/s$/u, "") === word.replace(/s$/u, ""));
  return count && days >= 1 && days <= mostDays
    ? { value: { days, count, paidBack: back !== undefined } }
    : { reason: `${quote(text)} : ${waitingShape}` };
};
const waitingWords = ({ days, count, paidBack }: WaitingDays): string => {
  const word = days === 1 && count !== "school" ? countWords[count].replace(/s$/u, "") : countWords[count];
  return `${days} ${days === 1 ? "jour" : "jours"} ${word}${paidBack ? ", rendus" : ""}`;
};

type Within = CertificateStep["within"];
const mostWithin = { hours: 24 * mostDays, days: mostDays } as const;
/** `72 heures`, `10 jours`. */
const readWithin: Reader<Within> = (text) => {
  const [, number = "", word = ""] = /^(\d{1,4}) (heures?|jours?)$/u.exec(fold(text)) ?? [];
  const unit = word.startsWith("heure") ? "hours" : "days";
  return Number(number) >= 1 && Number(number) <= mostWithin[unit]
    ? { value: { number: Number(number), unit } }
    : {
        reason: `${quote(text)} : écrivez en combien de temps le justificatif arrive, « 72 heures » ou « 10 jours » (${mostDays} jours au plus)`,
      };
};
const withinWords = ({ number, unit }: Within): string =>
  unit === "hours" ? `${number} ${number === 1 ? "heure" : "heures"}` : `${number} ${number === 1 ? "jour" : "jours"}`;
const hoursOf = ({ number, unit }: Within): number => (unit === "hours" ? number : number * 24);

/** What is due first although the certificate is there: `rien`, or days. */
const readStep: Reader<WaitingDays | null> = (text) => (fold(text) === "rien" ? { value: null } : readWaiting(text));

const readFree: Reader<NonNullable<AbsenceRule["free"]>> = (text) => {
  const [, number = "", word = ""] = /^(\d{1,2}) par (mois|annee scolaire)$/u.exec(fold(text)) ?? [];
  return Number(number) >= 1
    ? { value: { days: Number(number), per: word === "mois" ? "month" : "schoolYear" } }
    : {
        reason: `${quote(text)} : écrivez combien d’absences ne sont pas dues, « 2 par mois » ou « 5 par année scolaire »`,
      };
};
const freeWords = ({ days, per }: NonNullable<AbsenceRule["free"]>): string =>
  `${days} par ${per === "month" ? "mois" : "année scolaire"}`;

function readRule(kind: AbsenceKind, own: Fields): { readonly kind: AbsenceKind; readonly rule: AbsenceRule } {
  const share = own.optional("reste dû", readShare) ?? usualRule(kind).share;
  const toldBefore = own.optional("prévenue avant", readMoreFrom);
  const certificate = own
    .pairs("justificatif sous", readWithin, readStep)
    .map(([within, waiting]) => ({ within, waiting }))
    .sort((one, other) => hoursOf(one.within) - hoursOf(other.within));
  const waiting = own.optional("jours dus d’abord", readWaiting) ?? null;
  const free = own.optional("non dues", readFree);
  if (share === 0 && (toldBefore ?? waiting ?? free ?? certificate[0]))
    own.fault("rien n’est dû de toute façon : enlevez les autres lignes, ou écrivez « reste dû: 100 % »", "reste dû");
  return {
    kind,
    rule: { share, ...(toldBefore ? { toldBefore } : {}), certificate, waiting, ...(free ? { free } : {}) },
  };
}

function readRules(id: AbsenceRulesId, own: Fields): Draft<AbsenceRules> | undefined {
  const name = own.needed("nom", readLabel);
  const document = own.optional("justificatif", readCode("DocumentKindId"));
  const kinds = own.each("motifs", readKind, readRule);
  if (!own.has("motifs"))
    own.fault(`il manque « motifs » : dites ce que devient chaque absence (${Object.values(kindWords).join(", ")})`);
  if (name === undefined) return undefined;
  const value = { id, name, ...(document === undefined ? {} : { document }) };
  return { value: { ...value, kinds: Object.fromEntries(kinds.map(({ kind, rule }) => [kind, rule])) }, fields: own };
}

export const readAbsences = (fields: Fields): readonly Draft<AbsenceRules>[] =>
  fields.each("absences", readCode("AbsenceRulesId"), readRules);

type Text = Readonly<Record<string, unknown>>;

const ruleText = (kind: AbsenceKind, { share, toldBefore, certificate, waiting, free }: AbsenceRule): Text => ({
  // A kind of which nothing else is said must say something.
  "reste dû":
    share === usualRule(kind).share && (toldBefore ?? waiting ?? free ?? certificate[0])
      ? undefined
      : shareWords(share),
  "prévenue avant": toldBefore && deadlineWords(toldBefore),
  "justificatif sous":
    certificate.length > 0
      ? new Map(
          certificate.map((step) => [withinWords(step.within), step.waiting ? waitingWords(step.waiting) : "rien"]),
        )
      : undefined,
  "jours dus d’abord": waiting ? waitingWords(waiting) : undefined,
  "non dues": free && freeWords(free),
});

/** The same as the file says it. What is `undefined` is left out by who writes the file. */
export function absencesText({ name, document, kinds }: AbsenceRules): {
  readonly nom: string;
  readonly justificatif: string | undefined;
  readonly motifs: ReadonlyMap<string, Text>;
} {
  const ruled = absenceKinds.flatMap((kind) => {
    const rule = kinds[kind];
    return rule ? [[kindWords[kind], ruleText(kind, rule)] as const] : [];
  });
  return { nom: name, justificatif: document, motifs: new Map(ruled) };
}
