/** The front door: identification, the office, the notice on personal data. */
import { useState } from "preact/hooks";
import { SignInForm } from "../../shared/sign-in/SignInForm.tsx";
import { takeWord } from "../../shared/flash.ts";
import { OfficeContact, OfficeHours, OpenNow } from "../../shared/office/Office.tsx";
import { useTitle } from "../../shared/router.ts";
import { useTown } from "../../shared/town.ts";
import { Icon, type IconName } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { simulatorPath } from "../shell/paths.ts";
import { signIn as strings } from "../../strings/fr/sign-in/sign-in.ts";
import { common } from "../../strings/fr/common.ts";
import { shell } from "../../strings/fr/shell.ts";

const stepIcons: readonly IconName[] = ["clock", "calendarPlus", "calendar"];

interface Props {
  /** Why someone who asked for another page sees this one. */
  readonly reason: "asked" | "ended" | "first";
}

export function SignInPage({ reason }: Props) {
  const { office } = useTown();
  const [word] = useState(takeWord);
  return (
    <>
      <div class="band">
        <div class="hero page">
          <div class="hero-text">
            <h1 {...useTitle(strings.title, common.portal)}>{strings.hero}</h1>
            <p class="muted">{strings.heroText}</p>
            <ul class="plain hero-steps">
              {strings.steps.map((step, index) => (
                <li key={step}>
                  <span class="tile">
                    <Icon name={stepIcons[index] ?? "check"} />
                  </span>
                  {step}
                </li>
              ))}
            </ul>
          </div>
          <section class="card sign-in" aria-labelledby="identification">
            <h2 id="identification">{strings.title}</h2>
            {word !== null && (
              <Notice tone="ok" live>
                <p>{word}</p>
              </Notice>
            )}
            {reason === "ended" && (
              <Notice tone="wait" title={shell.sessionEnded.title} live>
                <p>{shell.sessionEnded.text}</p>
              </Notice>
            )}
            {reason === "first" && word === null && (
              <Notice title={shell.signInFirst.title}>
                <p>{shell.signInFirst.text}</p>
              </Notice>
            )}
            <SignInForm role="guardian" loginHint={strings.loginHint} />
            <p class="row between">
              <a class="tap" href="/mot-de-passe-oublie">
                {strings.forgot}
              </a>
              <a class="tap" href="/absence-identifiant">
                {strings.noLogin}
              </a>
            </p>
            <hr />
            <a class="button ghost wide" href="/inscription">
              {strings.first}
            </a>
          </section>
        </div>
      </div>
      <div class="page three">
        <section class="card">
          <h2>{office.name}</h2>
          <OfficeContact />
          <p>
            <OpenNow />
          </p>
          {office.note !== undefined && <p class="small muted">{office.note}</p>}
        </section>
        <section class="card">
          <h2>{strings.hours}</h2>
          <OfficeHours />
        </section>
        <div class="stack">
          <section class="card">
            <h2>{strings.pricesTitle}</h2>
            <p class="small muted">{strings.pricesText}</p>
            <p class="small">
              <a class="tap" href={simulatorPath}>
                {shell.pages.simulator}
              </a>
            </p>
          </section>
          <section class="card">
            <h2>{strings.privacyTitle}</h2>
            <p class="small muted">{strings.privacyText}</p>
            <p class="small">
              <a class="tap" href="/donnees-personnelles">
                {strings.privacyLink}
              </a>
              <br />
              <a class="tap" href="/accessibilite">
                {strings.accessibility}
              </a>
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
