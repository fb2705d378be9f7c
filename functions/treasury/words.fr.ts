/** What staff reads of roles, and what a role says of itself. */
import { firstDayOf } from "../quotient/rules/quotient.ts";
import { monthName } from "../kernel/dates.fr.ts";
import type { PlainMonth } from "../kernel/ids.ts";

export const roleWords = {
  unknownAccount: "Ce compte n’existe pas, ou la trésorerie n’en encaisse pas les factures. Revenez à « Trésorerie ».",
  noCodes:
    "Le catalogue ne dit pas les codes de la trésorerie pour ce compte : ajoutez-lui « trésorerie » (poste, SIRET, collectivité, budget).",
  nothing: "Aucune facture de ce mois n’est prête pour un rôle. Complétez les familles de la liste, puis recommencez.",
  unknownRole: "Ce rôle n’existe pas. Rechargez la page.",
} as const;

/** What a role is of, in the file itself. */
export const roleSubject = (period: PlainMonth): string => `${monthName(firstDayOf(period))} ${period.slice(0, 4)}`;

export const returnWords = {
  noReturn:
    "Ce fichier n’est pas un retour de la trésorerie (PES Retour Recette), ou il a été coupé. Reprenez-le sur le portail de la gestion publique.",
  nothing: "Ce fichier ne dit rien d’aucun rôle. Choisissez le retour des recettes, rôles compris.",
  over: (amount: string) => `${amount} ont été payés en trop : à rendre à la famille.`,
  ahead: "Le portail connaît plus de paiements que la trésorerie : elle les dira dans un prochain fichier.",
  awaited: "Un paiement en ligne attend son résultat : redonnez ce fichier plus tard.",
  refused: (why: string) => `Refusé par la trésorerie${why} : corrigez, la facture reviendra dans le prochain rôle.`,
  cancelled: (why: string) =>
    `Annulé par la trésorerie${why}. Faites un avoir ou une remise si la famille ne doit plus rien.`,
  otherwise: (amount: string) =>
    `La trésorerie a soldé ${amount} sans paiement (non-valeur, titre correctif…) : notez une remise ou un avoir dans les factures de la famille.`,
  unknownRole: "Le portail n’a pas fait ce rôle. Demandez au comptable ce qu’il recouvre.",
  unknownArticle: "Ce rôle n’a pas cet article. Demandez au comptable ce qu’il recouvre.",
  otherDebt: (told: string, kept: string) =>
    `La trésorerie nomme la dette ${told}, le portail ${kept} : rien n’est enregistré. Voyez avec le comptable.`,
  toCome: "Un paiement y est daté de demain ou après : rien n’est enregistré. Voyez avec le comptable.",
  gone: "Cette facture n’existe plus. Voyez avec le comptable.",
  unread: "Cet article n’a pas la forme attendue : rien n’en est enregistré. Lisez-le avec le comptable.",
  why: (why: string | undefined) => (why === undefined ? "" : ` (« ${why} »)`),
} as const;
