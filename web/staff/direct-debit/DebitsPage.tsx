/** « Prélèvements »: a batch is looked at beforehand and prepared; the batches there are. */
import { call } from "../../shared/api/index.ts";
import { dateOnly, longMoment } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { debits as strings } from "../../strings/fr/direct-debit.ts";
import { debitBatchPath } from "../shell/paths.ts";
import { BatchState } from "./BatchState.tsx";
import { Prepare } from "./Prepare.tsx";

const batchesOf = reading((_: null, signal) => call("direct-debit.batches", { signal }));

export function DebitsPage() {
  const { data, problem, reload } = useQuery(batchesOf, null);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {!data && !problem && <CardsSkeleton cards={2} lines={3} />}
      {data?.accounts.length === 0 && (
        <Notice tone="wait" title={strings.none}>
          <p>{strings.noneText}</p>
        </Notice>
      )}
      {data && data.accounts.length > 0 && <Prepare accounts={data.accounts} />}
      {data && (
        <section class="card stack tight" aria-labelledby="lots">
          <h2 id="lots">{strings.batches}</h2>
          {data.batches.length === 0 ? (
            <p class="muted">{strings.noBatch}</p>
          ) : (
            <ul class="plain closures">
              {data.batches.map(({ batch, accountName, dueOn, state, at, by }) => (
                <li key={batch}>
                  <p class="row">
                    <a href={debitBatchPath(batch)}>{batch}</a>
                    <BatchState state={state} />
                  </p>
                  {strings.of(accountName, dateOnly(dueOn))}
                  <br />
                  <span class="small muted">{strings.by(by, longMoment(at))}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}
