/** Words that surround every page: header, menu, footer. */

export const shell = {
  home: "Accueil",
  welcome: (name: string) => `Bienvenue ${name}`,
  youAreHere: "Vous êtes ici :",
  mainMenu: "Menu principal",
  shortcuts: "Raccourcis",
  menu: "Menu",
  account: "Mon compte",
  signIn: "Connexion",
  pages: {
    family: "Ma fiche famille",
    access: "Mes codes d’accès",
    enrol: "S’inscrire aux activités",
    bookings: "Mes réservations",
    viewing: "Visualiser mes réservations",
    changes: "Mes modifications de réservations",
    terms: "Consulter les CGU",
    contact: "Contact du service guichet unique",
  },
  tabs: { home: "Accueil", enrol: "S’inscrire", bookings: "Réservations", family: "Famille", menu: "Menu" },
  groups: {
    information: "Mes informations",
    enrolment: "Mes inscriptions",
    documents: "Mes documents",
    contacts: "Contacts",
    accessibility: "Accessibilité",
  },
  footer: {
    accessibility: "Accessibilité : non conforme",
    terms: "Conditions générales d’utilisation",
    privacy: "Données personnelles",
    contact: "Contact",
  },
  sessionEnded: {
    title: "Votre session a expiré",
    text: "Identifiez-vous de nouveau : vous retrouverez cette page, et ce que vous aviez choisi est gardé.",
  },
  signInFirst: { title: "Identifiez-vous pour continuer", text: "Vous arriverez ensuite sur la page demandée." },
  staffHere: "Cet espace est celui des familles. Vous voici dans l’espace des agents.",
  guardianThere: "L’espace des agents ne vous est pas ouvert. Vous voici dans votre espace famille.",
  notFound: {
    title: "Cette page n’existe pas",
    text: "L’adresse a peut-être changé. Revenez à l’accueil : tout y est à deux pas.",
    action: "Aller à l’accueil",
  },
} as const;
