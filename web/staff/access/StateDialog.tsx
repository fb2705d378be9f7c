/** Asks before a staff member's access is suspended, or given back. */
import { call } from "../../shared/api/index.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";
import type { Agent } from "./StaffMembersTable.tsx";

interface Props {
  readonly staffMember: Agent;
  readonly onDone: (word: string) => Promise<void>;
  readonly onClose: () => void;
}

export function StateDialog({ staffMember: { login, displayName, state }, onDone, onClose }: Props) {
  const suspending = state === "active";
  return (
    <ConfirmDialog
      title={suspending ? strings.suspendTitle(displayName) : strings.restoreTitle(displayName)}
      danger={suspending}
      action={suspending ? strings.suspend : strings.restore}
      busyLabel={strings.working}
      onClose={onClose}
      onConfirm={async () => {
        await call("access.setStaffMemberState", {
          params: { login },
          body: { state: suspending ? "disabled" : "active" },
        });
        await onDone(suspending ? strings.suspended(displayName) : strings.restored(displayName));
      }}
    >
      <p>{suspending ? strings.suspendText : strings.restoreText}</p>
    </ConfirmDialog>
  );
}
