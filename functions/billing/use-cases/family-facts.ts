/** What is known of a family about the days of a run, and what its days come to: read once, counted as often as one likes. */
import { certificateOf } from "../../attendance/rules/certificates.ts";
import { readFamilyAttendance, type FamilyAttendance } from "../../attendance/store/attendance.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import type { SentDocument } from "../../document/rules/document.ts";
import { readAllOf } from "../../document/store/documents.ts";
import type { Household } from "../../family/rules/family.ts";
import { readChildren } from "../../family/store/families.ts";
import type { ChildId, CollectionAccountId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import { readCircumstances, standingCircumstances, type Named } from "../../price/store/circumstances.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { BillingWorld } from "../dependencies.ts";
import { aroundOf } from "../rules/around.ts";
import { remitted, subjectOf, type Charge, type StatedLine } from "../rules/statement.ts";
import {
  readBillAccounts,
  readLinesFrom,
  readRemissionsFrom,
  type BillAccount,
  type StatedLines,
} from "../store/statements.ts";
import { chargesOf, type KnownFamily, type Unpriced } from "./charges.ts";

/** A family as the table has it. */
export interface FamilyFacts {
  readonly family: Omit<KnownFamily, "circumstances"> & { readonly circumstances: readonly Named[] };
  readonly accounts: readonly BillAccount[];
  readonly stated: readonly StatedLines[];
  /** The charge, less what the office has remitted of it. */
  readonly remit: (charge: Charge) => Charge;
  readonly renamed: (line: StatedLine) => StatedLine;
  /** Nothing was ever stated of it before. */
  readonly first: boolean;
}

/** Lines name a child by the code that it has now: two files of one child may have become one since. */
const renamed =
  (now: ReadonlyMap<ChildId, ChildId>) =>
  (line: StatedLine): StatedLine => ({ ...line, childId: now.get(line.childId) ?? line.childId });

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

/** Null: nothing was ever asked of it, and no day is `worth` a look. */
export async function readFacts(
  world: BillingWorld,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
  household: Household,
  isWorth: (date: PlainDate) => boolean,
): Promise<FamilyFacts | null> {
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
  if (first && ![...days, ...attended].some(({ date }) => isWorth(date))) return null;
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
  const remissionOf = new Map(
    remissions.map((one) => [subjectOf({ ...one, childId: current.get(one.childId) ?? one.childId }), one]),
  );
  return {
    family: {
      household,
      children,
      quotients: standingValues(quotients),
      circumstances: standingCircumstances(circumstances),
      days,
      attended,
      certificateOf: (booked) => certificateOf(certificates, booked),
    },
    accounts,
    stated,
    remit: (charge) => remitted(charge, remissionOf.get(subjectOf(charge))),
    renamed: renamed(current),
    first,
  };
}

/** What is due of those days, by account. `family`: as it is, or as it would be. */
export function chargesDue(
  world: BillingWorld,
  { remit, ...facts }: { readonly family: KnownFamily; readonly remit: FamilyFacts["remit"] },
  isAsked: (date: PlainDate) => boolean,
  family: KnownFamily = facts.family,
): {
  readonly charges: readonly { readonly accountId: CollectionAccountId; readonly charge: Charge }[];
  readonly unpriced: readonly Unpriced[];
} {
  const { charges, unpriced } = chargesOf(world, family, isAsked);
  return { charges: charges.map(({ accountId, charge }) => ({ accountId, charge: remit(charge) })), unpriced };
}
