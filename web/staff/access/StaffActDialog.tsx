/** Asks before what cannot be taken back unseen: an access suspended or given back, an application or an invitation gone. */
import type { Login } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";
import type { Agent, AskedAct } from "./agent.ts";

const calls: Readonly<Record<AskedAct, (login: Login) => Promise<unknown>>> = {
  suspend: (login) => call("access.setStaffMemberState", { params: { login }, body: { state: "disabled" } }),
  restore: (login) => call("access.setStaffMemberState", { params: { login }, body: { state: "active" } }),
  reset: (login) => call("access.resetSecondFactor", { params: { login } }),
  delete: (login) => call("access.deleteStaffInvitation", { params: { login } }),
};

interface Props {
  readonly staffMember: Agent;
  readonly act: AskedAct;
  readonly onDone: (word: string) => Promise<void>;
  readonly onClose: () => void;
}

export function StaffActDialog({ staffMember: { login, displayName }, act, onDone, onClose }: Props) {
  const words = strings.acts[act];
  return (
    <ConfirmDialog
      title={words.title(displayName)}
      danger={act !== "restore"}
      action={words.action}
      busyLabel={strings.working}
      onClose={onClose}
      onConfirm={async () => {
        await calls[act](login);
        await onDone(words.done(displayName));
      }}
    >
      <p>{words.text}</p>
    </ConfirmDialog>
  );
}
