/**
 * One request: what was, what is asked for, what stands now, the document beside, and the word on it, by one click or one
 * key. A decision can be taken back for ten seconds, before the family is told.
 */
import { useEffect, useState } from "preact/hooks";
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { readId, tidyLogin } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment, millisecondsUntil } from "../../shared/format/dates.ts";
import { entersSomebody } from "../../shared/request/entering.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { serverNow } from "../../shared/clock.ts";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { Preview } from "../document/Preview.tsx";
import { familyPath, requestsPath } from "../shell/paths.ts";
import { accept, take, undo } from "./decide.ts";
import { Namesakes } from "./Namesakes.tsx";
import { NoteDialog } from "./NoteDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { requestOf } from "./requestsOf.ts";

interface Props {
  readonly familyCode: string;
  readonly requestId: string;
}

export function RequestPage({ familyCode, requestId }: Props) {
  const [code, id] = [readId("FamilyCode", tidyLogin(familyCode)), readId("RequestId", requestId.replace("-", "."))];
  return (
    <div class="stack">
      <p>
        <a href={requestsPath}>{strings.back}</a>
      </p>
      {code && id && <Opened asked={{ familyCode: code, requestId: id }} />}
    </div>
  );
}

function Opened({ asked }: { readonly asked: Parameters<typeof requestOf.read>[0] }) {
  const { data, problem, reload } = useQuery(requestOf, asked);
  /** As the last act left it, which the reading does not know yet. */
  const [acted, setActed] = useState<OfficeRequest | null>(null);
  const request = acted && data && acted.version >= data.version ? acted : data;
  if (problem && !request)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  return request ? (
    <Decision
      request={request}
      onActed={setActed}
      onReload={async () => {
        setActed(null);
        await reload();
      }}
    />
  ) : (
    <CardsSkeleton cards={2} lines={5} />
  );
}

interface DecisionProps {
  readonly request: OfficeRequest;
  readonly onActed: (next: OfficeRequest) => void;
  readonly onReload: () => Promise<void>;
}

const isOpen = ({ state }: OfficeRequest): boolean => ["sent", "takenInHand", "moreAsked"].includes(state);

function Decision({ request, onActed, onReload }: DecisionProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState<"refuse" | "askMore" | "note" | null>(null);
  const act = async (what: () => Promise<OfficeRequest>, word: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      onActed(await what());
      toast(word);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const { holder } = request;
  const held = holder !== undefined && !holder.you;
  const open = isOpen(request);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !open || held || asking) return;
      if (event.key === "a") void act(() => accept(request), strings.accepted);
      else if (event.key === "r") setAsking("refuse");
      else if (event.key === "c") setAsking("askMore");
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  });
  const title = request.whose === undefined ? request.title : words.ofTitle(request.title, request.whose);
  const done = (word: string) => (next: OfficeRequest) => {
    setAsking(null);
    toast(word);
    onActed(next);
  };
  return (
    <>
      <div class="stack tight">
        <Title text={`${title} · ${request.familyName}`} />
        <p class="row">
          <span class="chip">{words.states[request.state]}</span>
          <span class="muted">{words.sentOn(datedMoment(request.sentAt))}</span>
          {holder && <span class="chip wait">{holder.you ? strings.heldByYou : strings.heldBy(holder.byName)}</span>}
          <a href={familyPath(request.familyCode)}>{strings.family}</a>
        </p>
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            setProblem(null);
            void onReload();
          }}
        />
      )}
      <Undoing request={request} busy={busy} onUndo={() => void act(() => undo(request), strings.undone)} />
      <div class={request.papers.length > 0 ? "request-beside" : "stack"}>
        <div class="stack">
          {open && request.section === "newChild" && <Namesakes request={request} />}
          <Difference request={request} />
          {open && (
            <div class="row">
              <button
                type="button"
                class="button"
                disabled={held}
                aria-disabled={busy || undefined}
                onClick={() => void act(() => accept(request), strings.accepted)}
              >
                {strings.accept}
              </button>
              <button type="button" class="button ghost" disabled={held} onClick={() => setAsking("askMore")}>
                {strings.askMore}
              </button>
              <button type="button" class="button danger" disabled={held} onClick={() => setAsking("refuse")}>
                {strings.refuse}
              </button>
              {!holder?.you && (
                <button
                  type="button"
                  class="text-button"
                  onClick={() => void act(() => take(request, held), strings.taken)}
                >
                  {held ? strings.takeOver : strings.take}
                </button>
              )}
            </div>
          )}
          <Thread request={request} onNote={() => setAsking("note")} />
        </div>
        <Papers request={request} />
      </div>
      {(asking === "refuse" || asking === "askMore") && (
        <ReasonDialog
          request={request}
          what={asking}
          onClose={() => setAsking(null)}
          onDone={done(asking === "refuse" ? strings.refused : strings.asked)}
        />
      )}
      {asking === "note" && (
        <NoteDialog request={request} onClose={() => setAsking(null)} onDone={done(strings.noted)} />
      )}
    </>
  );
}

/** « Annuler », while the decision can be taken back. */
function Undoing({
  request: { undoUntil, state },
  busy,
  onUndo,
}: {
  readonly request: OfficeRequest;
  readonly busy: boolean;
  readonly onUndo: () => void;
}) {
  const left = (): number =>
    undoUntil === undefined ? 0 : Math.max(0, Math.ceil(millisecondsUntil(serverNow(), undoUntil) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => {
      setSeconds(left());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [undoUntil]);
  if (state !== "accepted" && state !== "refused") return null;
  return (
    <Notice
      tone={state === "accepted" ? "ok" : "wait"}
      title={state === "accepted" ? strings.accepted : strings.refused}
    >
      <p>{seconds > 0 ? strings.toldSoon : strings.told}</p>
      {seconds > 0 && (
        <button type="button" class="button ghost" aria-disabled={busy || undefined} onClick={onUndo}>
          <span aria-hidden="true">{strings.undoFor(seconds)}</span>
          <span class="visually-hidden">{strings.undo}</span>
        </button>
      )}
    </Notice>
  );
}

function Difference({ request: { changes, standing, section } }: { readonly request: OfficeRequest }) {
  const isNew = entersSomebody(section);
  const anyMoved = standing.some(({ moved }) => moved);
  return (
    <section class="card stack tight" aria-labelledby="ce-qui-change">
      <h2 id="ce-qui-change">{strings.difference}</h2>
      <table class="difference">
        <thead>
          <tr>
            <th scope="col">{strings.field}</th>
            {!isNew && <th scope="col">{strings.before}</th>}
            <th scope="col">{strings.after}</th>
            {anyMoved && !isNew && <th scope="col">{strings.now}</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, label, before, after }, rank) => {
            const now = standing[rank];
            return (
              <tr key={field}>
                <th scope="row">{label}</th>
                {!isNew && (
                  <td class="muted" data-label={strings.before}>
                    {before ?? strings.nothing}
                  </td>
                )}
                <td data-label={strings.after}>
                  <b>{after ?? strings.nothing}</b>
                </td>
                {anyMoved && !isNew && (
                  <td data-label={strings.now}>
                    {now?.said ?? strings.nothing}
                    {now?.moved && (
                      <>
                        <br />
                        <span class="chip no">{strings.moved}</span>
                      </>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Thread({ request: { acts }, onNote }: { readonly request: OfficeRequest; readonly onNote: () => void }) {
  return (
    <section class="card stack tight" aria-labelledby="echanges">
      <div class="row between">
        <h2 id="echanges">{strings.thread}</h2>
        <button type="button" class="button ghost" onClick={onNote}>
          {strings.note}
        </button>
      </div>
      <ol class="plain">
        {acts.map(({ what, at, who, text }, rank) => (
          <li key={`${at} ${rank}`} class="small">
            <b>{words.acts[what]}</b> · <span class="muted">{words.who(who, datedMoment(at))}</span>
            {text !== undefined && (
              <>
                <br />« {text} »
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Papers({ request: { papers, familyCode } }: { readonly request: OfficeRequest }) {
  const readable = papers.filter((one) => one.readable);
  const [first] = readable;
  return (
    <section class="card stack tight" aria-labelledby="justificatifs">
      <h2 id="justificatifs">{strings.papers}</h2>
      {first ? (
        <Preview familyCode={familyCode} childId={first.childId} documents={readable} />
      ) : (
        <p class="muted">{strings.noPapers}</p>
      )}
    </section>
  );
}
