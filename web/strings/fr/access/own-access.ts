/** Words of « Mes codes d’accès ». */
import { count } from "../../../shared/format/text.ts";

export const access = {
  title: "Mes codes d’accès",
  save: "Enregistrer",
  saving: "Enregistrement…",
  origin: (network: string) => `Adresse réseau : ${network}`,
  login: {
    title: "Identifiant",
    guardianHint: "Il ne change pas. Vous le saisissez à chaque connexion.",
    staffHint: "Il ne change pas. Vous le saisissez à chaque connexion, avant le code de votre application.",
  },
  email: {
    title: "E-mail",
    hint: "Les codes et les avis de sécurité y sont envoyés.",
    change: "Changer d’adresse",
    current: "Votre mot de passe actuel",
    fresh: "Nouvelle adresse",
    freshHint: "Un code de confirmation y sera envoyé.",
    again: "Confirmer la nouvelle adresse",
    send: "Recevoir le code",
    sending: "Envoi en cours…",
    waiting: "Un code vient de partir à la nouvelle adresse. D’ici à sa confirmation, l’ancienne reste la vôtre.",
    code: "Code reçu à la nouvelle adresse",
    confirm: "Confirmer l’adresse",
    confirming: "Vérification…",
    restart: "Indiquer une autre adresse",
    done: "Votre adresse est changée. Un avis est parti à l’ancienne.",
    missing: {
      email: "Saisissez la nouvelle adresse.",
      emailAgain: "Saisissez une seconde fois la nouvelle adresse.",
      password: "Saisissez votre mot de passe actuel.",
    },
  },
  phone: {
    title: "Téléphone",
    hint: "Le guichet et les accueils vous joignent à ce numéro.",
    change: "Changer de numéro",
    label: "Numéro de téléphone",
    labelHint: "Exemple : 06 12 34 56 78. Laissez vide pour n’en donner aucun.",
    done: "Votre numéro est enregistré.",
    none: "Aucun numéro",
  },
  password: {
    title: "Mot de passe",
    value: "Connu de vous seul",
    change: "Changer de mot de passe",
    current: "Mot de passe actuel",
    fresh: "Nouveau mot de passe",
    again: "Confirmer le nouveau mot de passe",
    warning: "Les autres sessions ouvertes se fermeront.",
    done: "Votre mot de passe est changé, et les autres sessions sont fermées.",
    missing: "Saisissez votre mot de passe actuel.",
  },
  sessions: {
    title: "Sessions ouvertes",
    intro:
      "Les appareils où vous êtes connecté. Fermez celles que vous ne reconnaissez pas, puis changez de mot de passe.",
    current: "Cette session",
    since: (moment: string) => `Ouverte le ${moment}`,
    close: "Fermer",
    closeOf: (device: string, moment: string) => `Fermer la session ${device}, ouverte le ${moment}`,
    closing: "Fermeture…",
    closed: "La session est fermée.",
    everywhere: "Déconnecter partout",
    everywhereText:
      "Toutes les sessions se ferment, celle-ci comprise. Il faudra s’identifier de nouveau sur chaque appareil.",
    everywhereBusy: "Déconnexion…",
    everywhereDone: "Toutes vos sessions sont fermées.",
  },
  activity: {
    title: "Activité",
    intro: (days: number) =>
      `Connexions et changements de votre compte. Ces lignes sont gardées ${count(days, "jour")}, puis effacées.`,
    empty: "Aucune activité pour le moment.",
    more: (lines: number) => (lines === 1 ? "Afficher une ligne de plus" : `Afficher ${lines} lignes de plus`),
  },
  secondFactor: {
    title: "Double authentification",
    on: "Activée",
    off: "À activer",
    left: (codes: number) => `Il vous reste ${count(codes, "code")} de secours.`,
    none: "Plus de code de secours",
    noneText: "Si vous perdez votre téléphone, la personne qui administre le portail devra rétablir votre accès.",
    few: "Bientôt plus de codes de secours",
    renew:
      "Pour changer de téléphone ou recevoir dix nouveaux codes : déconnectez-vous, reconnectez-vous, choisissez « J’ai perdu mon téléphone » et donnez un code de secours.",
  },
} as const;

export const terms = {
  title: "Les conditions à accepter",
  intro:
    "Avant de continuer, lisez les Conditions Générales d’Utilisation de ce site, puis acceptez-les au bas de la page. Elles sont nouvelles pour vous, ou ont changé depuis votre dernière connexion.",
  accept: "J’ai pris connaissance des Conditions Générales d’Utilisation de ce site et les accepte",
  missing: "Cochez la case pour accepter les conditions.",
  submit: "Accepter et continuer",
  busy: "Enregistrement…",
} as const;
