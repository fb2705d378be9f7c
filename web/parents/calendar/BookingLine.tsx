/** One booking, and its cancellation in two steps: ask, then do. */
import { useState } from "preact/hooks";
import type { BookingView } from "../../../functions/contract/bookings.ts";
import type { ChildView } from "../../../functions/contract/family.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { plain } from "../../shared/format/calendar.ts";
import { clockTime, longDay, longMoment, timeLeft } from "../../shared/format/dates.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { toast } from "../../shared/ui/live.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { calendar as strings } from "../../strings/fr/calendar.ts";
import { cancelBooking } from "./cancel.ts";

interface Props {
  readonly booking: BookingView;
  readonly family: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
}

export function BookingLine({ booking, family, now, onChanged }: Props) {
  const rank = family.findIndex(({ id }) => id === booking.childId);
  const name = family[rank]?.firstName ?? "";
  return (
    <article class="booking-line">
      <p class="booking-who"><Avatar name={name} rank={Math.max(0, rank)} /> <span><b>{name}</b> · {booking.unitName}</span></p>
      <p class="small muted">{booking.activityName}, {strings.at(booking.siteName, clockTime(booking.from), clockTime(booking.to))}</p>
      <Fate booking={booking} name={name} now={now} onChanged={onChanged} />
    </article>
  );
}

type Step = "shown" | "asking" | "sending";

function Fate({ booking, name, now, onChanged }: { readonly booking: BookingView; readonly name: string; readonly now: number; readonly onChanged: () => Promise<void> }) {
  const [step, setStep] = useState<Step>("shown");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const day = longDay(booking.date);

  const cancel = async (): Promise<void> => {
    setStep("sending");
    setProblem(null);
    try {
      const answer = await cancelBooking(booking);
      if (answer?.outcome === "cancelled") toast(strings.done(name, day));
      else setRefusal(answer?.refusal?.sentence ?? strings.locked);
      setStep("shown");
      await onChanged();
    } catch (error) {
      setProblem(asProblem(error));
      setStep("asking");
    }
  };

  if (!booking.cancellable) {
    // A day of the past needs no advice.
    return booking.date < plain(new Date(now)) ? null : <p class="small muted booking-state"><Icon name="lock" size={16} /> {strings.locked}</p>;
  }
  const left = timeLeft(now, booking.cancelBefore);
  return (
    <>
      {left !== null && <p class="small booking-state"><Icon name="clock" size={16} /> {strings.cancellable(longMoment(booking.cancelBefore), left)}</p>}
      {refusal !== null && <Notice tone="no" live><p>{refusal}</p></Notice>}
      {step === "shown" ? (
        <p class="no-print"><button type="button" class="text-button danger-text" onClick={() => { setStep("asking"); }}>{strings.cancel}<span class="visually-hidden"> : {name}, {day}, {booking.unitName}</span></button></p>
      ) : (
        <div class="ask" role="group" aria-label={strings.cancel}>
          <p role="status"><b>{strings.ask(name, day, booking.unitName)}</b> {strings.askNote}</p>
          {problem && <Notice tone="no" title={problem.title} live><p>{problem.detail} {problem.answerLost && strings.again}</p></Notice>}
          <p class="row">
            <button type="button" class="button ghost" disabled={step === "sending"} onClick={() => { setStep("shown"); }}>{strings.keep}</button>
            <button type="button" class="button danger" aria-disabled={step === "sending" || undefined} onClick={() => { if (step === "asking") void cancel(); }}>
              {step === "sending" ? strings.busy : strings.confirm}
            </button>
          </p>
        </div>
      )}
    </>
  );
}
