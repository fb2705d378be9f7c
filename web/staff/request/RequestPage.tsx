/**
 * One request: what was, what is asked for, what stands now, the document beside, and the word on it, by one click or one
 * key. A decision can be taken back for ten seconds, before the family is told.
 */
import { useEffect, useState } from "preact/hooks";
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { readId, tidyLogin } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { decisions } from "../../strings/fr/staff.ts";
import { familyPath, requestPath, requestsPath } from "../shell/paths.ts";
import { useSecondsLeft } from "../ui/useSecondsLeft.ts";
import { accept, take, undo } from "./decide.ts";
import { titleOfRequest } from "./FileDialogs.tsx";
import { Namesakes } from "./Namesakes.tsx";
import { requestAfter } from "./next.ts";
import { NoteDialog } from "./NoteDialog.tsx";
import { Differences, Papers, Thread } from "./RequestParts.tsx";
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
      {code && id && <Opened asked={{ familyCode: code, requestId: id }} key={`${code} ${id}`} />}
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
      if (typing || event.ctrlKey || event.metaKey || event.altKey || asking) return;
      if (event.key === "s") void goOn();
      else if (!open || held) return;
      else if (event.key === "a") void act(() => accept(request), strings.accepted);
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
  const goOn = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const next = await requestAfter(request);
      if (next) navigate(requestPath(next.familyCode, next.id));
      else toast(strings.noNext);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const title = titleOfRequest(request, request.more?.length ?? 0);
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
          {holder && (
            <span class="chip wait">{holder.you ? decisions.heldByYou : decisions.heldBy(holder.byName)}</span>
          )}
          <a href={familyPath(request.familyCode)}>{strings.family}</a>
          <button
            data-hint="S"
            type="button"
            class="button ghost"
            aria-disabled={busy || undefined}
            onClick={() => void goOn()}
          >
            {strings.next}
          </button>
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
      <Undoing request={request} busy={busy} onUndo={() => void act(() => undo(request), decisions.undone)} />
      <div class={request.papers.length > 0 ? "request-beside" : "stack"}>
        <div class="stack">
          {open && request.section === "newChild" && <Namesakes request={request} />}
          <Differences request={request} />
          {open && (
            <div class="row">
              <button
                data-hint="A"
                type="button"
                class="button"
                disabled={held}
                aria-disabled={busy || undefined}
                onClick={() => void act(() => accept(request), strings.accepted)}
              >
                {strings.accept}
              </button>
              <button
                data-hint="C"
                type="button"
                class="button ghost"
                disabled={held}
                onClick={() => setAsking("askMore")}
              >
                {strings.askMore}
              </button>
              <button
                data-hint="R"
                type="button"
                class="button danger"
                disabled={held}
                onClick={() => setAsking("refuse")}
              >
                {strings.refuse}
              </button>
              {!holder?.you && (
                <button
                  type="button"
                  class="text-button"
                  onClick={() => void act(() => take(request, held), decisions.taken.take)}
                >
                  {held ? decisions.taking.takeOver : decisions.taking.take}
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

const said = { accepted: strings.accepted, refused: strings.refused, moreAsked: strings.asked } as const;

/** « Annuler », while the office's word can be taken back. */
function Undoing({
  request: { undoUntil, state },
  busy,
  onUndo,
}: {
  readonly request: OfficeRequest;
  readonly busy: boolean;
  readonly onUndo: () => void;
}) {
  const seconds = useSecondsLeft(undoUntil);
  if (state !== "accepted" && state !== "refused" && state !== "moreAsked") return null;
  return (
    <Notice tone={state === "accepted" ? "ok" : "wait"} title={said[state]}>
      <p>{seconds > 0 ? strings.toldSoon : strings.told}</p>
      {seconds > 0 && (
        <button type="button" class="button ghost" aria-disabled={busy || undefined} onClick={onUndo}>
          <span aria-hidden="true">{decisions.undoFor(seconds)}</span>
          <span class="visually-hidden">{decisions.undo}</span>
        </button>
      )}
    </Notice>
  );
}
