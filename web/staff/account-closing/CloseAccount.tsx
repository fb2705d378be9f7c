/**
 * Closes a family's account, once it is confirmed with a reason: everything that it has to come is given up; and opens
 * it again.
 */
import { useState } from "preact/hooks";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { accountClosing as strings } from "../../strings/fr/account-closing.ts";
import { working } from "../../strings/fr/ui.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly name: string;
  readonly onDone: () => Promise<void>;
}

export function CloseAccount({ code, name, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <section class="card stack tight" aria-labelledby="fermer-compte">
      <h2 id="fermer-compte">{strings.close}</h2>
      <p class="muted">{strings.closeText}</p>
      <div>
        <button
          type="button"
          class="button danger"
          onClick={() => {
            setAsking(true);
          }}
        >
          {strings.close}
        </button>
      </div>
      {asking && (
        <Ask
          code={code}
          name={name}
          onClose={() => {
            setAsking(false);
          }}
          onDone={async () => {
            setAsking(false);
            await onDone();
          }}
        />
      )}
    </section>
  );
}

export function ReopenAccount({ code, onDone }: Pick<Props, "code" | "onDone">) {
  const [asking, setAsking] = useState(false);
  return (
    <section class="card stack tight" aria-labelledby="rouvrir-compte">
      <h2 id="rouvrir-compte">{strings.reopen}</h2>
      <p class="muted">{strings.reopenText}</p>
      <div>
        <button
          type="button"
          class="button"
          onClick={() => {
            setAsking(true);
          }}
        >
          {strings.reopen}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          title={strings.reopenTitle}
          action={strings.reopen}
          busyLabel={working}
          onClose={() => {
            setAsking(false);
          }}
          onConfirm={async () => {
            await call("account-closing.reopen", { params: { familyCode: code }, repeatable: true });
            toast(strings.reopened);
            await onDone();
          }}
        >
          <p>{strings.reopenText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Ask({ code, name, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const form = useForm({
    name: "fermer-compte",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { reason: reason.trim() };
      const { cancelled } = await sendOnce(["closeAccount", code, body], (idempotencyKey) =>
        call("account-closing.close", {
          params: { familyCode: code },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.closed(cancelled));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.closeTitle(name)}
      action={strings.closeAction}
      danger
      onClose={onClose}
    >
      <p>{strings.closeText}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
