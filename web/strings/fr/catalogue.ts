/** Words of what the catalogue holds: the sites, the activities and their booking periods. */
export const activities = {
  title: "S’inscrire aux activités",
  intro: "Choisissez une activité : vous réservez pour tous vos enfants en une fois.",
  none: "Aucune activité n’est proposée pour le moment.",
  addChild: "Ajouter un enfant",
  noneHint: "Le calendrier des réservations vous dira quand les prochaines ouvriront.",
  kinds: {
    wednesday: "Mercredis",
    holidays: "Vacances",
    morningCare: "Accueil du matin",
    eveningCare: "Accueil du soir",
    canteen: "Cantine",
  },
  choose: "Choisir les jours",
  see: "Voir les jours",
  units: "Prestations :",
  period: (from: string, to: string) => `Du ${from} au ${to}`,
  closesIn: (left: string) => `encore ${left}`,
  opensIn: (left: string) => `dans ${left}`,
  unconfirmed: "Vos choix ne sont pas encore confirmés",
} as const;

export const sites = {
  none: "Aucun accueil n’est enregistré. Importez les accueils avant d’ouvrir une feuille du jour.",
} as const;
