import type { FamilyCode, GuardianId, Instant, Login } from "./ids.ts";

interface SessionOf<Role extends string> {
  readonly role: Role;
  readonly login: Login;
  /** As a letter would say it: `Mme Martin`. */
  readonly displayName: string;
  readonly openedAt: Instant;
  readonly endsAt: Instant;
}

/** A guardian signed in for a family: the family is the session's, never the request's. */
export interface GuardianSession extends SessionOf<"guardian"> {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
}

export type StaffSession = SessionOf<"staff">;
export type Session = GuardianSession | StaffSession;
