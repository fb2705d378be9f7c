/** « Payer mes factures »: what is due account by account, which of it to pay now, and where that is done. */
import { useState } from "preact/hooks";
import type { PayableAccount } from "../../../functions/payment/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dateOnly, datedMoment, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { paying as strings } from "../../strings/fr/payment.ts";
import { shell } from "../../strings/fr/shell.ts";
import { invoicesPath } from "../shell/paths.ts";
import { FromWallet } from "../wallet/FromWallet.tsx";
import { TreasuryReferences } from "./TreasuryReferences.tsx";

const payable = reading((_: null, signal) => call("payment.payable", { signal }));

export function PayPage() {
  const { data, problem, reload } = useQuery(payable, null);
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.finances }, { label: shell.pages.invoices, href: invoicesPath }]}
      />
      {data ? (
        data.accounts.map((account) => (
          // Anew once something was paid: what was chosen is no more.
          <Account key={nameOf(account)} account={account} onPaid={reload} />
        ))
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} lines={4} />
      )}
      {data?.accounts.length === 0 && (
        <Notice tone="ok" title={strings.none}>
          <p>
            <a href={invoicesPath}>{strings.back}</a>
          </p>
        </Notice>
      )}
    </div>
  );
}

const nameOf = ({ accountId, invoices }: PayableAccount): string =>
  [accountId, ...invoices.map(({ number, due }) => `${number} ${due}`)].join(" ");

type Invoice = PayableAccount["invoices"][number];

/** What is chosen at first: the invoice that the address names, or all that can be paid at once. */
function chosenAtFirst({ accountId, together, invoices }: PayableAccount): readonly Invoice["period"][] {
  const asked = new URLSearchParams(window.location.search);
  const free = invoices
    .filter(({ awaitedSince, debitedOn }) => awaitedSince === undefined && debitedOn === undefined)
    .map(({ period }) => period);
  const named = asked.get("compte") === accountId ? free.filter((period) => period === asked.get("facture")) : [];
  return named.length > 0 ? named : together ? free : free.slice(0, 1);
}

function Account({ account, onPaid }: { readonly account: PayableAccount; readonly onPaid: () => Promise<void> }) {
  const { accountId, accountName, together, how, ways, wallet = 0, invoices } = account;
  const [chosen, setChosen] = useState(() => chosenAtFirst(account));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const due = invoices.filter(({ period }) => chosen.includes(period)).reduce((sum, one) => sum + one.due, 0);
  const pay = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { page } = await call("payment.begin", { body: { accountId, periods: [...chosen] } });
      window.location.assign(page);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const key = `payer-${accountId}`;
  return (
    <section class="card stack" aria-labelledby={key} aria-busy={busy}>
      <h2 id={key}>{accountName}</h2>
      <fieldset>
        <legend class="field-label">{together ? strings.choose : strings.chooseOne}</legend>
        {!together && invoices.length > 1 && <p class="small muted">{strings.oneByOne}</p>}
        {invoices.map((invoice) => (
          <label class="tick" key={invoice.period}>
            <input
              type={together ? "checkbox" : "radio"}
              name={key}
              checked={chosen.includes(invoice.period)}
              disabled={invoice.debitedOn !== undefined}
              onChange={({ currentTarget }) => {
                const others = together ? chosen.filter((period) => period !== invoice.period) : [];
                setChosen(currentTarget.checked ? [...others, invoice.period] : others);
              }}
            />
            <span>
              {strings.invoice(capitalised(monthWords(invoice.period)), price(invoice.due))}
              <small class="muted choice-hint">
                {invoice.debitedOn !== undefined
                  ? strings.debited(dateOnly(invoice.debitedOn))
                  : invoice.awaitedSince === undefined
                    ? strings.details(invoice.number, dateOnly(invoice.dueOn))
                    : strings.awaited(datedMoment(invoice.awaitedSince))}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      {wallet > 0 && chosen.length > 0 && (
        <FromWallet accountId={accountId} periods={chosen} due={due} balance={wallet} onPaid={onPaid} />
      )}
      {how.kind === "online" && (
        <div class="stack tight">
          {how.mode === "test" && <p class="small">{strings.test}</p>}
          {problem && <Failure problem={problem} />}
          <div>
            <button
              type="button"
              class="button"
              aria-disabled={busy || chosen.length === 0 || undefined}
              onClick={() => {
                if (!busy && chosen.length > 0) void pay();
              }}
            >
              {busy ? strings.busy : chosen.length === 0 ? strings.nothing : strings.pay(price(due))}
            </button>
          </div>
          <p class="small muted">{strings.hint}</p>
        </div>
      )}
      {how.kind === "treasury" && (
        <TreasuryReferences
          address={how.address}
          client={how.client}
          invoices={invoices.filter(({ period }) => chosen.includes(period))}
        />
      )}
      {ways.length > 0 && (
        <details>
          <summary>{strings.ways}</summary>
          <ul>
            {ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
