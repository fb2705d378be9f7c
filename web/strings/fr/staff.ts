/** Words that surround every page of the staff's site. */
export const staff = {
  title: "Espace agents",
  menu: "Menu des agents",
  nav: {
    daySheet: "Feuille du jour",
    planning: "Places et fermetures",
    approvals: "Demandes à valider",
    enrolments: "Inscriptions à l’année",
    requests: "Demandes des familles",
    families: "Familles",
    firstRequests: "Premières demandes",
    quotients: "Quotients en nombre",
    accounts: "Comptes de recouvrement",
    untold: "Non prévenus",
    billing: "Facturation",
    reminders: "Rappels aux familles",
    staffMembers: "Agents",
    access: "Mes codes d’accès",
  },
} as const;
