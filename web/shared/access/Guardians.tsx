/** The adults of a household and their sign-ins: the family's own list, and the staff's. */
import { useState } from "preact/hooks";
import type { GuardianSignIns } from "../../../functions/access/contract/sign-ins.ts";
import type { GuardianId } from "../../../functions/kernel/ids.ts";
import { guardianSignIns as strings } from "../../strings/fr/access/guardians.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { announce } from "../ui/announcements.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Guardian, Invitation } from "./guardian.ts";
import { GuardianLine } from "./GuardianLine.tsx";
import { InviteDialog } from "./InviteDialog.tsx";

interface Props {
  readonly signIns: GuardianSignIns;
  /** Answers the sentence to show. */
  readonly invite: (invitation: Invitation) => Promise<string>;
  /** Staff only. */
  readonly withdraw?: (guardianId: GuardianId) => Promise<void>;
  readonly onChanged: () => Promise<void>;
}

interface Act {
  readonly kind: "invite" | "withdraw";
  readonly guardian: Guardian;
}

export function Guardians({ signIns, invite, withdraw, onChanged }: Props) {
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const finish = async (word: string): Promise<void> => {
    setAct(null);
    setDone(word);
    announce(word);
    await onChanged();
  };
  const open = (kind: Act["kind"], guardian: Guardian): void => {
    setDone(null);
    setAct({ kind, guardian });
  };
  return (
    <>
      {done !== null && (
        <Notice tone="ok">
          <p>{done}</p>
        </Notice>
      )}
      <ul class="plain lines">
        {signIns.guardians.map((guardian) => (
          <GuardianLine
            key={guardian.guardianId}
            guardian={guardian}
            onInvite={
              signIns.mayInvite
                ? () => {
                    open("invite", guardian);
                  }
                : null
            }
            onWithdraw={
              withdraw
                ? () => {
                    open("withdraw", guardian);
                  }
                : null
            }
          />
        ))}
      </ul>
      {act?.kind === "invite" && (
        <InviteDialog
          guardian={act.guardian}
          familyCode={signIns.familyCode}
          invite={invite}
          onDone={finish}
          onClose={() => {
            setAct(null);
          }}
        />
      )}
      {act?.kind === "withdraw" && withdraw && (
        <ConfirmDialog
          title={strings.withdrawTitle(act.guardian.name)}
          action={strings.withdraw}
          busyLabel={strings.withdrawing}
          danger
          onClose={() => {
            setAct(null);
          }}
          onConfirm={async () => {
            await withdraw(act.guardian.guardianId);
            await finish(strings.withdrawn(act.guardian.name));
          }}
        >
          <p>{strings.withdrawText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
