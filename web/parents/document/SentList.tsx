/** What was sent of one kind, latest first, a page at a time: opening it, taking it back. */
import { useEffect, useState } from "preact/hooks";
import type { DocumentView, SentDocuments } from "../../../functions/document/contract.ts";
import type { DocumentKindId } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { documents as strings } from "../../strings/fr/document.ts";
import type { Owner } from "./owner.ts";

interface Props {
  readonly owner: Owner;
  readonly kind: DocumentKindId;
  readonly name: string;
  readonly whose: string;
  readonly arrivals: number;
  readonly onChanged: () => Promise<void>;
}

const tones = { sending: "", toCheck: " wait", accepted: " ok", refused: " no", unfit: " no" } as const;

export function SentList({ owner, kind, name, whose, arrivals, onChanged }: Props) {
  const [read, setRead] = useState<SentDocuments | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [removing, setRemoving] = useState<DocumentView | null>(null);
  const load = async (known: SentDocuments | null): Promise<void> => {
    setProblem(null);
    try {
      const page = await call("document.sent", {
        query: { ...owner, kind, ...(known?.before === undefined ? {} : { before: known.before }) },
      });
      setRead({ ...page, documents: [...(known?.documents ?? []), ...page.documents] });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => {
    void load(null);
  }, [arrivals]);
  const open = async ({ id }: DocumentView): Promise<void> => {
    setProblem(null);
    try {
      const { url } = await call("document.open", {
        params: { documentId: id },
        query: { ...owner, as: "attachment" },
      });
      window.location.assign(url);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <section class="stack tight" aria-label={strings.sentTitle(name, whose)}>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void load(null);
          }}
        />
      )}
      {!read && !problem && <Skeleton lines={2} />}
      {read?.documents.length === 0 && <p class="muted">{strings.noneSent}</p>}
      <ul class="plain sent-documents">
        {read?.documents.map((document) => (
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
      {read?.before !== undefined && (
        <div>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              void load(read);
            }}
          >
            {strings.more}
          </button>
        </div>
      )}
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
            await Promise.all([load(null), onChanged()]);
          }}
        >
          <p>{strings.removeText(removing.name)}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
