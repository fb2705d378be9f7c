/** Sentences about a family's quotient. */
import { eurosInWords, type Cents } from "../kernel/money.ts";
import { daySpan, dayWithYear } from "../kernel/dates.fr.ts";
import { instantToLocal, localDate } from "../kernel/time.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";

/** `jeudi 26 novembre 2026 à 14:05`: read by staff, to the minute. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

export const quotientWords = {
  changed: (by: string, at: Instant, stands: Cents | null, proposed: Cents | null) =>
    `${by} a modifié ce mois le ${moment(at)} : ${
      stands === null ? "la valeur est retirée" : `la valeur est maintenant ${eurosInWords(stands)}`
    }. ${
      proposed === null
        ? "Votre retrait n’a pas été fait"
        : `La vôtre, ${eurosInWords(proposed)}, n’a pas été enregistrée`
    }. Relisez, puis recommencez si besoin.`,
  gone: "Rien n’est saisi pour ce mois. Rechargez la page.",
  toCome: "Ce mois n’est pas encore commencé : son quotient n’est connu de personne.",
  tooOld: "Ce mois est trop ancien : un quotient se saisit jusqu’à trois ans en arrière.",
  endsFirst: "La fin est avant le début : choisissez un dernier jour de validité plus tardif.",
  tooLong: "Un quotient vaut deux ans au plus : choisissez un dernier jour plus proche.",
  startsBefore: "Un quotient ne compte pas avant le premier jour de son mois.",
  otherKind: "Ces justificatifs servent à un autre mode de calcul que celui de la collectivité.",
  startsLate: "Un quotient compte au plus tard un an après son mois : choisissez un premier jour plus proche.",
  tooMany: "Ce mois a été corrigé cent fois : saisissez le mois suivant.",
  noFamily: "aucune famille ne porte ce code, ou plusieurs l’ont à des zéros près : vérifiez-le dans son dossier",
  full: "ce mois a déjà été corrigé cent fois : corrigez-le à la main au mois suivant",
  kept: (by: string, at: Instant, stands: Cents | null) =>
    `cette valeur a déjà été saisie, puis ${by} l’a ${
      stands === null ? "retirée" : `remplacée par ${eurosInWords(stands)}`
    } le ${moment(at)} : c’est cela qui reste`,
  meanwhile: (by: string, at: Instant, stands: Cents | null) =>
    `changé par ${by} le ${moment(at)} : ${
      stands === null ? "la valeur est retirée" : `la valeur est maintenant ${eurosInWords(stands)}`
    }, celle du fichier n’est pas saisie`,
  nothingToWithdraw: "Ce mois n’a pas de valeur à retirer.",
} as const;

/** « Quotient sur justificatifs »: what the figures are called, and what becomes of them. */
export const papersWords = {
  title: "Quotient familial sur justificatifs",
  yearlyIncome: {
    caf: {
      label: "Revenus annuels du foyer",
      hint: "Ceux d’il y a deux ans, avant abattements : ils sont sur l’avis d’imposition. Écrivez 0 s’il n’y en a pas.",
    },
    fiscal: { label: "Revenu fiscal de référence", hint: "Il est sur l’avis d’imposition. Il peut être de 0." },
  },
  monthlyIncome: { label: "Revenus du mois", hint: "Ceux de tout le foyer. Écrivez 0 s’il n’y en a pas." },
  monthlyBenefits: {
    label: "Prestations du mois",
    hint: "Allocations, aide au logement… de tout le foyer. Écrivez 0 s’il n’y en a pas.",
  },
  monthlyRent: { label: "Loyer du mois", hint: "Écrivez 0 s’il n’y en a pas." },
  children: { label: "Enfants à charge" },
  quarterParts: { label: "Parts fiscales", hint: "Elles sont sur l’avis d’imposition. Par exemple 2,5." },
  persons: { label: "Personnes au foyer", hint: "Adultes et enfants." },
  counted: "Quotient calculé",
  value: (value: Cents) => eurosInWords(value),
  wouldCount: "Compterait",
  span: (from: PlainDate, until: PlainDate) => daySpan([from, until]),
  knownThen: "Connu au premier de ces jours",
  known: (value: Cents, until: PlainDate) => `${eurosInWords(value)}, jusqu’au ${dayWithYear(until)}`,
  unknown: "aucun, ce qui n’est pas un quotient de 0 €",
  notHere:
    "Les chiffres d’une famille se saisissent dans « Quotient », sur sa page : choisissez-y « Calcul d’après les justificatifs ».",
  otherKind:
    "La collectivité ne calcule plus le quotient avec ces chiffres, ou il en manque : refusez la demande, en disant lesquels envoyer.",
  full: "Le quotient de ce mois a été corrigé cent fois : refusez la demande, et saisissez-le au mois suivant.",
  enteredSince: (by: string, at: Instant, stands: Cents | null) =>
    `Depuis cette demande, ${by} a ${
      stands === null ? "retiré le quotient de ce mois" : `saisi pour ce mois un quotient de ${eurosInWords(stands)}`
    } le ${moment(at)}. Rien n’est écrit : refusez la demande, ou corrigez ce mois dans « Quotient », sur la page de la famille.`,
  reason: (asked: Instant) => `Calculé sur les justificatifs envoyés le ${dayWithYear(localDate(asked))}`,
  takenBack: "Décision reprise aussitôt",
} as const;

/** What a family agrees to when it gives its number or its identity (rules/source.ts names its version). */
export const consentText = (town: string): readonly string[] => [
  `J’accepte que la collectivité (${town}) garde mon numéro d’allocataire et, si je l’ai donnée, l’identité de l’allocataire, pour connaître le quotient familial de mon foyer et appliquer les tarifs qui en dépendent.`,
  "Si je le demande, ou si le guichet le demande pour moi, cette identité est envoyée à la CAF ou à la MSA par API Particulier, un service de l’État, qui répond par le quotient. Rien d’autre n’est gardé de sa réponse.",
  "Seuls les agents qui tiennent les dossiers des familles voient que j’ai donné ces informations, et ils n’en voient qu’une partie. Je peux retirer mon accord à tout moment : le numéro et l’identité sont alors effacés, et le quotient déjà connu reste jusqu’à sa fin.",
  "Sans cet accord, j’apporte une attestation de quotient au guichet : les tarifs sont les mêmes.",
];

const minutesOrHours = (seconds: number): string =>
  seconds > 5400
    ? `${Math.ceil(seconds / 3600)} heures`
    : seconds > 90
      ? `${Math.ceil(seconds / 60)} minutes`
      : "une minute";

export const sourceWords = {
  changed: (by: string, at: Instant, what: "given" | "withdrawn") =>
    `Changé par ${by} le ${moment(at)} : ${
      what === "given" ? "d’autres informations sont données" : "l’accord est retiré"
    }. Rechargez la page, puis recommencez si besoin.`,
  reload: "Ces informations ont changé. Rechargez la page.",
  noFamily: "Aucune famille ne porte ce code, ou elle est réunie à une autre. Cherchez-la de nouveau.",
  tooMany:
    "Ces informations ont été changées cent fois : elles ne changent plus. Une attestation de quotient, au guichet, fait connaître la valeur.",
  otherText: "Le texte de l’accord a changé. Rechargez la page et relisez-le.",
  nothingGiven: "Donnez le numéro d’allocataire, ou l’identité de l’allocataire.",
  bornLater: "Cette date de naissance est dans l’avenir : relisez-la.",
  notOffered: "La collectivité ne demande pas le quotient en ligne. Apportez une attestation au guichet.",
  noConsent:
    "La famille n’a pas donné son accord, ou l’identité de l’allocataire : sans eux, rien n’est demandé à la CAF ni à la MSA.",
  askedBefore: (seconds: number) =>
    `La demande vient d’être faite : la réponse serait la même. Recommencez dans ${minutesOrHours(seconds)}.`,
  underWay: "Une demande est déjà en cours pour ce foyer. Attendez une minute, puis rechargez la page.",
  reason: "Demandé à la CAF ou à la MSA par API Particulier",
  keptByStaff:
    "La CAF ou la MSA a répondu, mais le guichet a déjà saisi ou retiré une valeur pour ce mois : c’est la sienne qui compte. Joignez-le si elle vous semble fausse.",
  outcomes: {
    found: "La CAF ou la MSA a répondu : votre quotient est connu.",
    notFound:
      "Aucun dossier ne correspond à cette identité. Seule la personne allocataire est reconnue : vérifiez le nom de naissance, les prénoms, la date et le code du lieu de naissance, ou donnez l’identité de l’autre adulte. Si rien n’y fait, apportez une attestation de quotient au guichet. Ce n’est pas un quotient de 0 €.",
    noResources:
      "La CAF ou la MSA a bien un dossier, mais n’y connaît pas vos ressources : elle ne peut pas dire de quotient. Déclarez-les sur son site, puis redemandez, ou apportez votre avis d’imposition au guichet. Ce n’est pas un quotient de 0 €.",
    away: "Le service de la CAF et de la MSA ne répond pas pour le moment. Rien n’a changé dans votre dossier : recommencez plus tard, ou apportez une attestation de quotient au guichet.",
  },
} as const;
