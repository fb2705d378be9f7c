/** Words of supporting documents. Why one was not taken is told by the server. */
import { count, listed, nbsp } from "../../../shared/format/text.ts";

const standings = {
  missing: "Manquant",
  checking: "En cours de vérification",
  refused: "Refusé",
  valid: "Valable",
  ending: "Se termine bientôt",
  ended: "N’est plus valable",
} as const;

const statuses = {
  sending: "Analyse antivirus en cours",
  toCheck: "En cours de vérification",
  accepted: "Accepté",
  refused: "Refusé",
  unfit: "Pas pris",
  removed: "Supprimé par le guichet",
} as const;

/** Megabytes as people count them: `1,2 Mo`. */
const size = (bytes: number): string =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))}${nbsp}ko`
    : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")}${nbsp}Mo`;

const types = { pdf: "PDF", jpeg: "photo", png: "image", heic: "photo HEIC" } as const;

export const documents = {
  title: "Mes justificatifs",
  intro:
    "Ce que la collectivité demande, et où en est chaque document. Une photo prise avec votre téléphone suffit, si le texte se lit bien.",
  none: "Aucun justificatif n’est demandé pour le moment.",
  household: "Votre foyer",
  shared: (child: string) => `${child} a deux foyers : vous voyez les mêmes documents, et chacun peut en ajouter.`,
  standings,
  statuses,
  types,
  size,
  until: (day: string) => `Valable jusqu’au ${day}.`,
  wasUntil: (day: string) => `N’est plus valable depuis le ${day}.`,
  forEver: "Valable sans limite de durée.",
  endsOn: (day: string) => `Valable jusqu’au ${day} : envoyez dès maintenant le suivant.`,
  toCheck: (number: number) =>
    number === 1
      ? "Un document attend la vérification du guichet."
      : `${count(number, "document")} attendent la vérification du guichet.`,
  refused: "Le dernier document envoyé n’a pas été pris :",
  askedFor: (activities: readonly string[]) =>
    activities.length > 3
      ? `Demandé pour ${listed([...activities.slice(0, 3), count(activities.length - 3, "autre activité", "autres activités")])}.`
      : `Demandé pour ${listed(activities)}.`,
  whenMissing: {
    blocks: "Obligatoire : sans lui, il n’est pas possible de réserver.",
    blocksUntilSent: "Obligatoire pour réserver : il suffit de l’avoir envoyé.",
    warns: "",
  },
  send: "Choisir un fichier",
  sendNext: "Envoyer un nouveau document",
  photo: "Prendre une photo",
  detach: "Enlever",
  detachOf: (name: string) => `Enlever ${name}`,
  of: (act: string, document: string, whose: string) => `${act} : ${document}, ${whose}`,
  formats: `PDF ou photo (JPEG, PNG, HEIC), 10${nbsp}Mo au plus par fichier. Vous pouvez en envoyer plusieurs à la fois.`,
  sent: (shown: boolean) => (shown ? "Cacher les documents envoyés" : "Voir les documents envoyés"),
  sentTitle: (document: string, whose: string) => `Documents envoyés : ${document}, ${whose}`,
  noneSent: "Rien n’a encore été envoyé.",
  sentOn: (moment: string) => `Envoyé le ${moment}`,
  broughtIn: (reason: string) => `Ajouté par le guichet${nbsp}: ${reason}`,
  open: "Ouvrir",
  remove: "Reprendre",
  removeTitle: "Reprendre ce document ?",
  removeText: (name: string) => `«${nbsp}${name}${nbsp}» sera supprimé. Le guichet ne le verra plus.`,
  removed: "Document supprimé.",
  keep: "Le garder",
  removing: "Suppression…",
  more: "Documents plus anciens",
  loading: "Chargement…",
} as const;

/** A file on its way, from the telephone to the office. */
export const upload = {
  list: "Envois en cours",
  states: {
    waiting: "En attente…",
    preparing: "Préparation de la photo…",
    sending: (percent: number) => `Envoi… ${percent}${nbsp}%`,
    checking: "Reçu. Analyse antivirus…",
    failed: "Pas envoyé",
  },
  progress: (name: string) => `Envoi de ${name}`,
  cancel: "Annuler",
  cancelOf: (name: string) => `Annuler l’envoi de ${name}`,
  again: "Réessayer",
  againOf: (name: string) => `Réessayer l’envoi de ${name}`,
  dismiss: "Retirer de la liste",
  dismissOf: (name: string) => `Retirer de la liste : ${name}`,
  arrived: (name: string) => `${name} est arrivé : le guichet va le vérifier.`,
  cancelled: (name: string) => `Envoi de ${name} annulé.`,
  faults: {
    empty: "Ce fichier est vide. Choisissez-en un autre.",
    tooLarge: `Ce fichier dépasse 10${nbsp}Mo. Prenez le document en photo, ou envoyez ses pages une par une.`,
    wrongType:
      "Ce fichier n’est ni un PDF, ni une photo (JPEG, PNG ou HEIC). Prenez le document en photo, ou enregistrez-le en PDF.",
    tooManyPixels: "Cette image est trop grande. Prenez le document en photo.",
    network: "La connexion s’est coupée. Vérifiez votre réseau, puis réessayez.",
    refused: "Le fichier n’a pas pu être déposé. Réessayez ; si cela recommence, prenez le document en photo.",
    late: "L’analyse prend plus de temps que d’habitude. Le document est bien arrivé : revenez dans quelques minutes.",
  },
} as const;

/** Documents as staff sees them. */
export const officeDocuments = {
  title: "Justificatifs",
  none: "Aucun justificatif n’est demandé à cette famille.",
  household: "Foyer",
  /** Of what waits: « Assurance, Léa ». */
  about: (document: string, whose: string) => `${document}, ${whose}`,
  ofHousehold: "foyer",
  /** Of the certificate of an absence. */
  ofDays: (from: string, to: string) => (from === to ? `, absence du ${from}` : `, absence du ${from} au ${to}`),
  files: (number: number) => count(number, "document"),
  see: "Voir et décider",
  preview: (name: string, rank: number, of: number) => (of === 1 ? name : `${name} (${rank} sur ${of})`),
  alt: (name: string) => `Document envoyé : ${name}`,
  next: "Document suivant",
  previous: "Document précédent",
  download: "Télécharger",
  notShown: "Ce navigateur n’affiche pas ce document",
  notShownText: "Téléchargez-le pour l’ouvrir.",
  heicTitle: "Photo d’iPhone (HEIC)",
  heicText:
    "Ce navigateur n’affiche pas ce format. Téléchargée, la photo s’ouvre avec Aperçu sur un Mac, avec Photos sous Windows 11, ou sur un téléphone. Si rien ne l’ouvre, demandez à la famille une photo en JPEG ou un PDF.",
  downloadOf: (name: string) => `Télécharger ${name}`,
  until: "Valable jusqu’au",
  untilHint: (day: string) =>
    `Par la règle de la collectivité : ${day}. Changez la date si le document en porte une autre.`,
  untilNone: "Par la règle de la collectivité : sans limite. Mettez une date si le document en porte une.",
  accept: "Accepter",
  refuse: "Refuser",
  refuseTitle: (about: string) => `Refuser${nbsp}: ${about}${nbsp}?`,
  reasons: "Motifs courants",
  usual: [
    "Le document est illisible.",
    "Ce n’est pas le document demandé.",
    "Le document n’est plus valable.",
    "Il manque des pages.",
  ],
  add: "Ajouter un document",
  addOf: (document: string, whose: string) => `Ajouter${nbsp}: ${document}, ${whose}`,
  addText:
    "Pour une famille qui apporte un papier ou ne se connecte pas. Le document sera vérifié comme les autres, dans « Demandes à valider ».",
  addReasonHint: "La famille le lira. Exemple : papier apporté au guichet.",
  addShort: "Ajouter",
  choose: "Fichiers",
  noFile: "Choisissez au moins un fichier.",
  broughtIn: (reason: string) => `ajouté par le guichet${nbsp}: ${reason}`,
  remove: "Supprimer",
  removeTitle: (name: string) => `Supprimer «${nbsp}${name}${nbsp}»${nbsp}?`,
  removeText:
    "Le fichier disparaît pour de bon, de la famille comme du guichet. Le dossier garde qu’il a été là, qui l’a supprimé et pourquoi.",
  removeReasonHint: "La famille le lira. Exemple : document d’une autre famille.",
  removed: "Document supprimé.",
  viewed: "Ouvrir un document est enregistré : qui, quand.",
} as const;
