/** Words of both sites. */
export const common = {
  portal: "Portail Famille",
  loading: "Chargement en cours…",
  close: "Fermer",
  cancel: "Annuler",
  back: "Retour",
  skip: "Aller au contenu",
  signOut: "Déconnexion",
  signingOut: "Déconnexion…",
  none: "Non renseigné",
  print: "Imprimer",
  yes: "Oui",
  no: "Non",
} as const;
