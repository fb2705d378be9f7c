/** The staff's front door. */
import { useState } from "preact/hooks";
import { SignInForm } from "../../shared/sign-in/SignInForm.tsx";
import { takeWord } from "../../shared/flash.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { shell } from "../../strings/fr/shell.ts";
import { staffSignIn as strings } from "../../strings/fr/sign-in/sign-in.ts";

export function SignInPage({ ended }: { readonly ended: boolean }) {
  const [word] = useState(takeWord);
  return (
    <div class="narrow stack">
      <div class="stack tight">
        <Title text={strings.signIn} />
        <p class="muted">{strings.signInText}</p>
      </div>
      {word !== null && (
        <Notice tone="ok" live>
          <p>{word}</p>
        </Notice>
      )}
      {ended && (
        <Notice tone="wait" title={shell.sessionEnded.title} live>
          <p>{shell.sessionEnded.text}</p>
        </Notice>
      )}
      <section class="card stack" aria-label={strings.signIn}>
        <SignInForm role="staff" loginHint={strings.loginHint} />
        <a class="tap" href="/agents/mot-de-passe-oublie">
          {strings.forgot}
        </a>
      </section>
      <p class="small">
        <a class="tap" href="/">
          {strings.families}
        </a>
      </p>
    </div>
  );
}
