/** « Trésorerie »: the next role of a month and what lacks of it, the roles that were made, what the treasury says was paid. */
import { useState } from "preact/hooks";
import type { RolesOverview, RoleView } from "../../../functions/treasury/contract/roles.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { longMoment, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { treasury as strings } from "../../strings/fr/treasury.ts";
import { NextRole } from "./NextRole.tsx";
import { ReturnFile } from "./ReturnFile.tsx";

const overviewOf = reading((_: null, signal) => call("treasury.roles", { signal }));

export function TreasuryPage() {
  const { data, problem, reload } = useQuery(overviewOf, null);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {data ? <Loaded data={data} reload={reload} /> : !problem && <CardsSkeleton cards={2} lines={3} />}
    </div>
  );
}

function Loaded({ data, reload }: { readonly data: RolesOverview; readonly reload: () => Promise<void> }) {
  if (data.accounts.length === 0)
    return (
      <Notice tone="wait" title={strings.none}>
        <p>{strings.noneText}</p>
      </Notice>
    );
  return (
    <>
      <NextRole data={data} onMade={reload} />
      <section class="card stack tight" aria-labelledby="roles">
        <h2 id="roles">{strings.roles}</h2>
        {data.roles.length === 0 ? (
          <p class="muted">{strings.noRole}</p>
        ) : (
          <ul class="plain closures">
            {data.roles.map((role) => (
              <li key={role.name}>
                <Made role={role} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <ReturnFile />
    </>
  );
}

/** A role, and its file. */
function Made({ role }: { readonly role: RoleView }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async (): Promise<void> => {
    setProblem(null);
    try {
      window.location.assign((await call("treasury.roleFile", { params: { name: role.name } })).url);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <>
      <p class="row">
        <b>{strings.role(role.number, role.year)}</b>
        <button
          type="button"
          class="button ghost"
          aria-label={strings.downloadOf(role.number, role.year)}
          onClick={() => {
            void download();
          }}
        >
          {strings.download}
        </button>
      </p>
      {role.accountName}
      <br />
      {strings.roleOf(capitalised(monthWords(role.period)), role.articles, price(role.amount))}
      <br />
      <span class="small muted">{strings.by(role.by, longMoment(role.at))}</span>
      {problem && <Failure problem={problem} />}
    </>
  );
}
