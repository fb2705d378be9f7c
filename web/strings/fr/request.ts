/** Words of a family's file and of what changes it. Fields are named by the server. */
import { count, nbsp } from "../../shared/format/text.ts";

export const fileFields = {
  choose: "Choisir",
  yes: "Oui",
  no: "Non",
  street: "Numéro et rue",
  more: "Complément d’adresse",
  postcode: "Code postal",
  town: "Commune",
  phoneHint: "10 chiffres, ou + et l’indicatif du pays.",
  inEuros: (label: string) => `${label}, en euros`,
  missing: (label: string) => `${label}${nbsp}: ce champ est obligatoire.`,
} as const;

/** « Ma fiche famille » and its forms. */
export const familyFile = {
  change: "Modifier",
  changeOf: (what: string) => `Modifier${nbsp}: ${what}`,
  waiting: "En attente de validation",
  waitingFor: (said: string | undefined) => (said === undefined ? "Suppression demandée" : `Demandé${nbsp}: ${said}`),
  seeRequest: "Voir la demande",
  recordOf: (child: string) => `Fiche renseignements enfant${nbsp}: ${child}`,
  addChild: "Ajouter un enfant",
  addChildText: "Naissance, adoption, arrivée dans le foyer.",
  addAdult: "Ajouter un responsable",
  addAdultText: "Autre parent, conjoint, tuteur.",
  sayLeaving: "Signaler un départ",
  removeOf: (adult: string) => `Signaler un départ${nbsp}: ${adult}`,
  leavingTitle: (adult: string) => `Départ${nbsp}: ${adult}`,
  leavingIntro:
    "Le guichet vérifie votre demande. Le jour du départ, cette personne n’est plus dans votre fiche, son accès au portail se ferme, et les messages et les factures ne lui sont plus envoyés. Les réservations des enfants restent.",
  childLeavingIntro:
    "Le guichet vérifie votre demande. Le jour du départ, l’enfant n’est plus dans votre fiche. Ce qui est réservé pour lui après ce jour est annulé selon les délais, et ses inscriptions à l’année se terminent. Vos factures restent, et l’autre foyer de l’enfant, s’il en a un, le garde.",
  leaves: (day: string) => `Quitte le foyer${nbsp}: ${day}`,
  leavesLate: (day: string) => `Devait quitter le foyer${nbsp}: ${day}`,
  leavesLateText:
    "C’est le seul responsable du foyer. Son départ se fera dès qu’un autre responsable sera dans la fiche.",
  leavingAsked: (day: string | undefined) =>
    day === undefined ? "Annulation du départ demandée" : `Départ demandé${nbsp}: ${day}`,
  follow: "Suivre mes demandes",
  followText: "Ce que vous avez demandé ou changé, et les réponses du guichet.",
  editTitle: (whose: string) => `Modifier${nbsp}: ${whose}`,
  household: "Votre foyer",
  atOnceNote: "Enregistré aussitôt.",
  checkedNote: "Le guichet le vérifie avant de l’enregistrer.",
  officeNote: "Seul le guichet peut le changer.",
  waitingNote: "Un changement attend déjà la validation du guichet.",
  documents: "Justificatifs à joindre",
  documentsHint: "Une photo prise avec votre téléphone suffit, si le texte se lit bien.",
  attached: (names: readonly string[]) =>
    `${count(names.length, "document joint", "documents joints")}${nbsp}: ${names.join(", ")}`,
  missingDocument: (name: string) => `Ajoutez ce justificatif${nbsp}: ${name}.`,
  note: "Un mot pour le guichet",
  send: "Enregistrer",
  sendChecked: "Envoyer au guichet",
  changeMore: "Ajouter d’autres changements",
  changeMoreNote:
    "Plusieurs changements peuvent partir ensemble, avec leurs justificatifs, et recevoir une seule réponse.",
  join: "Ajouter à ma demande",
  joinNote: "Votre demande n’est pas encore envoyée. Ses justificatifs vous seront demandés à l’envoi.",
  sending: "Envoi…",
  nothing: "Rien n’a été changé.",
  written: "C’est enregistré.",
  sent: "Votre demande est envoyée au guichet.",
  writtenAndSent: "C’est enregistré. Le reste est envoyé au guichet, qui le vérifie.",
  back: "Revenir à ma fiche famille",
} as const;

/** A request that is being put together. */
export const togetherDraft = {
  title: "Brouillon",
  state: "Brouillon",
  begun: "Votre demande n’est pas encore envoyée",
  open: "Relire et envoyer ma demande",
  other: "Une autre demande est en brouillon",
  whole: (parts: number) => `${count(parts, "changement", "changements")} à envoyer ensemble`,
  corrected: "Demande à corriger",
  text: "Rien n’est envoyé pour l’instant. Le guichet répondra à l’ensemble en une fois.",
  takeOff: "Enlever",
  takeOffOf: (title: string) => `Enlever${nbsp}: ${title}`,
  drop: "Supprimer le brouillon",
  dropTitle: `Supprimer ce brouillon${nbsp}?`,
  dropText: "Ce que vous avez préparé n’est pas envoyé, et sera perdu.",
  dropAction: "Supprimer",
  dropped: "Le brouillon est supprimé.",
} as const;

/** Somebody to add to the file. */
export const entering = {
  send: "Envoyer au guichet",
  sentTitle: "Votre demande est envoyée",
  sentText: "Le guichet vous répond dans votre espace, et vous prévient par e-mail.",
  follow: "Suivre ma demande",
} as const;

/** « Ajouter un responsable ». */
export const newAdult = {
  title: "Ajouter un responsable",
  intro:
    "Le guichet vérifie votre demande, puis cette personne est dans votre fiche. Les autres responsables du foyer sont prévenus par e-mail qu’une demande est partie.",
  another: "Ajouter un autre responsable",
} as const;

/** « Faire calculer mon quotient ». */
export const quotientPapers = {
  title: "Faire calculer mon quotient",
  intro:
    "Sans attestation de la CAF ni de la MSA, envoyez vos chiffres et les justificatifs qui les prouvent. Le guichet les vérifie, puis calcule votre quotient. Vous suivez la réponse dans « Suivre mes demandes ».",
  send: "Envoyer au guichet",
  sent: "Vos justificatifs sont envoyés au guichet.",
  waitingTitle: "Vos justificatifs sont en attente",
  waitingText: "Le guichet ne les a pas encore tous vérifiés. Vous pouvez corriger ou retirer votre demande.",
  closedTitle: "Ces justificatifs s’apportent au guichet",
  closedText: "La collectivité ne les prend pas en ligne.",
  seeRequest: "Voir ma demande",
  seeQuotient: "Voir mon quotient familial",
  back: "Revenir à mon quotient familial",
} as const;

/** « Ajouter un enfant ». */
export const newChild = {
  title: "Ajouter un enfant",
  intro:
    "Le guichet vérifie votre demande, puis l’enfant est dans votre fiche et vous pouvez réserver pour lui. Vous suivez la réponse dans « Suivre mes demandes ».",
  another: "Ajouter un autre enfant",
  goBack: "Revenir à mes réservations",
  goBackText: "Ce que vous aviez choisi est gardé.",
} as const;

const states = {
  sent: "Envoyée",
  takenInHand: "En cours d’examen",
  moreAsked: "Complément demandé",
  accepted: "Acceptée",
  refused: "Refusée",
  withdrawn: "Retirée",
  done: "Enregistré",
} as const;

const acts = {
  sent: "Demande envoyée",
  corrected: "Demande corrigée",
  answered: "Réponse",
  withdrawn: "Demande retirée",
  done: "Changement enregistré",
  taken: "Prise en charge",
  moreAsked: "Complément demandé",
  accepted: "Demande acceptée",
  refused: "Demande refusée",
  undone: "Décision reprise",
  noted: "Note interne",
} as const;

/** « Suivre mes demandes ». */
export const requests = {
  title: "Suivre mes demandes",
  intro: "Ce que vous avez demandé ou changé, ce qui attend une réponse, et ce que le guichet a répondu.",
  /** The three parts of the list. */
  yours: "À vous de répondre",
  waiting: "En attente du guichet",
  settled: "Terminé",
  kinds: {
    file: "Fiche famille",
    quotient: "Quotient familial",
    booking: "Réservation",
    enrolment: "Inscription à l’année",
    document: "Justificatif",
  },
  states,
  acts,
  /** What happens next. */
  next: {
    sent: "Le guichet va l’examiner. Vous pouvez encore la corriger ou la retirer.",
    takenInHand: "Le guichet l’examine. Vous recevrez un e-mail dès qu’il aura répondu.",
    moreAsked: "Le guichet attend votre réponse.",
    accepted: "C’est dans votre fiche.",
    refused: "Vous pouvez la corriger, puis l’envoyer de nouveau.",
    withdrawn: "Rien n’a été changé.",
    done: "C’est dans votre fiche.",
  },
  none: "Vous n’avez encore rien demandé.",
  bookingState: "À valider par le guichet",
  cancelState: "Annulation demandée",
  changeState: "Changement demandé",
  bookingNext:
    "Le guichet va répondre. Vous pouvez reprendre votre demande dans « Mes modifications de réservations ».",
  seeBookings: "Voir mes réservations",
  enrolmentAccepted: "Vous pouvez réserver ses jours.",
  seeEnrolments: "Voir les inscriptions à l’année",
  sentOn: (moment: string) => `Envoyée le ${moment}`,
  answeredOn: (moment: string) => `Réponse du guichet le ${moment}`,
  enteredOn: (moment: string) => `Enregistrée au guichet le ${moment}`,
  /** Days on which the same was done at once, the first of them named. */
  days: (number: number, first: string) => `${number} jours, à partir du ${first}`,
  documentNext: "Le guichet va le vérifier.",
  documentRefused: "Il ne peut pas être pris. Envoyez-en un autre.",
  seeDocument: "Voir mes justificatifs",
  acceptedPapers: "Les justificatifs acceptés sont dans « Mes justificatifs ».",
  doneOn: (moment: string) => `Fait le ${moment}`,
  before: "Avant",
  after: "Demandé",
  nothing: "rien",
  documents: (names: readonly string[]) => `Justificatifs joints${nbsp}: ${names.join(", ")}`,
  thread: "Échanges",
  who: (who: string, moment: string) => `${who}, ${moment}`,
  answer: "Répondre",
  answerLabel: "Votre réponse",
  answerTitle: "Répondre au guichet",
  attach: "Joindre un justificatif",
  answered: "Votre réponse est envoyée.",
  correct: "Corriger",
  correctTitle: (title: string) => `Corriger${nbsp}: ${title}`,
  corrected: "Votre demande corrigée est envoyée.",
  mend: "Corriger et renvoyer",
  withdraw: "Retirer",
  withdrawTitle: `Retirer cette demande${nbsp}?`,
  withdrawText: "Le guichet ne l’examinera pas, et rien ne sera changé.",
  withdrawing: "Envoi…",
  withdrawn: "Votre demande est retirée.",
  older: "Voir plus ancien",
  gone: "Cette demande n’est plus dans la liste.",
  ofTitle: (title: string, whose: string) => `${title}, ${whose}`,
  andOthers: (title: string, others: number) =>
    others === 0 ? title : `${title}, et ${count(others, "autre partie", "autres parties")} de la fiche`,
  actOf: (act: string, title: string) => `${act}${nbsp}: ${title}`,
} as const;

/** The office's inbox. */
export const officeRequests = {
  title: "Demandes des familles",
  intro: "Changements de fiche, enfants et responsables à ajouter, départs, des plus anciens aux plus récents.",
  none: "Aucune demande n’attend de réponse.",
  noneHint: "Les réservations et les justificatifs à valider ont leur propre page.",
  noMatch: "Aucune demande ne correspond, parmi celles qui ont été lues.",
  kind: "Objet",
  kinds: {
    all: "Toutes",
    newChild: "Nouvel enfant",
    newAdult: "Nouveau responsable",
    adultLeaving: "Départ d’un responsable",
    adult: "Responsable",
    household: "Foyer",
    child: "État civil ou école d’un enfant",
    childLeaving: "Départ d’un enfant",
    childRecord: "Fiche d’un enfant",
    quotientPapers: "Quotient sur justificatifs",
  },
  age: "Attend depuis",
  ages: { "0": "Toutes les durées", "3": "3 jours ou plus", "7": "Une semaine ou plus", "14": "Deux semaines ou plus" },
  school: "École",
  allSchools: "Toutes",
  find: "Chercher un nom, un code, une adresse",
  search: "Chercher",
  list: "Demandes",
  keysTitle: `Au clavier${nbsp}:`,
  keys: "J et K pour passer d’une demande à l’autre, Entrée pour ouvrir, A pour accepter, R pour refuser, C pour demander un complément.",
  select: (name: string) => `Choisir ${name}`,
  acceptAll: (number: number) => `Accepter ${count(number, "demande choisie", "demandes choisies")}`,
  acceptedAll: (done: number, left: number) =>
    left === 0
      ? `${count(done, "demande acceptée", "demandes acceptées")}.`
      : `${count(done, "demande acceptée", "demandes acceptées")}, ${left} à relire${nbsp}: ouvrez-les.`,
  undoneAll: (done: number, left: number) =>
    left === 0
      ? `${count(done, "décision reprise", "décisions reprises")}.`
      : `${count(done, "décision reprise", "décisions reprises")}, ${left} déjà ${left > 1 ? "dites" : "dite"} à la famille.`,
  open: "Ouvrir",
  openOf: (name: string) => `Ouvrir la demande de ${name}`,
  documents: (number: number) => count(number, "document"),
  more: "Demandes suivantes",
  back: "Toutes les demandes",
  next: "Demande suivante",
  noNext: "Aucune autre demande n’attend.",
  family: "Voir la famille",
  difference: "Ce qui change",
  figures: "Ce que dit la famille",
  sums: "Ce que donne le calcul",
  field: "Champ",
  before: "Était",
  after: "Demandé",
  now: "Est maintenant",
  moved: "A changé depuis la demande",
  nothing: "rien",
  namesakes: (number: number) =>
    number === 1
      ? "Un enfant de ce nom est dans une autre famille"
      : "Des enfants de ce nom sont dans d’autres familles",
  ofFamily: (code: string) => `famille ${code}`,
  namesakesText:
    "Un enfant de deux foyers n’a qu’une fiche. Si c’est le même, acceptez la demande, puis réunissez ses deux fiches.",
  doubles: "Voir les doublons",
  papers: "Justificatifs",
  noPapers: "Aucun justificatif n’est joint.",
  thread: "Échanges",
  accept: "Accepter",
  refuse: "Refuser",
  askMore: "Demander un complément",
  accepted: "Demande acceptée.",
  refused: "Demande refusée.",
  asked: "Complément demandé à la famille.",
  toldSoon: "La famille sera prévenue dans un instant.",
  told: "La famille est prévenue par e-mail, sans le détail.",
  reasons: {
    refuse: [
      "Le justificatif ne se lit pas.",
      "Le justificatif n’est plus valable.",
      "Le justificatif n’est pas à ce nom ou à cette adresse.",
      "Cette demande a déjà été traitée.",
    ],
    askMore: [
      "Merci d’envoyer un justificatif plus récent.",
      "Merci d’envoyer une photo plus nette du justificatif.",
      "Merci d’appeler le guichet.",
    ],
  },
  reasonList: "Motif",
  reasonOther: "Autre motif",
  reasonText: "Ce que la famille lira",
  reasonHint: "La famille lit ce texte dans son espace.",
  refuseTitle: "Refuser la demande",
  askTitle: "Demander un complément",
  note: "Ajouter une note",
  noteTitle: "Note interne",
  noteHint: "Seuls les agents la lisent.",
  noteLabel: "Note",
  noted: "Note ajoutée.",
  files: { household: "Fiche du foyer", children: "Enfants de la famille" },
  childFile: (name: string) => `Fiche renseignements de ${name}`,
  noChildren: "Aucun enfant dans ce foyer.",
  ofFamilyTitle: "Demandes de la famille",
  ofFamilyIntro: "Ce que la famille a demandé et ce qui a été changé dans sa fiche, du plus récent au plus ancien.",
  noneOfFamily: "Rien n’a été demandé ni changé.",
  fileIntro: "Chaque changement est gardé avec son motif, que la famille lit.",
  editFile: "Changer la fiche",
  changed: "La fiche est changée.",
  remove: "Retirer du foyer",
  removeOf: (adult: string) => `Retirer du foyer${nbsp}: ${adult}`,
  stay: "Annuler le départ",
  stayOf: (adult: string) => `Annuler le départ${nbsp}: ${adult}`,
  stays: "Le départ est annulé.",
  coming: "Responsables à ajouter",
} as const;
