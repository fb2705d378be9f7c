/** The terms of use in full, as the town's configuration has them. */
import { id } from "../../../functions/kernel/ids.ts";
import { legal as strings } from "../../strings/fr/legal.ts";
import { dateOnly } from "../format/dates.ts";
import { LegalTexts } from "./LegalTexts.tsx";

export function TermsText({ level }: { readonly level: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <LegalTexts>
      {({ terms }) => (
        <div class="prose">
          <p class="muted">{strings.terms.version(dateOnly(id("PlainDate", terms.version)))}</p>
          {terms.paragraphs.map(({ title, text }) => (
            <section key={title}>
              <Heading>{title}</Heading>
              <p>{text}</p>
            </section>
          ))}
        </div>
      )}
    </LegalTexts>
  );
}
