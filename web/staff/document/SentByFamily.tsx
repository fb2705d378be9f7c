/** What is on file of one kind, latest first, a page at a time: opening it, taking it away. */
import { useState } from "preact/hooks";
import type { DocumentView } from "../../../functions/document/contract/documents.ts";
import type { DocumentId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { usePages } from "../../shared/usePages.ts";
import { documents as words, officeDocuments as strings } from "../../strings/fr/document/document.ts";
import { Preview } from "./Preview.tsx";
import { RemoveDialog } from "./RemoveDialog.tsx";
import { ofOwner, type KindOfFamily } from "./kindOfFamily.ts";

interface Props extends KindOfFamily {
  readonly name: string;
  /** Grows when something arrived. */
  readonly arrivals: number;
  readonly onChanged: () => Promise<void>;
}

export function SentByFamily({ name, arrivals, onChanged, ...of }: Props) {
  const { code, childId, kind } = of;
  const pages = usePages<DocumentView, DocumentId>(async (before) => {
    const page = await call("document.sentByFamily", {
      params: { familyCode: code },
      query: { kind, ...ofOwner(of), ...(before === undefined ? {} : { before }) },
    });
    return { items: page.documents, next: page.before };
  }, arrivals);
  const [opened, setOpened] = useState<DocumentView | null>(null);
  const [removing, setRemoving] = useState<DocumentView | null>(null);
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
                {document.broughtIn !== undefined && ` · ${strings.broughtIn(document.broughtIn)}`}
                {document.reason !== undefined && ` · « ${document.reason} »`}
              </small>
            </span>
            <span class="row">
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
              {document.status !== "removed" && (
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
            </span>
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
      {removing && (
        <RemoveDialog
          of={of}
          document={removing}
          onDone={async () => {
            setRemoving(null);
            await Promise.all([pages.reload(), onChanged()]);
          }}
          onClose={() => {
            setRemoving(null);
          }}
        />
      )}
    </div>
  );
}
