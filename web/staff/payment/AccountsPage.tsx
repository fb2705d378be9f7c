/** « Comptes de recouvrement »: by which accounts the town is paid, and whether the treasury knows their numbers. */
import { useState } from "preact/hooks";
import type { AccountCheck, AccountView } from "../../../functions/payment/contract/accounts.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { payment as strings } from "../../strings/fr/payment.ts";

const accounts = reading((_: null, signal) => call("payment.accounts", { signal }));

export function AccountsPage() {
  const { data, problem, reload } = useQuery(accounts, null);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {!data && !problem && <CardsSkeleton />}
      {data && (
        <Notice
          tone={data.mode === null ? "wait" : "info"}
          title={data.mode === null ? strings.off : strings.modes[data.mode]}
        />
      )}
      {data?.accounts.length === 0 && (
        <div class="card empty">
          <p>{strings.none}</p>
        </div>
      )}
      {data?.accounts.map((account) => (
        <Account account={account} online={data.mode !== null} key={account.id} />
      ))}
    </div>
  );
}

/** One account, and what the treasury says of its number once it is asked. */
function Account({ account, online }: { readonly account: AccountView; readonly online: boolean }) {
  const { id, name, collection, series, payfip, threshold, dueDays, signer, accountant, debit, activities } = account;
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<AccountCheck | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      setAnswer(await call("payment.checkAccount", { params: { accountId: id } }));
    } catch (error) {
      setAnswer(null);
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <section class="card stack" aria-labelledby={`compte-${id}`} aria-busy={busy}>
      <div class="card-head">
        <h2 id={`compte-${id}`}>{name}</h2>
        <p class="small muted">{strings.collections[collection]}</p>
      </div>
      <dl class="facts">
        <Fact name={strings.facts.payfip} said={payfip} none={strings.noPayfip} />
        <Fact name={strings.facts.series} said={strings.series(series)} />
        <Fact name={strings.facts.threshold} said={threshold === null ? strings.noThreshold : price(threshold)} />
        <Fact name={strings.facts.due} said={strings.days(dueDays)} />
        <Fact name={strings.facts.signer} said={`${signer.name}, ${signer.capacity}`} />
        <Fact name={strings.facts.accountant} said={[accountant.name, ...accountant.address].join(", ")} />
        <Fact
          name={strings.facts.debit}
          said={debit && strings.debit(debit.name, debit.id, debit.noticeDays)}
          none={strings.noDebit}
        />
        <Fact
          name={strings.facts.activities}
          said={activities.length === 0 ? undefined : activities.join(", ")}
          none={strings.noActivity}
        />
      </dl>
      {payfip !== undefined && online && (
        <div class="row">
          <button
            type="button"
            class="button ghost"
            aria-disabled={busy || undefined}
            aria-label={strings.checkOf(name)}
            onClick={() => {
              void ask();
            }}
          >
            {busy ? strings.checking : strings.check}
          </button>
        </div>
      )}
      {answer && (
        <Notice tone={tones[answer.state]} title={strings.states[answer.state]} live>
          <p>{answer.sentence}</p>
          <p class="small muted">{strings.at(datedMoment(answer.at))}</p>
        </Notice>
      )}
      {problem && <Failure problem={problem} />}
    </section>
  );
}

const tones = { known: "ok", refused: "no", away: "wait" } as const;
