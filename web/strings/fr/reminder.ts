/** Words of reminders: a parent's choice, the page that stops them, what staff sees of them. */
import { count, nbsp } from "../../shared/format/text.ts";

export const reminderChoice = {
  title: "Rappels par e-mail",
  on: (email: string) =>
    `Vous recevez un rappel à ${email} avant l’ouverture et la fin des réservations qui concernent vos enfants.`,
  off: "Vous ne recevez pas de rappel avant les périodes de réservation. Les messages sur vos réservations, eux, continuent.",
  noEmail: "Votre dossier n’a pas d’adresse e-mail : aucun rappel ne peut vous être envoyé.",
  stop: "Ne plus recevoir de rappels",
  start: "Recevoir les rappels",
  busy: "Enregistrement…",
  stopped: "Vous ne recevrez plus de rappels.",
  started: "Vous recevrez les rappels.",
} as const;

export const unsubscribe = {
  title: "Rappels par e-mail",
  ask: "Voulez-vous ne plus recevoir de rappels avant les périodes de réservation ?",
  note: "Les messages sur vos propres réservations (place proposée, fermeture, réponse du guichet) continuent.",
  confirm: "Ne plus recevoir de rappels",
  busy: "Envoi…",
  done: "C’est fait",
  incomplete: "Ce lien est incomplet",
  incompleteText: "Ouvrez-le de nouveau depuis le message. Vous pouvez aussi choisir dans « Mes codes d’accès ».",
  access: "Mes codes d’accès",
} as const;

export const reminders = {
  title: "Rappels aux familles",
  intro: (rate: number) =>
    `Les familles dont un enfant peut venir et n’a rien réservé reçoivent un rappel avant chaque période, ${count(rate, "message")} par seconde au plus. Rien à lancer${nbsp}: les rappels suivent le catalogue.`,
  planned: "Prévus",
  nonePlanned: "Aucun rappel n’est prévu. Le catalogue n’a pas de période de réservation à venir.",
  runs: "Envois",
  noRun: "Aucun envoi ces trois derniers mois.",
  causes: {
    opensIn7Days: "Ouverture dans 7 jours",
    opensTomorrow: "Ouverture demain",
    opensNow: "Ouverture",
    openingMoved: "Ouverture déplacée",
    closesIn3Days: "Fin dans 3 jours",
  },
  audiences: {
    everyone: "toutes les familles",
    residents: "familles du territoire",
    others: "familles hors territoire",
    step1: "première étape",
    step2: "deuxième étape",
    step3: "troisième étape",
    step4: "quatrième étape",
    step5: "cinquième étape",
    step6: "sixième étape",
  },
  states: { waiting: "en attente", underWay: "en cours", done: "terminé", skipped: "non envoyé" },
  due: (moment: string) => `Départ ${moment}`,
  announces: (moment: string) => `Annonce ${moment}`,
  figures: (mails: number, families: number) =>
    `${count(mails, "message")}, ${count(families, "famille examinée", "familles examinées")}`,
  progress: (part: number) => `Avancement${nbsp}: ${part}${nbsp}%`,
  next: (moment: string) => `Reprise ${moment}`,
  more: (left: number) => `Afficher les ${left} suivants`,
} as const;
