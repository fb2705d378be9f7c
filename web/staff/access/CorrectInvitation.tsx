/** A mistyped invitation: the name and the address set right, and sent again there. */
import { call } from "../../shared/api/index.ts";
import { emailFault } from "../../shared/forms/email.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { staffMembers } from "../../strings/fr/access/staff-members.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import type { Agent } from "./agent.ts";

const { invite: strings, correct } = staffMembers;

interface Props {
  readonly staffMember: Agent;
  readonly onDone: (word: string) => Promise<void>;
  readonly onClose: () => void;
}

export function CorrectInvitation({ staffMember, onDone, onClose }: Props) {
  const { login } = staffMember;
  const form = useForm({
    name: `correction-${login}`,
    initial: { displayName: staffMember.displayName, email: staffMember.email },
    check: ({ displayName, email }) => ({
      ...(displayName.trim() === "" && { displayName: strings.missing.displayName }),
      ...emailFault(email, strings.missing.email),
    }),
    submit: async (body) => {
      const sent = await call("access.sendStaffInvitation", { params: { login }, body });
      await onDone(strings.done(sent.displayName, sent.email));
    },
  });
  return (
    <FormDialog
      form={form}
      order={["displayName", "email"]}
      title={correct.title(login)}
      action={strings.send}
      onClose={onClose}
    >
      <p>{correct.text}</p>
      <Field
        form={form}
        field="displayName"
        label={strings.displayName}
        hint={strings.displayNameHint}
        input={{ autocomplete: "off", autocapitalize: "words", spellcheck: false, maxLength: 80 }}
      />
      <Field
        form={form}
        field="email"
        label={strings.email}
        input={{
          type: "email",
          autocomplete: "off",
          autocapitalize: "none",
          inputMode: "email",
          spellcheck: false,
          maxLength: 254,
        }}
      />
    </FormDialog>
  );
}
