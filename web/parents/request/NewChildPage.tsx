/**
 * « Ajouter un enfant »: a birth, an adoption, an arrival. Reached from the bookings too, and back to them: what was
 * chosen there is kept.
 */
import { useState } from "preact/hooks";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { newChild as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { Entering } from "./Entering.tsx";

/** The page of the bookings that led here: no other address is followed. */
function cameFrom(): string | null {
  const from = new URLSearchParams(window.location.search).get("retour") ?? "";
  return /^\/inscrire(?:\/[a-z0-9-]{2,60})?$/u.test(from) ? from : null;
}

export function NewChildPage() {
  const [from] = useState(cameFrom);
  return (
    <div class="stack reading">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {from !== null && (
        <p>
          <a href={from}>{strings.goBack}</a> <span class="muted">{strings.goBackText}</span>
        </p>
      )}
      <Entering
        section="newChild"
        another={strings.another}
        {...(from === null ? {} : { from: { href: from, label: strings.goBack } })}
      />
    </div>
  );
}
