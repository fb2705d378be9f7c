/** A day that was billed is put right: what that bills again, and why it is done. */
import type { RebilledView } from "../../../functions/billing/contract/rebilling.ts";
import type { IdempotencyKey, PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { rebilling as strings } from "../../strings/fr/staff.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Rebilled } from "../ui/Rebilled.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { actsOf, type Sending } from "./useRollCall.ts";

interface About {
  readonly siteId: SiteId;
  readonly date: PlainDate;
  readonly tap: IdempotencyKey;
  readonly sendings: readonly Sending[];
}
const rebilledBy = reading(({ siteId, date, tap, sendings }: About, signal): Promise<RebilledView> =>
  call("billing.rebillAttendance", { params: { siteId, date }, body: { tap, acts: actsOf(sendings) }, signal }),
);

interface Props {
  readonly about: About;
  /** The reason that was given last. */
  readonly last: string;
  readonly onSaid: (reason: string) => void;
  readonly onClose: () => void;
}

export function BilledDialog({ about, last, onSaid, onClose }: Props) {
  const { data, problem, reload } = useQuery(rebilledBy, about);
  const form = useForm({
    name: "appel-facture",
    initial: { reason: last },
    check: ({ reason }) => missingReason(reason),
    submit: ({ reason }) => {
      // Nobody confirms what they could not read.
      if (data) onSaid(reason.trim());
      return Promise.resolve();
    },
  });
  return (
    <FormDialog form={form} order={["reason"]} title={strings.billedTitle} action={strings.confirm} onClose={onClose}>
      {problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : data ? (
        <Rebilled view={data} />
      ) : (
        <>
          <p role="status">{strings.computing}</p>
          <CardsSkeleton lines={2} cards={1} />
        </>
      )}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
