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
import { agents as strings } from "../../strings/fr/access/agents.ts";
import { AgentsTable, type Agent } from "./AgentsTable.tsx";
import { InviteAgent } from "./InviteAgent.tsx";
import { StateDialog } from "./StateDialog.tsx";

const agentsOf = reading((_: null, signal) => call("access.agents", { signal }));

export function AgentsPage() {
  const { data, problem, reload } = useQuery(agentsOf, null);
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
        {(editing) => <InviteAgent editing={editing} onChanged={reload} />}
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
        <AgentsTable
          agents={data.agents}
          onChange={(agent) => {
            setDone(null);
            setChanging(agent);
          }}
        />
      ) : (
        !problem && <CardsSkeleton cards={1} />
      )}
      {changing && (
        <StateDialog
          agent={changing}
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
