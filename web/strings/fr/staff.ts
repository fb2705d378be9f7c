/** Words that surround every page of the staff's site. */
export const staff = {
  title: "Espace agents",
  menu: "Menu des agents",
  /** The tabs of « Demandes ». */
  inbox: {
    everything: "Tout",
    approvals: "Réservations et justificatifs",
    requests: "Fiches des familles",
    enrolments: "Inscriptions à l’année",
    firstRequests: "Nouvelles familles",
  },
  nav: {
    daySheet: "Feuille du jour",
    planning: "Places et fermetures",
    inbox: "Demandes",
    families: "Familles",
    quotients: "Quotients en nombre",
    tryPrice: "Essayer un tarif",
    accounts: "Comptes de recouvrement",
    payments: "Paiements",
    debits: "Prélèvements",
    treasury: "Trésorerie",
    untold: "Non prévenus",
    billing: "Facturation",
    reminders: "Rappels aux familles",
    staffMembers: "Agents",
    access: "Mes codes d’accès",
  },
} as const;
