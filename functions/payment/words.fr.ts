/** What the office reads of PayFiP. */
import type { Away, PayfipFault, RefusedPart } from "./rules/payfip.ts";

export const unknownAccount =
  "Ce compte n’existe pas, ou n’a pas de numéro PayFiP : ajoutez-le dans le fichier du catalogue (« comptes de recouvrement »).";
export const notPaidOnline =
  "Le paiement en ligne est éteint sur ce portail : ajoutez « payfip » à la configuration de la collectivité.";

const byCode: Readonly<Record<string, string>> = {
  T1: "Ce numéro n’a pas la forme d’un numéro PayFiP : six chiffres, donnés par la trésorerie.",
  T2: "La trésorerie ne connaît pas ce numéro. Comparez-le à celui de sa lettre, ou demandez-le-lui.",
  T4: "La trésorerie connaît ce numéro, et ne l’a pas encore ouvert au paiement : demandez-lui quand il le sera.",
  T9: "La trésorerie refuse ce numéro : son certificat ou son contrat est à revoir avec elle.",
};

const byPart: Readonly<Record<RefusedPart, string>> = {
  reference: "la référence de la facture",
  email: "l’adresse e-mail",
  amount: "le montant",
  notification: "l’adresse de notification",
  return: "l’adresse de retour",
  client: "le numéro PayFiP",
  mode: "le mode (essai, activation, production)",
  other: "ce qui lui a été demandé",
};

const awayWords: Readonly<Record<Away["why"], string>> = {
  late: "La trésorerie n’a pas répondu à temps : cela ne dit rien du numéro. Recommencez plus tard.",
  failed: "Le service de la trésorerie est en panne : cela ne dit rien du numéro. Recommencez plus tard.",
  unreadable: "La trésorerie a répondu ce qu’aucun programme ne sait lire : son service est sans doute en maintenance.",
};

/** Why an account is not known at the treasury. */
export function checkWords(answer: PayfipFault | Away): string {
  switch (answer.kind) {
    case "away":
      return awayWords[answer.why];
    case "refused":
      return byCode[answer.code] ?? `La trésorerie refuse ${byPart[answer.part]} (code ${answer.code}).`;
    case "unknownOperation":
    case "noResult":
    case "spent":
      return awayWords.unreadable;
  }
}

export const knownWords = (names: readonly string[]): string =>
  names.length === 0
    ? "La trésorerie connaît ce numéro, ouvert au paiement."
    : `La trésorerie connaît ce numéro, ouvert au paiement, au nom de : ${names.join(", ")}.`;
