/** Words of invoices, for families and for staff. */
import type { LineView } from "../../../functions/billing/contract/views.ts";
import { ofMonth } from "../../../functions/kernel/dates.fr.ts";
import { clockTime } from "../../shared/format/dates.ts";
import { count, nbsp } from "../../shared/format/text.ts";

type Attended = NonNullable<LineView["attended"]>;

const absences: Readonly<Record<NonNullable<Attended["absent"]>, string>> = {
  justified: "avec justificatif",
  unjustified: "sans justificatif",
  closure: "accueil fermé",
  strike: "grève",
  outing: "sortie scolaire",
  teacherAway: "enseignant absent",
  sentHome: "rentré à la maison",
  unannounced: "sans prévenir",
};

/** `De 8 h 31 à 17 h 42`, `Absent, sans prévenir`. */
export function attendedWords({ arrived, left, absent }: Attended): string {
  const times =
    arrived !== undefined && left !== undefined
      ? `De ${clockTime(arrived)} à ${clockTime(left)}`
      : arrived !== undefined
        ? `Arrivée à ${clockTime(arrived)}`
        : left === undefined
          ? null
          : `Départ à ${clockTime(left)}`;
  if (absent === undefined) return times ?? "";
  return times === null ? `Absence, ${absences[absent]}` : `${times} (${absences[absent]})`;
}

export const invoices = {
  title: "Liste de mes factures",
  intro: "Ce que vous devez, pour quels jours, et comment payer.",
  none: "Vous n’avez pas encore de facture. Elles arrivent ici chaque mois, une fois le mois passé.",
  notSeen: "Les factures vont au payeur du foyer",
  notSeenText: "Il peut les partager avec vous, depuis cette même page de son espace.",
  balance: {
    nothing: "Rien n’attend votre prochaine facture.",
    credit: (amount: string, account: string) =>
      `Vous avez un avoir de ${amount} (${account})${nbsp}: il sera déduit de votre prochaine facture.`,
    waits: (amount: string, account: string) =>
      `${amount} attendent votre prochaine facture (${account})${nbsp}: rien n’est à payer d’ici là.`,
  },
  payment: {
    due: "À payer",
    awaited: "En attente de la trésorerie",
    debited: "Prélèvement prévu",
    part: "Payée en partie",
    paid: "Payée",
  },
  debitedOn: (amount: string, day: string) => `${amount}, le ${day}`,
  left: (amount: string) => `reste ${amount} à payer`,
  awaitedSince: (moment: string) => `depuis le ${moment}`,
  failed: {
    refused: (moment: string) => `Le paiement du ${moment} a été refusé${nbsp}: elle peut être payée de nouveau.`,
    cancelled: (moment: string) => `Le paiement du ${moment} a été abandonné${nbsp}: elle peut être payée de nouveau.`,
    expired: (moment: string) =>
      `Le paiement du ${moment} n’a pas abouti${nbsp}: rien n’a été payé, elle peut être payée de nouveau.`,
    returned: (moment: string) =>
      `Le prélèvement a été rejeté par la banque (le ${moment})${nbsp}: cette facture est de nouveau à payer.`,
  },
  plan: (list: string) => `À payer en plusieurs fois${nbsp}: ${list}`,
  instalment: (amount: string, day: string) => `${amount} le ${day}`,
  dunned: (times: number, moment: string) =>
    times === 1
      ? `Un rappel de paiement a été envoyé le ${moment}.`
      : `${times} rappels de paiement ont été envoyés, le dernier le ${moment}.`,
  exempt: `Le guichet unique ne vous relance plus pour cette facture${nbsp}: elle reste à payer.`,
  exemptUntil: (day: string) =>
    `Le guichet unique ne vous relance plus pour cette facture jusqu’au ${day}${nbsp}: elle reste à payer.`,
  writtenOff: (amount: string) => `Remise de ${amount}`,
  pay: "Payer",
  payAll: "Payer mes factures",
  debit: "Prélèvement automatique",
  debitText: "Laisser la collectivité prélever vos factures, voir ou révoquer votre mandat",
  unpaid: (invoices: number, amount: string) => `Il reste ${amount} à payer, pour ${count(invoices, "facture")}.`,
  payOf: (number: string) => `Payer la facture ${number}`,
  due: (day: string) => `À payer au plus tard le ${day}`,
  number: (number: string) => `N° ${number}`,
  reference: (reference: string) => `Référence de paiement${nbsp}: ${reference}`,
  carries: (months: string) => `Avec ce qui attendait depuis ${months}.`,
  states: {
    waits: "Attend la prochaine facture",
    nothing: "Rien à payer",
    carried: (number: string) => `Reprise dans la facture ${number}`,
  },
  creditNote: (month: string) => `Avoir ${ofMonth(month)}`,
  given: (reason: string) => `Avoir du guichet${nbsp}: ${reason}`,
  pdf: "Ouvrir le PDF",
  pdfOfNote: (month: string) => `Ouvrir le PDF de l’avoir ${ofMonth(month)}`,
  pdfOf: (number: string) => `Ouvrir le PDF de la facture ${number}`,
  preparing: "Le PDF se prépare.",
  closed: "Le détail de cette facture ne s’ouvre pas ici. Demandez-le au guichet.",
  detail: "Voir le détail",
  times: (quantity: number, price: string) => `${quantity < 0 ? "−" : ""}${Math.abs(quantity)} × ${price}`,
  takenBack: (month: string) => `Repris de la facturation ${ofMonth(month)}`,
  corrected: (month: string) => `Nouveau prix, qui corrige la facturation ${ofMonth(month)}`,
  facts: {
    booking: "Réservation",
    booked: "Réservé",
    unbooked: "Venu sans réservation",
    attendance: "Présence",
    notNoted: "Non notée",
    unit: "Prestation",
    price: "Prix",
    insteadOf: (whole: string) => `, au lieu de ${whole}`,
    corrects: "Correction",
    why: "Pourquoi",
  },
  how: "Comment payer",
  payfip: (client: string, reference: string) =>
    `En ligne sur www.payfip.gouv.fr${nbsp}: client ${client}, référence ${reference}`,
  contest: "Contester",
  spending: "Dépenses par mois et par enfant",
  spendingTable: "Tableau des dépenses",
  month: "Mois",
  total: "Total",
  share: {
    title: "Qui voit les factures",
    on: "Les autres responsables de votre foyer les voient aussi.",
    off: "Les autres responsables de votre foyer ne les voient pas.",
    start: "Les partager",
    stop: "Ne plus les partager",
    started: "Les autres responsables voient maintenant les factures.",
    stopped: "Les autres responsables ne voient plus les factures.",
    busy: "Enregistrement…",
  },
} as const;

const whole = (number: number): string => number.toLocaleString("fr-FR");

/** What others are to be asked for families. */
export const claims = {
  title: "À demander aux organismes",
  intro: `Ce que le CCAS, un employeur ou un autre organisme paie pour des familles, d’après les lignes facturées ce mois-là. Une ligne reprise ensuite se déduit du mois qui la reprend.`,
  month: "Mois facturé",
  look: "Voir ce qui est à demander",
  looking: "Lecture des factures…",
  download: "Télécharger le détail (CSV)",
  none: "Personne d’autre que les familles ne paie rien de ce mois.",
  asks: (amount: string) => `${nbsp}: ${amount}`,
  lines: (lines: number) => count(lines, "ligne"),
  line: (child: string, day: string, what: string, amount: string, of: string) =>
    `${child}, ${day}, ${what}${nbsp}: ${amount} sur ${of}`,
  announce: (lines: number) =>
    lines === 0 ? "Rien n’est à demander pour ce mois." : `${count(lines, "ligne")} à demander.`,
  head: ["Organisme", "Code famille", "Famille", "Enfant", "Jour", "Prestation", "Compte", "Prix entier", "À demander"],
} as const;

export const billing = {
  title: "Facturation",
  intro: `Un mois se facture une fois fini. L’essai à blanc n’écrit rien${nbsp}: il dit ce que chaque compte demanderait, et ce qui mérite un coup d’œil.`,
  none: "La collectivité ne facture rien sur le portail",
  noneText: `Le fichier du catalogue n’a pas de «${nbsp}comptes de recouvrement${nbsp}». Ajoutez-les, et «${nbsp}compte${nbsp}» à chaque activité qui se facture.`,
  forgotten: (months: string) => `Pas encore facturé${nbsp}: ${months}`,
  forgottenText: `Fini depuis plus de dix jours, après un mois qui est facturé${nbsp}: rien n’a encore été demandé aux familles.`,
  month: "Mois",
  try: "Essai à blanc",
  sums: "Ce que chaque compte demanderait",
  tryAgain: "Refaire l’essai",
  trying: (families: number) => `Essai en cours${nbsp}: ${whole(families)} familles examinées…`,
  stop: "Arrêter l’essai",
  tried: (families: number, month: string) =>
    `Essai ${ofMonth(month)}, ${count(families, "famille examinée", "familles examinées")}`,
  account: "Compte",
  invoices: "Factures",
  amount: "Montant",
  waiting: "En attente",
  total: "Ensemble",
  waitingHint: `Sous le seuil, ou avoirs${nbsp}: ils viendront avec la facture suivante.`,
  misfits: "À regarder",
  noMisfit: "Rien d’étonnant.",
  kinds: {
    unpriced: "Sans prix",
    noAddress: "Sans adresse",
    odd: "Montant très différent du mois d’avant",
    first: "Première facturation",
  },
  kindHints: {
    unpriced: "Ces journées ne seront pas facturées. Une facturation suivante les reprendra, une fois leur prix connu.",
    noAddress: "Leur facture n’aurait pas d’adresse postale.",
    odd: "Plus du double, ou moins de la moitié.",
    first: "Rien ne leur avait encore été demandé.",
  },
  unpriced: (child: string, day: string, what: string) => `${child}, le ${day}${nbsp}: ${what}`,
  odd: (account: string, now: string, before: string) => `${account}${nbsp}: ${now}, contre ${before} le mois d’avant`,
  more: (left: number) => `Et ${whole(left)} autres`,
  start: (month: string) => `Facturer ${month}`,
  startTitle: (month: string) => `Facturer ${month}${nbsp}?`,
  startText: `Chaque famille reçoit une facture par compte, numérotée, et son payeur un e-mail. Une facture ne se change plus${nbsp}: ce qui vient ensuite est repris par la suivante. Vous pouvez quitter cette page, la facturation continue.`,
  starting: "Lancement…",
  started: "La facturation commence dans la minute.",
  already: "Ce mois est facturé, ou en train de l’être.",
  resume: "Reprendre",
  runs: "Facturations",
  noRun: "Aucun mois n’a encore été facturé sur le portail.",
  states: { stating: "en cours", announcing: "PDF et e-mails en cours", done: "terminée" },
  stuck: "arrêtée",
  figures: (invoices: number, amount: string) =>
    invoices === 0 ? "Aucune facture" : `${count(invoices, "facture")}, ${amount}`,
  waits: (waiting: number) => count(waiting, "attend la suivante", "attendent la suivante"),
  unpricedRun: (days: number) => count(days, "journée sans prix", "journées sans prix"),
  families: (families: number) => count(families, "famille examinée", "familles examinées"),
  archived: (archived: number, invoices: number) => `${whole(archived)} PDF sur ${whole(invoices)}`,
  byPost: (byPost: number) => `${count(byPost, "payeur sans e-mail", "payeurs sans e-mail")}, à servir par courrier`,
  by: (name: string, moment: string) => `Lancée par ${name}, ${moment}`,
  progress: (part: number) => `Avancement${nbsp}: ${part}${nbsp}%`,
  ofFamily: "Factures",
  noneOfFamily: "Cette famille n’a pas encore de facture.",
  waitsOf: (amount: string, account: string) => `${account}${nbsp}: ${amount} attendent la prochaine facture.`,
  creditOf: (amount: string, account: string) =>
    `${account}${nbsp}: avoir de ${amount}, déduit de la prochaine facture.`,
  credit: {
    open: "Faire un avoir",
    title: "Faire un avoir",
    text: "La facture ne change pas. Ce qui est repris est déduit de la prochaine facture de la famille, et ne lui sera plus demandé.",
    lines: "Quelles lignes reprendre",
    none: "Choisissez au moins une ligne.",
    due: "Ce qui reste dû de chacune",
    dueHint: `En euros. 0${nbsp}: la ligne entière est reprise.`,
    dueMissing: "Écrivez un montant en euros, par exemple 0 ou 2,50.",
    dueTooMuch: (most: string) => `Ce qui reste dû doit être moins que la plus petite ligne choisie, ${most}.`,
    reasonHint: "La famille le lira sur l’avoir.",
    sum: (amount: string) => `Avoir de ${amount}.`,
    done: "L’avoir est fait.",
  },
} as const;

/** Tax certificates, for families and for staff. */
export const taxCertificate = {
  title: "Attestation fiscale",
  text: "Ce que vous avez payé dans l’année pour la garde de vos enfants de moins de 6 ans, sans les repas ni les absences, à reporter dans votre déclaration de revenus.",
  textOfFamily:
    "Ce que la famille a payé dans l’année pour la garde de ses enfants de moins de 6 ans, sans les repas ni les absences.",
  look: "Voir les années",
  none: "Rien n’a encore été payé.",
  year: (year: number) => `Année ${year}`,
  notWhole: `L’année n’est pas finie${nbsp}: l’attestation dira ce qui est payé à ce jour.`,
  nothing: "Rien de cette année n’est une garde d’enfant de moins de 6 ans.",
  child: (name: string, amount: string) => `${name}${nbsp}: ${amount}`,
  open: "Ouvrir l’attestation",
  openOf: (year: number) => `Ouvrir l’attestation fiscale ${year}`,
  making: "Préparation…",
} as const;

/** What each household of a child pays, as staff says it. */
export const shares = {
  title: "Partage entre foyers",
  intro: `Sans partage, chaque foyer paie ce qu’il réserve. Avec un partage, chacun paie sa part de ce que l’un ou l’autre réserve, au prix de celui qui a réservé${nbsp}; le centime qui ne se partage pas reste à ce dernier.`,
  add: "Dire un partage",
  addOf: (name: string) => `Dire un partage pour ${name}`,
  correct: "Corriger",
  correctOf: (name: string) => `Corriger le partage de ${name}`,
  withdraw: "Retirer",
  withdrawOf: (name: string) => `Retirer le partage de ${name}`,
  withdrawText: `Chaque foyer paie de nouveau ce qu’il réserve, aussi pour les jours passés${nbsp}: ce qui a été facturé est corrigé.`,
  none: "Chaque foyer paie ce qu’il réserve.",
  activity: "Activité",
  everyActivity: "Toutes les activités",
  part: (name: string, code: string) => `Part de ${name} (${code})`,
  partHint: `En pour cent${nbsp}: 60, ou 33,33.`,
  partMissing: "Écrivez une part de 0 à 100 %.",
  notWhole: "Les parts doivent faire 100 %.",
  from: "À partir du",
  fromMissing: "Dites à partir de quel jour.",
  until: "Jusqu’au",
  untilHint: `Vide${nbsp}: jusqu’à ce que quelqu’un y mette fin.`,
  save: "Enregistrer",
  saved: "Partage enregistré.",
  withdrawn: "Partage retiré.",
  reasonHint: `Gardé avec le partage${nbsp}: une décision, une convention entre les parents.`,
  states: { now: "En cours", toCome: "À venir", over: "Terminé", withdrawn: "Retiré" },
  span: (from: string, until: string | null) => (until === null ? `à partir du ${from}` : `du ${from} au ${until}`),
  acts: (count: number) => (count > 1 ? `Historique (${count})` : "Historique"),
  removed: "Retiré",
} as const;
