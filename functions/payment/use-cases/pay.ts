/**
 * A family pays online. Which invoices is all that a browser says: how much, under which reference and for whom come from the
 * records; the treasury is asked for an operation, which is written before the payer is sent to it.
 *
 * An invoice whose attempt has no result yet is not paid a second time as long as the treasury's page may still be open
 * (`longestPage`). After that it is, by a fresh operation: should the first one turn out to have been paid, what it brings is
 * flagged for refund (settle.ts).
 */
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement, readStatements, type Issue, type Statement } from "../../billing/store/statements.ts";
import { sightOf } from "../../billing/use-cases/sight.ts";
import type { Household } from "../../family/rules/family.ts";
import type { Viewer, UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession } from "../../http/session.ts";
import { dayWithYear, timeWords } from "../../kernel/dates.fr.ts";
import type { CollectionAccountId, GuardianId, Instant, PlainMonth } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import { cents } from "../../kernel/money.ts";
import type { PayfipMode } from "../../kernel/payfip-modes.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { instantToLocal } from "../../kernel/time.ts";
import { transact } from "../../table/transact.ts";
import { readBalances, type Wallet } from "../../wallet/store/wallets.ts";
import type { PayableAccount, paymentOwn } from "../contract/own.ts";
import type { PayFip } from "../payfip.ts";
import { longestPage } from "../rules/attempt.ts";
import { paidTogether, togetherReference } from "../rules/payable.ts";
import { payfipAmounts, subjectOf } from "../rules/payfip.ts";
import { attemptWrite, readAttempt } from "../store/attempts.ts";
import { payWords, subjectWords } from "../words.fr.ts";
import { settle, type Settling } from "./settle.ts";
import { openOperation } from "./open-operation.ts";

export interface PayDependencies extends Omit<Settling, "payfip"> {
  readonly catalogue: CatalogueCache;
  readonly log: Log;
  readonly town: { readonly name: string };
  /** Null: nothing is paid online here. */
  readonly payfip: { readonly service: PayFip; readonly mode: PayfipMode } | null;
}

/** Where the treasury's own site takes a payment that no portal leads to. */
const treasury = "https://www.payfip.gouv.fr";
export const wallTime = (at: Instant): string => timeWords(instantToLocal(at).time);

type Invoice = Statement & { readonly issue: Issue };
const isInvoice = (one: Statement | null): one is Invoice => one?.issue !== undefined;

const notPossible = (detail: string): Problem => new Problem("notPossible", detail);

export function howOf(account: CollectionAccount | undefined, mode: PayfipMode | null): PayableAccount["how"] {
  if (account?.payfip === undefined) return { kind: "elsewhere" };
  return mode ? { kind: "online", mode } : { kind: "treasury", address: treasury, client: account.payfip };
}

function payableAccounts(
  statements: readonly Statement[],
  accounts: readonly CollectionAccount[],
  wallets: readonly Wallet[],
  mode: PayfipMode | null,
): readonly PayableAccount[] {
  const unpaid = statements.filter(isInvoice).filter((one) => dueOf(one) > 0);
  return [...new Set(unpaid.map(({ accountId }) => accountId))].map((accountId) => {
    const own = unpaid.filter((one) => one.accountId === accountId).reverse();
    const account = accounts.find((one) => one.id === accountId);
    const { balance = 0 } = wallets.find((one) => one.accountId === accountId) ?? {};
    return {
      accountId,
      accountName: own[0]?.accountName ?? accountId,
      together: account !== undefined && paidTogether(account.collection),
      how: howOf(account, mode),
      ways: [...(account?.ways ?? [])],
      ...(balance > 0 ? { wallet: balance } : {}),
      invoices: own.map((one) => ({
        period: one.period,
        number: printedNumber(one.issue.number),
        reference: one.issue.reference,
        dueOn: one.issue.dueOn,
        due: dueOf(one),
        ...(one.settlement?.awaited ? { awaitedSince: one.settlement.awaited.at } : {}),
        ...(one.settlement?.debited ? { debitedOn: one.settlement.debited.on } : {}),
      })),
    };
  });
}

/** Where the treasury sends its receipt: to who pays, or to who is billed. */
export function emailOf({ guardians }: Household, guardianId: GuardianId): string {
  const own = guardians.find((one) => one.id === guardianId)?.email;
  const email = own ?? guardians.find(({ payer, email }) => payer && email !== undefined)?.email;
  if (email === undefined) throw notPossible(payWords.noEmail);
  return email;
}

interface Asked {
  readonly accountId: CollectionAccountId;
  readonly periods: readonly PlainMonth[];
}

/** The invoices that are asked for, oldest first, each with something to pay. */
async function invoicesOf(
  { table }: Pick<PayDependencies, "table">,
  { familyCode }: Pick<GuardianSession, "familyCode">,
  { accountId, periods }: Asked,
): Promise<readonly Invoice[]> {
  const found = await Promise.all(
    [...periods].sort().map((period) => readStatement(table, { familyCode, period, accountId })),
  );
  const invoices = found.filter(isInvoice);
  if (invoices.length < periods.length) throw new Problem("notFound", payWords.unknown);
  if (invoices.some((one) => dueOf(one) === 0)) throw notPossible(payWords.paid);
  const debited = invoices.find(({ settlement }) => settlement?.debited)?.settlement?.debited;
  if (debited) throw notPossible(payWords.debited(dayWithYear(debited.on)));
  return invoices;
}

/** Invoices that nobody else is paying right now: what an attempt of theirs has come to is looked up first. */
export async function freeInvoices(
  dependencies: PayDependencies,
  session: GuardianSession,
  asked: Asked,
): Promise<readonly Invoice[]> {
  const awaitedOf = (invoices: readonly Invoice[]) => invoices.flatMap(({ settlement }) => settlement?.awaited ?? []);
  const invoices = await invoicesOf(dependencies, session, asked);
  const awaited = awaitedOf(invoices);
  if (awaited.length === 0 || !dependencies.payfip) return invoices;
  for (const operation of new Set(awaited.map((one) => one.operation)))
    await settle({ ...dependencies, payfip: dependencies.payfip.service }, operation);
  const now = dependencies.clock();
  const fresh = await invoicesOf(dependencies, session, asked);
  const young = awaitedOf(fresh).find(({ at }) => Date.parse(now) - Date.parse(at) < longestPage);
  if (young)
    throw notPossible(payWords.underWay(wallTime(young.at), wallTime(plusSeconds(young.at, longestPage / 1000))));
  return fresh;
}

interface Order {
  readonly invoices: readonly Invoice[];
  readonly client: string;
  readonly mode: PayfipMode;
  readonly email: string;
}

const orderOf = ({ invoices, client, mode, email }: Order, { portal }: Viewer, town: string, at: Instant) => {
  const [oldest] = invoices;
  if (!oldest) throw new Error("Nothing to pay");
  const amount = cents(invoices.reduce((sum, one) => sum + dueOf(one), 0));
  if (amount < payfipAmounts.least) throw notPossible(payWords.tooLittle);
  if (amount > payfipAmounts.most) throw notPossible(payWords.tooMuch);
  const { reference, number } = oldest.issue;
  return {
    client,
    mode,
    email,
    amount,
    year: number.year,
    reference: invoices.length === 1 ? reference : togetherReference(reference, at),
    subject: subjectOf(
      subjectWords(
        town,
        invoices.map((one) => printedNumber(one.issue.number)),
      ),
    ),
    notifyAt: `${portal}/api/payfip`,
    returnTo: `${portal}/payer/retour`,
  };
};

export const payUseCases = (dependencies: PayDependencies): UseCases<typeof paymentOwn> => {
  const { table, clock, catalogue, payfip, log, town } = dependencies;
  return {
    "payment.payable": async ({ session }) => {
      const [{ seen }, statements, wallets, { accounts = [] }] = await Promise.all([
        sightOf(table, session),
        readStatements(table, session.familyCode),
        readBalances(table, session.familyCode),
        catalogue.latest(),
      ]);
      return {
        body: {
          seen,
          accounts: seen ? [...payableAccounts(statements, accounts, wallets, payfip?.mode ?? null)] : [],
        },
      };
    },
    "payment.begin": async ({ session, viewer, body: asked }) => {
      const { accountId, periods } = asked;
      if (new Set(periods).size < periods.length) throw notPossible(payWords.twice);
      const [{ seen, household }, { accounts = [] }] = await Promise.all([sightOf(table, session), catalogue.latest()]);
      if (!seen) throw new Problem("notFound", payWords.notSeen);
      const account = accounts.find((one) => one.id === accountId);
      const email = emailOf(household, session.guardianId);
      if (!payfip || account?.payfip === undefined) {
        await invoicesOf(dependencies, session, asked);
        throw notPossible(payWords.notOnline);
      }
      if (periods.length > 1 && !paidTogether(account.collection)) throw notPossible(payWords.oneByOne);
      const { service, mode } = payfip;
      const invoices = await freeInvoices(dependencies, session, asked);
      const at = clock();
      const order = orderOf({ invoices, client: account.payfip, mode, email }, viewer, town.name, at);
      const operation = await openOperation(service, order, { log, accountId });
      const written = await transact(table, [
        attemptWrite({
          operation,
          familyCode: session.familyCode,
          accountId,
          accountName: account.name,
          by: session.login,
          mode,
          client: order.client,
          reference: order.reference,
          amount: order.amount,
          at,
          state: "waiting",
          invoices: invoices.map((one) => ({ period: one.period, number: printedNumber(one.issue.number) })),
          lookedAt: at,
          over: cents(0),
        }),
        ...invoices.map((one) =>
          settlementWrite(one, { ...(one.settlement ?? unsettled), failed: undefined, awaited: { operation, at } }),
        ),
      ]);
      // Somebody pays them at the same instant: nobody is sent to this operation, which the treasury forgets.
      if (written !== "done") throw new Problem("changed", payWords.changed);
      return { body: { page: service.pageOf(operation), operation } };
    },
    "payment.result": async ({ session, params: { operation } }) => {
      const known = await readAttempt(table, operation);
      if (known?.familyCode !== session.familyCode) throw new Problem("notFound", payWords.unknownPayment);
      const settled = payfip ? await settle({ table, clock, payfip: payfip.service }, operation) : null;
      const { attempt, away } = settled ?? { attempt: known, away: false };
      const { state, at, accountName, amount, over, invoices, wallet = false } = attempt;
      return { body: { state, at, accountName, amount, over, wallet, invoices: [...invoices], away } };
    },
  };
};
