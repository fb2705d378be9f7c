/** « Liste de mes factures »: what is due, what waits, each invoice with its PDF and its lines, and what each child costs. */
import { useState } from "preact/hooks";
import type { OwnInvoices } from "../../../functions/billing/contract/own.ts";
import type { StatementView, WaitingView } from "../../../functions/billing/contract/views.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { nameOfStatement, noteQuery, StatementCard } from "../../shared/billing/StatementCard.tsx";
import { shortMonth } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { TaxCertificates } from "../../shared/billing/TaxCertificates.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { LinkCard } from "../../shared/ui/LinkCard.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { invoices as strings, taxCertificate as certificates } from "../../strings/fr/billing.ts";
import { shell } from "../../strings/fr/shell.ts";
import { WalletLink } from "../wallet/WalletLink.tsx";
import { debitPath, payInvoicePath, payPath } from "../shell/paths.ts";
import { SpendingChart, type MonthSpent } from "./SpendingChart.tsx";

const ownInvoices = reading((_: null, signal) => call("billing.own", { signal }));

const paramsOf = ({ period, accountId }: StatementView) => ({ params: { period, accountId } });
const open = {
  detail: (statement: StatementView) => call("billing.detail", { ...paramsOf(statement), query: noteQuery(statement) }),
  pdf: (statement: StatementView) =>
    statement.note === undefined
      ? call("billing.pdf", paramsOf(statement))
      : call("billing.notePdf", { params: { ...paramsOf(statement).params, note: String(statement.note) } }),
} as const;

export function InvoicesPage() {
  const { data, problem, reload } = useQuery(ownInvoices, null);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.finances }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {data ? (
        <Loaded data={data} reload={reload} />
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={2} lines={3} />
      )}
    </div>
  );
}

interface Props {
  readonly data: OwnInvoices;
  readonly reload: () => Promise<void>;
}

function Loaded({ data, reload }: Props) {
  const { seen, opens, payer, waiting, statements } = data;
  const suspended = data.suspended && (
    <Notice tone="wait" title={data.suspended.title}>
      <p>{data.suspended.sentence}</p>
    </Notice>
  );
  if (!seen)
    return (
      <>
        {suspended}
        <Notice title={strings.notSeen}>
          <p>{strings.notSeenText}</p>
        </Notice>
      </>
    );
  return (
    <>
      {suspended}
      <WalletLink />
      {statements.length === 0 ? (
        <Notice>
          <p>{strings.none}</p>
        </Notice>
      ) : (
        <>
          <Unpaid statements={statements} />
          <Balance waiting={waiting} />
          {statements.map((statement) => (
            <StatementCard
              key={nameOfStatement(statement)}
              statement={statement}
              payAt={payInvoicePath}
              {...(opens ? { open } : {})}
            />
          ))}
          {opens && <Spending statements={statements} />}
        </>
      )}
      {payer && opens && statements.length > 0 && (
        <TaxCertificates
          text={certificates.text}
          read={() => call("tax-certificate.own")}
          make={(year) => call("tax-certificate.make", { params: { year } })}
        />
      )}
      {data.debits && <LinkCard href={debitPath} icon="euro" title={strings.debit} text={strings.debitText} />}
      {payer && <Sharing data={data} reload={reload} />}
    </>
  );
}

/** What is to be paid in all, and the page on which it is; nothing when there is none. */
function Unpaid({ statements }: { readonly statements: readonly StatementView[] }) {
  const unpaid = statements.flatMap(({ state }) =>
    state.kind === "issued" && (state.payment === "due" || state.payment === "part") ? [state.due] : [],
  );
  if (unpaid.length < 2) return null;
  return (
    <div class="card row">
      <p>{strings.unpaid(unpaid.length, price(unpaid.reduce((sum, one) => sum + one, 0)))}</p>
      <a class="button no-print" href={payPath}>
        {strings.payAll}
      </a>
    </div>
  );
}

function Balance({ waiting }: { readonly waiting: readonly WaitingView[] }) {
  const some = waiting.filter(({ amount }) => amount !== 0);
  if (some.length === 0) return <p class="muted">{strings.balance.nothing}</p>;
  return (
    <Notice>
      {some.map(({ accountId, accountName, amount }) => (
        <p key={accountId}>
          {amount < 0
            ? strings.balance.credit(price(-amount), accountName)
            : strings.balance.waits(price(amount), accountName)}
        </p>
      ))}
    </Notice>
  );
}

interface Month extends MonthSpent {
  readonly total: number;
}

function monthsOf(statements: readonly StatementView[]): readonly Month[] {
  return [...new Set(statements.map(({ period }) => period))].map((period) => {
    const byChild = new Map<string, number>();
    for (const { childId, amount } of statements.filter((one) => one.period === period).flatMap((one) => one.children))
      byChild.set(childId, (byChild.get(childId) ?? 0) + amount);
    return { period, byChild, total: [...byChild.values()].reduce((sum, one) => sum + one, 0) };
  });
}

function Spending({ statements }: { readonly statements: readonly StatementView[] }) {
  const months = monthsOf(statements);
  const children = [
    ...new Map(statements.flatMap((one) => one.children).map(({ childId, firstName }) => [childId, firstName])),
  ];
  return (
    <section class="card stack tight" aria-labelledby="depenses">
      <h2 id="depenses">{strings.spending}</h2>
      <SpendingChart months={months} children={children} />
      <div class="amounts" role="region" aria-label={strings.spendingTable} tabIndex={0}>
        <table class="months">
          <thead>
            <tr>
              <th scope="col">{strings.month}</th>
              {children.map(([childId, firstName]) => (
                <th scope="col" key={childId}>
                  {firstName}
                </th>
              ))}
              <th scope="col">{strings.total}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ period, byChild, total }) => (
              <tr key={period}>
                <th scope="row">{capitalised(shortMonth(period))}</th>
                {children.map(([childId]) => (
                  <td key={childId}>{price(byChild.get(childId) ?? 0)}</td>
                ))}
                <td>
                  <b>{price(total)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Sharing({ data: { shared }, reload }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call("billing.share", { body: { shared: !shared } });
      await reload();
      announce(shared ? strings.share.stopped : strings.share.started);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card stack tight no-print" aria-labelledby="partage">
      <h2 id="partage">{strings.share.title}</h2>
      <p>{shared ? strings.share.on : strings.share.off}</p>
      {problem && <Failure problem={problem} />}
      <div>
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy) void change();
          }}
        >
          {busy ? strings.share.busy : shared ? strings.share.stop : strings.share.start}
        </button>
      </div>
    </section>
  );
}
