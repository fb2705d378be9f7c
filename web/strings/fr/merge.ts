/** Words of making two files of one child one. */
import { count } from "../../shared/format/text.ts";

const statuses = {
  booked: "réservé",
  pending: "à valider par vos services",
  offered: "place proposée",
  waiting: "en liste d’attente",
} as const;

export const merge = {
  title: "Réunir deux fiches d’un enfant",
  back: "Personnes inscrites deux fois",
  intro:
    "Une fiche reste, l’autre en fait partie : son code n’existe plus, et qui le cherche, ou un import qui le nomme, arrive à la fiche qui reste. C’est pour de bon.",
  which: "Fiche qui reste",
  file: (name: string, familyCode: string, childId: string) => `${name}, famille ${familyCode}, code enfant ${childId}`,
  swap: "Garder l’autre fiche",
  stays: "Reste",
  goes: "En fait partie",
  households: (codes: readonly string[]) =>
    codes.length > 1
      ? `L’enfant sera celui des familles ${codes.join(" et ")} : chacune réserve pour lui, avec son quotient et ses factures.`
      : "Le quotient, les accès et les factures de la famille ne changent pas.",
  becomes: "Ce que tout devient",
  moved: (days: number) =>
    days === 0
      ? "Aucune réservation ni attente ne change de fiche."
      : `${count(days, "réservation ou attente passe", "réservations ou attentes passent")} à la fiche qui reste, sans perdre ni place ni rang.`,
  enrolments: (number: number) =>
    `${count(number, "inscription à l’année la suit", "inscriptions à l’année la suivent")}.`,
  documents: (number: number) => `${count(number, "justificatif la suit", "justificatifs la suivent")}.`,
  lost: (lines: number) =>
    `${count(lines, "ligne est", "lignes sont")} en double et ${lines > 1 ? "seront annulées" : "sera annulée"} : la famille en est prévenue.`,
  lostLine: (day: string, unit: string, was: keyof typeof statuses, because: string, familyCode: string) =>
    `${day}, ${unit} (${statuses[was]}), famille ${familyCode} : ${because} est gardé ce jour-là.`,
  more: (lines: number) => `Et ${count(lines, "autre", "autres")}.`,
  differs: "Ce que les deux fiches disent autrement",
  same: "Les deux fiches ne se contredisent pas. Ce qu’une seule dit est gardé.",
  choose: (name: string) => `${name} : garder`,
  health: "Santé : la fiche qui est juste",
  healthText:
    "Les deux fiches disent quelque chose de la santé. Ouvrez-les avant de choisir : chaque consultation est enregistrée. Ce qu’une seule dit est gardé de toute façon.",
  healthOpen: (childId: string) => `Ouvrir la fiche ${childId}`,
  healthMissing: "Choisissez la fiche dont la santé est juste.",
  healthUnknown: "Pas encore choisi",
  reasonHint: "Par exemple : inscrit deux fois à la rentrée, vérifié avec la mère.",
  act: "Réunir les deux fiches",
  done: "Les deux fiches n’en font qu’une. Les réservations suivent dans les secondes qui viennent.",
  link: "Réunir les deux fiches",
  linkOf: (one: string, other: string) => `Réunir les deux fiches : ${one} et ${other}`,
} as const;

/** The same of two entries of one adult in a household. */
export const mergeAdults = {
  title: "Réunir deux fiches d’un responsable",
  intro:
    "Une fiche reste, l’autre en fait partie : un import qui nomme encore les deux arrive à celle qui reste. C’est pour de bon. Un père et son fils peuvent porter le même nom : vérifiez qu’il s’agit d’une seule personne.",
  file: (name: string, familyCode: string, rank: string) => `${name}, famille ${familyCode}, responsable ${rank}`,
  bookings:
    "Les réservations, les inscriptions, les justificatifs et le quotient sont ceux du foyer : rien n’en change.",
  links: "Les liens avec les enfants des deux fiches sont gardés.",
  payer: "Cette personne reçoit les factures, comme le disait la fiche qui s’en va.",
  noSignIn: "Aucune des deux fiches n’a d’accès au portail.",
  signIn: (login: string, moves: boolean) =>
    moves
      ? `L’accès ${login} passe à la fiche qui reste : la personne s’identifie de nouveau, avec le même mot de passe. Son calendrier continue.`
      : `L’accès ${login} reste, sans changement.`,
  signInEnds: (login: string) =>
    `L’accès ${login} se ferme aussitôt, avec ses sessions et son calendrier. Le foyer en est prévenu par e-mail.`,
  measures: (number: number) =>
    `${count(number, "mesure de protection passe", "mesures de protection passent")} à la fiche qui reste.`,
  leaving: "Le départ prévu de la fiche qui s’en va tombe.",
  reasonHint: "Par exemple : ajouté deux fois à la rentrée, vérifié avec la personne.",
  done: "Les deux fiches n’en font qu’une.",
} as const;
