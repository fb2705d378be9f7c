/** A family's documents, a tab of its page: where each kind stands, and what was sent of it. */
import { useState } from "preact/hooks";
import type { DocumentView, NeedView, OwnerView } from "../../../functions/document/contract.ts";
import type { ChildId, DocumentId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { CardsSkeleton, Skeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { documents as words, officeDocuments as strings } from "../../strings/fr/document.ts";
import { familyPages } from "../../strings/fr/family.ts";
import { Preview } from "./Preview.tsx";

const documentsOf = reading((familyCode: FamilyCode, signal) =>
  call("document.ofFamily", { params: { familyCode }, signal }),
);

export function FamilyDocuments({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(documentsOf, code);
  return (
    <div class="stack reading">
      <Title text={familyPages.documentsTitle} />
      <section class="stack" aria-label={strings.title}>
        {problem && (
          <Failure
            problem={problem}
            onRetry={() => {
              void reload();
            }}
          />
        )}
        {!data && !problem && <CardsSkeleton cards={1} lines={3} />}
        {data?.owners.length === 0 && <p class="muted">{strings.none}</p>}
        {data?.owners.map((owner) => (
          <Owner key={owner.child?.id ?? "foyer"} code={code} owner={owner} />
        ))}
      </section>
    </div>
  );
}

function Owner({ code, owner: { child, needs } }: { readonly code: FamilyCode; readonly owner: OwnerView }) {
  const whose = child?.firstName ?? strings.household;
  return (
    <section class="card family-day" aria-label={whose}>
      <h2>{whose}</h2>
      <ul class="plain">
        {needs.map((need) => (
          <Need key={need.kind} code={code} childId={child?.id} whose={whose} need={need} />
        ))}
      </ul>
    </section>
  );
}

interface NeedProps {
  readonly code: FamilyCode;
  readonly childId: ChildId | undefined;
  readonly whose: string;
  readonly need: NeedView;
}

const tones = {
  missing: " off",
  checking: " wait",
  refused: " no",
  valid: " ok",
  ending: " wait",
  ended: " no",
} as const;

function Need({ code, childId, whose, need: { kind, name, standing, until, toCheck } }: NeedProps) {
  const [shown, setShown] = useState(false);
  return (
    <li class="family-line">
      <span class="tick-less">
        <b>{name}</b>
        {until !== undefined && (
          <>
            <br />
            <small class="muted">
              {standing === "ended" ? words.wasUntil(dateOnly(until)) : words.until(dateOnly(until))}
            </small>
          </>
        )}
        {toCheck > 0 && (
          <>
            <br />
            <small class="muted">{words.toCheck(toCheck)}</small>
          </>
        )}
      </span>
      <span class={`chip${tones[standing]}`}>{words.standings[standing]}</span>
      <button
        type="button"
        class="text-button"
        aria-expanded={shown}
        aria-label={`${words.sent(shown)} : ${name}, ${whose}`}
        onClick={() => {
          setShown(!shown);
        }}
      >
        {words.sent(shown)}
      </button>
      {shown && <Sent code={code} childId={childId} kind={kind} name={name} />}
    </li>
  );
}

interface SentProps extends Pick<NeedProps, "code" | "childId"> {
  readonly kind: NeedView["kind"];
  readonly name: string;
}

function Sent({ code, childId, kind, name }: SentProps) {
  const pages = usePages<DocumentView, DocumentId>(async (before) => {
    const page = await call("document.sentByFamily", {
      params: { familyCode: code },
      query: {
        kind,
        ...(childId === undefined ? {} : { childId }),
        ...(before === undefined ? {} : { before }),
      },
    });
    return { items: page.documents, next: page.before };
  });
  const [opened, setOpened] = useState<DocumentView | null>(null);
  const { items, problem } = pages;
  return (
    <div class="stack tight sent-documents">
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {!items && !problem && <Skeleton lines={2} />}
      {items?.length === 0 && <p class="muted">{words.noneSent}</p>}
      <ul class="plain">
        {items?.map((document) => (
          <li key={document.id} class="row between">
            <span>
              <span class="document-name">{document.name}</span>
              <br />
              <small class="muted">
                {words.statuses[document.status]}, {datedMoment(document.sentAt)}
                {document.reason !== undefined && ` · « ${document.reason} »`}
              </small>
            </span>
            {document.readable && (
              <button
                type="button"
                class="text-button"
                aria-label={`${words.open} ${document.name}`}
                onClick={() => {
                  setOpened(document);
                }}
              >
                {words.open}
              </button>
            )}
          </li>
        ))}
      </ul>
      <More pages={pages} label={words.more} />
      {opened && (
        <Dialog
          title={name}
          kind="wide"
          onClose={() => {
            setOpened(null);
          }}
        >
          <Preview familyCode={code} childId={childId} documents={[opened]} />
        </Dialog>
      )}
    </div>
  );
}
