/** Pages that anyone can read: terms, personal data, accessibility, contact. */
import { capitalised } from "../../shared/format/text.ts";
import { OfficeContact, OfficeHours, OpenNow } from "../../shared/office/Office.tsx";
import { PrivacyText } from "../../shared/legal/LegalTexts.tsx";
import { TermsText } from "../../shared/legal/TermsText.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { BackToStep } from "../shell/BackToStep.tsx";
import { legal as strings } from "../../strings/fr/legal.ts";
import { shell } from "../../strings/fr/shell.ts";

export function Terms() {
  return (
    <div class="stack">
      <PageHead title={strings.terms.title} trail={[{ label: shell.groups.documents }]} />
      <section class="card">
        <TermsText level={2} />
      </section>
    </div>
  );
}

export function Privacy() {
  const town = useTown();
  return (
    <div class="stack">
      <PageHead title={strings.privacy.title} />
      <section class="card prose">
        <PrivacyText />
        <h2>{strings.privacy.contact}</h2>
        <p>
          {strings.privacy.write}
          <br />
          {town.dataProtectionContact}
        </p>
      </section>
    </div>
  );
}

export function Accessibility() {
  const { nameInSentence } = useTown();
  const { accessibility } = strings;
  return (
    <div class="stack">
      <PageHead title={accessibility.title} />
      <section class="card prose">
        <p>{accessibility.statement(capitalised(nameInSentence))}</p>
        <h2>{accessibility.state}</h2>
        <p>{accessibility.stateText}</p>
        <h2>{accessibility.done}</h2>
        <ul>
          {accessibility.doneList.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <h2>{accessibility.missing}</h2>
        <p>{accessibility.missingText}</p>
        <h2>{accessibility.help}</h2>
        <p>{accessibility.helpText}</p>
        <OfficeContact />
        <h2>{accessibility.appeal}</h2>
        <p>{accessibility.appealText}</p>
      </section>
    </div>
  );
}

export function Contact() {
  const { office } = useTown();
  return (
    <div class="stack">
      <PageHead title={strings.contact.title} trail={[{ label: shell.groups.contacts }]} />
      <BackToStep />
      <div class="two">
        <section class="card">
          <h2>{office.name}</h2>
          <OfficeContact />
          <p>
            <OpenNow />
          </p>
        </section>
        <section class="card">
          <h2>{strings.contact.hours}</h2>
          <OfficeHours />
          {office.note !== undefined && <p class="small muted">{office.note}</p>}
        </section>
      </div>
    </div>
  );
}
