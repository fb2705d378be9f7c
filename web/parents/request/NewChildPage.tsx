/**
 * « Ajouter un enfant »: a birth, an adoption, an arrival. Reached from the bookings too, and back to them: what was
 * chosen there is kept.
 */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { newChild as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { requestsPath } from "../shell/paths.ts";
import { fileOf } from "./fileOf.ts";
import { SectionEditor } from "./SectionEditor.tsx";

/** The page of the bookings that led here: no other address is followed. */
function cameFrom(): string | null {
  const from = new URLSearchParams(window.location.search).get("retour") ?? "";
  return /^\/inscrire(?:\/[a-z0-9-]{2,60})?$/u.test(from) ? from : null;
}

export function NewChildPage() {
  const { data, problem, reload } = useQuery(fileOf, { section: "newChild" as const });
  const [sent, setSent] = useState(0);
  const [done, setDone] = useState(false);
  const [from] = useState(cameFrom);
  const view = data?.sections[0];
  return (
    <div class="stack reading">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {from !== null && (
        <p>
          <a href={from}>{strings.goBack}</a> <span class="muted">{strings.goBackText}</span>
        </p>
      )}
      {problem && !view && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {done ? (
        <section class="card stack tight">
          <Notice tone="ok" title={strings.sentTitle} live>
            <p>{strings.sentText}</p>
          </Notice>
          <div class="row">
            <a class="button" href={from ?? requestsPath}>
              {from === null ? strings.follow : strings.goBack}
            </a>
            {from !== null && (
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
              {strings.another}
            </button>
          </div>
        </section>
      ) : view ? (
        <SectionEditor
          key={sent}
          view={view}
          sendLabel={strings.send}
          onSend={async ({ changes, documents, ...rest }) => {
            const body = { section: view.section, changes: [...changes], documents: [...documents], ...rest };
            await sendOnce(["nouvel-enfant", body], (idempotencyKey) =>
              call("request.send", { body: { idempotencyKey, ...body }, repeatable: true }),
            );
            setDone(true);
            setSent(sent + 1);
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} lines={8} />
      )}
    </div>
  );
}
