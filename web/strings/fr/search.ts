/** Words of finding people, and of those who may be there twice. */
import { count } from "../../shared/format/text.ts";

export const search = {
  label: "Chercher une famille ou une personne",
  placeholder: "Nom, code, téléphone, e-mail",
  key: "Touche /",
  results: "Résultats",
  searching: "Recherche…",
  found: (families: number) => count(families, "famille trouvée", "familles trouvées"),
  nearest: (shown: number, families: number) =>
    `Les ${shown} plus proches, sur ${count(families, "famille")} : précisez avec un prénom, une année ou un téléphone.`,
  none: "Personne ne répond à cette recherche. Vérifiez l’orthographe, ou essayez avec un téléphone ou le code famille.",
  child: (year: string) => `né(e) en ${year}`,
  adult: "responsable",
  contact: (children: readonly string[]) => `contact de ${children.join(", ")}`,
  family: (code: string) => `famille ${code}`,
  closed: "compte fermé",
  why: {
    code: "",
    childCode: "code enfant",
    phone: "téléphone",
    email: "e-mail",
    birth: "né(e) le",
    birthName: "nom de naissance",
    relative: "avec",
  },
} as const;

export const families = {
  title: "Familles",
  intro: "Cherchez une famille, un enfant ou un responsable dans la case en haut de chaque page : la touche / y mène.",
  ways: [
    "Un nom et un prénom, dans l’ordre que vous voulez, sans accents s’il le faut, même avec une lettre fausse.",
    "Le code de la famille, avec ou sans ses zéros, ou le code d’un enfant.",
    "Un téléphone, aussi celui du travail, ou une adresse e-mail, même le début.",
    "Une personne à prévenir ou autorisée à venir chercher un enfant, par son nom ou son téléphone.",
    "Une année ou une date de naissance en plus, pour distinguer des homonymes : Martin 2018.",
  ],
  doubles: "Personnes inscrites deux fois",
  create: "Créer une famille",
} as const;

export const doubles = {
  title: "Personnes inscrites deux fois",
  intro:
    "Ces personnes se ressemblent assez pour n’en faire qu’une. Comparez leurs dossiers avant de décider : des homonymes nés le même jour existent.",
  filter: "Afficher",
  states: { open: "À vérifier", apart: "Bien deux personnes" },
  none: { open: "Personne ne semble inscrit deux fois.", apart: "Rien n’a encore été écarté." },
  sure: "très probable",
  perhaps: "à vérifier",
  child: "Enfant",
  adult: "Responsable",
  open: (name: string, code: string) => `${name}, famille ${code}`,
  born: (day: string) => `né(e) le ${day}`,
  childCode: (code: string) => `code enfant ${code}`,
  more: "Voir la suite",
  compare: "Comparer les dossiers",
  compareOf: (one: string, other: string) => `Comparer les dossiers : ${one} et ${other}`,
  apart: "Ce sont deux personnes",
  apartOf: (one: string, other: string) => `Ce sont deux personnes : ${one} et ${other}`,
  again: "Remettre à vérifier",
  againOf: (one: string, other: string) => `Remettre à vérifier : ${one} et ${other}`,
  apartTitle: "Deux personnes différentes ?",
  apartText:
    "Cette ressemblance quitte la liste. Elle reste dans « Bien deux personnes », avec votre nom et votre motif.",
  againTitle: "Remettre à vérifier ?",
  againText: "Cette ressemblance revient dans la liste.",
  reasonHint: "Par exemple : cousins, vérifié sur le livret de famille.",
  decided: "C’est noté.",
  said: (apart: boolean) => (apart ? "Bien deux personnes" : "Remis à vérifier"),
} as const;

export const compare = {
  title: "Comparer deux familles",
  adults: "Responsables",
  address: "Adresse",
  children: "Enfants",
  bookings: "À venir",
  none: "Rien à venir.",
  count: (lines: number) => count(lines, "réservation ou attente", "réservations ou attentes"),
  until: (day: string) => `jusqu’au ${day}`,
  closed: "Compte fermé.",
  same: "aussi dans l’autre dossier",
  both: "Réservé dans les deux dossiers",
  bothText: (days: number) =>
    `${count(days, "jour")} où un enfant du même nom a une place dans les deux familles : annulez l’une des deux avant de fermer un dossier.`,
  bothDay: (name: string, day: string) => `${name}, ${day}`,
  what: "Si c’est la même famille",
  whatText:
    "Réunissez les deux dossiers : réservations, enfants, accès, justificatifs et demandes passent au dossier qui reste, après un aperçu de ce que tout devient.",
  merge: "Réunir ces deux familles",
} as const;
