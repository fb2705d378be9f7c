/**
 * What a month's run states of one family: read, and decided by the rules. The dry run says it, the real one writes it; they
 * differ in nothing else.
 */
import type { BookedUnit } from "../../attendance/rules/booked-days.ts";
import { certificateOf } from "../../attendance/rules/certificates.ts";
import { readFamilyAttendance, type FamilyAttendance } from "../../attendance/store/attendance.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import type { Household } from "../../family/rules/family.ts";
import { readChildren } from "../../family/store/families.ts";
import type { ChildId, CollectionAccountId, FamilyCode, Instant, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import type { SentDocument } from "../../document/rules/document.ts";
import { readAllOf } from "../../document/store/documents.ts";
import { firstDayOf, monthOf } from "../../quotient/rules/quotient.ts";
import { readCircumstances, standingCircumstances } from "../../price/store/circumstances.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { BillingWorld } from "../dependencies.ts";
import { aroundOf } from "../rules/around.ts";
import { paymentReference, type InvoiceNumber } from "../rules/number.ts";
import { payersOf } from "../rules/payers.ts";
import { lastDayOf, lookBack, monthsBefore } from "../rules/periods.ts";
import { byChild, linesDue, outcomeOf, remitted, subjectOf, type StatedLine } from "../rules/statement.ts";
import {
  readBillAccounts,
  readLinesFrom,
  readRemissionsFrom,
  type Addressee,
  type Issue,
  type NewStatement,
  type StatedLines,
} from "../store/statements.ts";
import type { BillRun } from "../store/runs.ts";
import { chargesOf, type Unpriced } from "./charges.ts";

/** Which days a run is about. */
export interface Scope {
  readonly period: PlainMonth;
  /** Its own month, and those before it of which every family has been stated. */
  readonly months: ReadonlySet<PlainMonth>;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A month that is being billed at this moment is left to its own run, whichever comes first. */
export function scopeOf(period: PlainMonth, runs: readonly BillRun[]): Scope {
  const first = monthsBefore(period, lookBack);
  const stated = runs.filter((run) => run.state !== "stating" && first <= run.period && run.period < period);
  return {
    period,
    months: new Set([period, ...stated.map((run) => run.period)]),
    from: firstDayOf(first),
    to: lastDayOf(period),
  };
}

export interface Decided {
  readonly household: Household;
  readonly statements: readonly NewStatement[];
  /** Accounts by which it has its statement of the month already. */
  readonly already: readonly { readonly familyCode: FamilyCode; readonly accountId: CollectionAccountId }[];
  readonly unpriced: readonly Unpriced[];
  /** Nothing was ever stated of it before. */
  readonly first: boolean;
}

const addresseeOf = (household: Household): Addressee => ({
  names: payersOf(household).map(({ title, firstName, lastName }) =>
    [title, firstName, lastName].filter((part) => part !== undefined).join(" "),
  ),
  ...household.address,
});

/** Lines name a child by the code that it has now: two files of one child may have become one since. */
const renamed =
  (now: ReadonlyMap<ChildId, ChildId>) =>
  (line: StatedLine): StatedLine => ({ ...line, childId: now.get(line.childId) ?? line.childId });

const linesOfAccount = (stated: readonly StatedLines[], accountId: string): readonly StatedLine[] =>
  stated.filter((one) => one.accountId === accountId).flatMap(({ lines }) => lines);

/** The certificates that may change what these days leave due: of children who were absent, where the town takes any. */
async function readCertificates(
  { table, catalogue: { absences = [] } }: BillingWorld,
  familyCode: FamilyCode,
  days: readonly ChildDay[],
  attended: readonly FamilyAttendance[],
): Promise<readonly SentDocument[]> {
  const kinds = [...new Set(absences.flatMap(({ document }) => document ?? []))];
  if (kinds.length === 0) return [];
  const absent = new Set([
    ...days.filter(({ units }) => [...units.values()].some(({ absence }) => absence)).map(({ childId }) => childId),
    ...attended.filter(({ marks }) => [...marks.values()].some((mark) => mark.absent)).map(({ childId }) => childId),
  ]);
  const found = await Promise.all(
    [...absent].flatMap((childId) => kinds.map((kind) => readAllOf(table, { familyCode, childId }, kind))),
  );
  return found.flat();
}

export async function decideFamily(
  world: BillingWorld,
  { period, months, from, to }: Scope,
  household: Household,
  at: Instant,
): Promise<Decided> {
  const { table, catalogue } = world;
  const { code } = household;
  const around = aroundOf(catalogue);
  // Before the lines: if it still stands when the statements are written, so do they.
  const accounts = await readBillAccounts(table, code);
  const [days, attended] = await Promise.all([
    readFamilyDays(table, code, { from: addDays(from, -around.bookedBefore), to: addDays(to, around.bookedAfter) }),
    readFamilyAttendance(table, code, {
      from: addDays(from, -around.attendedBefore),
      to: addDays(to, around.attendedAfter),
    }),
  ]);
  const first = accounts.length === 0;
  const isAsked = (date: PlainDate): boolean => months.has(monthOf(date));
  if (first && ![...days, ...attended].some(({ date }) => isAsked(date)))
    return { household, statements: [], already: [], unpriced: [], first };
  const [children, certificates, quotients, circumstances, stated, remissions] = await Promise.all([
    readChildren(table, code),
    readCertificates(world, code, days, attended),
    readQuotients(table, code),
    readCircumstances(table, code),
    first ? [] : readLinesFrom(table, code, monthOf(from)),
    first ? [] : readRemissionsFrom(table, code, from),
  ]);
  const current = new Map(
    children.flatMap(({ id, formerCodes = [] }) => formerCodes.map((gone) => [gone, id] as const)),
  );
  const family = {
    household,
    children,
    quotients: standingValues(quotients),
    circumstances: standingCircumstances(circumstances),
    days,
    attended,
    certificateOf: (booked: BookedUnit) => certificateOf(certificates, booked),
  };
  const { charges: full, unpriced } = chargesOf(world, family, isAsked);
  const remissionOf = new Map(
    remissions.map((one) => [subjectOf({ ...one, childId: current.get(one.childId) ?? one.childId }), one]),
  );
  const charges = full.map(({ accountId, charge }) => ({
    accountId,
    charge: remitted(charge, remissionOf.get(subjectOf(charge))),
  }));
  const unknown = new Set(unpriced.map(({ subject }) => subject));
  const already = stated
    .filter((one) => one.period === period && one.note === undefined)
    .map(({ accountId }) => ({ familyCode: code, accountId }));
  const statements = (catalogue.accounts ?? []).flatMap((account): readonly NewStatement[] => {
    if (already.some(({ accountId }) => accountId === account.id)) return [];
    const before = linesOfAccount(stated, account.id).map(renamed(current));
    const lines = linesDue(
      {
        charges: charges.filter(({ accountId }) => accountId === account.id).map(({ charge }) => charge),
        unknown,
      },
      before.filter(({ date }) => isAsked(date)),
    );
    const seen = accounts.find(({ accountId }) => accountId === account.id) ?? {
      accountId: account.id,
      waiting: [],
      version: 0,
    };
    const outcome = outcomeOf(lines, seen.waiting, account.threshold);
    if (!outcome) return [];
    const { own, carried, total, issued } = outcome;
    return [
      {
        familyCode: code,
        period,
        accountId: account.id,
        accountName: account.name,
        at,
        own,
        carried,
        total,
        children: byChild(lines),
        account,
        lines,
        issue: issued ? { addressee: addresseeOf(household) } : null,
        seen,
      },
    ];
  });
  return { household, statements, already, unpriced, first };
}

/** What an invoice is told with its number. */
export const issueOf = ({ account, issue, at }: NewStatement, number: InvoiceNumber): Issue => {
  if (!issue) throw new Error("A statement that waits has no number");
  return {
    number,
    reference: paymentReference(account, number),
    dueOn: addDays(localDate(at), account.dueDays),
    ...issue,
  };
};
