/** Statements and their lines as pages show them; and the way to a PDF. */
import type { Bucket } from "../../files/bucket.ts";
import { linkSeconds, linkToMade } from "../../files/bucket.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { DetailView, LineView, StatementView, WaitingView } from "../contract/views.ts";
import { invoiceFile } from "../invoice-file.ts";
import { printedNumber } from "../rules/number.ts";
import { dueOf, paymentStateOf } from "../rules/settlement.ts";
import { sumOf, type StatedLine } from "../rules/statement.ts";
import { readLines, readStatement, type BillAccount, type Statement } from "../store/statements.ts";

export interface InvoiceName {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly accountId: CollectionAccountId;
  /** Of a credit note: which of the month. */
  readonly note?: number | undefined;
}

function stateOf(statement: Statement): StatementView["state"] {
  const { issue, carriedBy, archived, settlement, dunned = [], exempt } = statement;
  const last = dunned.at(-1);
  if (issue) {
    const { number, reference, dueOn } = issue;
    return {
      kind: "issued",
      number: printedNumber(number),
      reference,
      dueOn,
      archived: archived !== undefined,
      payment: paymentStateOf(statement),
      due: dueOf(statement),
      ...(settlement?.writtenOff ? { writtenOff: settlement.writtenOff } : {}),
      ...(settlement?.plan ? { plan: [...settlement.plan.instalments] } : {}),
      ...(settlement?.awaited ? { awaitedSince: settlement.awaited.at } : {}),
      ...(settlement?.debited ? { debitedOn: settlement.debited.on } : {}),
      ...(settlement?.failed ? { failed: settlement.failed } : {}),
      ...(last ? { dunned: { times: dunned.length, lastAt: last.at } } : {}),
      ...(exempt ? { exempt: exempt.until === undefined ? {} : { until: exempt.until } } : {}),
    };
  }
  return carriedBy ? { kind: "carried", by: printedNumber(carriedBy.number) } : { kind: "waits" };
}

export const statementView = (statement: Statement): StatementView => {
  const { period, accountId, accountName, note, given, at, own, total, children, carried } = statement;
  return {
    period,
    accountId,
    accountName,
    ...(note === undefined ? {} : { note }),
    ...(given ? { given: { reason: given.reason, byName: given.byName } } : {}),
    at,
    own,
    total,
    children: [...children],
    carried: carried.map((one) => one.period),
    state: stateOf(statement),
  };
};

/** What waits, by account; accounts in which nothing waits are left out. */
export const waitingViews = (accounts: readonly BillAccount[], statements: readonly Statement[]): WaitingView[] =>
  accounts
    .filter(({ waiting }) => waiting.length > 0)
    .map(({ accountId, waiting }) => ({
      accountId,
      accountName: statements.find((one) => one.accountId === accountId)?.accountName ?? accountId,
      amount: sumOf(waiting.map(({ own }) => own)),
    }));

const noInvoice = (): Problem =>
  new Problem("notFound", "Cette facture n’existe pas. Revenez à la liste des factures.");

const lineView = ({
  corrects,
  period,
  rank,
  date,
  firstName,
  activityName,
  unitName,
  quantity,
  unitPrice,
  amount,
  reasons,
  what,
  whole,
  attended,
}: StatedLine): LineView => ({
  period,
  rank,
  date,
  firstName,
  activityName,
  unitName,
  quantity,
  unitPrice,
  amount,
  reasons: [...reasons],
  ...(what ? { what } : {}),
  ...(whole === undefined ? {} : { whole }),
  ...(attended ? { attended } : {}),
  ...(corrects ? { corrects: corrects.period } : {}),
});

export async function detailOf(table: Table, name: InvoiceName): Promise<DetailView> {
  const statement = await readStatement(table, name);
  if (!statement) throw noInvoice();
  const stated = await readLines(table, statement);
  const account = stated.at(-1)?.account;
  if (!account) throw new Error("A statement has no lines");
  return {
    statement: statementView(statement),
    lines: stated.flatMap(({ lines }) => lines).map(lineView),
    ways: [...account.ways],
    ...(account.payfip === undefined ? {} : { payfip: account.payfip }),
    contest: account.contest,
  };
}

export async function linkOf(
  { table, bucket, clock }: { readonly table: Table; readonly bucket: Bucket; readonly clock: Clock },
  name: InvoiceName,
) {
  const statement = await readStatement(table, name);
  if (!statement?.issue) throw noInvoice();
  if (!statement.archived)
    throw new Problem("notFound", "Le PDF de cette facture se prépare. Réessayez dans quelques minutes.");
  const file = invoiceFile(statement.issue.number);
  return {
    url: await linkToMade(bucket, "invoices", file, {
      type: "application/pdf",
      disposition: `attachment; filename="facture-${file}"`,
    }),
    until: plusSeconds(clock(), linkSeconds),
  };
}
