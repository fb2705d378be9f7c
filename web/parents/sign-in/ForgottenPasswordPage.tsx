import { ForgottenPassword } from "../../shared/sign-in/ForgottenPassword.tsx";
import { CallTheOffice, NothingCame } from "../../shared/sign-in/NothingCame.tsx";
import { nothingCame } from "../../strings/fr/sign-in/nothing-came.ts";
import { shell } from "../../strings/fr/shell.ts";

/** « Mot de passe oublié », on the families' site. */
export function ForgottenPasswordPage() {
  return (
    <ForgottenPassword
      home={{ label: shell.home, href: "/" }}
      help={
        <>
          <NothingCame checks={nothingCame.forgotten}>
            <a class="button ghost" href="/inscription">
              {nothingCame.firstConnection}
            </a>
          </NothingCame>
          <CallTheOffice />
        </>
      }
    />
  );
}
