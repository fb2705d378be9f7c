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

/** What a family reads of a payment that cannot begin. */
export const payWords = {
  notSeen: "Les factures vont au payeur du foyer, qui peut les partager avec vous.",
  unknown: "Cette facture n’existe pas. Revenez à la liste de vos factures.",
  unknownPayment: "Ce paiement n’existe pas. Revenez à la liste de vos factures.",
  twice: "Cette facture est choisie deux fois. Choisissez de nouveau.",
  paid: "Cette facture est déjà payée. Rechargez la liste de vos factures.",
  debited: (day: string) =>
    `Cette facture sera prélevée le ${day} : ne la payez pas une seconde fois. Si ce n’est pas ce que vous voulez, appelez le guichet unique.`,
  oneByOne: "Ces factures se paient une par une : le comptable public suit chacune par sa référence.",
  notOnline: "Cette facture ne se paie pas depuis le portail. La page dit comment la payer.",
  tooLittle: "Moins d’un euro ne se paie pas en ligne. Payez au guichet unique, ou avec la facture suivante.",
  tooMuch: "Plus de 100 000 euros ne se paient pas en ligne en une fois. Choisissez moins de factures.",
  noEmail:
    "La trésorerie envoie son reçu par e-mail, et votre fiche n’a pas d’adresse. Ajoutez-la dans « Ma fiche famille », puis revenez payer.",
  underWay: (from: string, until: string) =>
    `Un paiement de cette facture est en cours depuis ${from}. S’il a été abandonné, vous pourrez payer de nouveau à ${until}.`,
  away: "Le service de paiement de la trésorerie ne répond pas. Rien n’a été payé : réessayez dans quelques minutes.",
  refused:
    "La trésorerie n’accepte pas ce paiement en ligne pour le moment. Rien n’a été payé : payez autrement, ou plus tard.",
  changed:
    "Ces factures ont changé pendant que vous les choisissiez. Rechargez la page, puis recommencez. Rien n’a été payé.",
} as const;

/** What a family reads of its wallet when something cannot be. */
export const walletWords = {
  notSeen: "Le porte-monnaie est celui du payeur du foyer, qui peut partager ses factures avec vous.",
  unknown: "Ce porte-monnaie n’existe pas, ou plus. Rechargez la page.",
  notOnline: "Ce porte-monnaie ne se remplit pas en ligne. Versez au guichet unique.",
  tooLittle: "Moins d’un euro ne se verse pas en ligne. Écrivez un montant d’un euro ou plus.",
  tooMuch: (most: string, balance: string) =>
    `Un porte-monnaie contient ${most} au plus, et celui-ci en a déjà ${balance}. Versez moins.`,
  underWay: (from: string, until: string) =>
    `Un versement est en cours depuis ${from}. S’il a été abandonné, vous pourrez verser de nouveau à ${until}.`,
  empty: "Votre porte-monnaie est vide. Versez-y d’abord, ou payez autrement.",
  changed:
    "Votre porte-monnaie ou vos factures ont changé entre-temps. Rechargez la page, puis recommencez. Rien n’a été payé.",
  reused: "Cet envoi a déjà servi pour un autre paiement. Rechargez la page, puis recommencez.",
} as const;

export const topUpSubject = (town: string): string => `${town} porte monnaie`;

/** What the treasury's page calls a payment. */
export const subjectWords = (town: string, numbers: readonly string[]): string =>
  numbers.length === 1 ? `${town} facture ${numbers.join()}` : `${town} ${numbers.length} factures`;

/** What the desk reads of an act on payments that is refused. */
export const deskWords = {
  unknownInvoice: "Cette facture n’existe pas. Rechargez les factures de la famille.",
  unknownEntry: "Cet encaissement n’existe pas. Rechargez les factures de la famille.",
  tooMuch: "C’est plus que ce qui reste dû sur les factures choisies. Choisissez-en d’autres, ou corrigez le montant.",
  cesuTooMuch:
    "C’est plus que ce que les CESU peuvent payer ici : garde du matin et du soir, accueils de loisirs avant six ans, jamais les repas. La monnaie ne se rend pas : encaissez le reste autrement.",
  noWallet: "Ce compte n’a pas de porte-monnaie : le fichier du catalogue le dit (« porte-monnaie »).",
  lessInWallet: (balance: string) =>
    `Il n’y a que ${balance} dans le porte-monnaie. Corrigez le montant, ou encaissez le reste autrement.`,
  spent: (balance: string) =>
    `Ce versement a déjà servi : il ne reste que ${balance} dans le porte-monnaie. Annulez d’abord ce qu’il a payé.`,
  toCome: "Un encaissement n’a pas lieu dans l’avenir. Corrigez la date.",
  longAgo: (days: number) => `Un encaissement se saisit dans les ${days} jours. Corrigez la date.`,
  reused: "Cet envoi a déjà servi pour un autre encaissement. Rechargez la page, puis recommencez.",
  undone: "C’est déjà annulé ou rendu. Rechargez les factures de la famille.",
  online:
    "Un paiement en ligne ne s’annule pas ici : la trésorerie le rembourse. S’il a payé deux fois, notez ce qui a été rendu.",
  debited: "Un prélèvement ne s’annule pas ici : enregistrez son rejet dans « Prélèvements ».",
  notReversible: "Une annulation ou un remboursement ne s’annule pas. Saisissez un nouvel encaissement.",
  nothingOver: "Rien n’a été payé en trop par ce paiement.",
  writeOffTooMuch: "C’est plus que ce qui reste dû de cette facture. Corrigez le montant.",
  tooSmall: "Cette somme ne se partage pas en autant de fois. Choisissez-en moins.",
  exemptPast: "Ce jour est passé. Corrigez la date, ou laissez-la vide.",
  firstPast: "La première échéance ne peut pas être passée. Corrigez la date.",
} as const;
