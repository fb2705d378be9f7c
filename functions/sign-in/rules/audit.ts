/** What is recorded of an account's life, shown to the person, and kept for a set time. */
import type { Instant } from "../../kernel/ids.ts";

export const auditKinds = {
  activated: "Compte activé",
  signedIn: "Connexion",
  signInFailed: "Connexion refusée",
  secondFactorFailed: "Code de l’application refusé",
  passwordChanged: "Mot de passe changé",
  emailChangeAsked: "Changement d’adresse e-mail demandé",
  emailChanged: "Adresse e-mail changée",
  phoneChanged: "Téléphone changé",
  secondFactorEnrolled: "Double authentification activée",
  secondFactorReset: "Double authentification à activer de nouveau, par un agent",
  recoveryCodeUsed: "Code de secours utilisé",
  sessionEnded: "Session fermée",
  allSessionsEnded: "Toutes les sessions fermées",
  termsAccepted: "Conditions générales acceptées",
  guardianInvited: "Accès donné à un autre responsable",
  guardianWithdrawn: "Accès d’un responsable retiré",
  agentInvited: "Agent invité",
  invitationSent: "Invitation envoyée de nouveau",
  invitationDeleted: "Invitation supprimée",
  agentSuspended: "Accès d’un agent suspendu",
  agentRestored: "Accès d’un agent rétabli",
  agentFactorReset: "Double authentification d’un agent réinitialisée",
  disabled: "Accès suspendu",
  enabled: "Accès rétabli",
} as const;
export type AuditKind = keyof typeof auditKinds;

export interface AuditEntry {
  readonly kind: AuditKind;
  readonly at: Instant;
  readonly device: string;
  readonly origin: string;
}
