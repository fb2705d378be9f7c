/**
 * Whom a user whom the pool has confirmed stands for, or null: for nobody. A user outlives what it stood for, when an
 * adult has left the household: it opens nothing then, and no code goes to the address that it still has.
 */
import { readId, type Login } from "../../kernel/ids.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { readLogin, type LoginRecord } from "../store/logins.ts";
import { completeActivation } from "./complete-activation.ts";

/** An activation that was cut short after its code was right is brought to its end. */
export async function standingLogin(
  { table, clock }: Pick<SignInDependencies, "table" | "clock">,
  login: Login,
): Promise<LoginRecord | null> {
  const known = await readLogin(table, login);
  if (known) return known;
  const code = readId("FamilyCode", login);
  return code && completeActivation(table, code, clock);
}
