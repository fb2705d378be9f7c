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

/** The same of two families that are one. */
export const mergeHouseholds = {
  title: "Réunir deux familles",
  intro:
    "Un dossier reste, l’autre en fait partie : son code famille n’est plus celui d’aucun dossier, et qui le donne, ou un import qui le nomme, arrive à celui qui reste. C’est pour de bon.",
  which: "Dossier qui reste",
  family: (name: string, familyCode: string) => `Famille ${familyCode}, ${name}`,
  ofFamily: (familyCode: string) => `Famille ${familyCode}`,
  swap: "Garder l’autre dossier",
  compare: "Comparer les deux",
  blocked: "À régler d’abord",
  open: (familyCode: string) => `Ouvrir la famille ${familyCode}`,
  alike: "Enfants qui se ressemblent",
  alikeText:
    "Même nom et même jour de naissance. Réunissez d’abord leurs deux fiches, ou dites que ce sont deux enfants.",
  alikePair: (name: string, one: string, other: string) => `${name}, codes ${one} et ${other}`,
  alikeTwo: "Ce sont deux enfants : chacun garde sa fiche",
  apartMissing: "Réunissez d’abord les deux fiches de chaque enfant, ou dites que ce sont deux enfants.",
  people: "Qui est qui",
  peopleText:
    "Dites de chaque personne du dossier qui s’en va si elle est déjà dans celui qui reste. Un père et son fils peuvent porter le même nom.",
  peopleMeasures: (number: number) =>
    `${count(number, "mesure de protection tient", "mesures de protection tiennent")} dans ces dossiers : chacune suit la personne que vous désignez. Dites de chaque personne du dossier qui s’en va si elle est déjà dans celui qui reste, en le vérifiant.`,
  peopleMissing: "Dites de chaque personne qui elle est.",
  left: "N’est plus dans ce dossier",
  measures: (number: number) => count(number, "mesure de protection", "mesures de protection"),
  whoIs: (name: string) => `${name} est`,
  is: (name: string) => name,
  alikeAdult: "Même nom ou même contact",
  somebodyElse: "Quelqu’un d’autre",
  homeDiffers: "Ce que les deux foyers disent autrement",
  quotients: "Quotients connus des deux côtés",
  quotientLine: (month: string, kept: string, keptCode: string, gone: string, goneCode: string) =>
    `${month} : ${kept} (famille ${keptCode}), ${gone} (famille ${goneCode}).`,
  quotientRight: "Pour ces mois, le bon est celui de la",
  joining: (names: string, familyCode: string) => `Enfants qui rejoignent la famille ${familyCode} : ${names}.`,
  inBoth: (names: string) => `Déjà dans les deux dossiers, et d’un seul désormais : ${names}.`,
  moved: (days: number) =>
    days === 0
      ? "Aucune réservation ni attente ne change de dossier."
      : `${count(days, "réservation ou attente passe", "réservations ou attentes passent")} au dossier qui reste, sans perdre ni place ni rang.`,
  history: (requests: number) =>
    requests === 0
      ? "L’historique suit."
      : `L’historique suit, et ${count(requests, "demande close", "demandes closes")} avec lui.`,
  quotientRest: "Les quotients de chaque mois sont gardés. L’accord pour interroger la CAF ou la MSA est à redonner.",
  certification: "La confirmation annuelle des fiches est celle du dossier qui reste.",
  measuresStay: (number: number) =>
    `${count(number, "mesure de protection tient", "mesures de protection tiennent")} toujours, dans le dossier qui reste.`,
  signInMoves: (login: string) =>
    `L’accès ${login} continue, avec le même mot de passe : la personne s’identifie de nouveau.`,
  signInEnds: (login: string, instead: string) => `L’accès ${login} se ferme : la personne a déjà l’accès ${instead}.`,
  replaces: (login: string) => `L’invitation ${login} se ferme.`,
  noSignIn: "Personne du dossier qui s’en va n’a d’accès au portail.",
  told: "Le foyer est prévenu par e-mail des accès qui se ferment.",
  code: (gone: string, kept: string) => `Le code famille ${gone} mène à la famille ${kept}.`,
  reasonHint: "Par exemple : dossier ouvert deux fois, vérifié avec la mère.",
  act: "Réunir les deux familles",
  done: "Les deux familles n’en font qu’une. Les réservations suivent dans les secondes qui viennent.",
} as const;
