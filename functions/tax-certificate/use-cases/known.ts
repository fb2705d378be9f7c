/** What a certificate of any year is made of: the family's invoices and lines, what was paid of each, its children. */
import {
  readStatements,
  readLines,
  type Issue,
  type StatedLines,
  type Statement,
} from "../../billing/store/statements.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { payersOf } from "../../family/rules/payers.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { ageOn, type Child, type Household } from "../../family/rules/family.ts";
import { readChildrenEver, readHousehold } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import { id, type ChildId, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { Payment } from "../../payment/rules/payment.ts";
import { readPayments } from "../../payment/store/payments.ts";
import type { Table } from "../../table/table.ts";
import {
  certifiedIn,
  countedBefore,
  yearsOf,
  type CertifiedYear,
  type PaidInvoice,
  type PaidPart,
} from "../rules/certified.ts";
import type { Certified } from "../store/certificates.ts";

interface StatedInvoice extends PaidInvoice {
  readonly issue: Issue;
  readonly stated: readonly StatedLines[];
}

export interface Known {
  readonly household: Household;
  readonly children: ReadonlyMap<ChildId, Child>;
  readonly invoices: readonly StatedInvoice[];
  /** Latest first. */
  readonly years: readonly number[];
}

type Issued = Statement & { readonly issue: Issue };

/** Invoices whose lines are read at once. */
const readAtOnce = 8;

const nameOf = (accountId: string, number: string): string => `${accountId} ${number}`;

/** What came for each invoice. What was written off is no money, and what was paid too much was for nothing. */
function partsOf(payments: readonly Payment[]): ReadonlyMap<string, readonly PaidPart[]> {
  const found = new Map<string, PaidPart[]>();
  // An entry that is taken back says whether money or a remission is.
  const kinds = new Map(payments.map(({ name, kind }) => [name, kind]));
  for (const { kind, of, accountId, means, on, parts } of payments) {
    const back = kind === "reversal" && of !== undefined && kinds.get(of) === "payment";
    if (kind !== "payment" && !back) continue;
    for (const { number, amount } of parts) {
      const name = nameOf(accountId, number);
      const part = { on, amount: back ? cents(0 - amount) : amount, cesu: means === "cesu" };
      found.set(name, [...(found.get(name) ?? []), part]);
    }
  }
  return found;
}

export async function readKnown(table: Table, code: FamilyCode): Promise<Known> {
  const [household, children, statements, payments] = await Promise.all([
    readHousehold(table, code),
    readChildrenEver(table, code),
    readStatements(table, code),
    readPayments(table, code),
  ]);
  if (!household) throw new Problem("notFound", "Aucune famille ne porte ce code. Vérifiez-le sur une facture.");
  const now = new Map(children.flatMap(({ id: kept, formerCodes = [] }) => formerCodes.map((gone) => [gone, kept])));
  const parts = partsOf(payments);
  const paid = statements
    .filter((one): one is Issued => one.issue !== undefined)
    .flatMap((statement) => {
      const own = parts.get(nameOf(statement.accountId, printedNumber(statement.issue.number)));
      return own ? [{ statement, own }] : [];
    });
  const invoices: StatedInvoice[] = [];
  await inParallel(paid, readAtOnce, async ({ statement, own }) => {
    const stated = await readLines(table, statement);
    const lines = stated.flatMap((one) => one.lines);
    invoices.push({
      issue: statement.issue,
      stated,
      total: statement.total,
      // Lines name a child by the code that it had: two files of one child may have become one since.
      lines: lines.map((line) => ({ ...line, childId: now.get(line.childId) ?? line.childId })),
      paid: own,
    });
  });
  // Whoever reads again finds them in the same order, and shares the same cents.
  invoices.sort((one, other) => (printedNumber(one.issue.number) < printedNumber(other.issue.number) ? -1 : 1));
  return { household, children: new Map(children.map((one) => [one.id, one])), invoices, years: yearsOf(invoices) };
}

export function certifiedYear({ invoices, children }: Known, year: number): CertifiedYear {
  const first = id("PlainDate", `${year}-01-01`);
  return certifiedIn(year, invoices, (childId) => {
    const child = children.get(childId);
    return child !== undefined && ageOn(child.birthDate, first) < countedBefore;
  });
}

/** What a certificate of the year says today; null: it would certify nothing. */
export function saidOf(
  known: Known,
  year: number,
  today: PlainDate,
  { activities, sites }: Catalogue,
): Certified | null {
  const { sums, paid } = certifiedYear(known, year);
  const total = cents(sums.reduce((all, { care }) => all + care, 0));
  const account = known.invoices
    .filter((one) => one.paid.some(({ on }) => on.startsWith(`${year}-`)))
    .at(-1)
    ?.stated.at(-1)?.account;
  if (total <= 0 || !account) return null;
  const { household, children } = known;
  const siteOf = (activityId: string): string => {
    const siteId = activities.find((one) => one.id === activityId)?.siteId;
    return sites.find((one) => one.id === siteId)?.name ?? "";
  };
  const { lines, postcode, town } = household.address;
  return {
    whole: today > `${year}-12-31`,
    names: payersOf(household).map(({ title, firstName, lastName }) =>
      [title, firstName, lastName].filter((part) => part !== undefined).join(" "),
    ),
    address: [...lines, `${postcode} ${town}`],
    signer: account.signer,
    children: [...children.values()].flatMap(({ id: childId, firstName, lastName, birthDate }) => {
      const own = sums.filter((one) => one.childId === childId);
      return own.length === 0
        ? []
        : [
            {
              childId,
              firstName,
              lastName,
              birthDate,
              sums: own.map(({ activityId, activityName, care, cesu }) => ({
                activityName,
                siteName: siteOf(activityId),
                care,
                cesu,
              })),
            },
          ];
    }),
    total,
    others: cents(paid - total),
  };
}
