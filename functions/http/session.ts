import type { FamilyCode, GuardianId, Instant, Login } from "../kernel/ids.ts";
import type { Grant } from "../kernel/permissions.ts";

/** What a session must do before anything else. */
export type RequiredAction = "enrolSecondFactor" | "acceptTerms";

interface SessionOf<Role extends string> {
  readonly role: Role;
  readonly login: Login;
  /** As a letter would say it: `Mme Martin`. */
  readonly displayName: string;
  readonly openedAt: Instant;
  readonly endsAt: Instant;
  readonly requiredAction: RequiredAction | null;
  /** `Firefox sur Windows`: so that a person knows their own sessions. */
  readonly device: string;
  /** The address it was opened from, shortened so that it names a provider, not a home. */
  readonly origin: string;
}

/** A guardian signed in for a family: the family is the session's, never the request's. */
export interface GuardianSession extends SessionOf<"guardian"> {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
}

export interface StaffSession extends SessionOf<"staff"> {
  /** What this staff member may do. */
  readonly grants: readonly Grant[];
}
export type Session = GuardianSession | StaffSession;
