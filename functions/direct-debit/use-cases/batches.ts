/** Batches at the office: looked at beforehand, prepared, settled once the money has come, or called off. */
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf } from "../../billing/rules/settlement.ts";
import { Problem } from "../../http/problem.ts";
import type { UseCases } from "../../http/call.ts";
import { dayWithYear } from "../../kernel/dates.fr.ts";
import type { DebitBatchId, PlainDate } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";
import type { BatchView, DebitView, directDebitOffice, OneBatch } from "../contract/office.ts";
import { debitFile } from "../pain008.ts";
import {
  batchIdOf,
  earliestOn,
  isBankingDay,
  rankOf,
  sumsOf,
  takenOn,
  type Batch,
  type Debit,
  type Taken,
} from "../rules/batch.ts";
import { maskedIban } from "../rules/masked.ts";
import { sequenceOf, type Mandate } from "../rules/mandate.ts";
import { batchWrite, readBatch, readBatches, readDebits } from "../store/batches.ts";
import { readLastMandates } from "../store/mandates.ts";
import { batchWords as words, returnWords } from "../words.fr.ts";
import { goOn, over, owingOf, type Invoice } from "./go-on.ts";
import { debitingAccount, debitingAccounts, type Debiting, type MandateDependencies } from "./mandates.ts";
import { recordReturn } from "./returns.ts";

type Acts = Omit<
  UseCases<typeof directDebitOffice>,
  "direct-debit.ofFamily" | "direct-debit.enter" | "direct-debit.revokeForFamily"
>;

/** Days ahead for which a batch may be made. */
const mostDaysAhead = 90;

const notPossible = (detail: string): Problem => new Problem("notPossible", detail);

function debitedOn(on: PlainDate, today: PlainDate, { debit: { noticeDays } }: Debiting): PlainDate {
  const [earliest, latest] = [earliestOn(today, noticeDays), addDays(today, mostDaysAhead)];
  if (on < earliest) throw notPossible(words.tooEarly(dayWithYear(earliest)));
  if (on > latest) throw notPossible(words.tooLate(dayWithYear(latest)));
  if (!isBankingDay(on)) throw notPossible(words.closed);
  return on;
}

const batchView = ({ batch, accountName, dueOn, state, at, by, ended }: Batch): BatchView => ({
  batch,
  accountName,
  dueOn,
  state,
  at,
  by: by.name,
  ...(ended ? { endedBy: ended.by.name } : {}),
  ...(ended?.reason === undefined ? {} : { reason: ended.reason }),
});

const debitView = ({ familyCode, debtor, iban, rum, sequence, amount, parts, state, returned }: Debit): DebitView => ({
  familyCode,
  debtor,
  iban: maskedIban(iban),
  rum,
  sequence,
  amount,
  numbers: parts.map(({ number }) => number),
  state,
  ...(returned ? { returned: { ...returned, why: returnWords[returned.code] } } : {}),
});

async function batchOf(table: Table, batch: DebitBatchId): Promise<Batch> {
  const found = await readBatch(table, batch);
  if (!found) throw new Problem("notFound", words.unknown);
  return found;
}

interface Looked {
  readonly mandate: Mandate;
  readonly looked: Taken<Invoice & { readonly dueOn: PlainDate }>;
}

/** What a batch of that day would take, some families at a time. */
async function* lookAt(table: Table, account: Debiting, on: PlainDate): AsyncGenerator<readonly Looked[]> {
  let after: Mandate["familyCode"] | undefined;
  do {
    const { mandates, more } = await readLastMandates(table, account.id, { after, limit: 200 });
    yield await inParallel(mandates, 8, async (mandate) => ({
      mandate,
      looked: takenOn(await owingOf(table, mandate), on),
    }));
    after = more ? mandates.at(-1)?.familyCode : undefined;
  } while (after !== undefined);
}

/** Whether it would take anything: nobody is looked at after the first who owes. */
async function takesSomething(table: Table, account: Debiting, on: PlainDate): Promise<boolean> {
  for await (const some of lookAt(table, account, on))
    if (some.some(({ looked: { taken } }) => taken.length > 0)) return true;
  return false;
}

export const batchUseCases = (dependencies: MandateDependencies): Acts => {
  const { table, clock, catalogue } = dependencies;
  const today = (): PlainDate => localDate(clock());

  const answer = async (name: DebitBatchId): Promise<{ readonly body: OneBatch }> => {
    const [batch, debits] = await Promise.all([batchOf(table, name), readDebits(table, name)]);
    const ofSequence = (sequence: Debit["sequence"]) => debits.filter((one) => one.sequence === sequence);
    return {
      body: {
        today: today(),
        batch: batchView(batch),
        sums: sumsOf(debits),
        first: sumsOf(ofSequence("FRST")),
        recurrent: sumsOf(ofSequence("RCUR")),
        returned: sumsOf(debits.filter(({ state }) => state === "returned")),
        debits: debits.map(debitView),
      },
    };
  };

  /** Moves a batch from one state to the next, once, and does as much of it as one call can. */
  const move = async (
    name: DebitBatchId,
    to: "settling" | "cancelling",
    change: (batch: Batch) => Partial<Batch>,
  ): Promise<void> => {
    const moved = await decideAndWrite<Batch, Batch>("A batch of debits", await batchOf(table, name), async (batch) => {
      if (batch.state === to || batch.state === over[to]) return { done: batch };
      if (batch.state === "taking") throw notPossible(words.underWay);
      if (batch.state !== "ready") throw notPossible(words.done);
      const next = { ...batch, ...change(batch), state: to };
      const { written } = await put(table, batchWrite(next, batch.revision).Put);
      return written ? { done: { ...next, revision: batch.revision + 1 } } : { again: await batchOf(table, name) };
    });
    await goOn(dependencies, moved);
  };

  return {
    "direct-debit.batches": async () => {
      const [accounts, batches] = await Promise.all([debitingAccounts(catalogue), readBatches(table)]);
      return {
        body: {
          accounts: accounts.map(({ id, name, debit: { noticeDays } }) => ({
            id,
            name,
            noticeDays,
            earliest: earliestOn(today(), noticeDays),
          })),
          batches: [...batches].sort((one, other) => (one.at < other.at ? 1 : -1)).map(batchView),
        },
      };
    },
    "direct-debit.preview": async ({ params: { accountId, dueOn } }) => {
      const account = await debitingAccount(catalogue, accountId);
      const looked: Looked[] = [];
      for await (const some of lookAt(table, account, debitedOn(dueOn, today(), account))) looked.push(...some);
      const debits = looked
        .filter(({ looked: { taken } }) => taken.length > 0)
        .map(({ mandate, looked: { taken } }) => ({
          sequence: sequenceOf(mandate),
          amount: sumsOf(taken.map((one) => ({ amount: dueOf(one) }))).total,
        }));
      return {
        body: {
          sums: sumsOf(debits),
          first: sumsOf(debits.filter(({ sequence }) => sequence === "FRST")),
          recurrent: sumsOf(debits.filter(({ sequence }) => sequence === "RCUR")),
          left: looked.flatMap(({ mandate: { familyCode, debtor }, looked: { left } }) =>
            left.map(({ invoice, why }) => ({
              familyCode,
              debtor,
              number: printedNumber(invoice.issue.number),
              amount: dueOf(invoice),
              why,
            })),
          ),
        },
      };
    },
    "direct-debit.prepare": async ({ session, body: { idempotencyKey: key, accountId, dueOn } }) => {
      const account = await debitingAccount(catalogue, accountId);
      const made = await decideAndWrite<null, Batch>("The batches of an account", null, async () => {
        const batches = await readBatches(table);
        const known = batches.find((one) => one.key === key);
        if (known) {
          if (known.accountId !== accountId || known.dueOn !== dueOn)
            throw new Problem("idempotencyKey.reused", words.reused);
          return { done: known };
        }
        debitedOn(dueOn, today(), account);
        const at = clock();
        const year = localDate(at);
        const ranks = batches
          .filter(({ batch }) => batch.startsWith(batchIdOf(account.series, year, 0).slice(0, -4)))
          .map(({ batch }) => rankOf(batch));
        const { noticeDays: _, ...creditor } = account.debit;
        const next = {
          batch: batchIdOf(account.series, year, Math.max(0, ...ranks) + 1),
          accountId,
          accountName: account.name,
          creditor,
          dueOn,
          state: "taking" as const,
          key,
          at,
          by: { login: session.login, name: session.displayName },
        };
        if (!(await takesSomething(table, account, dueOn))) throw notPossible(words.nothing);
        const { written } = await put(table, batchWrite(next).Put);
        return written ? { done: { ...next, revision: 1 } } : { again: null };
      });
      await goOn(dependencies, made);
      return answer(made.batch);
    },
    "direct-debit.batch": ({ params: { batch } }) => answer(batch),
    "direct-debit.goOn": async ({ params: { batch } }) => {
      await goOn(dependencies, await batchOf(table, batch));
      return answer(batch);
    },
    "direct-debit.file": async ({ params: { batch: name } }) => {
      const [batch, debits] = await Promise.all([batchOf(table, name), readDebits(table, name)]);
      if (batch.state === "taking") throw notPossible(words.underWay);
      const sent = debits.filter(({ state }) => state !== "cancelled");
      if (sent.length === 0) throw notPossible(words.empty);
      return { body: { name: `${name}.xml`, xml: debitFile(batch, sent) } };
    },
    "direct-debit.settle": async ({ session, params: { batch } }) => {
      await move(batch, "settling", ({ dueOn }) => {
        if (today() < dueOn) throw notPossible(words.notYet(dayWithYear(dueOn)));
        return { ended: { by: { login: session.login, name: session.displayName } } };
      });
      return answer(batch);
    },
    "direct-debit.callOff": async ({ session, params: { batch }, body: { reason } }) => {
      await move(batch, "cancelling", () => ({
        ended: { by: { login: session.login, name: session.displayName }, reason },
      }));
      return answer(batch);
    },
    "direct-debit.return": async ({ session, params: { batch }, body }) => {
      const by = { login: session.login, name: session.displayName };
      await recordReturn(dependencies, { batch, ...body, by });
      return answer(batch);
    },
  };
};
