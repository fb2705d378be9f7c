/**
 * A batch goes on, one family after the other, as far as one call can: whoever calls again goes on from there, and two at once do
 * no family twice. Each family is one transaction:
 *
 *     taken      its debit, expected not to be there; each invoice, expected as it was read; its mandate, the same; the batch
 *                still being taken
 *     settled    its debit, as it was read; its entry of the ledger, expected not to be there; each invoice as it was read
 *     called off its debit, as it was read; each invoice, the same
 *
 * Cut between two families, the rest is done by the next call; a family that cannot be written is judged again on what stands,
 * and left out if that says so. No family stops another.
 */
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf, paidMore, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement, readStatements, type Issue, type Statement } from "../../billing/store/statements.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, DebitBatchId, FamilyCode } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { put } from "../../table/write.ts";
import { mostTogether } from "../../payment/rules/payable.ts";
import { divide } from "../../payment/rules/ledger.ts";
import { paymentWrite } from "../../payment/store/payments.ts";
import { debitName, sumOf, takenOn, type Batch, type BatchState, type Debit, type Owing } from "../rules/batch.ts";
import { sequenceOf, type Mandate } from "../rules/mandate.ts";
import { batchWrite, debitWrite, readBatch, readDebit, readDebits, whileBatchIs } from "../store/batches.ts";
import { mandateWrite, readLastMandates, readMandates } from "../store/mandates.ts";

export interface BatchDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Families that one call looks at: some seconds of work. */
const familiesPerCall = 200;
export type Invoice = Statement & { readonly issue: Issue };

/** What a family was asked by an account, oldest first. */
export const invoicesOf = async (
  table: Table,
  familyCode: FamilyCode,
  accountId: CollectionAccountId,
): Promise<readonly (Invoice & { readonly dueOn: Issue["dueOn"] })[]> =>
  (await readStatements(table, familyCode))
    .filter((one) => one.accountId === accountId)
    .flatMap((one) => (one.issue ? [{ ...one, issue: one.issue, dueOn: one.issue.dueOn }] : []))
    .reverse();

/** What a family owes an account by a mandate, and the family as it is. */
export const owingOf = async (
  table: Table,
  mandate: Mandate,
): Promise<Owing<Awaited<ReturnType<typeof invoicesOf>>[number]>> => {
  const { familyCode, accountId } = mandate;
  const [household, invoices] = await Promise.all([
    readHousehold(table, familyCode),
    invoicesOf(table, familyCode, accountId),
  ]);
  return { mandate, household, invoices };
};

function takenWrites(batch: Batch, mandate: Mandate, invoices: readonly Invoice[], at: Debit["at"]): Writes {
  const { batch: name, accountId, accountName, dueOn } = batch;
  const { familyCode, rank, rum, creditor, signedOn, debtor, iban, bic } = mandate;
  const parts = invoices.map((one) => ({
    period: one.period,
    number: printedNumber(one.issue.number),
    amount: dueOf(one),
  }));
  return [
    debitWrite({
      batch: name,
      familyCode,
      accountId,
      accountName,
      dueOn,
      rank,
      rum,
      creditorId: creditor.id,
      signedOn,
      sequence: sequenceOf(mandate),
      debtor,
      iban,
      bic,
      amount: sumOf(parts.map(({ amount }) => amount)),
      parts,
      state: "waiting",
      at,
    }),
    ...invoices.map((one) =>
      settlementWrite(one, {
        ...(one.settlement ?? unsettled),
        failed: undefined,
        debited: { batch: name, on: dueOn, amount: dueOf(one) },
      }),
    ),
    mandateWrite(mandate, { usedOn: dueOn }),
    whileBatchIs(name, "taking"),
  ];
}

/** What one family owes becomes its debit, or nothing does. */
async function takeFamily({ table, clock }: BatchDependencies, batch: Batch, familyCode: FamilyCode): Promise<void> {
  const { batch: name, accountId, dueOn } = batch;
  await decideAndWrite<null, null>("The debit of a family", null, async () => {
    const [known, mandates, stands] = await Promise.all([
      readDebit(table, name, familyCode),
      readMandates(table, familyCode, accountId),
      readBatch(table, name),
    ]);
    const mandate = mandates.at(-1);
    if (known || !mandate || stands?.state !== "taking") return { done: null };
    const { taken: due } = takenOn(await owingOf(table, mandate), dueOn);
    const taken = due.slice(0, mostTogether);
    if (taken.length === 0) return { done: null };
    const written = await transact(table, takenWrites(batch, mandate, taken, clock()));
    return written === "done" ? { done: null } : { again: null };
  });
}

/** The invoices of a debit, as they stand now. */
export const statementsOf = async (
  table: Table,
  { familyCode, accountId, parts }: Debit,
): Promise<readonly Statement[]> => {
  const found = await Promise.all(parts.map(({ period }) => readStatement(table, { familyCode, period, accountId })));
  return found.flatMap((one) => one ?? []);
};

/** An invoice's settlement once its debit is over. */
export const without = ({ settlement = unsettled }: Statement, batch: DebitBatchId) => {
  const { debited, ...rest } = settlement;
  return debited && debited.batch !== batch ? settlement : rest;
};

/** The money has come: shared among the invoices by what is due of each now; what was paid meanwhile is to be given back. */
function settledWrites(debit: Debit, statements: readonly Statement[], { at, by }: Pick<Batch, "at" | "by">): Writes {
  const { familyCode, accountId, batch, amount, dueOn, rum, parts: asked } = debit;
  const { parts, over } = divide(
    amount,
    statements.map((one) => ({ key: one, due: dueOf(one) })),
  );
  const numberOf = (one: Statement): string => asked.find(({ period }) => period === one.period)?.number ?? "";
  return [
    debitWrite({ ...debit, state: "settled" }, debit.revision),
    paymentWrite({
      name: debitName(debit),
      kind: "payment",
      familyCode,
      accountId,
      means: "sepa",
      amount,
      parts: parts.map((part) => ({ period: part.key.period, number: numberOf(part.key), amount: part.amount })),
      over,
      on: dueOn,
      at,
      reference: rum,
      by,
    }),
    ...statements.map((one) => {
      const part = parts.find(({ key }) => key === one)?.amount ?? 0;
      return settlementWrite(one, paidMore(without(one, batch), part));
    }),
  ];
}

/** Nothing was debited: the invoices are to be paid as before. */
const calledOffWrites = (debit: Debit, statements: readonly Statement[]): Writes => [
  debitWrite({ ...debit, state: "cancelled" }, debit.revision),
  ...statements.map((one) => settlementWrite(one, without(one, debit.batch))),
];

/** Ends one debit in one of the two ways. */
async function endDebit({ table, clock }: BatchDependencies, batch: Batch, first: Debit): Promise<void> {
  await decideAndWrite<Debit, null>("The debit of a family", first, async (debit) => {
    if (debit.state !== "waiting") return { done: null };
    const statements = await statementsOf(table, debit);
    const writes =
      batch.state === "settling"
        ? settledWrites(debit, statements, { at: clock(), by: batch.ended?.by ?? batch.by })
        : calledOffWrites(debit, statements);
    if ((await transact(table, writes)) === "done") return { done: null };
    const again = await readDebit(table, debit.batch, debit.familyCode);
    if (!again) throw new Error("A debit has disappeared");
    return { again };
  });
}

/** Writes how far the batch is; somebody else who was faster has written the same. */
const advance = async (table: Table, batch: Batch, change: Partial<Batch>): Promise<void> => {
  await put(table, batchWrite({ ...batch, ...change }, batch.revision).Put);
};

/** What a batch is once it has been gone through. */
export const over: Readonly<Partial<Record<BatchState, BatchState>>> = { settling: "settled", cancelling: "cancelled" };

/** One call's worth of it. Nothing of a batch that is ready, settled or cancelled. */
export async function goOn(dependencies: BatchDependencies, batch: Batch, most = familiesPerCall): Promise<void> {
  const { table } = dependencies;
  if (batch.state === "taking") {
    const { mandates, more } = await readLastMandates(table, batch.accountId, {
      after: batch.after,
      limit: most,
    });
    for (const { familyCode } of mandates) await takeFamily(dependencies, batch, familyCode);
    const after = mandates.at(-1)?.familyCode;
    if (more && after !== undefined) await advance(table, batch, { after });
    else {
      const { after: _, ...whole } = batch;
      await put(table, batchWrite({ ...whole, state: "ready" }, batch.revision).Put);
    }
    return;
  }
  const end = over[batch.state];
  if (!end) return;
  const waiting = (await readDebits(table, batch.batch)).filter(({ state }) => state === "waiting");
  for (const debit of waiting.slice(0, most)) await endDebit(dependencies, batch, debit);
  if (waiting.length <= most) await advance(table, batch, { state: end });
}
