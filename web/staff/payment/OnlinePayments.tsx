/** Payments online: what has no result yet, what staff must clear up, and who spoke in the treasury's name. */
import type { AttemptView } from "../../../functions/payment/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { watch as strings } from "../../strings/fr/payment.ts";
import { deskWallet as walletWords } from "../../strings/fr/wallet.ts";
import { familyTabPath } from "../shell/paths.ts";

const watched = reading((_: null, signal) => call("payment.watch", { signal }));

export function OnlinePayments() {
  const { data, problem, reload } = useQuery(watched, null);
  return (
    <div class="stack">
      <p class="muted">{strings.intro}</p>
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {!data && !problem && <CardsSkeleton />}
      {data && (
        <>
          <Attempts title={strings.odd} none={strings.noOdd} attempts={data.odd} />
          <Attempts title={strings.waiting} none={strings.noWaiting} attempts={data.waiting} />
          {data.forged.length > 0 && (
            <section class="card stack tight" aria-labelledby="falsifiees">
              <h2 id="falsifiees">{strings.forged}</h2>
              <ul>
                {data.forged.map(({ date, count, lastAt }) => (
                  <li key={date}>{strings.forgedOf(count, dateOnly(date), datedMoment(lastAt))}</li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}

interface Props {
  readonly title: string;
  readonly none: string;
  readonly attempts: readonly AttemptView[];
}

const Attempts = ({ title, none, attempts }: Props) => (
  <section class="card stack tight" aria-label={title}>
    <h2>{title}</h2>
    {attempts.length === 0 && <p class="muted">{none}</p>}
    <ul class="plain stack tight">
      {attempts.map((attempt) => (
        <Attempt key={attempt.operation} attempt={attempt} />
      ))}
    </ul>
  </section>
);

const Attempt = ({ attempt }: { readonly attempt: AttemptView }) => {
  const { familyCode, accountName, reference, amount, state, at, lookedAt, over, invoices, wallet } = attempt;
  return (
    <li>
      <a href={familyTabPath(familyCode, "factures")}>{strings.family(familyCode)}</a> <b>{price(amount)}</b>{" "}
      {over > 0 && <span class="chip no">{strings.over(price(over))}</span>}
      <br />
      {strings.states[state]}
      <br />
      <span class="small muted">
        {accountName}, {wallet ? walletWords.online : listed(invoices.map(({ period }) => monthWords(period)))}.{" "}
        {strings.reference(reference)}. {strings.begun(datedMoment(at))}, {strings.asked(datedMoment(lookedAt))}.
      </span>
    </li>
  );
};
