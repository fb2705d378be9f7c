/** Asks before an agent's access is suspended, or given back. */
import { call } from "../../shared/api/index.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { agents as strings } from "../../strings/fr/access/agents.ts";
import type { Agent } from "./AgentsTable.tsx";

interface Props {
  readonly agent: Agent;
  readonly onDone: (word: string) => Promise<void>;
  readonly onClose: () => void;
}

export function StateDialog({ agent: { login, displayName, state }, onDone, onClose }: Props) {
  const suspending = state === "active";
  return (
    <ConfirmDialog
      title={suspending ? strings.suspendTitle(displayName) : strings.restoreTitle(displayName)}
      danger={suspending}
      action={suspending ? strings.suspend : strings.restore}
      busyLabel={strings.working}
      onClose={onClose}
      onConfirm={async () => {
        await call("access.setAgentState", { params: { login }, body: { state: suspending ? "disabled" : "active" } });
        await onDone(suspending ? strings.suspended(displayName) : strings.restored(displayName));
      }}
    >
      <p>{suspending ? strings.suspendText : strings.restoreText}</p>
    </ConfirmDialog>
  );
}
