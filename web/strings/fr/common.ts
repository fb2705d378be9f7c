/** Words of both sites. */
export const common = {
  portal: "Portail Famille",
  loading: "Chargement en cours…",
  close: "Fermer",
  cancel: "Annuler",
  back: "Retour",
  skip: "Aller au contenu",
  signOut: "Déconnexion",
  none: "Non renseigné",
  print: "Imprimer",
} as const;
