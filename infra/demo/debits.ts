/**
 * Direct debits of the demo town, by their own rules and store, each at its day. The family that comes every Wednesday signed on
 * the portal: one debit of it came, the bank sent the next one back, which was paid in cash, and its mandate is suspended. The
 * family of three children signed on paper: a batch for it was called off, another one is to be sent to the bank.
 */
import { printedNumber } from "../../functions/billing/rules/number.ts";
import { dueOf, unsettled } from "../../functions/billing/rules/settlement.ts";
import { settlementWrite } from "../../functions/billing/store/settlements.ts";
import type { Creditor, CollectionAccount } from "../../functions/catalogue/rules/accounts.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { batchIdOf, earliestOn, isBankingDay, type Batch } from "../../functions/direct-debit/rules/batch.ts";
import { rumOf, type Mandate } from "../../functions/direct-debit/rules/mandate.ts";
import { batchWrite, readBatch, readBatches } from "../../functions/direct-debit/store/batches.ts";
import { newMandateWrites } from "../../functions/direct-debit/store/mandates.ts";
import { goOn, invoicesOf } from "../../functions/direct-debit/use-cases/go-on.ts";
import { recordReturn } from "../../functions/direct-debit/use-cases/returns.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, localDate, localToInstant } from "../../functions/kernel/time.ts";
import { paymentWrite } from "../../functions/payment/store/payments.ts";
import type { Table } from "../../functions/table/table.ts";
import { transact } from "../../functions/table/transact.ts";
import { put } from "../../functions/table/write.ts";
import { invoiced, type CastFamily } from "./cast.ts";

const agent = { login: id("Login", "AGENT.DEMO"), name: "Guichet unique" };
const morning = (day: PlainDate): Instant => localToInstant(day, "09:30");
type Debiting = CollectionAccount & { readonly debit: Creditor };

function nextBankingDay(day: PlainDate): PlainDate {
  let next = day;
  while (!isBankingDay(next)) next = addDays(next, 1);
  return next;
}

interface Signed extends Pick<Mandate, "iban" | "way"> {
  readonly family: CastFamily;
  readonly on: PlainDate;
}

async function sign(table: Table, { id: accountId, series, debit }: Debiting, { family, on, iban, way }: Signed) {
  const { household } = family.family;
  const { firstName, lastName } = invoiced(household);
  const name = `${firstName} ${lastName}`;
  const at = morning(on);
  const mandate = {
    familyCode: household.code,
    accountId,
    rank: 1,
    rum: rumOf(series, household.code, 1),
    creditor: { id: debit.id, name: debit.name },
    debtor: name,
    iban,
    signedOn: on,
    way,
    at,
    by: way === "paper" ? agent : { login: id("Login", household.code), name },
    key: `demo-${household.code}-mandat`,
    state: "active" as const,
  };
  await transact(table, newMandateWrites(mandate, undefined, { at, reason: "" }));
}

interface Made {
  readonly on: PlainDate;
  readonly prepared: PlainDate;
  readonly end?: { readonly state: "settling" | "cancelling"; readonly on: PlainDate; readonly reason?: string };
}

/** One batch from its beginning to where it is; the next number of its year. */
async function makeBatch(table: Table, account: Debiting, { on, prepared, end }: Made): Promise<Batch["batch"]> {
  const { noticeDays: _, ...creditor } = account.debit;
  const rank =
    (await readBatches(table)).filter(({ batch }) => batch.includes(`-P${prepared.slice(0, 4)}-`)).length + 1;
  const batch = batchIdOf(account.series, prepared, rank);
  const at = morning(prepared);
  await put(
    table,
    batchWrite({
      batch,
      accountId: account.id,
      accountName: account.name,
      creditor,
      dueOn: on,
      state: "taking",
      key: `demo-lot-${batch}`,
      at,
      by: agent,
    }).Put,
  );
  const stands = async (): Promise<Batch> => {
    const found = await readBatch(table, batch);
    if (!found) throw new Error("A batch of the demo town has disappeared");
    return found;
  };
  await goOn({ table, clock: () => at }, await stands());
  if (!end) return batch;
  const ready = await stands();
  const ended = { by: agent, ...(end.reason === undefined ? {} : { reason: end.reason }) };
  await put(table, batchWrite({ ...ready, state: end.state, ended }, ready.revision).Put);
  await goOn({ table, clock: () => morning(end.on) }, await stands());
  return batch;
}

/** The last days for paying what a family still owes, the earliest first. */
const dueDays = async (table: Table, code: FamilyCode, account: Debiting): Promise<readonly PlainDate[]> =>
  (await invoicesOf(table, code, account.id)).filter((one) => dueOf(one) > 0).map(({ dueOn }) => dueOn);

/** What a bank had sent back is paid at the desk. */
async function payInCash(
  table: Table,
  familyCode: FamilyCode,
  { id: accountId }: Debiting,
  { dueOn, on }: { readonly dueOn: PlainDate; readonly on: PlainDate },
): Promise<void> {
  const invoice = (await invoicesOf(table, familyCode, accountId)).find((one) => one.dueOn === dueOn);
  if (!invoice) throw new Error("An invoice of the demo town has disappeared");
  const amount = dueOf(invoice);
  const { failed: _, ...rest } = invoice.settlement ?? unsettled;
  await transact(table, [
    paymentWrite({
      name: `demo-${accountId}-${invoice.period}`,
      kind: "payment",
      familyCode,
      accountId,
      means: "cash",
      amount,
      parts: [{ period: invoice.period, number: printedNumber(invoice.issue.number), amount }],
      over: cents(0),
      on,
      at: morning(on),
      by: agent,
    }),
    settlementWrite(invoice, { ...rest, paid: cents(rest.paid + amount) }),
  ]);
}

const debits = (account: CollectionAccount): account is Debiting => account.debit !== undefined;

export async function debitFamilies(
  table: Table,
  { accounts = [] }: Catalogue,
  [three, , busy]: readonly CastFamily[],
  now: Instant,
): Promise<void> {
  const account = accounts.find(debits);
  // An earlier load has made them.
  if (!account || !three || !busy || (await readBatches(table)).length > 0) return;
  const { code } = busy.family.household;
  const [first, second] = await dueDays(table, code, account);
  const today = localDate(now);
  if (first !== undefined && second !== undefined && second < addDays(today, -5)) {
    await sign(table, account, {
      family: busy,
      on: addDays(first, -40),
      iban: "FR7630006000011234567890189",
      way: "online",
    });
    for (const day of [first, second]) {
      const on = nextBankingDay(day);
      const end = { state: "settling" as const, on };
      const batch = await makeBatch(table, account, { on, prepared: addDays(on, -20), end });
      if (day === first) continue;
      const back = addDays(on, 2);
      const returning = { batch, familyCode: code, code: "MD01" as const, on: back, by: agent };
      await recordReturn({ table, clock: () => morning(back) }, returning);
      await payInCash(table, code, account, { dueOn: day, on: addDays(back, 7) });
    }
  }
  await sign(table, account, {
    family: three,
    on: addDays(today, -12),
    iban: "FR1420041010050500013M02606",
    way: "paper",
  });
  await makeBatch(table, account, {
    on: earliestOn(addDays(today, -11), account.debit.noticeDays),
    prepared: addDays(today, -11),
    end: { state: "cancelling", on: addDays(today, -10), reason: "Mauvaise date" },
  });
  const prepared = addDays(today, -1);
  await makeBatch(table, account, { on: earliestOn(prepared, account.debit.noticeDays), prepared });
}
