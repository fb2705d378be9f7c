import { passwordAdvice, passwordWeakness } from "./rules/password.ts";
import { Problem } from "../http/problem.ts";

/** Throws `password.weak` or `request.invalid` with the field at fault, before anything is asked of the user pool. */
export function checkNewPassword(password: string, again: string, identity: readonly string[]): void {
  if (password !== again)
    throw new Problem("request.invalid", {
      detail: "Les deux mots de passe ne sont pas les mêmes.",
      errors: [{ field: "passwordAgain", message: "Saisissez deux fois le même mot de passe." }],
    });
  const weakness = passwordWeakness(password, identity);
  if (weakness) refuseWeak(passwordAdvice[weakness]);
}

/** The pool itself found the password too weak. */
export function refuseWeak(advice: string = passwordAdvice.tooShort): never {
  throw new Problem("password.weak", { detail: advice, errors: [{ field: "password", message: advice }] });
}
