/**
 * Two files of one child become one: which stays, what of both is right, and what becomes of everything, before staff
 * decides. What is chosen stays on this page alone; the reason survives a reload.
 */
import { useState } from "preact/hooks";
import type { MergePreview } from "../../../functions/merge/contract/children.ts";
import { readId, tidyLogin, type ChildId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { FieldError } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { reading } from "../../shared/useQuery.ts";
import { working } from "../../strings/fr/ui.ts";
import { merge as strings } from "../../strings/fr/merge.ts";
import { familyTabPath, mergePath, staffChildRecordPath } from "../shell/paths.ts";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { Differences, useSides, type Side } from "./Differences.tsx";
import { Lost } from "./Lost.tsx";
import { TwoFrame } from "./TwoFrame.tsx";

interface Coded {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}
interface Two {
  readonly gone: Coded;
  readonly kept: Coded;
}

const preview = reading(({ gone, kept }: Two, signal) =>
  call("merge.preview", {
    params: { ...gone },
    query: { keptFamily: kept.familyCode, kept: kept.childId },
    signal,
  }),
);

const codedOf = (family: string, child: string): Coded | null => {
  const familyCode = readId("FamilyCode", tidyLogin(family));
  const childId = readId("ChildId", child.toUpperCase());
  return familyCode && childId ? { familyCode, childId } : null;
};

interface Props {
  readonly goneFamily: string;
  readonly gone: string;
  readonly keptFamily: string;
  readonly kept: string;
}

export function MergePage({ goneFamily, gone, keptFamily, kept }: Props) {
  const [one, other] = [codedOf(goneFamily, gone), codedOf(keptFamily, kept)];
  return (
    <TwoFrame
      title={strings.title}
      intro={strings.intro}
      about={one && other ? { gone: one, kept: other } : null}
      read={preview}
    >
      {(data, two) => <Decision key={data.seen} two={two} data={data} />}
    </TwoFrame>
  );
}

const nameOf = ({ firstName, lastName, familyCode, childId }: MergePreview["gone"]): string =>
  strings.file(`${firstName} ${lastName}`, familyCode, childId);

function Decision({ two: { gone, kept }, data }: { readonly two: Two; readonly data: MergePreview }) {
  const sides = useSides(data.fields);
  const [health, setHealth] = useState<Side | "">("");
  const form = useForm({
    name: "reunir",
    initial: { reason: "", health: "" },
    kept: ["reason"],
    check: ({ reason }) => ({
      ...(data.health && health === "" ? { health: strings.healthMissing } : {}),
      ...missingReason(reason),
    }),
    submit: async ({ reason }) => {
      const body = {
        gone,
        kept,
        take: sides.taken,
        ...(health === "" ? {} : { health }),
        seen: data.seen,
        reason: reason.trim(),
      };
      await sendOnce(["reunir", body], (idempotencyKey) =>
        call("merge.children", { body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.done);
      navigate(familyTabPath(kept.familyCode, "foyer"));
    },
  });
  return (
    <form class="stack" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["health", "reason"]} />
      <Files two={{ gone, kept }} data={data} />
      <Becomes data={data} />
      <Differences fields={data.fields} sides={sides} />
      {data.health && (
        <section class="card stack tight" id={form.idOf("health")} tabIndex={-1} aria-labelledby="sante">
          <h2 id="sante">{strings.health}</h2>
          <p>{strings.healthText}</p>
          <p class="row">
            {[kept, gone].map(({ familyCode, childId }) => (
              <a key={childId} class="tap" href={staffChildRecordPath(familyCode, childId)}>
                {strings.healthOpen(childId)}
              </a>
            ))}
          </p>
          <FieldError id={form.idOf("health")} text={form.errors.health} />
          <Segmented<Side | "">
            legend={strings.health}
            legendHidden
            value={health}
            onChange={setHealth}
            options={[
              { value: "", label: strings.healthUnknown },
              { value: "kept", label: kept.childId, hint: strings.stays },
              { value: "gone", label: gone.childId, hint: strings.goes },
            ]}
          />
        </section>
      )}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <div>
        <SubmitButton busy={form.busy} label={strings.act} busyLabel={working} />
      </div>
    </form>
  );
}

function Files({ two: { gone, kept }, data }: { readonly two: Two; readonly data: MergePreview }) {
  return (
    <section class="card stack tight" aria-labelledby="fiches">
      <h2 id="fiches">{strings.which}</h2>
      <dl class="facts">
        <Fact name={strings.stays} said={nameOf(data.kept)} />
        <Fact name={strings.goes} said={nameOf(data.gone)} />
      </dl>
      <p>
        <a
          class="button ghost"
          href={mergePath(
            { familyCode: kept.familyCode, childId: kept.childId },
            { familyCode: gone.familyCode, childId: gone.childId },
          )}
        >
          {strings.swap}
        </a>
      </p>
    </section>
  );
}

function Becomes({ data }: { readonly data: MergePreview }) {
  const { moved, enrolments, documents, givenUp, givenUpTotal, households } = data;
  return (
    <section class="card stack tight" aria-labelledby="devenir">
      <h2 id="devenir">{strings.becomes}</h2>
      <ul>
        <li>{strings.moved(moved)}</li>
        {enrolments > 0 && <li>{strings.enrolments(enrolments)}</li>}
        {documents > 0 && <li>{strings.documents(documents)}</li>}
        <li>{strings.households(households)}</li>
      </ul>
      <Lost lines={givenUp} total={givenUpTotal} />
    </section>
  );
}
