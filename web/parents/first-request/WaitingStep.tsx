/** The request is at the office: what happens next, and the documents that go with it. */
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { acceptedFiles, Chooser } from "../../shared/document/Chooser.tsx";
import { UploadList } from "../../shared/document/UploadList.tsx";
import { useUploads, type Sender } from "../../shared/document/useUploads.ts";
import { useTown } from "../../shared/town.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { firstRequest as strings } from "../../strings/fr/first-request.ts";
import type { SentRequest } from "./sent.ts";

type State = Answer<"first-request.follow">;

const stateOf = ({ requestId, proof }: SentRequest, signal?: AbortSignal): Promise<State> =>
  call("first-request.follow", {
    params: { requestId },
    body: { proof },
    repeatable: true,
    ...(signal ? { signal } : {}),
  });

const senderOf = (sent: SentRequest): Sender => ({
  announce: ({ name, size }, signal) =>
    call("first-request.addDocument", {
      params: { requestId: sent.requestId },
      body: { proof: sent.proof, name, size },
      signal,
    }),
  // What was announced and does not come goes with the request.
  takeBack: () => Promise.resolve(),
  look: async (signal) =>
    (await stateOf(sent, signal)).documents.map(({ id, status, reason }) => ({
      id,
      status: status === "kept" ? "toCheck" : status,
      ...(reason === undefined ? {} : { reason }),
    })),
});

interface Props {
  readonly sent: SentRequest;
  readonly onRestart: () => void;
}

export function WaitingStep({ sent, onRestart }: Props) {
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (): Promise<void> => {
    setProblem(null);
    try {
      setState(await stateOf(sent));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const own = sent.proof !== "";
  useEffect(() => {
    if (own) void load();
  }, []);
  return (
    <>
      <section class="card stack tight">
        <Notice tone="ok" title={strings.doneTitle}>
          <p>{state?.state === "decided" ? strings.decided : strings.doneText}</p>
          {!own && <p>{strings.doneElsewhere}</p>}
        </Notice>
        {problem && (
          <Failure
            problem={problem}
            onRetry={() => {
              void load();
            }}
          />
        )}
        <div>
          <button type="button" class="text-button" onClick={onRestart}>
            {strings.again}
          </button>
        </div>
      </section>
      {own && state?.state === "waiting" && <Documents sent={sent} state={state} onArrived={load} />}
    </>
  );
}

interface DocumentsProps {
  readonly sent: SentRequest;
  readonly state: State;
  readonly onArrived: () => Promise<void>;
}

function Documents({ sent, state: { documents }, onArrived }: DocumentsProps) {
  const { firstRequests } = useTown();
  const uploads = useUploads(senderOf(sent), () => {
    void onArrived();
  });
  const asked = firstRequests?.documents ?? [];
  return (
    <section class="card stack tight" aria-labelledby="premiere-demande-documents">
      <h2 id="premiere-demande-documents">{strings.documents}</h2>
      {asked.length === 0 ? (
        <p>{strings.documentsFree}</p>
      ) : (
        <ul>
          {asked.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <p class="small muted">{strings.documentsHint}</p>
      <UploadList uploads={uploads} />
      <div class="row need-acts">
        <Chooser
          label={strings.choose}
          about={`${strings.choose}\u00a0: ${strings.documents}`}
          quiet={documents.length > 0}
          accept={acceptedFiles}
          onChosen={uploads.add}
        />
        <Chooser
          label={strings.photo}
          about={`${strings.photo}\u00a0: ${strings.documents}`}
          quiet
          camera
          accept="image/*"
          onChosen={uploads.add}
        />
      </div>
      {documents.length > 0 && (
        <>
          <h3>{strings.received}</h3>
          <ul class="plain stack tight">
            {documents.map(({ id, name, status, reason }) => (
              <li key={id}>
                {name} <span class="muted small">{strings.statuses[status]}</span>
                {reason !== undefined && <p class="small">{reason}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
