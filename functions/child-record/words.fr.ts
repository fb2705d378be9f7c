/** Sentences about a child's file. */
import { dayWithYear, typeset } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { ChildField, Diet, GlassesWorn, SwimmingLevel } from "./rules/fields.ts";

/** `le jeudi 26 novembre 2026 à 14:05`: to the minute. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `le ${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

export const fieldNames: Readonly<Record<ChildField, string>> = {
  contacts: "Personnes à prévenir ou autorisées à venir chercher l’enfant",
  leaveAlone: "Partir seul",
  photo: "Photos",
  outings: "Sorties",
  transport: "Transport",
  emergencyCare: "Soins en urgence",
  doctor: "Médecin",
  insurance: "Assurance",
  allergies: "Allergies",
  diet: "Repas",
  carePlan: "PAI",
  glasses: "Lunettes",
  hearingAid: "Appareil auditif",
  swimming: "Natation",
  medicines: "Médicaments",
  vaccines: "Vaccins",
};

export const dietWords: Readonly<Record<Diet, string>> = {
  everything: "mange de tout",
  noPork: "sans porc",
  noMeat: "sans viande",
};
export const swimmingWords: Readonly<Record<SwimmingLevel, string>> = {
  no: "ne sait pas nager",
  learning: "apprend à nager",
  yes: "sait nager",
};
export const glassesWords: Readonly<Record<GlassesWorn, string>> = {
  never: "pas de lunettes",
  sometimes: "de temps en temps",
  always: "toujours",
};

export const recordWords = {
  changed: (
    name: string,
    {
      by,
      at,
      stands,
      proposed,
    }: { readonly by: string; readonly at: Instant; readonly stands: string; readonly proposed: string },
  ) =>
    typeset(
      `« ${name} » a été changé par ${by} ${moment(at)}. Maintenant : ${stands}. Votre saisie, qui n’est pas enregistrée : ${proposed}.`,
    ),
  noChild: "cet enfant n’est pas sur le portail sous ces codes : sa fiche n’est pas entrée",
  keptBy: (by: string, at: Instant) => typeset(`répondu par ${by} ${moment(at)}`),
  notAsked: (name: string) =>
    typeset(`« ${name} » n’est plus demandé. Rechargez la page : le reste de votre saisie est gardé.`),
  officeOnly: (name: string) => typeset(`« ${name} » : seul le guichet peut changer cette réponse. Contactez-le.`),
  checkedOnly: (name: string) =>
    typeset(`« ${name} » : le guichet valide désormais cette réponse. Rechargez la page, puis envoyez-la de nouveau.`),
  shape: "Cette réponse est illisible. Rechargez la page.",
  reread: "Relisez ce qui a été changé, puis enregistrez de nouveau si besoin.",
  gone: "Cet enfant n’est pas, ou plus, dans ce dossier. Revenez à la liste des enfants.",
  phone:
    "Ce numéro de téléphone n’existe pas. Vérifiez ses chiffres ; pour un numéro étranger, commencez par + et l’indicatif du pays.",
  missingPaper: (name: string) => typeset(`Ajoutez ce justificatif pour cette personne : ${name}.`),
  noPaper:
    "Ce document n’est pas, ou plus, dans le dossier de l’enfant, ou n’a pas pu être lu. Enlevez-le, puis ajoutez-le de nouveau.",
  noPaperToAccept: (name: string) =>
    typeset(
      `Un justificatif de ${name} manque, ou n’a pas pu être lu. Demandez un complément à la famille ; ou, si vous l’avez vu au guichet, ajoutez vous-même cette personne dans la fiche de l’enfant.`,
    ),
  neither: "Dites si cette personne est à prévenir, si elle peut venir chercher l’enfant, ou les deux.",
  beforeBirth: "Cette injection serait avant la naissance de l’enfant : vérifiez la date.",
  toCome: "Cette injection serait à venir : indiquez seulement celles qui sont faites.",
  twice: "Cette injection est indiquée deux fois.",
} as const;
