/** What stands in « Suivre mes demandes » beside the changes of the file: bookings, enrolments, supporting documents. */
import type { ChildView } from "../../../functions/family/contract.ts";
import { dateOnly, datedMoment, fullDay } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { documents as documentWords } from "../../strings/fr/document/document.ts";
import { enrolments as enrolmentWords } from "../../strings/fr/enrolment.ts";
import { lackingDocuments } from "../../strings/fr/document/lacking.ts";
import { requests as strings } from "../../strings/fr/request.ts";
import { placeOf } from "../document/owner.ts";
import { changesPath, documentsPath, enrolmentsPath } from "../shell/paths.ts";
import { looks } from "../history/acts.ts";
import { ExchangeHead } from "./ExchangeHead.tsx";
import type { Exchange } from "./exchanges.ts";

type Of<K extends Exchange["kind"]> = Extract<Exchange, { readonly kind: K }>;

interface BookingProps {
  readonly exchange: Of<"booking">;
  readonly family: readonly ChildView[];
}

/** A booking that waits for the office's word, or about which something is asked after its deadline. */
export function WaitingBooking({ exchange: { booking }, family }: BookingProps) {
  const { asked, date, childId, activityName, unitName } = booking;
  return (
    <li class="card stack tight">
      <ExchangeHead
        kind="booking"
        title={capitalised(fullDay(date))}
        tone=" wait"
        state={asked?.what === "change" ? strings.changeState : asked ? strings.cancelState : strings.bookingState}
      />
      <p>
        {family.find(({ id }) => id === childId)?.firstName}, {activityName}, {unitName}
      </p>
      <p class="small muted">{strings.bookingNext}</p>
      <p>
        <a href={changesPath}>{strings.seeBookings}</a>
      </p>
    </li>
  );
}

/** What the office did to bookings: its answer to what was asked, or an act of its own with its reason. */
export function OfficeAct({ exchange: { act } }: { readonly exchange: Of<"act"> }) {
  const { first, entries } = act;
  const { what, label, detail, reason, childName, unitName, activityName, at } = first;
  return (
    <li class="card stack tight">
      <ExchangeHead
        kind="booking"
        title={
          entries.length === 1 ? capitalised(fullDay(first.date)) : strings.days(entries.length, dateOnly(first.date))
        }
        tone={` ${looks[what].tone}`}
        state={label}
      />
      <p>{[childName, activityName, unitName].filter((name) => name !== undefined).join(", ")}</p>
      <p class="small muted">{strings.answeredOn(datedMoment(at))}</p>
      {detail !== undefined && <p class="small">{detail}</p>}
      {reason !== undefined && <p>« {reason} »</p>}
    </li>
  );
}

const enrolmentTones = {
  asked: " wait",
  onHold: " wait",
  accepted: " ok",
  refused: " no",
  withdrawn: " off",
  ended: " off",
} as const;

export function EnrolmentLine({ exchange: { enrolment, firstName } }: { readonly exchange: Of<"enrolment"> }) {
  const { activityName, from, to, status, reason, askedAt, byOffice, endsFrom } = enrolment;
  return (
    <li class="card stack tight">
      <ExchangeHead
        kind="enrolment"
        title={strings.ofTitle(activityName, firstName)}
        tone={enrolmentTones[status]}
        state={enrolmentWords.statuses[status]}
      />
      <p class="small muted">
        {byOffice ? strings.enteredOn(datedMoment(askedAt)) : strings.sentOn(datedMoment(askedAt))}
      </p>
      <p>{enrolmentWords.fromTo(dateOnly(from), dateOnly(endsFrom ?? to))}</p>
      {reason !== undefined && <p>« {reason} »</p>}
      <p class="small muted">
        {status === "accepted" ? strings.enrolmentAccepted : enrolmentWords.next[status]}{" "}
        <a href={enrolmentsPath}>{strings.seeEnrolments}</a>
      </p>
    </li>
  );
}

/** A supporting document that the office is to check, or could not take. */
export function DocumentLine({ exchange: { need, child } }: { readonly exchange: Of<"document"> }) {
  const { kind, name, standing, reason, refusedAt } = need;
  const refused = standing === "refused";
  const title = lackingDocuments.one(name, child?.firstName);
  const href = `${documentsPath}#${placeOf(child ? { childId: child.id } : {}, kind)}`;
  return (
    <li class="card stack tight">
      <ExchangeHead
        kind="document"
        title={title}
        tone={refused ? " no" : " wait"}
        state={documentWords.statuses[refused ? "refused" : "toCheck"]}
      />
      {refused && refusedAt !== undefined && <p class="small muted">{strings.answeredOn(datedMoment(refusedAt))}</p>}
      {refused && reason !== undefined && <p>« {reason} »</p>}
      <p class="small muted">{refused ? strings.documentRefused : strings.documentNext}</p>
      <p>
        <a class={refused ? "button" : undefined} href={href}>
          {refused ? lackingDocuments.send : strings.seeDocument}
          <span class="visually-hidden"> : {title}</span>
        </a>
      </p>
    </li>
  );
}
