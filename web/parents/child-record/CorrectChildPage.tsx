/** Correcting what was asked of the office about a child's file, or mending what it refused: in the cards of the file. */
import type { RecordView } from "../../../functions/child-record/contract/record.ts";
import { readId, type ChildId, type RequestId } from "../../../functions/kernel/ids.ts";
import type { RequestView, SectionView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ContactsCard, DoctorCard, InsuranceCard, PermissionCards } from "../../shared/child-record/RecordCards.tsx";
import type { Way } from "../../shared/child-record/sheet.ts";
import { leaveWord } from "../../shared/flash.ts";
import { navigate, type PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { requests as words } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { familySender } from "../document/familySender.ts";
import { attachedText, attachmentsField } from "../request/attached.ts";
import { correctedOf } from "../request/correctedOf.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { requestsPath } from "../shell/paths.ts";
import { askingOf } from "./asking.tsx";

interface Asked {
  readonly childId: ChildId;
  readonly requestId: RequestId;
}

const askedRecordOf = reading(({ childId, requestId: asked }: Asked, signal) =>
  call("child-record.read", { params: { childId }, query: { asked }, signal }),
);

export function CorrectChildPage({ params }: { readonly params: PathParams }) {
  const childId = readId("ChildId", params["childId"] ?? "");
  const requestId = readId("RequestId", (params["requestId"] ?? "").replace("-", "."));
  return childId && requestId ? <Correct childId={childId} requestId={requestId} /> : <NotFound />;
}

function Correct(of: Asked) {
  const corrected = useQuery(correctedOf, of.requestId);
  const record = useQuery(askedRecordOf, of);
  const problem = corrected.problem ?? record.problem;
  const { request = null, view = null } = corrected.data ?? {};
  const reload = async (): Promise<void> => {
    await Promise.all([corrected.reload(), record.reload()]);
  };
  return (
    <div class="stack reading">
      <PageHead
        title={record.data ? strings.correctTitle(record.data.child.firstName) : shell.pages.requests}
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
      {request && view && record.data ? (
        <Cards request={request} view={view} record={record.data} onReload={reload} />
      ) : (
        !problem && <CardsSkeleton cards={1} lines={8} />
      )}
    </div>
  );
}

interface CardsProps {
  readonly request: RequestView;
  readonly view: SectionView;
  readonly record: RecordView;
  readonly onReload: () => Promise<void>;
}

function Cards({ request, view, record, onReload }: CardsProps) {
  const { id: requestId, changes, version, documents, acts, state } = request;
  const reason = acts.findLast(({ what, text }) => text !== undefined && (what === "refused" || what === "moreAsked"));
  const sheet = {
    childId: record.child.id,
    requestId,
    // Nothing but what was asked for is drawn here.
    ways: (field: string): Way | undefined =>
      changes.some((one) => one.field === field) ? { required: false, change: "checked" } : undefined,
    asksReason: false,
    reload: onReload,
    send: () => Promise.reject(new Error("A request that is corrected writes nothing at once")),
    asking: askingOf({
      view,
      record,
      begins: { [attachmentsField]: attachedText(documents) },
      send: async ({ documents: sent, text, ...change }) => {
        const others = changes
          .filter(({ field }) => field !== change.field)
          .map(({ field, value }) => ({ field, value, seen: null }));
        const body = {
          seen: version,
          changes: [...others, change],
          documents: [...sent],
          ...(text === undefined ? {} : { text }),
        };
        await sendOnce(["corriger", requestId, body], (idempotencyKey) =>
          call("request.correct", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
        );
        leaveWord(words.corrected);
        navigate(requestsPath);
      },
    }),
  };
  const props = { fields: record.fields, sheet };
  return (
    <>
      {reason && (
        <Notice tone={state === "refused" ? "no" : "wait"} title={words.acts[reason.what]}>
          <p>« {reason.text} »</p>
        </Notice>
      )}
      <ContactsCard
        {...props}
        papers={{
          asked: record.papers,
          sender: (kind) => familySender({ childId: record.child.id }, kind),
        }}
      />
      <PermissionCards {...props} />
      <DoctorCard {...props} />
      <InsuranceCard {...props} />
      <p>
        <a href={requestsPath}>{words.title}</a>
      </p>
    </>
  );
}
