/** « Absence d’identifiant »: who gives one, and what to bring. */
import { OfficeContact, OfficeHours, OpenNow } from "../../shared/office/Office.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { firstRequestPath } from "../shell/paths.ts";
import { noLogin } from "../../strings/fr/sign-in/no-login.ts";

export function NoLoginPage() {
  const { office, firstRequests } = useTown();
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
      {firstRequests && (
        <section class="card stack" aria-labelledby="premiere-demande">
          <h2 id="premiere-demande">{noLogin.offer}</h2>
          <p>{noLogin.offerText}</p>
          <div>
            <a class="button" href={firstRequestPath}>
              {noLogin.offerLink}
            </a>
          </div>
        </section>
      )}
    </div>
  );
}
