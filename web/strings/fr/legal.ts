/** Words of the pages that the law asks for. */
export const legal = {
  terms: {
    title: "Conditions Générales d’Utilisation",
    version: (date: string) => `Version du ${date}`,
    close: "Fermer sans accepter",
    accept: "J’accepte ces conditions",
  },
  privacy: {
    title: "Vos données personnelles",
    contact: "Délégué à la protection des données",
    write: "Pour exercer vos droits, écrivez à :",
  },
  accessibility: {
    title: "Accessibilité : non conforme",
    statement: (town: string) =>
      `${town} s’engage à rendre ce portail accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à l’ensemble du Portail Famille.`,
    state: "État de conformité",
    stateText:
      "Le portail n’a pas encore fait l’objet d’un audit de conformité au référentiel général d’amélioration de l’accessibilité (RGAA 4.1). Il est donc déclaré non conforme, quelle que soit la qualité de ses pages.",
    done: "Ce qui est fait",
    doneList: [
      "Chaque démarche se fait au clavier seul, et chaque information donnée par une couleur l’est aussi par des mots.",
      "Les pages s’agrandissent jusqu’à 400 % et se lisent sur un écran de 320 pixels sans défilement de côté, sauf dans la grille des réservations d’une famille nombreuse.",
      "Chaque champ a une étiquette, chaque erreur dit quoi corriger et y conduit, et les contrastes des couleurs sont vérifiés avant chaque publication.",
      "Les réglages de votre appareil sont suivis : thème sombre, animations réduites, couleurs forcées.",
    ],
    missing: "Ce qui reste à vérifier",
    missingText:
      "Un audit complet par une personne indépendante et des essais avec des personnes qui utilisent une aide technique. Les fichiers PDF à venir n’ont pas encore été vérifiés.",
    help: "Une difficulté ?",
    helpText:
      "Si vous n’arrivez pas à utiliser une page, joignez le guichet : il fera la démarche avec vous, ou vous enverra l’information sous une autre forme.",
    appeal: "Voie de recours",
    appealText:
      "Si vous avez signalé un défaut d’accessibilité qui vous empêche d’utiliser le portail et n’avez pas obtenu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits : en ligne sur www.defenseurdesdroits.fr, auprès de son délégué dans votre département, ou par courrier gratuit (sans timbre) à Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07.",
  },
  contact: { title: "Contact du service guichet unique", hours: "Horaires d’ouverture", reach: "Joindre le guichet" },
} as const;
