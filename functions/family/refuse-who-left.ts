/**
 * An adult who has left the household, after a separation perhaps, is put out by what follows the change of its record
 * (sign-in/follow/end-removed-adults.ts), a moment later. What names the household's address or its other adults does
 * not wait for that: the record that it is read from says who is in it.
 */
import { Problem } from "../http/problem.ts";
import type { GuardianSession } from "../http/session.ts";
import type { Household } from "./rules/family.ts";

/** Throws `session.missing`, as the session is about to be. */
export function refuseWhoLeft(
  { guardians, mergedInto }: Pick<Household, "guardians" | "mergedInto">,
  { guardianId }: Pick<GuardianSession, "guardianId">,
): void {
  if (mergedInto !== undefined)
    throw new Problem(
      "session.missing",
      "Votre dossier a été réuni à celui de votre foyer. Identifiez-vous de nouveau pour l’ouvrir.",
    );
  if (guardians.some(({ id }) => id === guardianId)) return;
  throw new Problem(
    "session.missing",
    "Votre accès au dossier de ce foyer a pris fin. Pour toute question, appelez le guichet.",
  );
}
