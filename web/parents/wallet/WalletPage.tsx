/** « Mon porte-monnaie »: what is in it, account by account, putting money into it, and what has moved. */
import { useState } from "preact/hooks";
import type { WalletView } from "../../../functions/payment/contract/wallet.ts";
import { cents, readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { datedMoment, longDay, longMoment, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { wallet as strings } from "../../strings/fr/wallet.ts";
import { shell } from "../../strings/fr/shell.ts";
import { invoicesPath, payPath } from "../shell/paths.ts";
import { walletsOf } from "./walletsOf.ts";

export function WalletPage() {
  const { data, problem, reload } = useQuery(walletsOf, null);
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.finances }, { label: shell.pages.invoices, href: invoicesPath }]}
      >
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {!data && !problem && <CardsSkeleton cards={1} lines={4} />}
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {data?.seen === false && (
        <Notice title={strings.notSeen}>
          <p>{strings.notSeenText}</p>
        </Notice>
      )}
      {data?.seen === true && data.wallets.length === 0 && (
        <Notice>
          <p>{strings.none}</p>
        </Notice>
      )}
      {data?.wallets.map((wallet) => (
        <Wallet key={wallet.accountId} wallet={wallet} />
      ))}
    </div>
  );
}

function Wallet({ wallet }: { readonly wallet: WalletView }) {
  const { accountId, accountName, balance, awaited, held, topUp, pots, movements } = wallet;
  const key = `porte-monnaie-${accountId}`;
  return (
    <section class="card stack" aria-labelledby={key}>
      <div class="invoice-head">
        <h2 id={key}>{accountName}</h2>
        <b class="amount">{price(balance)}</b>
        <p>{balance > 0 ? strings.balance(price(balance)) : strings.empty}</p>
      </div>
      {pots.map(({ month, amount }) => (
        <p key={month}>{strings.pot(price(amount), monthWords(month))}</p>
      ))}
      {awaited && (
        <Notice tone="wait">
          <p>{strings.awaited(price(awaited.amount), datedMoment(awaited.at))}</p>
        </Notice>
      )}
      {held && <Held accountId={accountId} held={held} topUp={topUp} />}
      {balance > 0 && (
        <p>
          <a href={payPath}>{strings.pay}</a>
        </p>
      )}
      {topUp &&
        (topUp.most < topUp.least ? (
          <p class="muted">{strings.full}</p>
        ) : topUp.online ? (
          <TopUp accountId={accountId} most={topUp.most} least={topUp.least} test={topUp.test} />
        ) : (
          <p class="muted">{strings.atDesk(price(topUp.most))}</p>
        ))}
      <h3>{strings.movements}</h3>
      {movements.length === 0 ? (
        <p class="muted">{strings.noMovement}</p>
      ) : (
        <ul class="plain movements">
          {movements.map(({ name, kind, at, amount, months = [], date, reason }) => (
            <li key={name}>
              <span>
                {strings.kinds[kind](listed(months.map(monthWords)), date ? longDay(date) : "")}
                <br />
                <span class="small muted">
                  {datedMoment(at)}
                  {reason !== undefined && `, «\u00a0${reason}\u00a0»`}
                </span>
              </span>
              <b>{strings.signed(price(Math.abs(amount)), amount > 0)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface HeldProps {
  readonly accountId: WalletView["accountId"];
  readonly held: NonNullable<WalletView["held"]>;
  readonly topUp: WalletView["topUp"];
}

/** Places that are held until they are paid: one tap puts in what they lack. */
function Held({ accountId, held: { places, amount, missing, until }, topUp }: HeldProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = topUp ? Math.max(missing, topUp.least) : missing;
  const pay = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { page } = await call("payment.beginTopUp", { body: { accountId, amount: cents(asked) } });
      window.location.assign(page);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Notice tone="wait" title={strings.held(places, price(amount), longMoment(until))}>
      <p>{missing === 0 ? strings.heldPaid : strings.heldMissing(price(missing))}</p>
      {problem && <Failure problem={problem} />}
      {missing > 0 && topUp?.online === true && asked <= topUp.most && (
        <p>
          <button
            type="button"
            class="button"
            aria-disabled={busy || undefined}
            onClick={() => {
              if (!busy) void pay();
            }}
          >
            {busy ? strings.busy : strings.payHeld(price(asked))}
          </button>
        </p>
      )}
    </Notice>
  );
}

interface TopUpProps {
  readonly accountId: WalletView["accountId"];
  readonly least: number;
  readonly most: number;
  readonly test: boolean;
}

function TopUp({ accountId, least, most, test }: TopUpProps) {
  const form = useForm({
    name: `verser-${accountId}`,
    initial: { amount: "" },
    check: ({ amount }) => {
      const typed = readEuros(amount);
      return typed === null || typed < least || typed > most
        ? { amount: strings.badAmount(price(least), price(most)) }
        : {};
    },
    submit: async ({ amount }) => {
      const { page } = await call("payment.beginTopUp", { body: { accountId, amount: readEuros(amount) ?? cents(0) } });
      window.location.assign(page);
    },
  });
  return (
    <form class="stack tight" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["amount"]} />
      <Field
        form={form}
        field="amount"
        label={strings.amount}
        hint={strings.amountHint(price(least), price(most))}
        input={{ inputMode: "decimal", autocomplete: "off" }}
      />
      {test && <p class="small">{strings.test}</p>}
      <SubmitButton busy={form.busy} label={strings.topUp} busyLabel={strings.busy} />
      <p class="small muted">{strings.hint}</p>
    </form>
  );
}
