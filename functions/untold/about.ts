/** What a mail that was not sent is about, and why it was not: in general words, since the list is read aloud by phone. */
import type { MailKindName } from "../mail/kinds.ts";
import type { WhyUntold } from "../mail/untold.ts";

/** Every kind; null: it is never listed, being a courtesy, or told to one person about their own sign-in. */
const about: Readonly<Record<MailKindName, string | null>> = {
  acted: "Ses réservations ont été changées par le guichet",
  closed: "Un accueil ferme : ses réservations sont annulées",
  reopened: "Un accueil rouvre des jours où ses réservations avaient été annulées",
  programmeChanged: "Ce qu’elle a réservé n’est plus au programme, ou à d’autres horaires",
  offerMade: "Une place lui est proposée",
  offerExpired: "Une place proposée n’est plus gardée",
  heldPaid: null,
  heldEnded: "Une place gardée n’a pas été payée à temps",
  decided: "Une réponse à sa demande",
  requestAnswered: "Une réponse à sa demande de changement",
  fileChanged: "Une information de son dossier a changé",
  documentAnswered: "Une réponse à propos d’un justificatif",
  childFileChanged: "La fiche d’un de ses enfants a été changée par le guichet, ou par son autre foyer",
  enrolmentAnswered: "Une réponse à propos d’une inscription à l’année",
  childLeft: "Départ d’un enfant : des réservations sont annulées",
  enrolmentEnded: "Une inscription se termine : des réservations sont annulées",
  accountClosed: "Son compte est fermé",
  signInsMerged: "L’accès d’un de ses responsables a changé",
  householdsMerged: "Ses deux dossiers n’en font plus qu’un : son code famille",
  quotientEnds: "Son quotient familial se termine bientôt",
  receipt: "Une demande s’est interrompue : ce qui en est réservé",
  firstRequestAccepted: "Son dossier est créé : son code famille",
  firstRequestCode: null,
  firstRequestAttached: null,
  firstRequestRefused: null,
  adultsAsked: null,
  mandateSigned: "Un mandat de prélèvement est enregistré à son nom",
  mandateEnded: "Son mandat de prélèvement est révoqué ou suspendu",
  debitComing: "Un prélèvement aura lieu sur son compte : le jour et le montant",
  debitCancelled: "Un prélèvement annoncé n’aura pas lieu",
  debitReturned: "Sa banque a rejeté un prélèvement : ce qui reste à payer",
  invoiceLate: "Une de ses factures reste à payer",
  invoiceIssued: null,
  reminder: null,
  passwordChanged: null,
  emailChangeAsked: null,
  emailChanged: null,
  secondFactorEnrolled: null,
  recoveryCodeUsed: null,
  secondFactorReset: null,
  accessSuspended: null,
  accessRestored: null,
  invitationDeleted: null,
  accessWithdrawn: null,
};
const isKind = (kind: string): kind is MailKindName => Object.hasOwn(about, kind);

/** A kind of an older or a newer portal is listed all the same. */
export const aboutWords = (kind: string): string => (isKind(kind) ? about[kind] : null) ?? "Un message du portail";

const whys: Readonly<Record<WhyUntold, string>> = {
  noAddress: "aucun adulte n’a d’adresse e-mail",
  noSender: "le portail n’a pas encore d’expéditeur vérifié",
  refused: "l’adresse a été refusée à l’envoi",
  lost: "l’envoi s’est interrompu : personne ne sait s’il est parti",
};
/** Nothing known: the mailer died, or gave up, before it could say. */
export const whyWords = (why: WhyUntold | undefined): string =>
  why === undefined ? "l’envoi n’a pas abouti" : whys[why];
