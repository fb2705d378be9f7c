/** One absence for several children and days: who, from, to, which of their bookings, one kind; then what became of it. */
import { useRef, useState } from "preact/hooks";
import type { LineAnswer } from "../../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import { readId } from "../../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import {
  absences,
  certificates as certificateWords,
  changes,
  manyAbsences as strings,
} from "../../../strings/fr/booking/actions.ts";
import { ChildChecks } from "../../../shared/booking/patterns/ChildChecks.tsx";
import { keyOfBooking } from "../order.ts";
import { AbsenceCost, useForeseen } from "./AbsenceCost.tsx";
import { AbsenceKinds } from "./AbsenceKinds.tsx";
import { between, certificatesOf, declareAbsences, mayBeAbsent, type CertificateOf } from "./absences.ts";
import { Certificate } from "./Certificate.tsx";
import type { DeclaredAbsence } from "./sendActions.ts";

interface Props {
  readonly bookings: readonly BookingView[];
  readonly family: readonly ChildView[];
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function AbsencesDialog({ bookings, family, onChanged, onClose }: Props) {
  const possible = mayBeAbsent(bookings);
  const [children, setChildren] = useState(family.map(({ id }) => id));
  const first = possible[0]?.date;
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(first);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<DeclaredAbsence>("justified");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [answers, setAnswers] = useState<readonly LineAnswer[] | null>(null);
  const running = useRef(false);

  const named = (line: Pick<BookingView, "childId" | "date">): string =>
    `${family.find(({ id }) => id === line.childId)?.firstName ?? ""}, ${longDay(line.date)}`;
  const found = from && to ? between(possible, { children, from, to: to < from ? from : to }) : [];
  const chosen = found.filter((booking) => !left.includes(keyOfBooking(booking)));
  const foreseen = useForeseen(chosen, kind);
  /** Of each child whose certificate changes what is due: as which document, for which days. */
  const [certificates, setCertificates] = useState<readonly CertificateOf[]>([]);
  const send = async (): Promise<void> => {
    if (running.current || chosen.length === 0) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const declared = await declareAbsences(chosen, kind);
      setCertificates(
        certificatesOf(
          foreseen,
          declared.filter(({ outcome }) => outcome !== "refused"),
        ),
      );
      setAnswers(declared);
      await onChanged();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  const dateField = (id: string, label: string, value: typeof from, min: typeof from, set: typeof setFrom) => (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="date"
        id={id}
        value={value}
        min={min}
        onChange={({ currentTarget }) => {
          set(readId("PlainDate", currentTarget.value) ?? value);
        }}
      />
    </div>
  );

  if (answers) {
    const refused = answers.filter(({ outcome }) => outcome === "refused");
    return (
      <Dialog
        title={strings.done(answers.length - refused.length)}
        onClose={onClose}
        footer={
          <button type="button" class="button" onClick={onClose}>
            {changes.finish}
          </button>
        }
      >
        <div class="stack tight">
          {answers.length > refused.length && <p>{absences.doneNext}</p>}
          {certificates.map((one) => {
            const firstName = family.find(({ id }) => id === one.childId)?.firstName ?? "";
            return (
              <section class="stack tight" key={`${one.childId} ${one.document}`}>
                <h3>{certificateWords.now(firstName)}</h3>
                <Certificate {...one} firstName={firstName} />
              </section>
            );
          })}
          {certificates.length > 0 && <p class="small muted">{certificateWords.later}</p>}
          {refused.length > 0 && (
            <Notice tone="no" title={strings.refused(refused.length)}>
              <ul>
                {refused.map((line) => (
                  <li key={`${named(line)}${line.unitId}`}>
                    {named(line)}. {line.refusal?.sentence ?? changes.refused}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={absences.title}
      onClose={onClose}
      busy={busy}
      footer={
        <>
          <button type="button" class="button ghost" disabled={busy} onClick={onClose}>
            {changes.back}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy || undefined}
            disabled={chosen.length === 0}
            onClick={() => void send()}
          >
            {busy ? changes.busy : strings.confirm(chosen.length)}
          </button>
        </>
      }
    >
      <div class="stack">
        {first === undefined && <p>{strings.none}</p>}
        <ChildChecks
          children={family}
          chosen={children}
          onChange={(next) => {
            setChildren([...next]);
          }}
        />
        <div class="pair">
          {dateField("absence-du", strings.from, from, undefined, setFrom)}
          {dateField("absence-au", strings.to, to, from, setTo)}
        </div>
        <fieldset>
          <legend class="field-label">{strings.which}</legend>
          <p class="small muted" role="status">
            {strings.found(chosen.length, found.length)}
          </p>
          <div class="scroll-checks">
            {found.map((booking) => (
              <label class="tick" key={keyOfBooking(booking)}>
                <input
                  type="checkbox"
                  checked={!left.includes(keyOfBooking(booking))}
                  onChange={({ currentTarget }) => {
                    const own = keyOfBooking(booking);
                    setLeft(currentTarget.checked ? left.filter((key) => key !== own) : [...left, own]);
                  }}
                />
                <span>
                  {named(booking)}
                  <small class="muted choice-hint">{booking.unitName}</small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {chosen.some(({ cancellable }) => cancellable) && (
          <Notice>
            <p>{strings.cancelRather(chosen.filter(({ cancellable }) => cancellable).length)}</p>
          </Notice>
        )}
        <AbsenceKinds kind={kind} onKind={setKind} />
        <AbsenceCost lines={foreseen} />
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>
              {problem.detail} {problem.answerLost && changes.again}
            </p>
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
