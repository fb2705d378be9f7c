/** Correcting a request that waits, or mending a refused one and sending it again. */
import { useEffect, useState } from "preact/hooks";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import { readId, type RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { leaveWord } from "../../shared/flash.ts";
import { navigate, type PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { requests as strings, togetherDraft } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { requestsPath } from "../shell/paths.ts";
import { correctedOf } from "./correctedOf.ts";
import { draftOf, keepTogether, readTogether } from "./draft.ts";
import { titleOf } from "./titles.ts";
import { SectionEditor } from "./SectionEditor.tsx";

export function CorrectPage({ params: { requestId = "" } }: { readonly params: PathParams }) {
  const id = readId("RequestId", requestId.replace("-", "."));
  return id ? <Correct requestId={id} /> : <NotFound />;
}

function Correct({ requestId }: { readonly requestId: RequestId }) {
  const { data, problem, reload } = useQuery(correctedOf, requestId);
  const request = data?.request ?? null;
  return (
    <div class="stack reading">
      <PageHead
        title={request ? strings.correctTitle(titleOf(request)) : shell.pages.requests}
        trail={[{ label: shell.groups.information }, { label: shell.pages.requests, href: requestsPath }]}
      />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton cards={1} lines={8} />}
      {data && !request && <p class="card muted">{strings.gone}</p>}
      {request?.more && <Together request={request} />}
      {request && !request.more && data?.view && <Editor request={request} view={data.view} />}
    </div>
  );
}

/** One of several parts is put together again, and sent as a whole, where requests that are put together stand. */
function Together({ request }: { readonly request: RequestView }) {
  const [other] = useState(() => {
    const known = readTogether();
    return known && known.of?.requestId !== request.id ? known : null;
  });
  useEffect(() => {
    if (other) return;
    const known = readTogether();
    const anew = draftOf(request);
    keepTogether(known ? { ...known, of: { requestId: request.id, version: request.version } } : anew);
    navigate(requestsPath);
  }, []);
  if (!other) return <CardsSkeleton cards={1} lines={8} />;
  return (
    <Notice tone="wait" title={togetherDraft.other}>
      <p>
        <a href={requestsPath}>{togetherDraft.open}</a>
      </p>
    </Notice>
  );
}

function Editor({
  request,
  view,
}: {
  readonly request: RequestView;
  readonly view: Parameters<typeof SectionEditor>[0]["view"];
}) {
  const reason = request.acts.findLast(
    ({ what, text }) => text !== undefined && (what === "refused" || what === "moreAsked"),
  );
  return (
    <>
      {reason && (
        <Notice tone="wait" title={strings.acts[reason.what]}>
          <p>« {reason.text} »</p>
        </Notice>
      )}
      <SectionEditor
        view={view}
        of={request}
        sendLabel={request.state === "refused" ? strings.mend : strings.correct}
        onSend={async ({ changes, documents, ...rest }) => {
          const body = { seen: request.version, changes: [...changes], documents: [...documents], ...rest };
          await sendOnce(["corriger", request.id, body], (idempotencyKey) =>
            call("request.correct", {
              params: { requestId: request.id },
              body: { idempotencyKey, ...body },
              repeatable: true,
            }),
          );
          leaveWord(strings.corrected);
          navigate(requestsPath);
        }}
      />
    </>
  );
}
