/** Withdraws what was said by mistake, with a reason: what that bills again is read first. */
import type { RebilledView } from "../../../functions/billing/contract/rebilling.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { rebilling } from "../../strings/fr/staff.ts";
import { FormDialog } from "./FormDialog.tsx";
import { Rebilled } from "./Rebilled.tsx";
import { missingReason, ReasonField } from "./ReasonField.tsx";
import { useRebilled } from "./useRebilled.ts";

interface Props {
  /** Of the form. */
  readonly name: string;
  readonly title: string;
  readonly words: {
    readonly withdraw: string;
    readonly withdrawText: string;
    readonly withdrawn: string;
    readonly reasonHint: string;
  };
  /** What is withdrawn. */
  readonly of: unknown;
  readonly ask: () => Promise<RebilledView>;
  readonly send: (reason: string) => Promise<unknown>;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function WithdrawBilled({ name, title, words, of, ask, send, onDone, onClose }: Props) {
  const rebilled = useRebilled();
  const form = useForm({
    name,
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      if (!(await rebilled.isMeant(of, ask))) return;
      await send(reason.trim());
      toast(words.withdrawn);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={title}
      action={rebilled.view ? rebilling.confirm : words.withdraw}
      danger
      onClose={onClose}
    >
      <p>{words.withdrawText}</p>
      <ReasonField form={form} field="reason" hint={words.reasonHint} />
      {rebilled.view && <Rebilled view={rebilled.view} />}
    </FormDialog>
  );
}
