/** A change of the file that was asked or made: where it stands, what was said, what can still be done about it. */
import { useState } from "preact/hooks";
import type { PartView, RequestView } from "../../../functions/request/contract/file.ts";
import { hasDraft } from "../../shared/drafts.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { isSaidAnew } from "../../shared/request/entering.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { quotientPapers as papers, requests as strings } from "../../strings/fr/request.ts";
import { correctChildPath, correctPath, quotientPath } from "../shell/paths.ts";
import { answerDraft, AnswerForm } from "./AnswerForm.tsx";
import { ExchangeHead } from "./ExchangeHead.tsx";
import { isOpen } from "./exchanges.ts";
import { titleOf, titleOfPart } from "./titles.ts";

const tones = {
  sent: " wait",
  takenInHand: " wait",
  moreAsked: " no",
  accepted: " ok",
  refused: " no",
  withdrawn: " off",
  done: " ok",
} as const;

/** What is asked for in one part of the file. `named`: among others. */
function PartFacts({ part, named }: { readonly part: PartView; readonly named: boolean }) {
  return (
    <>
      {named && <h4>{titleOfPart(part)}</h4>}
      <dl class="facts">
        {part.changes.map(({ field, label, before, after }) => (
          <Fact key={field} name={label} said={after} none={strings.nothing}>
            {!isSaidAnew(part.section) && (
              <p class="small muted">
                {strings.before} : {before ?? strings.nothing}
              </p>
            )}
          </Fact>
        ))}
      </dl>
    </>
  );
}

interface Props {
  readonly request: RequestView;
  readonly onChanged: (next: RequestView) => void;
  readonly onWithdraw: () => void;
}

export function RequestCard({ request, onChanged, onWithdraw }: Props) {
  const { id, section, state, sentAt, more = [], documents, acts } = request;
  const [answering, setAnswering] = useState(() => hasDraft(answerDraft(id)));
  const open = isOpen(request);
  const title = titleOf(request);
  const last = acts.findLast(({ what, text }) => text !== undefined && (what === "refused" || what === "moreAsked"));
  return (
    <li class="card stack tight" id={id}>
      <ExchangeHead
        kind={section === "quotientPapers" ? "quotient" : "file"}
        title={title}
        tone={tones[state]}
        state={strings.states[state]}
      />
      <p class="small muted">
        {state === "done" ? strings.doneOn(datedMoment(sentAt)) : strings.sentOn(datedMoment(sentAt))}
      </p>
      {[request, ...more].map((part) => (
        <PartFacts
          key={`${part.section} ${part.guardianId ?? part.childId ?? ""}`}
          part={part}
          named={more.length > 0}
        />
      ))}
      {documents.length > 0 && (
        <p class="small">{strings.documents([...new Set(documents.map(({ kindName }) => kindName))])}</p>
      )}
      {last && (state === "refused" || state === "moreAsked") && (
        <Notice tone={state === "refused" ? "no" : "wait"} title={strings.states[state]}>
          <p>« {last.text} »</p>
        </Notice>
      )}
      {section === "quotientPapers" && state === "accepted" ? (
        <p>
          <a href={quotientPath}>{papers.seeQuotient}</a>
        </p>
      ) : (
        <p>{strings.next[state]}</p>
      )}
      {acts.length > 1 && (
        <details>
          <summary>{strings.thread}</summary>
          <ol class="plain">
            {acts.map(({ what, at, who, text }, rank) => (
              <li key={`${at} ${rank}`} class="small">
                {strings.acts[what]} · <span class="muted">{strings.who(who, datedMoment(at))}</span>
                {text !== undefined && (
                  <>
                    <br />« {text} »
                  </>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {(open || state === "refused") && (
        <div class="row">
          {open && !answering && (
            <button
              type="button"
              class={state === "moreAsked" ? "button" : "button ghost"}
              aria-label={strings.actOf(strings.answer, title)}
              onClick={() => {
                setAnswering(true);
              }}
            >
              {strings.answer}
            </button>
          )}
          <a
            class={state === "refused" ? "button" : "button ghost"}
            href={
              section === "childRecord" && request.childId !== undefined
                ? correctChildPath(request.childId, id)
                : correctPath(id)
            }
            aria-label={strings.actOf(state === "refused" ? strings.mend : strings.correct, title)}
          >
            {state === "refused" ? strings.mend : strings.correct}
          </a>
          {open && (
            <button
              type="button"
              class="text-button"
              aria-label={strings.actOf(strings.withdraw, title)}
              onClick={onWithdraw}
            >
              {strings.withdraw}
            </button>
          )}
        </div>
      )}
      {answering && (
        <AnswerForm
          request={request}
          onClose={() => {
            setAnswering(false);
          }}
          onAnswered={(next) => {
            setAnswering(false);
            toast(strings.answered);
            onChanged(next);
          }}
        />
      )}
    </li>
  );
}
