/**
 * Two entries of one adult in a household become one: which stays, what of both is right, what becomes of the access, and
 * why, before staff decides. What is chosen stays on this page alone; the reason survives a reload.
 */
import type { AdultMergePreview } from "../../../functions/merge/contract/adults.ts";
import { readId, tidyLogin, type FamilyCode, type GuardianId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { reading } from "../../shared/useQuery.ts";
import { merge, mergeAdults as strings } from "../../strings/fr/merge.ts";
import { working } from "../../strings/fr/ui.ts";
import { familyTabPath, mergeAdultsPath } from "../shell/paths.ts";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { Differences, useSides } from "./Differences.tsx";
import { TwoFrame } from "./TwoFrame.tsx";

interface Two {
  readonly familyCode: FamilyCode;
  readonly gone: GuardianId;
  readonly kept: GuardianId;
}

const preview = reading(({ familyCode, gone, kept }: Two, signal) =>
  call("merge.adultsPreview", { params: { familyCode, guardianId: gone }, query: { kept }, signal }),
);

interface Props {
  readonly familyCode: string;
  readonly gone: string;
  readonly kept: string;
}

export function MergeAdultsPage({ familyCode, ...ranks }: Props) {
  const code = readId("FamilyCode", tidyLogin(familyCode));
  const [gone, kept] = [readId("GuardianId", ranks.gone), readId("GuardianId", ranks.kept)];
  return (
    <TwoFrame
      title={strings.title}
      intro={strings.intro}
      about={code && gone && kept ? { familyCode: code, gone, kept } : null}
      read={preview}
    >
      {(data) => <Decision key={data.seen} data={data} />}
    </TwoFrame>
  );
}

function Decision({ data }: { readonly data: AdultMergePreview }) {
  const { familyCode, gone, kept, fields, seen } = data;
  const sides = useSides(fields);
  const form = useForm({
    name: "reunir-responsables",
    initial: { reason: "" },
    kept: ["reason"],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const params = { familyCode, guardianId: gone.guardianId };
      const body = { kept: kept.guardianId, take: sides.taken, seen, reason: reason.trim() };
      await sendOnce(["reunir-responsables", params, body], (idempotencyKey) =>
        call("merge.adults", { params, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.done);
      navigate(familyTabPath(familyCode, "foyer"));
    },
  });
  return (
    <form class="stack" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["reason"]} />
      <section class="card stack tight" aria-labelledby="fiches">
        <h2 id="fiches">{merge.which}</h2>
        <dl class="facts">
          <Fact name={merge.stays} said={strings.file(kept.name, familyCode, kept.guardianId)} />
          <Fact name={merge.goes} said={strings.file(gone.name, familyCode, gone.guardianId)} />
        </dl>
        <p>
          <a class="button ghost" href={mergeAdultsPath(familyCode, kept.guardianId, gone.guardianId)}>
            {merge.swap}
          </a>
        </p>
      </section>
      <Becomes data={data} />
      <Differences fields={fields} sides={sides} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <div>
        <SubmitButton busy={form.busy} label={merge.act} busyLabel={working} />
      </div>
    </form>
  );
}

function Becomes({
  data: { becomesPayer, signIn, signInMoves, signInEnds, measures, leaving },
}: {
  readonly data: AdultMergePreview;
}) {
  return (
    <section class="card stack tight" aria-labelledby="devenir">
      <h2 id="devenir">{merge.becomes}</h2>
      <ul>
        <li>{strings.bookings}</li>
        <li>{strings.links}</li>
        {becomesPayer && <li>{strings.payer}</li>}
        <li>{signIn === undefined ? strings.noSignIn : strings.signIn(signIn, signInMoves)}</li>
        {measures > 0 && <li>{strings.measures(measures)}</li>}
        {leaving && <li>{strings.leaving}</li>}
      </ul>
      {signInEnds !== undefined && <Notice tone="no">{strings.signInEnds(signInEnds)}</Notice>}
    </section>
  );
}
