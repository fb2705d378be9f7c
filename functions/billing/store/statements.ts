/**
 * What families have been asked: statements, their lines, what waits, and the numbers of invoices.
 *
 *     STATEMENT#month#account    the head: sums, and, of an invoice, its number, its dates, whom it is addressed to
 *     BILLLINES#month#account    its lines and what its account said on the day of issue: written once, never changed
 *     BILLACCOUNT#account        what of the family waits for the next invoice of the account; `version` grows at every write
 *     SERIES#series#year         the last number given (partition BILLING)
 *
 * One transaction states one account's period for some families: each head under the condition that it is not there, each
 * account under that of being as it was read, and each series moved by as many numbers as there are invoices, from the number
 * that was read. So a family has one statement a period and account, whoever runs at once; a number is given in the very
 * write that makes its invoice, hence no gap and no double, wherever a run is cut; and what waited is carried once. Refused,
 * nothing is written, and whoever tried reads again.
 *
 * Failure modes: cut before the write, nothing is there; cut after it, the next call finds the statements and passes them.
 * Two runs of different months are kept apart by the account's version. A head changes in four ways only, none of which
 * touches what it says: an invoice that carries a statement notes it there (`carriedBy`), so does the archive (`archived`), so
 * does what is paid (`settlement`, settlements.ts), and so does asking again for it (`dunned`, `exempt`, dunning.ts).
 */
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import type { FamilyCode, Instant, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { between, readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent, update } from "../../table/write.ts";
import { mostOfYear, plainNumber, type InvoiceNumber } from "../rules/number.ts";
import { subjectOf, type Line } from "../rules/statement.ts";
import {
  billAccountOf,
  lastOf,
  linesOf,
  remissionOf,
  statementOf,
  type BillAccount,
  type Issue,
  type KeptRemission,
  type StatedLines,
  type Statement,
} from "./statement-records.ts";

export type { Addressee, BillAccount, Issue, StatedLines, Statement } from "./statement-records.ts";

/** The family's accounts: those by which something was ever stated. */
export const readBillAccounts = async (table: Table, code: FamilyCode): Promise<readonly BillAccount[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.billAccountPrefix),
      ConsistentRead: true,
    })
  ).map(billAccountOf);

/** The lines of the family's statements of that month and later ones. */
export const readLinesFrom = async (
  table: Table,
  code: FamilyCode,
  month: PlainMonth,
): Promise<readonly StatedLines[]> =>
  (
    await readRange(table, {
      ...between(keys.familyPartition(code), keys.billLinesFrom(month)),
      ConsistentRead: true,
    })
  ).map(linesOf);

/** The lines of the family's statements of one month. */
export const readLinesOf = async (table: Table, code: FamilyCode, month: PlainMonth): Promise<readonly StatedLines[]> =>
  (await readRange(table, startingWith(keys.familyPartition(code), keys.billLinesOf(month)))).map(linesOf);

/** The family's statements of that month and later ones, latest month first. */
export const readStatementsFrom = async (
  table: Table,
  code: FamilyCode,
  month: PlainMonth,
): Promise<readonly Statement[]> =>
  (await readRange(table, between(keys.familyPartition(code), keys.statementsFrom(month)))).map(statementOf).reverse();

/** All statements of the family, latest month first: as many a year as it has months and collection accounts. */
export const readStatements = async (table: Table, code: FamilyCode): Promise<readonly Statement[]> =>
  (await readRange(table, startingWith(keys.familyPartition(code), keys.statementPrefix))).map(statementOf).reverse();

type StatementName = Pick<Statement, "familyCode" | "period" | "accountId" | "note">;

export const readStatement = async (
  table: Table,
  { familyCode, period, accountId, note }: StatementName,
): Promise<Statement | null> => {
  const item = await readRecord(table, keys.statement(familyCode, period, accountId, note));
  return item && statementOf(item);
};

/** The lines of a statement, those of the statements that it carries first. */
export const readLines = async (
  table: Table,
  { familyCode, accountId, period, note, carried }: StatementName & Pick<Statement, "carried">,
): Promise<readonly StatedLines[]> => {
  const items = await Promise.all(
    [...carried, { period, note }].map((one) =>
      readRecord(table, keys.billLines(familyCode, one.period, accountId, one.note), { consistent: false }),
    ),
  );
  return items.flatMap((item) => (item ? [linesOf(item)] : []));
};

/** The last number that was given; 0: none. */
export async function readSeries(table: Table, series: string, year: number): Promise<number> {
  const item = await readRecord(table, keys.billSeries(series, year));
  return item ? lastOf(item) : 0;
}

/** A statement to write; of an invoice everything but its number, which the write gives. */
export interface NewStatement extends Omit<
  Statement,
  "issue" | "carriedBy" | "archived" | "settlement" | "dunned" | "exempt"
> {
  readonly account: CollectionAccount;
  readonly lines: readonly Line[];
  readonly issue: Omit<Issue, "number" | "reference" | "dueOn"> | null;
  /** The account's state that it was decided on. */
  readonly seen: BillAccount;
  /** Of a credit note: what is left due from now on of what each line is of. */
  readonly remissions?: readonly KeptRemission[] | undefined;
}

/** What the office has remitted of days from that one on. */
export const readRemissionsFrom = async (
  table: Table,
  code: FamilyCode,
  date: PlainDate,
): Promise<readonly KeptRemission[]> =>
  (
    await readRange(table, {
      ...between(keys.familyPartition(code), keys.billRemissionsFrom(date)),
      ConsistentRead: true,
    })
  ).map(remissionOf);

/** The same with its number. */
interface Numbered {
  readonly statement: NewStatement;
  readonly issue: Issue | null;
}

/** DynamoDB takes a hundred actions a transaction: three a statement, one for each that it carries, one a series. */
export const mostActions = 100;
export const actionsOf = ({ carried, issue }: NewStatement): number => 4 + (issue ? carried.length : 0);

function writesOf({ statement, issue }: Numbered): readonly Write[] {
  const { account, lines, seen, issue: _, remissions = [], ...head } = statement;
  const { familyCode, period, accountId, note } = head;
  const noted = note === undefined ? {} : { note };
  const waiting = issue ? [] : [...seen.waiting, { period, ...noted, own: head.own }];
  const carriedBy = issue && { period, number: issue.number };
  return [
    {
      Put: {
        Item: {
          ...keys.statement(familyCode, period, accountId, note),
          entity: "statement",
          ...head,
          ...(issue
            ? {
                issue,
                ...keys.invoiceOfMonth(period, plainNumber(issue.number), issue.number.series, familyCode),
              }
            : {}),
        },
        ...ifAbsent,
      },
    },
    {
      Put: {
        Item: {
          ...keys.billLines(familyCode, period, accountId, note),
          entity: "billLines",
          period,
          accountId,
          ...noted,
          account,
          lines,
        },
      },
    },
    {
      Put: {
        Item: {
          ...keys.billAccount(familyCode, accountId),
          entity: "billAccount",
          accountId,
          waiting,
          version: seen.version + 1,
        },
        ...(seen.version === 0
          ? ifAbsent
          : {
              ConditionExpression: "#version = :seen",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":seen": seen.version },
            }),
      },
    },
    ...(carriedBy
      ? statement.carried.map((one) => ({
          Update: {
            Key: keys.statement(familyCode, one.period, accountId, one.note),
            UpdateExpression: "SET carriedBy = :by",
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeValues: { ":by": carriedBy },
          },
        }))
      : []),
    ...remissions.map((one) => ({
      Put: {
        Item: {
          ...keys.billRemission(familyCode, subjectOf(one)),
          entity: "billRemission" as const,
          ...one,
        },
      },
    })),
  ];
}

const seriesWrite = ({ series, year }: InvoiceNumber, seen: number, last: number): Write => ({
  Update: {
    Key: keys.billSeries(series, year),
    UpdateExpression: "SET #last = :last, #entity = :entity",
    ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "#last = :seen",
    ExpressionAttributeNames: { "#last": "last", "#entity": "entity" },
    ExpressionAttributeValues: {
      ":last": last,
      ":entity": "billSeries" satisfies Entity,
      ...(seen === 0 ? {} : { ":seen": seen }),
    },
  },
});

/** What the write adds to an invoice once it has its number. */
export type Numbering = (statement: NewStatement, number: InvoiceNumber) => Issue;

/**
 * States all of these, or nothing: `false` when one is there already, its account has moved, or somebody has taken the
 * numbers. `lastOf`: the last number of each series, as read.
 */
export async function stateOnce(
  table: Table,
  statements: readonly NewStatement[],
  lastOf: ReadonlyMap<string, { readonly year: number; readonly last: number }>,
  number: Numbering,
): Promise<boolean> {
  const given = new Map([...lastOf].map(([series, { last }]) => [series, last]));
  const numbered = statements.map((statement): Numbered => {
    if (!statement.issue) return { statement, issue: null };
    const { series } = statement.account;
    const rank = (given.get(series) ?? 0) + 1;
    if (rank > mostOfYear) throw new Error(`Series ${series} has no number left this year`);
    given.set(series, rank);
    return { statement, issue: number(statement, { series, year: lastOf.get(series)?.year ?? 0, rank }) };
  });
  const moved = [...lastOf].flatMap(([series, { year, last }]) => {
    const after = given.get(series) ?? last;
    return after > last ? [seriesWrite({ series, year, rank: after }, last, after)] : [];
  });
  return (await transact(table, [...moved, ...numbered.flatMap(writesOf)])) === "done";
}

export interface InvoicePage {
  readonly invoices: readonly Statement[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The invoices of a month, by number, after that place of the index. */
export async function readInvoices(
  table: Table,
  month: PlainMonth,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<InvoicePage> {
  const { items, next } = await readPage(table, {
    IndexName: keys.indexName,
    Limit: limit,
    // No series sorts before a space.
    KeyConditionExpression: "g1pk = :month AND g1sk > :after",
    ExpressionAttributeValues: { ":month": keys.invoicesPartition(month), ":after": after ?? " " },
  });
  const last = items.at(-1)?.["g1sk"];
  return { invoices: items.map(statementOf), next: next && typeof last === "string" ? last : null };
}

/** Notes that the invoice's PDF is archived. */
export async function markArchived(
  table: Table,
  { familyCode, period, accountId }: StatementName,
  at: Instant,
): Promise<void> {
  await update(table, {
    Key: keys.statement(familyCode, period, accountId),
    UpdateExpression: "SET archived = :at",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: { ":at": at },
  });
}
