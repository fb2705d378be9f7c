/** Words of the yearly confirmation of a family's file, for the family and for staff. */
import { nbsp } from "../../shared/format/text.ts";

export const certification = {
  title: "Confirmer mes fiches",
  intro: "Une fois par an, relisez vos fiches page par page, et dites qu’elles sont exactes.",
  asked: (activities: string) => `Demandé pour réserver${nbsp}: ${activities}.`,
  last: (day: string, by: string) => `Dernière confirmation le ${day}, par ${by}.`,
  page: (number: number, all: number) => `Page ${number} sur ${all}`,
  household: "Foyer et responsables",
  child: (name: string) => `Fiche de ${name}`,
  summary: "Tout est relu",
  summaryText: "Vous confirmez que ces fiches sont exactes aujourd’hui. Votre nom et le moment sont gardés avec elles.",
  right: "C’est exact, continuer",
  before: "Page précédente",
  confirm: "Confirmer mes fiches",
  confirming: "Envoi…",
  wrong: "Quelque chose est faux ?",
  wrongText: "Faites corriger la fiche, puis revenez ici : la page où vous êtes est gardée.",
  correct: "Joindre le guichet",
  changed: "Relire depuis le début",
  done: "Vos fiches sont confirmées",
  until: (day: string) => `Elles le sont jusqu’au ${day}.`,
  back: "Revenir à la réservation",
  book: "S’inscrire aux activités",
  again: "Relire et confirmer de nouveau",
  payer: "Responsable payeur",
  address: "Adresse",
  protectedAddress: "Adresse protégée",
  phone: "Téléphone",
  email: "E-mail",
  birth: "Naissance",
  grade: "Classe",
  school: "École",
} as const;

export const familyCertification = {
  title: "Confirmation des fiches",
  due: "Les fiches de cette famille ne sont pas confirmées pour cette année.",
  none: "Elles ne l’ont jamais été.",
  line: (moment: string, by: string, until: string) => `${moment}, par ${by}, jusqu’au ${until}`,
  asNow: "rien n’a changé depuis",
  changed: "la fiche a changé depuis",
} as const;
