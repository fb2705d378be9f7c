/** Words of the front door, of each site. */
import { nbsp } from "../../../shared/format/text.ts";

export const signIn = {
  hero: "Les mercredis, les vacances : tout se réserve ici.",
  heroText: "Réservez pour tous vos enfants en une fois, depuis votre téléphone, à toute heure.",
  steps: [
    "Voyez les places libres et les dates limites",
    "Réservez et annulez vous-même, en quelques gestes",
    "Retrouvez tous vos jours dans un seul calendrier",
  ],
  title: "Identification famille",
  login: "Identifiant",
  loginHint: "Votre code famille, imprimé sur vos factures.",
  password: "Mot de passe",
  submit: "Connexion",
  busy: "Connexion en cours…",
  waiting: (seconds: number) => `Le portail est très demandé. Nouvel essai dans ${seconds}${nbsp}s…`,
  forgot: "Mot de passe oublié",
  first: "S’inscrire (première utilisation)",
  noLogin: "Absence d’identifiant",
  instead: "Sans attendre : « Mot de passe oublié » vous envoie un code, qui vous fait entrer sur cet appareil.",
  missingLogin: "Saisissez votre identifiant.",
  missingPassword: "Saisissez votre mot de passe.",
  office: "Le guichet",
  hours: "Horaires",
  pricesTitle: "Les tarifs",
  pricesText: "Ce que coûte chaque accueil, selon votre quotient et le nombre de vos enfants, et pourquoi.",
  privacyTitle: "Vos données",
  privacyText:
    "Elles servent à l’inscription de vos enfants, rien d’autre. Vous pouvez les consulter, les corriger, vous opposer à leur usage.",
  privacyLink: "Lire la notice",
  accessibility: "Accessibilité : non conforme",
} as const;

export const remember = {
  label: "Rester connecté sur cet appareil",
  hint: "Un mois, sur un appareil qui n’est qu’à vous.",
} as const;

export const staffSignIn = {
  signIn: "Connexion des agents",
  signInText: "Feuilles du jour des accueils, réservées aux agents de la collectivité.",
  forgot: "Mot de passe oublié",
  families: "Je suis un parent : aller à l’espace famille",
  loginHint: "L’identifiant reçu dans votre invitation.",
} as const;
