import { Problem } from "../http/problem.ts";

/** A mailed code is wrong or over, or nobody was sent one: the same words. */
export function refuseCode(): never {
  const message =
    "Ce code est faux, ou n’est plus valable. Vérifiez le dernier mail reçu, ou demandez un nouveau code.";
  throw new Problem("code.refused", { detail: message, errors: [{ field: "code", message }] });
}
