/** « Agents »: who has an access, who is suspended, and an invitation for who comes. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { EditCard } from "../../shared/ui/EditCard.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";
import { StaffMembersTable, type Agent } from "./StaffMembersTable.tsx";
import { InviteStaffMember } from "./InviteStaffMember.tsx";
import { StateDialog } from "./StateDialog.tsx";

const staffMembersOf = reading((_: null, signal) => call("access.staffMembers", { signal }));

export function StaffMembersPage() {
  const { data, problem, reload } = useQuery(staffMembersOf, null);
  const [changing, setChanging] = useState<Agent | null>(null);
  const [done, setDone] = useState<string | null>(null);
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
      {done !== null && (
        <Notice tone="ok">
          <p>{done}</p>
        </Notice>
      )}
      {data ? (
        <StaffMembersTable
          staffMembers={data.staffMembers}
          onChange={(staffMember) => {
            setDone(null);
            setChanging(staffMember);
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} />
      )}
      {changing && (
        <StateDialog
          staffMember={changing}
          onClose={() => {
            setChanging(null);
          }}
          onDone={async (word) => {
            setChanging(null);
            setDone(word);
            announce(word);
            await reload();
          }}
        />
      )}
    </div>
  );
}
