/** Somebody to add to the file, a child or an adult: the form, then what becomes of what was sent. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { entering as strings } from "../../strings/fr/request.ts";
import { requestsPath } from "../shell/paths.ts";
import { fileOf } from "./fileOf.ts";
import { SectionEditor } from "./SectionEditor.tsx";

interface Props {
  readonly section: "newChild" | "newAdult";
  /** « Ajouter un autre enfant ». */
  readonly another: string;
  /** The page that led here, and how it is called. */
  readonly from?: { readonly href: string; readonly label: string };
}

export function Entering({ section, another, from }: Props) {
  const { data, problem, reload } = useQuery(fileOf, { section });
  const [sent, setSent] = useState(0);
  const [done, setDone] = useState(false);
  const view = data?.sections[0];
  if (done)
    return (
      <section class="card stack tight">
        <Notice tone="ok" title={strings.sentTitle} live>
          <p>{strings.sentText}</p>
        </Notice>
        <div class="row">
          <a class="button" href={from?.href ?? requestsPath}>
            {from?.label ?? strings.follow}
          </a>
          {from && (
            <a class="button ghost" href={requestsPath}>
              {strings.follow}
            </a>
          )}
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setDone(false);
            }}
          >
            {another}
          </button>
        </div>
      </section>
    );
  return (
    <>
      {problem && !view && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {view ? (
        <SectionEditor
          key={sent}
          view={view}
          sendLabel={strings.send}
          onSend={async ({ changes, documents, ...rest }) => {
            const body = { section, changes: [...changes], documents: [...documents], ...rest };
            await sendOnce([section, body], (idempotencyKey) =>
              call("request.send", { body: { idempotencyKey, ...body }, repeatable: true }),
            );
            setDone(true);
            setSent(sent + 1);
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} lines={8} />
      )}
    </>
  );
}
