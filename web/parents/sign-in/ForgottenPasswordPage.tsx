import { ForgotPassword } from "../../shared/sign-in/ForgottenPassword.tsx";
import { shell } from "../../strings/fr/shell.ts";

/** « Mot de passe oublié », on the families' site. */
export function Forgot() {
  return <ForgotPassword home={{ label: shell.home, href: "/" }} />;
}
