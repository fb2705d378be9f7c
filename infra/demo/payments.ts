/**
 * What the families that one signs in as have paid: one invoice was tried and refused, one waits for the treasury, one was paid
 * in part at the desk, nothing was paid of some, the others were by card a few days before their last day. Made by the payments'
 * own store.
 */
import { randomUUID } from "node:crypto";
import { printedNumber } from "../../functions/billing/rules/number.ts";
import { unsettled } from "../../functions/billing/rules/settlement.ts";
import { dunnedWrites } from "../../functions/billing/store/dunning.ts";
import { settlementWrite } from "../../functions/billing/store/settlements.ts";
import { readStatements, type Issue, type Statement } from "../../functions/billing/store/statements.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { minusSeconds } from "../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, localToInstant } from "../../functions/kernel/time.ts";
import { attemptWrite } from "../../functions/payment/store/attempts.ts";
import { paymentWrite } from "../../functions/payment/store/payments.ts";
import type { Table } from "../../functions/table/table.ts";
import { transact, type Writes } from "../../functions/table/transact.ts";

type Invoice = Statement & { readonly issue: Issue };

function paidByCard(invoice: Invoice): Writes {
  const { familyCode, accountId, period, total, issue } = invoice;
  const on = addDays(issue.dueOn, -6);
  const name = randomUUID();
  return [
    paymentWrite({
      name,
      kind: "payment",
      familyCode,
      accountId,
      means: "card",
      amount: total,
      parts: [{ period, number: printedNumber(issue.number), amount: total }],
      over: cents(0),
      on,
      at: localToInstant(on, "20:14"),
      reference: issue.reference,
      authorisation: name.slice(0, 6),
    }),
    settlementWrite(invoice, { paid: total }),
  ];
}

/** Half of it, in cash at the desk. */
function paidInPart(invoice: Invoice): Writes {
  const { familyCode, accountId, period, total, issue } = invoice;
  const on = addDays(issue.dueOn, -2);
  const half = cents(Math.floor(total / 2));
  return [
    paymentWrite({
      name: randomUUID(),
      kind: "payment",
      familyCode,
      accountId,
      means: "cash",
      amount: half,
      parts: [{ period, number: printedNumber(issue.number), amount: half }],
      over: cents(0),
      on,
      at: localToInstant(on, "10:05"),
      by: { login: id("Login", "AGENT.DEMO"), name: "Guichet unique" },
    }),
    settlementWrite(invoice, { paid: half }),
  ];
}

function begun(invoice: Invoice, client: string, at: Instant): Writes {
  const { familyCode, accountId, accountName, period, total, issue } = invoice;
  const operation = id("PayfipOperationId", randomUUID());
  return [
    attemptWrite({
      operation,
      familyCode,
      accountId,
      accountName,
      by: id("Login", familyCode),
      mode: "test",
      client,
      reference: issue.reference,
      amount: total,
      at,
      state: "waiting",
      invoices: [{ period, number: printedNumber(issue.number) }],
      lookedAt: at,
      over: cents(0),
    }),
    settlementWrite(invoice, { ...unsettled, awaited: { operation, at } }),
  ];
}

/** Asked for again by mail, then by a letter, a week ago. */
async function askAgain(table: Table, invoice: Invoice, now: Instant): Promise<void> {
  const mailed = { at: minusSeconds(now, 29 * 86_400), by: "mail" } as const;
  const posted = { at: minusSeconds(now, 7 * 86_400), by: "letter" } as const;
  await transact(table, dunnedWrites(invoice, null, mailed));
  await transact(table, dunnedWrites({ ...invoice, dunned: [mailed] }, null, posted));
}

/** What has become of a family's invoices, the latest first; of the others, each was paid by card. */
const stand: readonly (readonly ("refused" | "waits" | "inPart" | "unpaid")[])[] = [
  ["waits", "inPart", "unpaid"],
  [],
  // What the next two come to: debits.ts.
  ["refused", "unpaid", "unpaid"],
];

export async function payInvoices(
  table: Table,
  { accounts = [] }: Catalogue,
  codes: readonly FamilyCode[],
  now: Instant,
): Promise<void> {
  for (const [family, code] of codes.entries()) {
    const statements = await readStatements(table, code);
    const invoices = statements.filter((one): one is Invoice => one.issue !== undefined);
    for (const [rank, invoice] of invoices.entries()) {
      // An earlier load has paid it.
      if (invoice.settlement) continue;
      const client = accounts.find((one) => one.id === invoice.accountId)?.payfip;
      const how = stand[family]?.[rank];
      if (how === "unpaid") {
        await askAgain(table, invoice, now);
        continue;
      }
      if (how === "refused")
        await transact(table, [
          settlementWrite(invoice, { ...unsettled, failed: { how: "refused", at: minusSeconds(now, 86_400) } }),
        ]);
      else if (how === "waits" && client !== undefined)
        await transact(table, begun(invoice, client, minusSeconds(now, 300)));
      else if (how === "inPart") await transact(table, paidInPart(invoice));
      else await transact(table, paidByCard(invoice));
    }
  }
}

/** A family has paid none of its invoices, and was asked again for each. */
export async function leaveUnpaid(table: Table, code: FamilyCode, now: Instant): Promise<void> {
  for (const one of await readStatements(table, code)) {
    // An earlier load has asked for it, or somebody has paid it since.
    if (one.issue && !one.settlement && !one.dunned) await askAgain(table, { ...one, issue: one.issue }, now);
  }
}
