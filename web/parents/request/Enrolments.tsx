/** Enrolments for the year among what was asked of the office: where each stands, what it said, what happens next. */
import type { EnrolmentsView } from "../../../functions/enrolment/contract.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { enrolments as words } from "../../strings/fr/enrolment.ts";
import { requests as strings } from "../../strings/fr/request.ts";
import { enrolmentsPath } from "../shell/paths.ts";

const tones = {
  asked: " wait",
  onHold: " wait",
  accepted: " ok",
  refused: " no",
  withdrawn: " off",
  ended: " off",
} as const;

/** Latest first, of all the children; those that stopped mattering are on the enrolments' own page. */
export const shownEnrolments = ({ children, today }: EnrolmentsView) =>
  children
    .flatMap(({ firstName, enrolments }) => enrolments.map((one) => ({ ...one, firstName })))
    .filter(({ status, to }) => status !== "withdrawn" && status !== "ended" && to >= today)
    .sort((one, other) => (one.askedAt < other.askedAt ? 1 : -1));

export function Enrolments({ enrolments }: { readonly enrolments: ReturnType<typeof shownEnrolments> }) {
  return (
    <section class="stack tight" aria-labelledby="demandes-inscriptions">
      <h2 id="demandes-inscriptions">{words.title}</h2>
      <ul class="plain stack tight">
        {enrolments.map(({ id, firstName, activityName, from, to, status, reason }) => (
          <li class="card stack tight" key={id}>
            <div class="row between">
              <h3>{strings.ofTitle(activityName, firstName)}</h3>
              <span class={`chip${tones[status]}`}>{words.statuses[status]}</span>
            </div>
            <p>{words.fromTo(dateOnly(from), dateOnly(to))}</p>
            {reason !== undefined && <p>« {reason} »</p>}
            <p class="small muted">{status === "accepted" ? strings.enrolmentAccepted : words.next[status]}</p>
          </li>
        ))}
      </ul>
      <p>
        <a href={enrolmentsPath}>{strings.seeEnrolments}</a>
      </p>
    </section>
  );
}
