/** What a file of quotients would change, line by line; then how far its entry is, and what became of each line. */
import { useState } from "preact/hooks";
import type { QuotientFinding } from "../../../../functions/quotient/contract/bulk.ts";
import { ErrorSummary } from "../../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../../shared/forms/useForm.ts";
import { dateOnly, monthWords } from "../../../shared/format/dates.ts";
import { euros } from "../../../shared/format/euros.ts";
import { DownloadLink } from "../../../shared/ui/DownloadLink.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { bulkQuotients as strings } from "../../../strings/fr/quotient/bulk.ts";
import { quotient as shared } from "../../../strings/fr/quotient/quotient.ts";
import { familyPath } from "../../shell/paths.ts";
import { missingReason, ReasonField } from "../../ui/ReasonField.tsx";
import { refusedFile } from "./refused.ts";
import { isToEnter, type BulkActs, type Row } from "./useBulk.ts";

/** Lines shown before one asks for more. */
const pageSize = 50;

/** `out`: what is not entered, whatever the reason. */
type Filter = "changes" | "out" | "same";
type Shown = Row | { readonly fault: QuotientFinding };

const outcomeOf = ({ compared, entered }: Row): Filter => {
  if (entered) return entered.outcome === "refused" ? "out" : entered.outcome === "same" ? "same" : "changes";
  const outcome = compared?.outcome;
  if (outcome === "kept" || outcome === "refused") return "out";
  return outcome === "same" ? "same" : "changes";
};
const lineOf = (one: Shown): number => ("fault" in one ? one.fault.line : one.said.line);

export function Preview({ acts, fileName }: { readonly acts: BulkActs; readonly fileName: string }) {
  const { bulk } = acts;
  const { step, rows, file, done, total, problem } = bulk;
  const [filter, setFilter] = useState<Filter>("changes");
  const [most, setMost] = useState(pageSize);
  const faults = (file?.faults ?? []).map((fault): Shown => ({ fault }));
  const of = (wanted: Filter): readonly Shown[] =>
    [...rows.filter((row) => outcomeOf(row) === wanted), ...(wanted === "out" ? faults : [])].sort(
      (one, other) => lineOf(one) - lineOf(other),
    );
  const shown = of(filter);
  const working = step === "comparing" || step === "entering";
  return (
    <>
      <section class="card stack tight" aria-label={strings.sums}>
        <h2>{strings.ofFile(fileName, file?.lineCount ?? 0)}</h2>
        {working && (
          <>
            <progress aria-label={strings.steps[step]} value={done} max={Math.max(1, total)} />
            <p role="status">
              {strings.steps[step]} {strings.progress(done, total)}
            </p>
          </>
        )}
        {step === "entering" && (
          <div>
            <button type="button" class="button ghost" onClick={acts.pause}>
              {strings.pause}
            </button>
          </div>
        )}
        {(step === "ready" || step === "paused") && <EnterForm acts={acts} left={rows.filter(isToEnter).length} />}
        {step === "done" && (
          <Notice tone="ok" title={strings.doneTitle} live>
            <p>{strings.doneText(rows.filter(({ entered }) => entered?.outcome === "entered").length)}</p>
          </Notice>
        )}
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>
              {problem.detail} {strings.goOnText}
            </p>
          </Notice>
        )}
        {file && file.ignoredColumns.length > 0 && <p class="small muted">{strings.ignored(file.ignoredColumns)}</p>}
        {file && file.notices.length > 0 && (
          <details>
            <summary>{strings.notices(file.notices.length)}</summary>
            <ul class="small">
              {file.notices.slice(0, pageSize).map(({ line, reason }) => (
                <li key={`${line} ${reason}`}>
                  {strings.line(line)} : {reason}
                </li>
              ))}
            </ul>
          </details>
        )}
        {!working && (
          <div>
            <button type="button" class="text-button" onClick={acts.forget}>
              {strings.another}
            </button>
          </div>
        )}
      </section>
      <Segmented
        legend={strings.filter}
        legendHidden
        value={filter}
        onChange={(wanted) => {
          setFilter(wanted);
          setMost(pageSize);
        }}
        options={(["changes", "out", "same"] as const).map((value) => ({
          value,
          label: strings.filters[value](of(value).length),
        }))}
      />
      {filter === "out" && shown.length > 0 && !working && (
        <div>
          <DownloadLink
            text={refusedFile(
              rows.filter((row) => outcomeOf(row) === "out"),
              file?.faults ?? [],
            )}
            file={strings.refusedFile(fileName)}
            label={strings.download}
          />
        </div>
      )}
      <section class="card" aria-label={strings.lines}>
        {shown.length === 0 ? (
          <p class="muted">{strings.none}</p>
        ) : (
          <ol class="plain closures">
            {shown.slice(0, most).map((one) => (
              <li key={lineOf(one)} class="stack tight">
                {"fault" in one ? <FaultLine {...one.fault} /> : <RowLine row={one} />}
              </li>
            ))}
          </ol>
        )}
        {shown.length > most && (
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setMost(most + pageSize);
            }}
          >
            {strings.more}
          </button>
        )}
      </section>
    </>
  );
}

function EnterForm({ acts, left }: { readonly acts: BulkActs; readonly left: number }) {
  const form = useForm({
    name: "quotients-motif",
    initial: { reason: "" },
    kept: ["reason"],
    keptAfterSending: true,
    check: ({ reason }) => missingReason(reason),
    submit: ({ reason }) => acts.enter(reason.trim()),
  });
  if (left === 0) return <p>{strings.nothingToEnter}</p>;
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["reason"]} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <div>
        <SubmitButton busy={form.busy} label={strings.enter(left)} busyLabel={strings.steps.entering} />
      </div>
    </form>
  );
}

function RowLine({ row: { said, compared, entered } }: { readonly row: Row }) {
  const stands = compared?.stands;
  const reason = entered?.reason ?? compared?.reason;
  const word = entered ? strings.entered[entered.outcome] : compared ? strings.outcomes[compared.outcome] : null;
  const code = compared?.familyCode ?? said.familyCode;
  return (
    <>
      <div class="row between">
        <span>
          <span class="small muted">{strings.line(said.line)} · </span>
          <a href={`${familyPath(code)}/quotient`}>
            <b>{compared?.familyName ?? code}</b>
          </a>{" "}
          <span class="muted">{code}</span>
        </span>
        {word && <span class={`chip ${word.tone}`}>{word.text}</span>}
      </div>
      <p>
        {monthWords(said.month)} : {stands !== undefined && <>{stands ? euros(stands.value) : strings.withdrawn} → </>}
        <b>{euros(said.value)}</b>
        <br />
        <span class="small muted">
          {shared.origins[said.origin]}, {shared.fromTo(dateOnly(said.from), dateOnly(said.until))}
        </span>
      </p>
      {reason !== undefined && <p class="small">{reason}</p>}
    </>
  );
}

const FaultLine = ({ line, column, reason }: QuotientFinding) => (
  <>
    <div class="row between">
      <span class="small muted">{strings.line(line)}</span>
      <span class="chip no">{strings.outcomes.refused.text}</span>
    </div>
    <p>
      {column !== undefined && <b>{column} : </b>}
      {reason}
    </p>
  </>
);
