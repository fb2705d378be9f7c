/** What families and staff read of direct debits when something is refused, and why a bank sends one back. */
import type { ReturnCode } from "./rules/returns.ts";

export const mandateWords = {
  unknownAccount: "Ce compte de recouvrement ne prélève pas. Rechargez la page.",
  notPayer: "Le prélèvement se signe par le payeur du foyer. Demandez-lui de le faire.",
  iban: "Cet IBAN n’est pas juste : recopiez-le de votre relevé d’identité bancaire, caractère par caractère.",
  notReached: "Aucun prélèvement en euros n’est possible sur un compte de ce pays. Donnez-en un autre.",
  bic: "Ce BIC n’est pas juste : 8 ou 11 lettres et chiffres, à côté de l’IBAN. Vous pouvez le laisser vide.",
  apart: "Ce BIC et cet IBAN ne sont pas du même pays. Recopiez les deux, ou laissez le BIC vide.",
  changed: "Ce mandat a changé entre-temps. Rechargez la page.",
  replaced: (rum: string) => `Remplacé par le mandat ${rum}`,
  byFamily: "Révoqué par la famille",
  signedLater: "Un mandat ne se signe pas dans l’avenir. Corrigez la date.",
  signedLongAgo:
    "Ce mandat est trop ancien : sans prélèvement, il ne vaut plus au bout de 36 mois. Faites-en signer un autre.",
} as const;

export const batchWords = {
  unknown: "Ce lot de prélèvements n’existe pas. Rechargez la page.",
  unknownDebit: "Cette famille n’a pas de prélèvement dans ce lot. Rechargez la page.",
  tooEarly: (day: string) =>
    `Les familles sont prévenues avant d’être prélevées : choisissez un jour à partir du ${day}.`,
  tooLate: (day: string) => `Un lot se prépare au plus pour le ${day}. Choisissez un jour plus proche.`,
  closed: "Les banques ne prélèvent pas ce jour-là. Choisissez un autre jour, du lundi au vendredi.",
  nothing: "Il n’y a rien à prélever ce jour-là. Regardez qui est laissé de côté, et pourquoi.",
  underWay: "Ce lot n’est pas encore complet. Reprenez-le d’abord.",
  notYet: (day: string) => `Ce lot est prélevé le ${day} : l’argent ne peut pas être arrivé avant.`,
  done: "Ce lot est déjà soldé ou annulé. Rechargez la page.",
  empty: "Ce lot n’a aucun prélèvement : il n’y a pas de fichier à envoyer.",
  reused: "Cet envoi a déjà servi pour un autre lot. Rechargez la page, puis recommencez.",
  alreadyBack: "Ce prélèvement est déjà rejeté ou annulé. Rechargez la page.",
  backEarly: "Un rejet n’arrive pas dans l’avenir, ni plus de treize mois après le prélèvement. Corrigez la date.",
} as const;

/** What a return means, and what to do about it. */
export const returnWords: Readonly<Record<ReturnCode, string>> = {
  AC01: "l’IBAN n’existe pas",
  AC04: "le compte est clôturé",
  AC06: "le compte est bloqué",
  AC13: "le compte n’est pas celui d’un particulier",
  AG01: "ce compte n’accepte pas de prélèvement",
  AM04: "le compte n’était pas assez approvisionné",
  MD01: "la banque ne connaît pas le mandat, ou il a été révoqué auprès d’elle",
  MD06: "le titulaire du compte a demandé le remboursement",
  MD07: "le titulaire du compte est décédé",
  MS02: "le titulaire du compte a refusé ce prélèvement",
  MS03: "la banque n’en dit pas la raison",
  SL01: "le titulaire du compte n’autorise pas ce créancier",
};
