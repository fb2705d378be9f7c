/** An invitation: the staff member's sign-in, name and address. */
import { call } from "../../shared/api/index.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useFirstField } from "../../shared/forms/useFirstField.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { EditActions, type Editing } from "../../shared/ui/EditCard.tsx";
import { staffMembers } from "../../strings/fr/access/staff-members.ts";
import { AddressField, NameField } from "./PersonFields.tsx";

const strings = staffMembers.invite;

interface Props {
  readonly editing: Editing;
  readonly onChanged: () => Promise<void>;
}

export function InviteStaffMember({ editing, onChanged }: Props) {
  const form = useForm({
    name: "invitation-agent",
    initial: { login: "", displayName: "", email: "" },
    kept: ["login", "displayName", "email"],
    check: ({ login, displayName, email }) => ({
      ...(login.trim() === "" && { login: strings.missing.login }),
      ...(displayName.trim() === "" && { displayName: strings.missing.displayName }),
      ...(email.trim() === "" && { email: strings.missing.email }),
    }),
    submit: async (body) => {
      const staffMember = await call("access.inviteStaffMember", { body });
      editing.finish(strings.done(staffMember.displayName, staffMember.email));
      await onChanged();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <ErrorSummary form={form} order={["login", "displayName", "email"]} />
      <div class="pair">
        <Field
          form={form}
          field="login"
          label={strings.login}
          hint={strings.loginHint}
          input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 32 }}
        />
        <NameField form={form} />
      </div>
      <AddressField form={form} />
      <EditActions busy={form.busy} label={strings.send} busyLabel={strings.sending} onCancel={editing.cancel} />
    </form>
  );
}
