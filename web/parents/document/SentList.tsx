/** What was sent of one kind, latest first, a page at a time: opening it, taking it back. */
import { useState } from "preact/hooks";
import type { DocumentView } from "../../../functions/document/contract/documents.ts";
import type { DocumentId, DocumentKindId } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { documents as strings } from "../../strings/fr/document/document.ts";
import type { Owner } from "./owner.ts";

interface Props {
  readonly owner: Owner;
  readonly kind: DocumentKindId;
  readonly name: string;
  readonly whose: string;
  readonly arrivals: number;
  readonly onChanged: () => Promise<void>;
}

const tones = {
  sending: "",
  toCheck: " wait",
  accepted: " ok",
  refused: " no",
  unfit: " no",
  removed: " off",
} as const;

export function SentList({ owner, kind, name, whose, arrivals, onChanged }: Props) {
  const pages = usePages<DocumentView, DocumentId>(async (before) => {
    const page = await call("document.sent", {
      query: { ...owner, kind, ...(before === undefined ? {} : { before }) },
    });
    return { items: page.documents, next: page.before };
  }, arrivals);
  /** A document that did not open. */
  const [unopened, setUnopened] = useState<Problem | null>(null);
  const [removing, setRemoving] = useState<DocumentView | null>(null);
  const { items } = pages;
  const problem = pages.problem ?? unopened;
  const open = async ({ id }: DocumentView): Promise<void> => {
    setUnopened(null);
    try {
      const { url } = await call("document.open", {
        params: { documentId: id },
        query: { ...owner, as: "attachment" },
      });
      window.location.assign(url);
    } catch (error) {
      setUnopened(asProblem(error));
    }
  };
  return (
    <section class="stack tight" aria-label={strings.sentTitle(name, whose)}>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            setUnopened(null);
            pages.retry();
          }}
        />
      )}
      {!items && !problem && <Skeleton lines={2} />}
      {items?.length === 0 && <p class="muted">{strings.noneSent}</p>}
      <ul class="plain sent-documents">
        {items?.map((document) => (
          <li key={document.id}>
            <div class="row between">
              <b class="document-name">{document.name}</b>
              <span class={`chip${tones[document.status]}`}>{strings.statuses[document.status]}</span>
            </div>
            <p class="small muted">
              {strings.sentOn(datedMoment(document.sentAt))}
              {document.type !== undefined && document.size !== undefined && (
                <>
                  , {strings.types[document.type]}, {strings.size(document.size)}
                </>
              )}
            </p>
            {document.until !== undefined && <p class="small">{strings.until(dateOnly(document.until))}</p>}
            {document.broughtIn !== undefined && <p class="small">{strings.broughtIn(document.broughtIn)}</p>}
            {document.reason !== undefined && <p class="small">« {document.reason} »</p>}
            <div class="row">
              {document.readable && (
                <button
                  type="button"
                  class="text-button"
                  aria-label={`${strings.open} ${document.name}`}
                  onClick={() => {
                    void open(document);
                  }}
                >
                  {strings.open}
                </button>
              )}
              {document.removable && (
                <button
                  type="button"
                  class="text-button"
                  aria-label={`${strings.remove} ${document.name}`}
                  onClick={() => {
                    setRemoving(document);
                  }}
                >
                  {strings.remove}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <More pages={pages} label={strings.more} />
      {removing && (
        <ConfirmDialog
          title={strings.removeTitle}
          action={strings.remove}
          busyLabel={strings.removing}
          danger
          onClose={() => {
            setRemoving(null);
          }}
          onConfirm={async () => {
            await call("document.remove", { params: { documentId: removing.id }, query: owner });
            setRemoving(null);
            toast(strings.removed);
            await Promise.all([pages.reload(), onChanged()]);
          }}
        >
          <p>{strings.removeText(removing.name)}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
