/**
 * « Faire calculer mon quotient »: a family that no fund knows sends its figures and the papers that prove them, one request
 * at a time.
 */
import type { SectionView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { leaveWord } from "../../shared/flash.ts";
import { navigate } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { quotientPapers as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { quotientPath, requestsPath } from "../shell/paths.ts";
import { fileOf } from "./fileOf.ts";
import { SectionEditor } from "./SectionEditor.tsx";

const section = "quotientPapers";

export function QuotientPapersPage() {
  const { data, problem, reload } = useQuery(fileOf, { section });
  const view = data?.sections[0];
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.information }, { label: shell.pages.quotient, href: quotientPath }]}
      >
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {view ? (
        <Papers view={view} />
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} lines={8} />
      )}
      <p>
        <a href={quotientPath}>{strings.back}</a>
      </p>
    </div>
  );
}

function Papers({ view }: { readonly view: SectionView }) {
  const waiting = view.fields.find((field) => field.waiting)?.waiting;
  if (waiting)
    return (
      <Notice tone="wait" title={strings.waitingTitle}>
        <p>{strings.waitingText}</p>
        <a class="button ghost" href={`${requestsPath}#${waiting.requestId}`}>
          {strings.seeRequest}
        </a>
      </Notice>
    );
  if (view.fields.some(({ change }) => change === "office"))
    return (
      <Notice tone="wait" title={strings.closedTitle}>
        <p>{strings.closedText}</p>
      </Notice>
    );
  return (
    <SectionEditor
      view={view}
      sendLabel={strings.send}
      onSend={async ({ changes, documents, ...rest }) => {
        const body = { changes: [...changes], documents: [...documents], ...rest };
        await sendOnce([section, body], (idempotencyKey) =>
          call("request.send", { body: { idempotencyKey, section, ...body }, repeatable: true }),
        );
        leaveWord(strings.sent);
        navigate(requestsPath);
      }}
    />
  );
}
