/** What staff has said of a household that counts in its prices beside its quotient; nothing where it has said nothing. */
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { reading } from "../../shared/useQuery.ts";
import { ownCircumstances as strings } from "../../strings/fr/price.ts";

/** Asked beside the page's own question, not after it. */
export const ownSituation = reading((_: null, signal) => call("price.ownSituation", { signal }));

export function OwnCircumstances({ circumstances }: Pick<Answer<"price.ownSituation">, "circumstances">) {
  if (circumstances.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="prix-aussi">
      <h2 id="prix-aussi">{strings.title}</h2>
      <p class="muted">{strings.text}</p>
      <ul class="plain stack tight">
        {circumstances.map(({ words, from, until }) => (
          <li key={`${words} ${from}`}>
            {words}
            <br />
            <span class="small muted">{strings.span(dateOnly(from), until && dateOnly(until))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
