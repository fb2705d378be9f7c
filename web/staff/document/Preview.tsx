/**
 * A document on screen: pictures upright, as the camera held them, PDFs by the browser's own reader. Its link lasts some
 * minutes and is asked for when it is looked at, which is recorded.
 */
import { useEffect, useState } from "preact/hooks";
import type { ChildId, DocumentId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";

interface Shown {
  readonly id: DocumentId;
  readonly name: string;
}
type Link = Answer<"document.openOfFamily">;
type As = "inline" | "attachment";

interface LinkedProps {
  readonly documents: readonly Shown[];
  /** Asks for a link to one of them. */
  readonly linkTo: (as: As, document: DocumentId) => Promise<Link>;
}
interface Props extends Pick<LinkedProps, "documents"> {
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
}

/** Of a family's documents, but for those of a child's health. */
export const Preview = ({ familyCode, childId, documents }: Props) => (
  <LinkedPreview
    documents={documents}
    linkTo={(as, documentId) =>
      call("document.openOfFamily", {
        params: { familyCode, documentId },
        query: { ...(childId === undefined ? {} : { childId }), as },
      })
    }
  />
);

export function LinkedPreview({ documents, linkTo }: LinkedProps) {
  const [rank, setRank] = useState(0);
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const document = documents[rank];
  const load = async (id: DocumentId): Promise<void> => {
    setLink(null);
    setProblem(null);
    try {
      setLink(await linkTo("inline", id));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => {
    if (document) void load(document.id);
  }, [document?.id]);
  if (!document) return null;
  const { id, name } = document;
  const download = async (): Promise<void> => {
    try {
      window.location.assign((await linkTo("attachment", id)).url);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <div class="stack tight">
      <div class="row between">
        <b class="document-name" role="status">
          {strings.preview(name, rank + 1, documents.length)}
        </b>
        <span class="row">
          {documents.length > 1 && (
            <>
              <button
                type="button"
                class="icon-button"
                disabled={rank === 0}
                onClick={() => {
                  setRank(rank - 1);
                }}
              >
                <Icon name="left" />
                <span class="visually-hidden">{strings.previous}</span>
              </button>
              <button
                type="button"
                class="icon-button"
                disabled={rank === documents.length - 1}
                onClick={() => {
                  setRank(rank + 1);
                }}
              >
                <Icon name="right" />
                <span class="visually-hidden">{strings.next}</span>
              </button>
            </>
          )}
          <button
            type="button"
            class="text-button"
            onClick={() => {
              void download();
            }}
          >
            {strings.download}
          </button>
        </span>
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void load(id);
          }}
        />
      )}
      <div class="document-preview">
        {link ? (
          <Content
            link={link}
            name={name}
            key={link.url}
            onDownload={() => {
              void download();
            }}
          />
        ) : (
          !problem && <Skeleton lines={6} />
        )}
      </div>
    </div>
  );
}

interface ContentProps {
  readonly link: Link;
  readonly name: string;
  readonly onDownload: () => void;
}

function Content({ link: { url, type }, name, onDownload }: ContentProps) {
  const [failed, setFailed] = useState(false);
  if (failed)
    return (
      <Notice title={type === "heic" ? strings.heicTitle : strings.notShown}>
        <p>{type === "heic" ? strings.heicText : strings.notShownText}</p>
        <button type="button" class="button" onClick={onDownload}>
          {strings.downloadOf(name)}
        </button>
      </Notice>
    );
  if (type === "pdf") return <iframe src={url} title={strings.alt(name)} />;
  return (
    <img
      src={url}
      alt={strings.alt(name)}
      onError={() => {
        setFailed(true);
      }}
    />
  );
}
