import { ForgottenPassword } from "../../shared/sign-in/ForgottenPassword.tsx";
import { NothingCame } from "../../shared/sign-in/NothingCame.tsx";
import { nothingCame } from "../../strings/fr/sign-in/nothing-came.ts";
import { staff } from "../../strings/fr/staff.ts";

/** « Mot de passe oublié », on the staff's site; a staff member's first access ends here too. */
export function ForgottenPasswordPage() {
  return (
    <ForgottenPassword
      home={{ label: staff.title, href: "/agents" }}
      help={<NothingCame checks={nothingCame.staff} />}
    />
  );
}
