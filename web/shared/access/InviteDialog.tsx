/** Where to send an adult's invitation. */
import { guardianSignIns as strings } from "../../strings/fr/access/guardians.ts";
import { firstConnection } from "../../strings/fr/sign-in/first-connection.ts";
import { emailFault } from "../forms/email.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { useForm } from "../forms/useForm.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EditActions } from "../ui/EditCard.tsx";
import type { Guardian, Invitation } from "./guardian.ts";

const input = {
  type: "email",
  autocomplete: "off",
  autocapitalize: "none",
  inputMode: "email",
  spellcheck: false,
  maxLength: 254,
} as const;

interface Props {
  readonly guardian: Guardian;
  readonly familyCode: string;
  readonly invite: (invitation: Invitation) => Promise<string>;
  readonly onDone: (word: string) => Promise<void>;
  readonly onClose: () => void;
}

export function InviteDialog({ guardian: { guardianId, name }, familyCode, invite, onDone, onClose }: Props) {
  const form = useForm({
    name: `invitation-${familyCode}-${guardianId}`,
    initial: { email: "", emailAgain: "" },
    kept: ["email", "emailAgain"],
    check: ({ email, emailAgain }) => ({
      ...emailFault(email, strings.missing.email),
      ...(emailAgain.trim() === ""
        ? { emailAgain: strings.missing.emailAgain }
        : emailAgain.trim().toLowerCase() !== email.trim().toLowerCase() && {
            emailAgain: firstConnection.differentEmails,
          }),
    }),
    submit: async (values) => {
      await onDone(await invite({ guardianId, ...values }));
    },
  });
  return (
    <Dialog title={strings.dialog(name)} onClose={onClose} busy={form.busy}>
      <form onSubmit={form.onSubmit} noValidate>
        <p>{strings.dialogText}</p>
        <ErrorSummary form={form} order={["email", "emailAgain"]} />
        <Field form={form} field="email" label={strings.email} input={input} />
        <Field form={form} field="emailAgain" label={strings.emailAgain} input={input} />
        <EditActions busy={form.busy} label={strings.send} busyLabel={strings.sending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
