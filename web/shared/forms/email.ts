/** The shape of an e-mail address, so that a slip is told with the other faults of a form. The server decides. */
import { forms as strings } from "../../strings/fr/forms.ts";

export function emailFault(typed: string, missing: string): { readonly email?: string } {
  const email = typed.trim();
  if (email === "") return { email: missing };
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/u.test(email) ? {} : { email: strings.incompleteEmail };
}
