/** What a household's prices turn on, beside its quotient, in French: read by staff and by the family. */
import { dayWithYear } from "../kernel/dates.fr.ts";
import { rateInWords } from "../kernel/exact.ts";
import type { ActivityId, ChildId, Instant, PlainDate } from "../kernel/ids.ts";
import { priceInWords } from "../kernel/money.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { Said } from "./rules/circumstances.ts";
import { payerName, regimeWords } from "./words.fr.ts";

export interface Names {
  /** Null: a child that is not in the household any more. */
  readonly child: (code: ChildId) => string | null;
  readonly activity: (code: ActivityId) => string;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `Prise en charge par le CCAS : 60 % de chaque prix, pour Mercredis`. */
export function circumstanceText(said: Said, names: Names): string {
  switch (said.kind) {
    case "worksHere":
      return "Un parent travaille sur la commune";
    case "regime":
      return capital(regimeWords[said.regime]);
    case "ownMeal":
      return `${names.child(said.childId) ?? "Un enfant qui a quitté le foyer"} apporte son repas, selon son PAI`;
    case "payer": {
      const part =
        "share" in said.part
          ? `${rateInWords(said.part.share)} de chaque prix`
          : `${priceInWords(said.part.amount)} de chaque prix au plus`;
      const of = said.activityId === null ? "" : `, pour ${names.activity(said.activityId)}`;
      return `Prise en charge par ${payerName(said)} : ${part}${of}`;
    }
  }
}

const daysWords = ({ from, until }: { readonly from: PlainDate; readonly until: PlainDate | null }): string =>
  until === null ? `à partir du ${dayWithYear(from)}` : `du ${dayWithYear(from)} au ${dayWithYear(until)}`;

const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

export const circumstanceWords = {
  noChild: "Cet enfant n’est pas de ce foyer. Rechargez la page.",
  noActivity: "Cette activité n’existe pas. Rechargez la page.",
  noTariff: (activity: string) => `« ${activity} » n’a pas de tarif ce jour-là : rien n’y est demandé.`,
  payerName: "Écrivez le nom de l’organisme qui paie.",
  endsFirst: "La fin est avant le début : choisissez un dernier jour plus tardif.",
  tooOld: "Ce jour est trop ancien : ce qui compte dans les prix se dit jusqu’à trois ans en arrière.",
  tooFar: "Ce jour est trop lointain : ce qui compte dans les prix se dit un an à l’avance au plus.",
  tooMany: "Ce foyer a été changé deux cents fois : plus rien ne peut y être ajouté.",
  gone: "Ce n’est plus dit de ce foyer. Rechargez la page.",
  conflict: (text: string, span: Parameters<typeof daysWords>[0]) =>
    `Ces jours ont déjà « ${text} », ${daysWords(span)} : corrigez ses dates d’abord, ou choisissez d’autres jours.`,
  changed: (by: string, at: Instant) =>
    `${by} a changé la tarification de ce foyer le ${moment(at)}. Rien de votre saisie n’est enregistré : relisez, puis recommencez si besoin.`,
} as const;
