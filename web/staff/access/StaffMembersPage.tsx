/** « Agents »: who has an access, who is invited or suspended, and what a colleague can do about it. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { EditCard } from "../../shared/ui/EditCard.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";
import type { Agent, StaffAct } from "./agent.ts";
import { CorrectInvitation } from "./CorrectInvitation.tsx";
import { InviteStaffMember } from "./InviteStaffMember.tsx";
import { StaffActDialog } from "./StaffActDialog.tsx";
import { StaffMembersTable } from "./StaffMembersTable.tsx";

/** What a dialog asks about whom. */
interface Doing {
  readonly act: Exclude<StaffAct, "again">;
  readonly staffMember: Agent;
}

const staffMembersOf = reading((_: null, signal) => call("access.staffMembers", { signal }));

export function StaffMembersPage() {
  const { data, problem, reload } = useQuery(staffMembersOf, null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const finish = async (word: string): Promise<void> => {
    setDoing(null);
    setDone(word);
    announce(word);
    await reload();
  };
  const sendAgain = async ({ login, displayName, email }: Agent): Promise<void> => {
    setSending(true);
    try {
      await call("access.sendStaffInvitation", { params: { login }, body: { displayName, email } });
      await finish(strings.invite.done(displayName, email));
    } catch (thrown) {
      setFailed(asProblem(thrown));
    } finally {
      setSending(false);
    }
  };
  const dialog = {
    onDone: finish,
    onClose: () => {
      setDoing(null);
    },
  };
  return (
    <div class="stack">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <EditCard
        title={strings.invite.title}
        value={<span class="muted">{strings.invite.value}</span>}
        action={strings.invite.action}
      >
        {(editing) => <InviteStaffMember editing={editing} onChanged={reload} />}
      </EditCard>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {failed && <Failure problem={failed} />}
      {done !== null && (
        <Notice tone="ok">
          <p>{done}</p>
        </Notice>
      )}
      {data ? (
        <StaffMembersTable
          staffMembers={data.staffMembers}
          busy={sending}
          onAct={(act, staffMember) => {
            setDone(null);
            setFailed(null);
            if (act === "again") void sendAgain(staffMember);
            else setDoing({ act, staffMember });
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} />
      )}
      {doing?.act === "correct" && <CorrectInvitation staffMember={doing.staffMember} {...dialog} />}
      {doing && doing.act !== "correct" && (
        <StaffActDialog staffMember={doing.staffMember} act={doing.act} {...dialog} />
      )}
    </div>
  );
}
