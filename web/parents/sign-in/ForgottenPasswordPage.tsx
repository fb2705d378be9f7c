import { ForgottenPassword } from "../../shared/sign-in/ForgottenPassword.tsx";
import { shell } from "../../strings/fr/shell.ts";

/** « Mot de passe oublié », on the families' site. */
export function ForgottenPasswordPage() {
  return <ForgottenPassword home={{ label: shell.home, href: "/" }} />;
}
