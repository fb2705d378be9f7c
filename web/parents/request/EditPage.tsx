/** Changing a part of « Ma fiche famille »: an adult, a child, the household; saying that one of them leaves it. */
import { readId } from "../../../functions/kernel/ids.ts";
import { useState } from "preact/hooks";
import type { SectionView, SendAnswer } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { leaveWord } from "../../shared/flash.ts";
import type { SectionChange } from "../../shared/request/useSectionForm.ts";
import { navigate, type PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { BackToStep, stepBefore } from "../shell/BackToStep.tsx";
import { NotFound } from "../shell/NotFound.tsx";
import { filePath, requestsPath } from "../shell/paths.ts";
import { addPart, mayGoTogether, mostParts, readTogether, samePart } from "./draft.ts";
import { fileOf } from "./fileOf.ts";
import { SectionEditor, type Adding } from "./SectionEditor.tsx";

const wordOf = ({ written, sent }: SendAnswer): string =>
  sent === undefined ? strings.written : written ? strings.writtenAndSent : strings.sent;

export function EditPage({ params }: { readonly params: PathParams }) {
  const { section, who = "" } = params;
  const [rank, childId] = [readId("GuardianId", who), readId("ChildId", who)];
  if (section === "household" && who === "") return <Part asked={{ section }} />;
  if ((section === "child" || section === "childLeaving") && childId) return <Part asked={{ section, childId }} />;
  return (section === "adult" || section === "adultLeaving") && rank ? (
    <Part asked={{ section, guardianId: rank }} />
  ) : (
    <NotFound />
  );
}

/** What is checked waits to be sent together with other changes; what needs no check is written now, as its field says. */
async function join(view: SectionView, { changes, documents, text }: Adding): Promise<void> {
  const { section, guardianId, childId, title, whose, fields } = view;
  if (!mayGoTogether(section)) throw new Error("This part of the file is asked for apart");
  const about = {
    section,
    ...(guardianId === undefined ? {} : { guardianId }),
    ...(childId === undefined ? {} : { childId }),
  };
  const isChecked = ({ field }: SectionChange): boolean =>
    fields.some(({ id, change }) => id === field && change === "checked");
  const atOnce = changes.filter((one) => !isChecked(one));
  if (atOnce.length > 0) {
    const body = { ...about, changes: atOnce, documents: [] };
    await sendOnce(["fiche", body], (idempotencyKey) =>
      call("request.send", { body: { idempotencyKey, ...body }, repeatable: true }),
    );
  }
  addPart(
    { ...about, title, ...(whose === undefined ? {} : { whose }), changes: changes.filter(isChecked) },
    { documents, text },
  );
}

function Part({ asked }: { readonly asked: Parameters<typeof fileOf.read>[0] }) {
  const { data, problem, reload } = useQuery(fileOf, asked);
  const view = data?.sections[0];
  const [draft] = useState(readTogether);
  const part = view && draft?.parts.find((one) => samePart(one, view));
  const isLeaving = asked.section === "adultLeaving" || asked.section === "childLeaving";
  const title = view
    ? (isLeaving ? strings.leavingTitle : strings.editTitle)(view.whose ?? strings.household)
    : shell.pages.family;
  return (
    <div class="stack reading">
      <PageHead
        title={title}
        trail={[{ label: shell.groups.information }, { label: shell.pages.family, href: filePath }]}
      >
        {isLeaving && (
          <p class="muted">{asked.section === "childLeaving" ? strings.childLeavingIntro : strings.leavingIntro}</p>
        )}
      </PageHead>
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
          view={view}
          together={
            mayGoTogether(view.section) && (part !== undefined || (draft?.parts.length ?? 0) < mostParts)
              ? {
                  begun: draft !== null,
                  part,
                  own: draft?.of?.requestId,
                  onAdd: async (adding) => {
                    await join(view, adding);
                    navigate(part ? requestsPath : (stepBefore() ?? filePath));
                  },
                }
              : undefined
          }
          onSend={async (sending) => {
            const body = {
              ...asked,
              section: view.section,
              ...sending,
              documents: [...sending.documents],
              changes: [...sending.changes],
            };
            const answer = await sendOnce(["fiche", body], (idempotencyKey) =>
              call("request.send", { body: { idempotencyKey, ...body }, repeatable: true }),
            );
            leaveWord(wordOf(answer));
            navigate(stepBefore() ?? filePath);
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} lines={8} />
      )}
      <BackToStep />
      <p>
        <a href={filePath}>{strings.back}</a>
      </p>
    </div>
  );
}
