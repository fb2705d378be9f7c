/**
 * What staff may be allowed to do, once: a closed list, each with its sentence. Every route of the office declares one
 * (http/route.ts), one guard judges it (http/session-guard.ts). A session holds what was granted, as roles; what a role
 * may do is the table below, so that a change of it holds for sessions that are open.
 */
export const permissions = {
  "ownAccess.write": "Protéger son propre accès : activer la double authentification.",
  "staffMembers.read": "Voir la liste des agents.",
  "staffMembers.write":
    "Inviter un agent, corriger ou supprimer son invitation, suspendre ou rétablir son accès, lui rendre une application perdue.",
  "guardians.read": "Voir qui, dans une famille, a un accès au portail.",
  "guardians.write": "Donner ou retirer l’accès d’un responsable.",
  "sites.read": "Voir la liste des accueils.",
  "daySheets.read": "Voir la feuille du jour d’un accueil : enfants attendus, téléphones des responsables.",
  "attendance.write": "Faire l’appel d’un accueil : arrivées, départs, absences, corrections avec leur trace.",
  "attendance.reopen": "Rouvrir l’appel d’un jour déjà fermé, avec un motif.",
  "planning.read": "Voir les jours d’un accueil : places, fermetures, listes d’attente.",
  "places.write": "Changer les places d’un jour.",
  "closures.write": "Fermer un accueil, reprendre une fermeture.",
  "families.read": "Voir le foyer d’une famille : responsables, coordonnées, enfants.",
  "protections.read": "Voir qui est écarté du dossier d’un enfant, de qui l’adresse est protégée, et pourquoi.",
  "protections.write":
    "Écarter un adulte du dossier d’un enfant, protéger une adresse, lever ces mesures, avec un motif.",
  "doubles.write":
    "Dire de deux personnes qui se ressemblent si elles n’en font qu’une, et réunir deux fiches d’un enfant, santé comprise, ou d’un responsable, ou deux familles.",
  "bookings.read": "Voir les enfants, les réservations et l’historique d’une famille.",
  "bookings.write": "Réserver, changer et annuler pour une famille, avec un motif.",
  "approvals.read": "Voir ce qui attend une décision.",
  "approvals.write": "Accepter ou refuser ce qu’une famille demande.",
  "quotients.read": "Voir le quotient familial d’une famille.",
  "quotients.write": "Saisir ou retirer le quotient familial d’une famille.",
  "childRecords.read":
    "Voir la fiche d’un enfant, hors santé : contacts, autorisations, médecin, assurance, et qui l’a changée.",
  "childRecords.write": "Changer la fiche d’un enfant, hors santé, avec un motif.",
  "childHealth.read": "Ouvrir la santé d’un enfant : chaque consultation est enregistrée, et la famille la voit.",
  "childHealth.write": "Changer la santé d’un enfant, avec un motif.",
  "firstRequests.read": "Voir les premières demandes des familles sans code, et leurs pièces.",
  "firstRequests.write": "Faire une famille d’une première demande, la rattacher à une famille, ou la refuser.",
  "documents.read": "Voir les justificatifs d’une famille, et les ouvrir.",
  "documents.write": "Ajouter un justificatif au dossier d’une famille, ou le supprimer, avec un motif.",
  "enrolments.read": "Voir les inscriptions à l’année, et celles qui attendent une réponse.",
  "enrolments.write":
    "Accepter, refuser, mettre en attente ou terminer une inscription, en saisir une pour une famille.",
  "requests.read": "Voir les demandes des familles et leur fiche.",
  "requests.write":
    "Répondre aux demandes des familles, quotient sur justificatifs compris, et changer leur fiche, avec un motif.",
  "collectionAccounts.read":
    "Voir par quels comptes la collectivité est payée, et vérifier leur numéro PayFiP auprès de la trésorerie.",
  "payments.read": "Voir ce que les familles ont payé et doivent encore.",
  "payments.write": "Encaisser, annuler, rembourser, remettre ou échelonner ce que doit une famille.",
  "debits.read": "Voir les mandats de prélèvement des familles, sans leur IBAN entier, et les lots.",
  "debits.write":
    "Saisir ou révoquer un mandat, préparer, solder ou annuler un lot de prélèvements, enregistrer un rejet.",
  "accounts.write": "Fermer ou rouvrir le compte d’une famille.",
  "reminders.read": "Voir les rappels prévus et partis.",
  "billing.read": "Voir les factures des familles, et ce qu’une facturation demanderait.",
  "billing.write": "Lancer la facturation d’un mois.",
  "untold.read": "Voir quelles familles n’ont pas pu être prévenues, et les téléphones de leurs responsables.",
  "untold.write": "Noter qu’une famille a été appelée.",
} as const;
export type Permission = keyof typeof permissions;

export const isPermission = (name: string): name is Permission => name in permissions;

/** The roles of staff, and what each may do. */
export const staffRoles = {
  administrator: Object.keys(permissions).filter(isPermission),
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
export type StaffRole = keyof typeof staffRoles;

/** One role, given to a staff member. */
export interface Grant {
  readonly role: StaffRole;
}

/** Whether one of these grants allows it. */
export const allows = (grants: readonly Grant[], permission: Permission): boolean =>
  grants.some(({ role }) => staffRoles[role].includes(permission));
