/** A family's file at the office: everything that the family can change, and more, with a reason that the family reads. */
import { useState } from "preact/hooks";
import type { SectionView } from "../../../functions/request/contract/file.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { Departure } from "../../shared/request/Departure.tsx";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyFile, officeRequests as strings } from "../../strings/fr/request.ts";
import { requestPath, staffChildRecordPath } from "../shell/paths.ts";
import { EditDialog, StayDialog, titleOf } from "./FileDialogs.tsx";

const fileOf = reading((familyCode: FamilyCode, signal) =>
  call("request.fileOfFamily", { params: { familyCode }, query: {}, signal }),
);
const entryOf = reading(
  ({ code, section }: { readonly code: FamilyCode; readonly section: "newAdult" | "newChild" }, signal) =>
    call("request.fileOfFamily", { params: { familyCode: code }, query: { section }, signal }),
);

/** Whose: the household and its adults, or its children. */
type Part = "household" | "children";

interface Props {
  readonly code: FamilyCode;
  readonly part: Part;
}

export function FilePage({ code, part }: Props) {
  return (
    <div class="stack">
      <div class="stack tight">
        <Title text={strings.files[part]} />
        <p class="muted">{strings.fileIntro}</p>
      </div>
      <File code={code} part={part} key={code} />
    </div>
  );
}

const isOfChild = ({ childId }: SectionView): boolean => childId !== undefined;

function File({ code, part }: Props) {
  const { data, problem, reload } = useQuery(fileOf, code);
  const entry = useQuery(entryOf, {
    code,
    section: part === "children" ? ("newChild" as const) : ("newAdult" as const),
  });
  const [staying, setStaying] = useState<SectionView | null>(null);
  const [editing, setEditing] = useState<SectionView | null>(null);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  if (!data) return <CardsSkeleton cards={2} lines={6} />;
  const entered = entry.data?.sections[0];
  const done = (word: string) => async (): Promise<void> => {
    setEditing(null);
    setStaying(null);
    toast(word);
    await reload();
  };
  const shown = data.sections.filter(
    (one) =>
      one.section !== "adultLeaving" && one.section !== "childLeaving" && isOfChild(one) === (part === "children"),
  );
  const leavingOf = ({ section, guardianId, childId }: SectionView): SectionView | undefined =>
    data.sections.find(
      (one) =>
        (one.section === "adultLeaving" || one.section === "childLeaving") &&
        section === (one.section === "adultLeaving" ? "adult" : "child") &&
        one.guardianId === guardianId &&
        one.childId === childId,
    );
  return (
    <>
      {shown.map((section) => (
        <section class="card stack tight" key={`${section.section} ${section.guardianId ?? section.childId ?? ""}`}>
          <div class="row between">
            <h2>{titleOf(section)}</h2>
            <button
              type="button"
              class="button ghost"
              aria-label={familyFile.changeOf(titleOf(section))}
              onClick={() => {
                setEditing(section);
              }}
            >
              {familyFile.change}
            </button>
          </div>
          {section.childId !== undefined && (
            <p>
              <a href={staffChildRecordPath(code, section.childId)}>
                {strings.childFile(section.whose ?? section.title)}
              </a>
            </p>
          )}
          <Leaving code={code} view={leavingOf(section)} onLeave={setEditing} onStay={setStaying} />
          <dl class="facts">
            {section.fields.map((field) => (
              <Fact key={field.id} name={field.label} said={field.said}>
                {field.waiting && (
                  <p class="small">
                    <a href={requestPath(code, field.waiting.requestId)}>{familyFile.waiting}</a>
                  </p>
                )}
              </Fact>
            ))}
          </dl>
        </section>
      ))}
      {part === "children" && shown.length === 0 && <p class="muted">{strings.noChildren}</p>}
      {part === "household" && data.coming.length > 0 && (
        <section class="card stack tight" aria-labelledby="a-ajouter">
          <h2 id="a-ajouter">{strings.coming}</h2>
          <ul class="plain">
            {data.coming.map(({ requestId, name }) => (
              <li key={requestId}>
                {name} · <a href={requestPath(code, requestId)}>{familyFile.waiting}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {entered && (
        <div>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setEditing(entered);
            }}
          >
            {part === "children" ? familyFile.addChild : familyFile.addAdult}
          </button>
        </div>
      )}
      {editing && (
        <EditDialog
          code={code}
          view={editing}
          onClose={() => {
            setEditing(null);
          }}
          onDone={done(strings.changed)}
        />
      )}
      {staying && (
        <StayDialog
          code={code}
          view={staying}
          onClose={() => {
            setStaying(null);
          }}
          onDone={done(strings.stays)}
        />
      )}
    </>
  );
}

interface LeavingProps {
  readonly code: FamilyCode;
  /** Absent: nobody's. */
  readonly view: SectionView | undefined;
  readonly onLeave: (view: SectionView) => void;
  readonly onStay: (view: SectionView) => void;
}

/** An adult's or a child's departure: to be written, planned, or asked for by the family. */
function Leaving({ code, view, onLeave, onStay }: LeavingProps) {
  const from = view?.fields.find(({ id }) => id === "from");
  if (!view || !from) return null;
  const isPlanned = from.value !== null;
  const name = view.whose ?? view.title;
  return (
    <div class="row">
      <Departure from={from} isAdult={view.section === "adultLeaving"} />
      {from.waiting && (
        <a href={requestPath(code, from.waiting.requestId)}>{familyFile.leavingAsked(from.waiting.said)}</a>
      )}
      <button
        type="button"
        class="text-button"
        aria-label={(isPlanned ? strings.stayOf : strings.removeOf)(name)}
        onClick={() => {
          (isPlanned ? onStay : onLeave)(view);
        }}
      >
        {isPlanned ? strings.stay : strings.remove}
      </button>
    </div>
  );
}
