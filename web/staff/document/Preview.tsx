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
interface Props {
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
  readonly documents: readonly Shown[];
}

type Link = Answer<"document.openOfFamily">;

export function Preview({ familyCode, childId, documents }: Props) {
  const [rank, setRank] = useState(0);
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const document = documents[rank];
  const linkTo = (as: "inline" | "attachment", id: DocumentId): Promise<Link> =>
    call("document.openOfFamily", {
      params: { familyCode, documentId: id },
      query: { ...(childId === undefined ? {} : { childId }), as },
    });
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
        {link ? <Content link={link} name={name} key={link.url} /> : !problem && <Skeleton lines={6} />}
      </div>
    </div>
  );
}

function Content({ link: { url, type }, name }: { readonly link: Link; readonly name: string }) {
  const [failed, setFailed] = useState(false);
  if (failed)
    return (
      <Notice>
        <p>{strings.notShown}</p>
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
