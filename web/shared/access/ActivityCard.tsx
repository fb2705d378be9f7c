/** What happened to the sign-in: a line that one does not recognise is a reason to act. */
import { useState } from "preact/hooks";
import type { AccessView } from "../../../functions/access/contract/own.ts";
import { access } from "../../strings/fr/access/own-access.ts";
import { datedMoment } from "../format/dates.ts";
import { CardHead } from "../ui/CardHead.tsx";

const strings = access.activity;
const shownFirst = 8;
/** What did not succeed stands out. */
const worrying: ReadonlySet<string> = new Set(["signInFailed", "secondFactorFailed"]);

export function ActivityCard({ access: { activity, activityKeptDays } }: { readonly access: AccessView }) {
  const [all, setAll] = useState(false);
  const shown = all ? activity : activity.slice(0, shownFirst);
  const more = activity.length - shown.length;
  return (
    <section class="card stack tight" aria-labelledby="activite">
      <CardHead id="activite" title={strings.title} text={strings.intro(activityKeptDays)} />
      {activity.length === 0 && <p class="muted">{strings.empty}</p>}
      <ul class="plain lines">
        {shown.map(({ kind, label, at, device, origin }) => (
          <li class="line" key={at + kind}>
            <div>
              <p class={worrying.has(kind) ? "worrying" : undefined}>
                <b>{label}</b>
              </p>
              <p class="small muted">
                {device}. {access.origin(origin)}
              </p>
            </div>
            <p class="small muted when">{datedMoment(at)}</p>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setAll(true);
              document.getElementById("activite")?.focus();
            }}
          >
            {strings.more(more)}
          </button>
        </p>
      )}
    </section>
  );
}
