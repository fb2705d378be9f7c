/** Words of a household: its file, and finding it by its code. */
import { nbsp } from "../../shared/format/text.ts";

export const family = {
  title: "Ma fiche famille",
  code: "Identifiant (code famille)",
  guardians: "Responsables",
  payer: "Responsable payeur",
  email: "E-mail",
  phone: "Téléphone",
  home: "Foyer",
  address: "Adresse",
  resident: "Territoire",
  isResident: "Vous habitez le territoire",
  isNotResident: "Vous habitez hors du territoire",
  residentHint: "Certaines périodes de réservation ouvrent d’abord aux familles du territoire.",
  children: "Enfants",
  noChildren: "Aucun enfant n’est inscrit dans votre fiche.",
  birth: "Naissance",
  age: (years: number) => (years < 1 ? "moins d’un an" : `${years}${nbsp}an${years > 1 ? "s" : ""}`),
  grade: "Classe",
  school: "École",
  toCorrect: "Une information à corriger ?",
  toCorrectText: "Le guichet la corrigera avec vous.",
  reach: "Joindre le guichet",
} as const;

/** A family's page, as staff sees it. */
export const familyPages = {
  families: "Familles",
  intro: "Ouvrez le dossier d’une famille.",
  open: "Ouvrir le dossier",
  another: "Chercher une autre famille",
  family: (name: string) => `Famille ${name}`,
  closed: "compte fermé",
  tabs: "Dossier de la famille",
  household: "Foyer",
  bookings: "Réservations",
  enrolments: "Inscriptions",
  documents: "Justificatifs",
  quotient: "Quotient familial",
  access: "Accès",
  file: "Fiche et demandes",
  history: "Historique",
  householdTitle: "Foyer de la famille",
  documentsTitle: "Justificatifs de la famille",
  historyTitle: "Historique de la famille",
  childFile: (name: string) => `Fiche de ${name}`,
  noChildren: "Aucun enfant dans ce foyer.",
  isResident: "Habite le territoire",
  isNotResident: "Habite hors du territoire",
} as const;

export const familyFinder = {
  code: "Code famille",
  codeHint: "Il est imprimé sur les factures.",
  missingCode: "Saisissez un code famille : un numéro, ou 4 à 12 lettres ou chiffres.",
} as const;
