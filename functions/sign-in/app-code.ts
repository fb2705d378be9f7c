import { Problem } from "../http/problem.ts";

/** The code of the authenticator app is wrong: phones whose clock is off are the usual cause. */
export function refuseAppCode(): never {
  const message =
    "Ce code est faux ou périmé. Attendez le suivant dans l’application (il change toutes les 30 secondes) et vérifiez l’heure du téléphone.";
  throw new Problem("code.refused", { detail: message, errors: [{ field: "code", message }] });
}
