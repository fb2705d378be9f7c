/**
 * Two families become one: which stays, who of the one is whom of the other, what of both is right, what becomes of
 * everything, and why, before staff decides. What is chosen stays on this page alone; the reason survives a reload.
 */
import { useState } from "preact/hooks";
import type { HouseholdMergePreview } from "../../../functions/merge/contract/households.ts";
import { readId, tidyLogin, type FamilyCode, type GuardianId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { FieldError } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm, type Form } from "../../shared/forms/useForm.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { reading } from "../../shared/useQuery.ts";
import { merge, mergeHouseholds as strings } from "../../strings/fr/merge.ts";
import { working } from "../../strings/fr/ui.ts";
import { comparePath, familyTabPath, mergeHouseholdsPath, mergePath } from "../shell/paths.ts";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { Choices, Differences, useSides, type Side } from "./Differences.tsx";
import { HouseholdsBecome } from "./HouseholdsBecome.tsx";
import { TwoFrame } from "./TwoFrame.tsx";

interface Two {
  readonly gone: FamilyCode;
  readonly kept: FamilyCode;
}

const preview = reading(({ gone, kept }: Two, signal) =>
  call("merge.householdsPreview", { params: { familyCode: gone }, query: { kept }, signal }),
);

export function MergeHouseholdsPage({ gone, kept }: { readonly gone: string; readonly kept: string }) {
  const [one, other] = [readId("FamilyCode", tidyLogin(gone)), readId("FamilyCode", tidyLogin(kept))];
  return (
    <TwoFrame
      title={strings.title}
      intro={strings.intro}
      about={one && other ? { gone: one, kept: other } : null}
      read={preview}
    >
      {(data) => <Decision key={data.seen} data={data} />}
    </TwoFrame>
  );
}

/** Who somebody is: a rank of the family that stays, nobody of it, or not said yet. */
type Identity = GuardianId | "nobody" | "";
type People = HouseholdMergePreview["people"];
type Candidate = People[number]["candidates"][number];
type Fields = "people" | "apart" | "reason";

function usePeople(people: People) {
  const [identities, setIdentities] = useState<Readonly<Record<string, Identity>>>({});
  const [chosen, setChosen] = useState<Readonly<Record<string, Readonly<Record<string, Side>>>>>({});
  const of = (id: GuardianId): Identity => identities[id] ?? "";
  const candidateOf = ({ guardianId, candidates }: People[number]): Candidate | undefined =>
    candidates.find((one) => one.guardianId === of(guardianId));
  return {
    of,
    candidateOf,
    say: (id: GuardianId, identity: Identity) => {
      setIdentities({ ...identities, [id]: identity });
      // What was chosen of two is nothing of another two.
      setChosen({ ...chosen, [id]: {} });
    },
    sidesOf: (id: GuardianId) => ({
      chosen: chosen[id] ?? {},
      choose: (field: string, side: Side) => {
        setChosen({ ...chosen, [id]: { ...chosen[id], [field]: side } });
      },
    }),
    said: people.every(({ guardianId }) => of(guardianId) !== ""),
    body: people.map((person) => {
      const { guardianId } = person;
      const candidate = candidateOf(person);
      const take =
        candidate?.fields.flatMap(({ field }) => (chosen[guardianId]?.[field] === "gone" ? [field] : [])) ?? [];
      return { guardianId, as: candidate?.guardianId ?? null, take };
    }),
  };
}

function Decision({ data }: { readonly data: HouseholdMergePreview }) {
  const { gone, kept, blocks, alikeChildren, home, quotients, seen } = data;
  const people = usePeople(data.people);
  const sides = useSides(home);
  const [quotient, setQuotient] = useState<Side>("kept");
  const [apart, setApart] = useState<readonly string[]>([]);
  const form = useForm<Fields>({
    name: "reunir-familles",
    initial: { people: "", apart: "", reason: "" },
    kept: ["reason"],
    check: ({ reason }) => ({
      ...(people.said ? {} : { people: strings.peopleMissing }),
      ...(alikeChildren.every(({ pair }) => apart.includes(pair)) ? {} : { apart: strings.apartMissing }),
      ...missingReason(reason),
    }),
    submit: async ({ reason }) => {
      const params = { familyCode: gone.familyCode };
      const body = {
        kept: kept.familyCode,
        people: people.body,
        take: sides.taken,
        quotient,
        apart: [...apart],
        seen,
        reason: reason.trim(),
      };
      await sendOnce(["reunir-familles", params, body], (idempotencyKey) =>
        call("merge.households", { params, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.done);
      navigate(familyTabPath(kept.familyCode, "foyer"));
    },
  });
  return (
    <form class="stack" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["apart", "people", "reason"]} />
      <section class="card stack tight" aria-labelledby="familles">
        <h2 id="familles">{strings.which}</h2>
        <dl class="facts">
          <Fact name={merge.stays} said={strings.family(kept.name, kept.familyCode)} />
          <Fact name={merge.goes} said={strings.family(gone.name, gone.familyCode)} />
        </dl>
        <p class="row">
          <a class="button ghost" href={mergeHouseholdsPath(kept.familyCode, gone.familyCode)}>
            {strings.swap}
          </a>
          <a class="tap" href={comparePath(kept.familyCode, gone.familyCode)}>
            {strings.compare}
          </a>
        </p>
      </section>
      {blocks.length > 0 && (
        <Notice tone="no" title={strings.blocked}>
          <ul>
            {blocks.map((block) => (
              <li key={block}>{block}</li>
            ))}
          </ul>
          <p>
            <a href={familyTabPath(gone.familyCode, "fiche")}>{strings.open(gone.familyCode)}</a>
          </p>
        </Notice>
      )}
      {alikeChildren.length > 0 && <AlikeChildren form={form} data={data} apart={apart} onChange={setApart} />}
      <PeopleOfBoth form={form} data={data} people={people} />
      {home.length > 0 && <Differences title={strings.homeDiffers} fields={home} sides={sides} />}
      {quotients.length > 0 && <Quotients data={data} value={quotient} onChange={setQuotient} />}
      <HouseholdsBecome data={data} fateOf={(person) => people.candidateOf(person)?.signIn} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <div>
        <SubmitButton busy={form.busy} label={strings.act} busyLabel={working} />
      </div>
    </form>
  );
}

interface AlikeProps {
  readonly form: Form<Fields>;
  readonly data: HouseholdMergePreview;
  readonly apart: readonly string[];
  readonly onChange: (apart: readonly string[]) => void;
}

/** Children who may be one: made one first, or said to be two. */
function AlikeChildren({ form, data: { alikeChildren, gone, kept }, apart, onChange }: AlikeProps) {
  return (
    <section class="card stack tight" id={form.idOf("apart")} tabIndex={-1} aria-labelledby="enfants-semblables">
      <h2 id="enfants-semblables">{strings.alike}</h2>
      <p>{strings.alikeText}</p>
      <FieldError id={form.idOf("apart")} text={form.errors.apart} />
      <ul class="plain stack tight">
        {alikeChildren.map(({ pair, gone: mine, kept: theirs }) => (
          <li key={pair} class="stack tight">
            <b>{strings.alikePair(mine.name, mine.childId, theirs.childId)}</b>
            <p>
              <a
                class="button ghost"
                href={mergePath(
                  { familyCode: gone.familyCode, childId: mine.childId },
                  { familyCode: kept.familyCode, childId: theirs.childId },
                )}
                aria-label={merge.linkOf(mine.childId, theirs.childId)}
              >
                {merge.link}
              </a>
            </p>
            <label class="tick">
              <input
                type="checkbox"
                checked={apart.includes(pair)}
                onChange={(event) => {
                  onChange(event.currentTarget.checked ? [...apart, pair] : apart.filter((known) => known !== pair));
                }}
              />
              <span>{strings.alikeTwo}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PeopleProps {
  readonly form: Form<Fields>;
  readonly data: HouseholdMergePreview;
  readonly people: ReturnType<typeof usePeople>;
}

function PeopleOfBoth({ form, data, people }: PeopleProps) {
  return (
    <section class="card stack" id={form.idOf("people")} tabIndex={-1} aria-labelledby="personnes">
      <h2 id="personnes">{strings.people}</h2>
      <p>{data.measures > 0 ? strings.peopleMeasures(data.measures) : strings.peopleText}</p>
      <FieldError id={form.idOf("people")} text={form.errors.people} />
      {data.people.map((person) => {
        const { guardianId, name, isThere, measures, candidates } = person;
        const candidate = people.candidateOf(person);
        return (
          <div class="stack tight" key={guardianId}>
            <h3 class="person">{name}</h3>
            {(!isThere || measures > 0) && (
              <p class="row">
                {!isThere && <span class="chip">{strings.left}</span>}
                {measures > 0 && <span class="chip no">{strings.measures(measures)}</span>}
              </p>
            )}
            <Segmented<Identity>
              legend={strings.whoIs(name)}
              value={people.of(guardianId)}
              onChange={(identity) => {
                people.say(guardianId, identity);
              }}
              options={[
                ...candidates.map((one) => ({
                  value: one.guardianId,
                  label: strings.is(one.name),
                  ...(one.alike ? { hint: strings.alikeAdult } : {}),
                })),
                { value: "nobody", label: strings.somebodyElse },
              ]}
            />
            {candidate?.blocked !== undefined && <Notice tone="no">{candidate.blocked}</Notice>}
            {candidate && <Choices fields={candidate.fields} sides={people.sidesOf(guardianId)} />}
          </div>
        );
      })}
    </section>
  );
}

interface QuotientsProps {
  readonly data: HouseholdMergePreview;
  readonly value: Side;
  readonly onChange: (side: Side) => void;
}

/** Whose quotient is right of months that both know. */
function Quotients({ data: { quotients, gone, kept }, value, onChange }: QuotientsProps) {
  return (
    <section class="card stack tight" aria-labelledby="quotients">
      <h2 id="quotients">{strings.quotients}</h2>
      <ul>
        {quotients.map(({ month, gone: mine, kept: theirs }) => (
          <li key={month}>{strings.quotientLine(monthWords(month), theirs, kept.familyCode, mine, gone.familyCode)}</li>
        ))}
      </ul>
      <Segmented<Side>
        legend={strings.quotientRight}
        value={value}
        onChange={onChange}
        options={[
          { value: "kept", label: strings.ofFamily(kept.familyCode), hint: merge.stays },
          { value: "gone", label: strings.ofFamily(gone.familyCode), hint: merge.goes },
        ]}
      />
    </section>
  );
}
