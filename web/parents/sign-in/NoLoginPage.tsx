/** « Absence d’identifiant »: who gives one, and what to bring. */
import { OfficeContact, OfficeHours, OpenNow } from "../../shared/office/Office.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { noLogin } from "../../strings/fr/sign-in/no-login.ts";

export function NoLoginPage() {
  const { office } = useTown();
  return (
    <div class="narrow stack">
      <PageHead title={noLogin.title} />
      <section class="card stack">
        <p>{noLogin.text}</p>
        <Notice>
          <p>{noLogin.bring}</p>
        </Notice>
        <h2>{office.name}</h2>
        <OfficeContact />
        <p>
          <OpenNow />
        </p>
        <OfficeHours />
        <a class="button ghost" href="/inscription">
          {noLogin.haveOne}
        </a>
      </section>
    </div>
  );
}
