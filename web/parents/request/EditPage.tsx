/** Changing a part of « Ma fiche famille »: an adult, a child, the household; saying that one of them leaves it. */
import { readId } from "../../../functions/kernel/ids.ts";
import type { SendAnswer } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { leaveWord } from "../../shared/flash.ts";
import { navigate, type PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { BackToStep, stepBefore } from "../shell/BackToStep.tsx";
import { NotFound } from "../shell/NotFound.tsx";
import { filePath } from "../shell/paths.ts";
import { fileOf } from "./fileOf.ts";
import { SectionEditor } from "./SectionEditor.tsx";

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

function Part({ asked }: { readonly asked: Parameters<typeof fileOf.read>[0] }) {
  const { data, problem, reload } = useQuery(fileOf, asked);
  const view = data?.sections[0];
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
