/** A mistyped invitation: the name and the address set right, and sent again there. */
import { call } from "../../shared/api/index.ts";
import { emailFault } from "../../shared/forms/email.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { staffMembers } from "../../strings/fr/access/staff-members.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import type { Agent } from "./agent.ts";
import { AddressField, NameField } from "./PersonFields.tsx";

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
      <NameField form={form} />
      <AddressField form={form} />
    </FormDialog>
  );
}
