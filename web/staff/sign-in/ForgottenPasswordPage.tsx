import { ForgottenPassword } from "../../shared/sign-in/ForgottenPassword.tsx";
import { staff } from "../../strings/fr/staff.ts";

/** « Mot de passe oublié », on the staff's site; a staff member's first access ends here too. */
export function ForgottenPasswordPage() {
  return <ForgottenPassword home={{ label: staff.title, href: "/agents" }} />;
}
