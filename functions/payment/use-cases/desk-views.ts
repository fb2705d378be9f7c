/** A family's payments and the day's till, as the desk sees them. */
import * as z from "zod/mini";
import { readInvoices, readLines, readStatements, type Issue, type Statement } from "../../billing/store/statements.ts";
import { lastDayOf } from "../../billing/rules/periods.ts";
import { exemptionSchema } from "../../billing/store/dunning-records.ts";
import { readFamilyExemption } from "../../billing/store/dunning.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { isExempt, nextStep, type Exemption } from "../../billing/rules/dunning.ts";
import { owedOf } from "../../billing/rules/owed.ts";
import { dueOf, lateOf } from "../../billing/rules/settlement.ts";
import { suspensionOf } from "../../booking/rules/suspension.ts";
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readChildren } from "../../family/store/families.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { readAll } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { readBalances, type Wallet } from "../../wallet/store/wallets.ts";
import type { DeskWallet, EntryView, FamilyPayments, OpenInvoice, paymentDesk } from "../contract/desk.ts";
import { cesuPart } from "../rules/cesu.ts";
import { tillSums } from "../rules/till.ts";
import type { Payment } from "../rules/payment.ts";
import { readPayments, readTill } from "../store/payments.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
}

type Invoice = Statement & { readonly issue: Issue };
const isInvoice = (one: Statement): one is Invoice => one.issue !== undefined;
function canDo({ kind, by, means, over, undoneBy }: Payment): EntryView["can"] {
  if (undoneBy !== undefined) return null;
  if (over > 0 && kind === "payment") return "refund";
  // What the treasury took is the treasury's to give back, a direct debit the bank's; what a wallet paid never left the town.
  const here = (by !== undefined && means !== "sepa") || means === "wallet";
  return here && (kind === "payment" || kind === "writeOff" || kind === "topUp") ? "reverse" : null;
}

const entryView = (entry: Payment): EntryView => {
  const { name, kind, means, familyCode, accountId, amount, over, parts, on, at, by, reason, reference, undoneBy } =
    entry;
  return {
    name,
    kind,
    ...(means ? { means } : {}),
    familyCode,
    accountId,
    amount,
    over,
    parts: [...parts],
    on,
    at,
    ...(by ? { by: by.name } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(reference === undefined ? {} : { reference }),
    undone: undoneBy !== undefined,
    can: canDo(entry),
  };
};

/** What of an invoice CESU may still pay: its own part, less what CESU have paid of it already. */
export async function cesuOf(
  { table, catalogue }: Pick<Dependencies, "table" | "catalogue">,
  invoice: Invoice,
): Promise<Cents> {
  const { familyCode, period, accountId } = invoice;
  const [stated, children, entries, { activities }] = await Promise.all([
    readLines(table, invoice),
    readChildren(table, familyCode),
    readPayments(table, familyCode),
    catalogue.latest(),
  ]);
  const part = cesuPart(
    stated.flatMap(({ lines }) => lines),
    {
      kindOf: (activity) => activities.find((one) => one.id === activity)?.kind,
      bornOn: (child) => children.find((one) => one.id === child)?.birthDate,
    },
  );
  const paid = entries
    .filter(
      (one) =>
        one.accountId === accountId && one.means === "cesu" && one.kind === "payment" && one.undoneBy === undefined,
    )
    .flatMap(({ parts }) => parts)
    .filter((one) => one.period === period)
    .reduce((sum, { amount }) => sum + amount, 0);
  return cents(Math.max(0, Math.min(dueOf(invoice), part - paid)));
}

const exemptionView = ({ reason, until, byName }: Exemption) => ({
  reason,
  ...(until === undefined ? {} : { until }),
  byName,
});

/** Of these families, those that staff asks again for nothing. */
async function exemptFamilies(
  table: Table,
  codes: readonly FamilyCode[],
  today: PlainDate,
): Promise<ReadonlySet<string>> {
  const items = await readAll(table, [...new Set(codes)].map(keys.dunningExemption), { consistent: false });
  return new Set(
    items.filter((item) => isExempt(z.parse(exemptionSchema(), item), today)).map((item) => String(item["familyCode"])),
  );
}

/** The wallets that the town offers, and those that hold something whatever it offers. */
const deskWallets = (balances: readonly Wallet[], accounts: readonly CollectionAccount[]): DeskWallet[] =>
  [
    ...new Set([
      ...accounts.flatMap(({ id: accountId, wallet }) => (wallet ? [accountId] : [])),
      ...balances.flatMap(({ accountId, balance }) => (balance > 0 ? [accountId] : [])),
    ]),
  ].map((accountId) => {
    const account = accounts.find((one) => one.id === accountId);
    const { balance = 0 } = balances.find((one) => one.accountId === accountId) ?? {};
    const room = account?.wallet ? Math.max(0, account.wallet.most - balance) : null;
    return { accountId, accountName: account?.name ?? accountId, balance, room };
  });

export async function familyPayments(dependencies: Dependencies, familyCode: FamilyCode): Promise<FamilyPayments> {
  const { table, clock, catalogue } = dependencies;
  const [statements, entries, balances, exempt, latest] = await Promise.all([
    readStatements(table, familyCode),
    readPayments(table, familyCode),
    readBalances(table, familyCode),
    readFamilyExemption(table, familyCode),
    catalogue.latest(),
  ]);
  const { accounts = [], suspension } = latest;
  const today = localDate(clock());
  const overdue = suspensionOf(suspension, { owes: owedOf(statements, exempt) }, today);
  const unpaid = statements.filter(isInvoice).filter((one) => dueOf(one) > 0);
  const invoices = await Promise.all(
    unpaid.reverse().map(async (one): Promise<OpenInvoice> => {
      const { dunning } = accounts.find(({ id: accountId }) => accountId === one.accountId) ?? {};
      const next = nextStep({ ...one, dueOn: one.issue.dueOn }, dunning, exempt, today);
      return {
        period: one.period,
        accountId: one.accountId,
        accountName: one.accountName,
        number: printedNumber(one.issue.number),
        dueOn: one.issue.dueOn,
        total: one.total,
        due: dueOf(one),
        late: lateOf({ ...one, dueOn: one.issue.dueOn }, today),
        cesu: await cesuOf(dependencies, one),
        plan: [...(one.settlement?.plan?.instalments ?? [])],
        dunned: [...(one.dunned ?? [])],
        ...(next ? { next: { by: next.by, on: next.on } } : {}),
        ...(one.exempt && isExempt(one.exempt, today) ? { exempt: exemptionView(one.exempt) } : {}),
        ...(one.settlement?.awaited ? { awaitedSince: one.settlement.awaited.at } : {}),
        ...(one.settlement?.debited ? { debitedOn: one.settlement.debited.on } : {}),
      };
    }),
  );
  return {
    today,
    wallets: deskWallets(balances, accounts),
    invoices: invoices.sort((one, other) => one.accountId.localeCompare(other.accountId)),
    entries: [...entries].sort((one, other) => (one.at < other.at ? 1 : -1)).map(entryView),
    ...(exempt && isExempt(exempt, today) ? { exempt: exemptionView(exempt) } : {}),
    ...(overdue ? { suspended: overdue } : {}),
  };
}

type Lists = Pick<UseCases<typeof paymentDesk>, "payment.till" | "payment.journal" | "payment.unpaid">;

export const deskLists = ({ table, clock, catalogue }: Dependencies): Lists => ({
  "payment.till": async ({ params: { date } }) => {
    const [entries, { accounts = [] }] = await Promise.all([readTill(table, date), catalogue.latest()]);
    const nameOf = (accountId: string): string => accounts.find((one) => one.id === accountId)?.name ?? accountId;
    return {
      body: {
        sums: tillSums(entries).map((sum) => ({ ...sum, accountName: nameOf(sum.accountId) })),
        entries: entries.map(entryView),
      },
    };
  },
  "payment.journal": async ({ params: { period } }) => {
    const days = daysFrom(id("PlainDate", `${period}-01`), lastDayOf(period));
    const [found, { accounts = [] }] = await Promise.all([
      inParallel(days, 8, (date) => readTill(table, date)),
      catalogue.latest(),
    ]);
    return {
      body: {
        accounts: accounts.map(({ id: accountId, name }) => ({ id: accountId, name })),
        entries: found.flat().map(entryView),
      },
    };
  },
  "payment.unpaid": async ({ params: { period } }) => {
    const today = localDate(clock());
    const all: Statement[] = [];
    let after: string | null = null;
    do {
      const page = await readInvoices(table, period, { after, limit: 500 });
      all.push(...page.invoices);
      after = page.next;
    } while (after !== null);
    const unpaid = all.filter(isInvoice).filter((one) => dueOf(one) > 0);
    const [{ accounts = [] }, exempt] = await Promise.all([
      catalogue.latest(),
      exemptFamilies(
        table,
        unpaid.map(({ familyCode }) => familyCode),
        today,
      ),
    ]);
    const letterOf = ({ dunned = [], accountId, issue: { addressee } }: Invoice) => {
      const step = accounts.find((one) => one.id === accountId)?.dunning?.steps[dunned.length - 1];
      const { lines, postcode, town } = addressee;
      return dunned.at(-1)?.by === "letter" && step
        ? { letter: { lines: [...lines], postcode, town, text: step.text } }
        : {};
    };
    const invoices = unpaid.map((one) => ({
      familyCode: one.familyCode,
      names: [...one.issue.addressee.names],
      accountName: one.accountName,
      number: printedNumber(one.issue.number),
      dueOn: one.issue.dueOn,
      due: dueOf(one),
      late: lateOf({ ...one, dueOn: one.issue.dueOn }, today),
      ...(one.settlement?.awaited ? { awaitedSince: one.settlement.awaited.at } : {}),
      dunned: [...(one.dunned ?? [])],
      exempt: exempt.has(one.familyCode) || isExempt(one.exempt, today),
      ...letterOf(one),
    }));
    const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);
    return {
      body: { invoices, due: sumOf(invoices.map(({ due }) => due)), late: sumOf(invoices.map(({ late }) => late)) },
    };
  },
});
