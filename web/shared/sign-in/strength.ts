/**
 * How strong a password looks while it is being chosen. The verdict is the server's own rule, run here so that nobody
 * learns it from a refusal; the shades around it only encourage.
 */
import { passwordAdvice, passwordWeakness } from "../../../functions/sign-in/rules/password.ts";

/** The fault of a new password in a form, told with all the others in one round. `missing`: when nothing is typed. */
export function passwordFault(
  password: string,
  identity: readonly string[],
  missing: string,
): { readonly password?: string } {
  const fault = password === "" ? missing : strengthOf(password, identity).advice;
  return fault === null ? {} : { password: fault };
}

/** Index in the words that say it: nothing typed, too weak, not yet enough, good, very good. */
type Level = 0 | 1 | 2 | 3 | 4;

export function strengthOf(
  password: string,
  identity: readonly string[],
): { readonly level: Level; readonly advice: string | null } {
  if (password === "") return { level: 0, advice: null };
  const weakness = passwordWeakness(password, identity);
  const { length } = Array.from(password);
  if (weakness === null) return { level: length >= 16 ? 4 : 3, advice: null };
  const nearly = (weakness === "tooShort" && length >= 8) || weakness === "tooUniform";
  return { level: nearly ? 2 : 1, advice: passwordAdvice[weakness] };
}
