/**
 * « Ma fiche famille »: the children, the adults, the household, as the office knows them; what can be changed, and what
 * waits for the office's word.
 */
import { useEffect, useState } from "preact/hooks";
import type { FamilyView } from "../../../functions/family/contract.ts";
import type { FieldView, FileView, SectionView } from "../../../functions/request/contract/file.ts";
import { takeWord } from "../../shared/flash.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { nameCase } from "../../shared/format/text.ts";
import { Departure } from "../../shared/request/Departure.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { LinkCard } from "../../shared/ui/LinkCard.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { family as strings } from "../../strings/fr/family.ts";
import { familyFile as words, togetherDraft } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { familyOf } from "../family/familyOf.ts";
import { childRecordPath, editPath, newAdultPath, newChildPath, requestsPath } from "../shell/paths.ts";
import { readTogether } from "./draft.ts";
import { fileOf } from "./fileOf.ts";
import { titleOfPart } from "./titles.ts";

export function FilePage() {
  const family = useQuery(familyOf, null);
  const file = useQuery(fileOf, {});
  /** What was done on the page before. */
  const [draft] = useState(readTogether);
  const [word, setWord] = useState<string | null>(null);
  useEffect(() => {
    setWord(takeWord());
  }, []);
  const problem = family.problem ?? file.problem;
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]} />
      {word !== null && (
        <Notice tone="ok" live>
          <p>{word}</p>
        </Notice>
      )}
      {draft && (
        <Notice tone="wait" title={togetherDraft.begun} live>
          <p>{draft.parts.map(titleOfPart).join(" · ")}</p>
          <p>
            <a class="button" href={requestsPath}>
              {togetherDraft.open}
            </a>
          </p>
        </Notice>
      )}
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void family.reload();
            void file.reload();
          }}
        />
      )}
      {family.data && file.data ? (
        <>
          <Children family={family.data} file={file.data} />
          <Adults file={file.data} />
          {file.data.sections
            .filter(({ section }) => section === "household")
            .map((section) => (
              <Household key={section.section} section={section} family={family.data} />
            ))}
          <LinkCard href={requestsPath} icon="mail" title={words.follow} text={words.followText} />
        </>
      ) : (
        !problem && <CardsSkeleton />
      )}
    </div>
  );
}

/** A field as it stands, with what is asked for in its place. */
const FieldFact = ({ field: { label, said, waiting } }: { readonly field: FieldView }) => (
  <Fact name={label} said={said}>
    {waiting && (
      <p class="small">
        <span class="chip wait">{words.waiting}</span> {words.waitingFor(waiting.said)}
      </p>
    )}
  </Fact>
);

const canChange = ({ fields }: SectionView): boolean => fields.some(({ change }) => change !== "office");

function Edit({ section, whose }: { readonly section: SectionView; readonly whose: string }) {
  return canChange(section) ? (
    <a
      class="button ghost"
      href={editPath(section.section, section.guardianId ?? section.childId)}
      aria-label={words.changeOf(whose)}
    >
      {words.change}
    </a>
  ) : null;
}

interface ChildrenProps {
  readonly family: FamilyView | null;
  readonly file: FileView;
}

/** Said already by the heading of the card, or with the age. */
const inChildCard: readonly string[] = ["firstName", "lastName", "birthDate"];

function Children({ family, file }: ChildrenProps) {
  const children = family?.children ?? [];
  const partOf = (named: "child" | "childLeaving", child: FamilyView["children"][number]): SectionView | undefined =>
    file.sections.find(({ section, childId }) => section === named && childId === child.id);
  return (
    <section class="stack" aria-labelledby="enfants">
      <h2 id="enfants">{strings.children}</h2>
      {children.length === 0 && <p class="muted">{strings.noChildren}</p>}
      <ul class="plain tiles">
        {children.map((child, rank) => (
          <li class="card" key={child.id}>
            <ChildFacts
              child={child}
              rank={rank}
              part={partOf("child", child)}
              leaving={partOf("childLeaving", child)}
            />
            <p>
              <a href={childRecordPath(child.id)} aria-label={words.recordOf(child.firstName)}>
                {shell.pages.childRecord}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <LinkCard href={newChildPath} icon="person" title={words.addChild} text={words.addChildText} />
    </section>
  );
}

interface ChildFactsProps {
  readonly child: FamilyView["children"][number];
  readonly rank: number;
  /** Absent: the child has come while the page was read. */
  readonly part: SectionView | undefined;
  readonly leaving: SectionView | undefined;
}

function ChildFacts({ child, rank, part, leaving }: ChildFactsProps) {
  const { firstName, lastName } = child;
  return (
    <>
      <div class="row between">
        <h3 class="person">
          <Avatar name={firstName} rank={rank} />{" "}
          <span>
            {firstName} {nameCase(lastName)}
          </span>
        </h3>
        {part && <Edit section={part} whose={firstName} />}
      </div>
      {leaving && <Leaving section={leaving} />}
      <dl class="facts">
        <Fact name={strings.birth} said={`${dateOnly(child.birthDate)} (${strings.age(child.age)})`} />
        {part?.fields
          .filter(({ id, waiting }) => !inChildCard.includes(id) || waiting !== undefined)
          .map((field) => (
            <FieldFact key={field.id} field={field} />
          ))}
      </dl>
      {leaving && canChange(leaving) && !leaving.fields.some(({ waiting }) => waiting) && (
        <p class="small no-print">
          <a href={editPath("childLeaving", child.id)} aria-label={words.removeOf(firstName)}>
            {words.sayLeaving}
          </a>
        </p>
      )}
    </>
  );
}

/** Shown in the heading of the card. */
const inHeading: readonly string[] = ["title", "firstName", "lastName", "payer"];

/** That somebody leaves the household, or that it is asked. */
function Leaving({ section: { section, fields } }: { readonly section: SectionView }) {
  const from = fields.find(({ id }) => id === "from");
  return (
    <>
      {from && <Departure from={from} isAdult={section === "adultLeaving"} />}
      {from?.waiting && (
        <p class="small">
          <span class="chip wait">{words.waiting}</span> {words.leavingAsked(from.waiting.said)}
        </p>
      )}
    </>
  );
}

function Adults({ file: { sections: all, coming } }: { readonly file: FileView }) {
  const sections = all.filter(({ section }) => section === "adult");
  const leavingOf = ({ guardianId }: SectionView): SectionView | undefined =>
    all.find((one) => one.section === "adultLeaving" && one.guardianId === guardianId);
  return (
    <section class="stack" aria-labelledby="responsables">
      <h2 id="responsables">{strings.guardians}</h2>
      <ul class="plain stack">
        {sections.map((section) => {
          const said = (field: string): string | undefined => section.fields.find(({ id }) => id === field)?.said;
          const name = [said("title"), said("firstName"), nameCase(said("lastName") ?? "")].filter(Boolean).join(" ");
          const payer = section.fields.find(({ id }) => id === "payer");
          const leaving = leavingOf(section);
          return (
            <li class="card stack tight" key={section.guardianId}>
              <div class="row between">
                <h3 class="person">{name}</h3>
                <Edit section={section} whose={name} />
              </div>
              {payer?.value === true && (
                <p>
                  <span class="chip">{strings.payer}</span>
                </p>
              )}
              {leaving && <Leaving section={leaving} />}
              <dl class="facts">
                {section.fields
                  .filter(({ id, waiting }) => !inHeading.includes(id) || waiting !== undefined)
                  .map((field) => (
                    <FieldFact key={field.id} field={field} />
                  ))}
              </dl>
              {leaving &&
                sections.length > 1 &&
                canChange(leaving) &&
                !leaving.fields.some(({ waiting }) => waiting) && (
                  <p class="small no-print">
                    <a href={editPath("adultLeaving", section.guardianId)} aria-label={words.removeOf(name)}>
                      {words.sayLeaving}
                    </a>
                  </p>
                )}
            </li>
          );
        })}
        {coming.map(({ requestId, name }) => (
          <li class="card stack tight" key={requestId}>
            <div class="row between">
              <h3 class="person">{name}</h3>
              <span class="chip wait">{words.waiting}</span>
            </div>
            <p class="small no-print">
              <a href={requestsPath}>{words.seeRequest}</a>
            </p>
          </li>
        ))}
      </ul>
      <LinkCard href={newAdultPath} icon="family" title={words.addAdult} text={words.addAdultText} />
    </section>
  );
}

function Household({ section, family }: { readonly section: SectionView; readonly family: FamilyView | null }) {
  return (
    <section class="card stack tight" aria-labelledby="foyer">
      <div class="row between">
        <h2 id="foyer">{strings.home}</h2>
        <Edit section={section} whose={strings.home} />
      </div>
      <dl class="facts">
        <Fact name={strings.code} said={family?.code} />
        {section.fields.map((field) => (
          <FieldFact key={field.id} field={field} />
        ))}
      </dl>
      <p class="small muted">{strings.residentHint}</p>
    </section>
  );
}
