/**
 * Money at the desk. Each act is one transaction: its entry, expected not to be there, and the settlement of each invoice that it
 * touches, expected as it was read. Sent twice it is one entry; two of staff at once are written one after the other, the second
 * judged on what is due then.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf, paidMore, type Settlement, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement, type Issue, type Statement } from "../../billing/store/statements.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, FamilyCode, PayfipOperationId, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { readId } from "../../kernel/ids.ts";
import { cents, priceInWords } from "../../kernel/money.ts";
import { addDays, addMonths, localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { movementWrites, readWallet } from "../../wallet/store/wallets.ts";
import type { paymentDesk } from "../contract/desk.ts";
import { divide, instalments } from "../rules/ledger.ts";
import type { Payment } from "../rules/payment.ts";
import { attemptWrite, readAttempt } from "../store/attempts.ts";
import { paymentWrite, readPayment, undoneWrite } from "../store/payments.ts";
import { deskWords } from "../words.fr.ts";
import { cesuOf, familyPayments } from "./desk-views.ts";
import { movementBack, mustHold } from "./wallet-back.ts";

export interface DeskDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
}

type Acts = Omit<
  UseCases<typeof paymentDesk>,
  "payment.exempt" | "payment.exemptFamily" | "payment.till" | "payment.journal" | "payment.unpaid"
>;
type Invoice = Statement & { readonly issue: Issue };

const notPossible = (detail: string): Problem => new Problem("notPossible", detail);
const unknown = (): Problem => new Problem("notFound", deskWords.unknownEntry);

/** How long ago money may have come in: a cheque waits a while in a drawer, not a season. */
const mostDaysBack = 60;

export function receivedOn(on: PlainDate, today: PlainDate): PlainDate {
  if (on > today) throw notPossible(deskWords.toCome);
  if (on < addDays(today, -mostDaysBack)) throw notPossible(deskWords.longAgo(mostDaysBack));
  return on;
}

async function invoiceOf(
  table: Table,
  name: { readonly familyCode: FamilyCode; readonly period: PlainMonth; readonly accountId: CollectionAccountId },
): Promise<Invoice> {
  const found = await readStatement(table, name);
  if (!found?.issue) throw new Problem("notFound", deskWords.unknownInvoice);
  return { ...found, issue: found.issue };
}

/** The same act sent again is answered as it was; another one under its key is refused. */
export function sentAgain(known: Payment, next: Pick<Payment, "kind" | "means" | "amount" | "accountId">): void {
  if (
    known.kind !== next.kind ||
    known.means !== next.means ||
    known.amount !== next.amount ||
    known.accountId !== next.accountId
  )
    throw new Problem("idempotencyKey.reused", deskWords.reused);
}

const partOf = (invoice: Invoice, amount: Payment["amount"]): Payment["parts"][number] => ({
  period: invoice.period,
  number: printedNumber(invoice.issue.number),
  amount,
});

const settlementOf = ({ settlement = unsettled }: Statement): Settlement => settlement;

export const deskUseCases = ({ table, clock, catalogue }: DeskDependencies): Acts => {
  const by = ({ login, displayName }: StaffSession) => ({ login, name: displayName });
  const answer = async (familyCode: FamilyCode) => ({
    body: await familyPayments({ table, clock, catalogue }, familyCode),
  });

  /** Tries until nobody has written between reading and writing; null: it was written before. */
  const written = (writes: () => Promise<Writes | null>): Promise<boolean> =>
    decideAndWrite<null, boolean>("The payments of a family", null, async () => {
      const all = await writes();
      if (!all) return { done: false };
      return (await transact(table, all)) === "done" ? { done: true } : { again: null };
    });

  /** An entry of the desk, and the entry that it takes back. */
  const takeBack = async (
    familyCode: FamilyCode,
    name: string,
    next: (entry: Payment, today: PlainDate) => Promise<{ readonly entry: Payment; readonly more: Writes }>,
    key: string,
  ): Promise<void> => {
    await written(async () => {
      const entry = await readPayment(table, familyCode, name);
      if (!entry) throw unknown();
      if (entry.undoneBy === key) return null;
      if (entry.undoneBy !== undefined) throw notPossible(deskWords.undone);
      const { entry: made, more } = await next(entry, localDate(clock()));
      return [paymentWrite(made), undoneWrite(entry, key), ...more];
    });
  };

  return {
    "payment.ofFamily": async ({ params: { familyCode } }) => {
      await familyOf(table, familyCode);
      return answer(familyCode);
    },
    "payment.enter": async ({ session, params: { familyCode }, body }) => {
      const { idempotencyKey, accountId, means, reference } = body;
      const amount = cents(body.amount);
      const periods = [...new Set(body.periods)].sort();
      await familyOf(table, familyCode);
      await written(async () => {
        const known = await readPayment(table, familyCode, idempotencyKey);
        if (known) {
          sentAgain(known, { kind: "payment", means, amount, accountId });
          return null;
        }
        const invoices = await Promise.all(
          periods.map((period) => invoiceOf(table, { familyCode, period, accountId })),
        );
        const owed = await Promise.all(
          invoices.map(async (one) => ({
            key: one,
            due: means === "cesu" ? await cesuOf({ table, catalogue }, one) : dueOf(one),
          })),
        );
        const wallet = means === "wallet" ? await readWallet(table, { familyCode, accountId }) : null;
        if (wallet && wallet.balance < amount) throw notPossible(deskWords.lessInWallet(priceInWords(wallet.balance)));
        const { parts, over } = divide(amount, owed);
        if (over > 0) throw notPossible(means === "cesu" ? deskWords.cesuTooMuch : deskWords.tooMuch);
        const at = clock();
        return [
          paymentWrite({
            name: idempotencyKey,
            kind: "payment",
            familyCode,
            accountId,
            means,
            amount,
            parts: parts.map((part) => partOf(part.key, part.amount)),
            over,
            on: receivedOn(body.on, localDate(at)),
            at,
            reference,
            by: by(session),
          }),
          ...parts.map(({ key, amount: part }) => settlementWrite(key, paidMore(settlementOf(key), part))),
          ...(wallet
            ? movementWrites({
                name: idempotencyKey,
                familyCode,
                accountId,
                kind: "invoice",
                amount,
                at,
                months: parts.map(({ key }) => key.period),
              })
            : []),
        ];
      });
      return answer(familyCode);
    },
    "payment.reverse": async ({ session, params: { familyCode, name }, body: { idempotencyKey, reason } }) => {
      await takeBack(
        familyCode,
        name,
        async (entry, on) => {
          if (entry.means === "sepa") throw notPossible(deskWords.debited);
          const { accountId, means, amount, parts, kind } = entry;
          if (entry.by === undefined && means !== "wallet") throw notPossible(deskWords.online);
          if (kind !== "payment" && kind !== "writeOff" && kind !== "topUp") throw notPossible(deskWords.notReversible);
          const at = clock();
          const moved = movementBack(entry, { name: idempotencyKey, at, reason });
          if (moved) await mustHold(table, moved);
          const invoices = await Promise.all(
            parts.map(async (part) => ({
              part,
              invoice: await invoiceOf(table, { familyCode, period: part.period, accountId }),
            })),
          );
          return {
            entry: {
              name: idempotencyKey,
              kind: "reversal",
              familyCode,
              accountId,
              means,
              amount,
              parts,
              over: cents(0),
              on,
              at,
              by: by(session),
              reason,
              of: name,
            },
            more: [
              ...invoices.map(({ part, invoice }) => {
                const rest = settlementOf(invoice);
                return settlementWrite(
                  invoice,
                  kind === "payment"
                    ? { ...rest, paid: cents(rest.paid - part.amount) }
                    : { ...rest, writtenOff: cents((rest.writtenOff ?? 0) - part.amount) },
                );
              }),
              ...(moved ? movementWrites(moved) : []),
            ],
          };
        },
        idempotencyKey,
      );
      return answer(familyCode);
    },
    "payment.refund": async ({ session, params: { familyCode, name }, body: { idempotencyKey, reason } }) => {
      await takeBack(
        familyCode,
        name,
        async (entry, on) => {
          if (entry.over === 0 || entry.kind !== "payment") throw notPossible(deskWords.nothingOver);
          const { accountId, means, over } = entry;
          const operation: PayfipOperationId | null = readId("PayfipOperationId", name);
          const attempt = operation && (await readAttempt(table, operation));
          return {
            entry: {
              name: idempotencyKey,
              kind: "refund",
              familyCode,
              accountId,
              means,
              amount: over,
              parts: [],
              over: cents(0),
              on,
              at: clock(),
              by: by(session),
              reason,
              of: name,
            },
            // Nothing is left for staff to clear up.
            more: attempt ? [attemptWrite({ ...attempt, over: cents(0) }, attempt.revision)] : [],
          };
        },
        idempotencyKey,
      );
      return answer(familyCode);
    },
    "payment.writeOff": async ({ session, params, body: { idempotencyKey, reason, ...body } }) => {
      const { familyCode, accountId } = params;
      const amount = cents(body.amount);
      await written(async () => {
        const known = await readPayment(table, familyCode, idempotencyKey);
        if (known) {
          sentAgain(known, { kind: "writeOff", means: undefined, amount, accountId });
          return null;
        }
        const invoice = await invoiceOf(table, params);
        if (amount > dueOf(invoice)) throw notPossible(deskWords.writeOffTooMuch);
        const at = clock();
        const rest = settlementOf(invoice);
        return [
          paymentWrite({
            name: idempotencyKey,
            kind: "writeOff",
            familyCode,
            accountId,
            amount,
            parts: [partOf(invoice, amount)],
            over: cents(0),
            on: localDate(at),
            at,
            by: by(session),
            reason,
          }),
          settlementWrite(invoice, { ...rest, writtenOff: cents((rest.writtenOff ?? 0) + amount) }),
        ];
      });
      return answer(familyCode);
    },
    "payment.plan": async ({ params, body: { count, first } }) => {
      await written(async () => {
        const invoice = await invoiceOf(table, params);
        const due = dueOf(invoice);
        const { plan: _, ...rest } = settlementOf(invoice);
        if (count === 1) return [settlementWrite(invoice, rest)];
        if (due < count) throw notPossible(deskWords.tooSmall);
        if (first < localDate(clock())) throw notPossible(deskWords.firstPast);
        return [
          settlementWrite(invoice, {
            ...rest,
            plan: {
              settled: cents(rest.paid + (rest.writtenOff ?? 0)),
              instalments: instalments(due, count).map((amount, rank) => ({ on: addMonths(first, rank), amount })),
            },
          }),
        ];
      });
      return answer(params.familyCode);
    },
  };
};
