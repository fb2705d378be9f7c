/**
 * « Mon porte-monnaie »: a family looks at what it has there, puts money into it at the treasury's, and pays invoices from it.
 * How much it may hold is the account's; how much of an invoice it pays is counted here, and what the page said of it only
 * tells whether the payer has seen that.
 */
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf, paidMore, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { sightOf } from "../../billing/use-cases/sight.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { CollectionAccountId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { cents, priceInWords } from "../../kernel/money.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact } from "../../table/transact.ts";
import { heldCost } from "../../wallet/rules/held.ts";
import { intoWallet, type Movement } from "../../wallet/rules/movement.ts";
import { awaitedWrite, movementWrites, readWallet, readWallets, type Wallet } from "../../wallet/store/wallets.ts";
import type { paymentWallet, WalletView } from "../contract/wallet.ts";
import { longestPage } from "../rules/attempt.ts";
import { divide } from "../rules/ledger.ts";
import { walletReference } from "../rules/payable.ts";
import { payfipAmounts, subjectOf } from "../rules/payfip.ts";
import { attemptWrite } from "../store/attempts.ts";
import { paymentWrite, readPayment } from "../store/payments.ts";
import { payWords, topUpSubject, walletWords } from "../words.fr.ts";
import { emailOf, freeInvoices, howOf, wallTime, type PayDependencies } from "./pay.ts";
import { settle } from "./settle.ts";
import { openOperation } from "./open-operation.ts";

const notPossible = (detail: string): Problem => new Problem("notPossible", detail);

const movementView = (one: Movement): WalletView["movements"][number] => {
  const { name, kind, at, months, date, reason } = one;
  return {
    name,
    kind,
    at,
    amount: intoWallet(one),
    ...(months ? { months: [...months] } : {}),
    ...(date === undefined ? {} : { date }),
    ...(reason === undefined ? {} : { reason }),
  };
};

export const walletUseCases = (dependencies: PayDependencies): UseCases<typeof paymentWallet> => {
  const { table, clock, catalogue, payfip, log, town } = dependencies;

  async function own(familyCode: FamilyCode): Promise<readonly WalletView[]> {
    const [{ wallets, movements, pots }, { accounts = [] }] = await Promise.all([
      readWallets(table, familyCode),
      catalogue.latest(),
    ]);
    const viewOf = (accountId: CollectionAccountId, account: CollectionAccount | undefined): WalletView => {
      const { balance, awaited, held }: Pick<Wallet, "balance" | "awaited" | "held"> = wallets.find(
        (one) => one.accountId === accountId,
      ) ?? { balance: cents(0), held: [] };
      const [first] = held.map(({ until }) => until).sort();
      return {
        accountId,
        accountName: account?.name ?? accountId,
        balance,
        ...(first === undefined
          ? {}
          : {
              held: {
                places: held.length,
                amount: heldCost(held),
                missing: Math.max(0, heldCost(held) - balance),
                until: first,
              },
            }),
        ...(awaited ? { awaited: { amount: awaited.amount, at: awaited.at } } : {}),
        pots: pots
          .filter((one) => one.accountId === accountId && one.amount > 0)
          .map(({ month, amount }) => ({ month, amount })),
        // What is there is the family's, whatever the town offers by now.
        topUp: account?.wallet
          ? {
              least: payfipAmounts.least,
              most: Math.max(0, account.wallet.most - balance),
              online: howOf(account, payfip?.mode ?? null).kind === "online",
              test: payfip?.mode === "test",
            }
          : null,
        movements: movements.filter((one) => one.accountId === accountId).map(movementView),
      };
    };
    const offered = accounts.filter(({ wallet }) => wallet);
    const left = wallets.filter(({ accountId }) => !offered.some(({ id }) => id === accountId));
    return [
      ...offered.map((account) => viewOf(account.id, account)),
      ...left.map(({ accountId }) =>
        viewOf(
          accountId,
          accounts.find(({ id }) => id === accountId),
        ),
      ),
    ];
  }

  /** The wallet as it is once what it awaited has been looked up; refused while the treasury's page may still be open. */
  async function freeWallet(familyCode: FamilyCode, accountId: CollectionAccountId): Promise<Wallet> {
    const wallet = await readWallet(table, { familyCode, accountId });
    if (!wallet.awaited || !payfip) return wallet;
    await settle({ table, clock, payfip: payfip.service }, wallet.awaited.operation);
    const fresh = await readWallet(table, { familyCode, accountId });
    const { at } = fresh.awaited ?? {};
    if (at !== undefined && Date.parse(clock()) - Date.parse(at) < longestPage)
      throw notPossible(walletWords.underWay(wallTime(at), wallTime(plusSeconds(at, longestPage / 1000))));
    return fresh;
  }

  return {
    "payment.wallet": async ({ session }) => {
      const [{ seen }, wallets] = await Promise.all([sightOf(table, session), own(session.familyCode)]);
      return { body: { seen, wallets: seen ? [...wallets] : [] } };
    },
    "payment.beginTopUp": async ({ session, viewer, body: { accountId, ...body } }) => {
      const { familyCode, login } = session;
      const amount = cents(body.amount);
      const [{ seen, household }, { accounts = [] }] = await Promise.all([sightOf(table, session), catalogue.latest()]);
      if (!seen) throw new Problem("notFound", walletWords.notSeen);
      const account = accounts.find(({ id }) => id === accountId);
      if (!account?.wallet) throw new Problem("notFound", walletWords.unknown);
      if (!payfip || account.payfip === undefined) throw notPossible(walletWords.notOnline);
      const email = emailOf(household, session.guardianId);
      const { service, mode } = payfip;
      const wallet = await freeWallet(familyCode, accountId);
      if (amount < payfipAmounts.least) throw notPossible(walletWords.tooLittle);
      if (wallet.balance + amount > account.wallet.most)
        throw notPossible(walletWords.tooMuch(priceInWords(account.wallet.most), priceInWords(wallet.balance)));
      const at: Instant = clock();
      const reference = walletReference(familyCode, at);
      const order = {
        client: account.payfip,
        mode,
        email,
        amount,
        year: Number(localDate(at).slice(0, 4)),
        reference,
        subject: subjectOf(topUpSubject(town.name)),
        notifyAt: `${viewer.portal}/api/payfip`,
        returnTo: `${viewer.portal}/payer/retour`,
      };
      const operation = await openOperation(service, order, { log, accountId });
      const written = await transact(table, [
        attemptWrite({
          operation,
          familyCode,
          accountId,
          accountName: account.name,
          by: login,
          mode,
          client: account.payfip,
          reference,
          amount,
          at,
          state: "waiting",
          invoices: [],
          wallet: true,
          lookedAt: at,
          over: cents(0),
        }),
        awaitedWrite(wallet, { operation, amount, at }),
      ]);
      // Somebody else of the family begins at the same instant: nobody is sent to this operation, which the treasury forgets.
      if (written !== "done") throw new Problem("changed", walletWords.changed);
      return { body: { page: service.pageOf(operation), operation } };
    },
    "payment.payFromWallet": async ({ session, body: { idempotencyKey, accountId, ...body } }) => {
      const { familyCode } = session;
      const asked = { accountId, periods: [...new Set(body.periods)] };
      const { seen } = await sightOf(table, session);
      if (!seen) throw new Problem("notFound", payWords.notSeen);
      await decideAndWrite<null, true>("A wallet", null, async () => {
        const known = await readPayment(table, familyCode, idempotencyKey);
        if (known) {
          if (known.kind !== "payment" || known.means !== "wallet" || known.amount !== body.amount)
            throw new Problem("idempotencyKey.reused", walletWords.reused);
          return { done: true };
        }
        const [wallet, invoices] = await Promise.all([
          readWallet(table, { familyCode, accountId }),
          freeInvoices(dependencies, session, asked),
        ]);
        const { parts, over } = divide(
          wallet.balance,
          invoices.map((one) => ({ key: one, due: dueOf(one) })),
        );
        const amount = cents(wallet.balance - over);
        if (amount === 0) throw notPossible(walletWords.empty);
        if (amount !== body.amount) throw new Problem("changed", walletWords.changed);
        const at = clock();
        const written = await transact(table, [
          paymentWrite({
            name: idempotencyKey,
            kind: "payment",
            familyCode,
            accountId,
            means: "wallet",
            amount,
            parts: parts.map(({ key, amount: part }) => ({
              period: key.period,
              number: printedNumber(key.issue.number),
              amount: part,
            })),
            over: cents(0),
            on: localDate(at),
            at,
          }),
          ...parts.map(({ key, amount: part }) => settlementWrite(key, paidMore(key.settlement ?? unsettled, part))),
          ...movementWrites({
            name: idempotencyKey,
            familyCode,
            accountId,
            kind: "invoice",
            amount,
            at,
            months: parts.map(({ key }) => key.period),
          }),
        ]);
        return written === "done" ? { done: true } : { again: null };
      });
      return { body: { seen, wallets: [...(await own(familyCode))] } };
    },
  };
};
