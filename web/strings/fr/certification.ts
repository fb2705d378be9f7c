/** Words of the yearly confirmation of a family's file, for the family and for staff. Pages and what they say are named by the server. */
import { listed, nbsp } from "../../shared/format/text.ts";

export const certification = {
  title: "Confirmer mes fiches",
  intro:
    "Une fois par an, relisez vos fiches page par page, corrigez ce qui a changé, et dites qu’elles sont exactes. Vous pouvez vous arrêter et reprendre plus tard, aussi sur un autre appareil.",
  asked: (activities: string) => `Demandé pour réserver${nbsp}: ${activities}.`,
  last: (day: string, by: string) => `Dernière confirmation le ${day}, par ${by}.`,
  pages: "Pages à relire",
  progress: (confirmed: number, all: number) =>
    `${confirmed} page${confirmed > 1 ? "s" : ""} sur ${all} confirmée${confirmed > 1 ? "s" : ""}`,
  standings: { toRead: "À relire", confirmed: "Confirmée", changed: `A changé${nbsp}: à relire` },
  by: (who: string, day: string) => `par ${who}, le ${day}`,
  begin: "Commencer",
  goOn: (title: string) => `Continuer${nbsp}: ${title}`,
  summaryText:
    "Toutes les pages sont confirmées. Vous confirmez que vos fiches sont exactes aujourd’hui : votre nom et le moment sont gardés avec elles.",
  confirm: "Confirmer mes fiches",
  confirming: "Envoi…",
  step: (number: number, all: number) => `Étape ${number} sur ${all}`,
  right: "C’est exact",
  next: "Continuer",
  before: "Page précédente",
  later: "Toutes les pages",
  laterText: "Ce qui est confirmé est gardé.",
  allPages: "Revenir à la liste des pages",
  gone: "Cette page n’est pas, ou plus, dans vos fiches",
  corrections: {
    household: "Corriger",
    adult: "Corriger",
    child: "Corriger",
    childRecord: "Corriger",
    childHealth: "Lire et corriger la santé",
    documents: "Envoyer un justificatif",
    quotient: "Faire connaître mon quotient",
    office: "Joindre le guichet",
  },
  of: (act: string, what: string) => `${act}${nbsp}: ${what}`,
  waiting: "En attente de validation",
  waitingFor: (said: string | undefined) => (said === undefined ? "Suppression demandée" : `Demandé${nbsp}: ${said}`),
  waitingNote: "Le guichet a votre demande de changement. Vous pouvez confirmer cette page sans attendre sa réponse.",
  factChanged: "A changé",
  changedTitle: "Cette page a changé depuis qu’elle a été confirmée",
  changedText: (by: string, day: string) =>
    `${by} l’avait confirmée le ${day}. Relisez ce qui est marqué « A changé », puis confirmez-la de nouveau.`,
  movedTitle: "Cette page vient de changer",
  movedText: "Un autre responsable, le guichet ou un import y a touché. Relisez-la avant de la confirmer.",
  done: "Vos fiches sont confirmées",
  until: (day: string) => `Elles le sont jusqu’au ${day}.`,
  back: "Revenir à la réservation",
  book: "S’inscrire aux activités",
  again: "Relire et confirmer de nouveau",
} as const;

export const familyCertification = {
  title: "Confirmation des fiches",
  due: "Les fiches de cette famille ne sont pas confirmées pour cette année.",
  none: "Elles ne l’ont jamais été.",
  line: (moment: string, by: string, until: string) => `${moment}, par ${by}, jusqu’au ${until}`,
  readBy: (names: readonly string[]) => `pages relues par ${listed(names)}`,
  asNow: "rien n’a changé depuis",
  changed: "la fiche a changé depuis",
  byOffice: (reason: string) => `au guichet : « ${reason} »`,
  certify: "Confirmer pour la famille",
  certifyTitle: "Confirmer les fiches de cette famille",
  certifyText:
    "Pour une famille qui ne le fait pas elle-même, une fois ses fiches relues avec elle. La confirmation porte votre nom et ce motif.",
  reasonHint: "Par exemple : relues au téléphone avec la mère.",
  confirm: "Confirmer",
  certified: "Les fiches sont confirmées.",
} as const;
