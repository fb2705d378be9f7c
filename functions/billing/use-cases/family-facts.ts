/** What is known of a family about the days of a run, and what its days come to: read once, counted as often as one likes. */
import { certificateOf } from "../../attendance/rules/certificates.ts";
import { readFamilyAttendance, type FamilyAttendance } from "../../attendance/store/attendance.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import type { SentDocument } from "../../document/rules/document.ts";
import { readAllOf } from "../../document/store/documents.ts";
import type { Household } from "../../family/rules/family.ts";
import { readChildren, readHousehold } from "../../family/store/families.ts";
import type { ChildId, CollectionAccountId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import { readCircumstances, standingCircumstances, type Named } from "../../price/store/circumstances.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { BillingWorld } from "../dependencies.ts";
import type { Table } from "../../table/table.ts";
import { aroundOf } from "../rules/around.ts";
import { holdsSome, partOf, shareOn, type ChildShare } from "../rules/shares.ts";
import { remitted, subjectOf, type Charge, type StatedLine } from "../rules/statement.ts";
import { readShares, standingShares } from "../store/shares.ts";
import {
  readBillAccounts,
  readLinesFrom,
  readRemissionsFrom,
  type BillAccount,
  type StatedLines,
} from "../store/statements.ts";
import { chargesOf, type KnownFamily, type Unpriced } from "./charges.ts";

/** What of a household makes prices, with the names of what staff said of it. */
export type Known = Omit<KnownFamily, "circumstances"> & { readonly circumstances: readonly Named[] };

/** A family as the table has it. */
export interface FamilyFacts {
  readonly family: Known;
  /** What of its children's days it and their other households pay each. */
  readonly shares: readonly ChildShare[];
  /** Those other households. */
  readonly others: readonly Known[];
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

interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}
type Days = Pick<Known, "days" | "attended">;

async function readDays({ table, catalogue }: BillingWorld, { from, to }: Span, code: FamilyCode): Promise<Days> {
  const around = aroundOf(catalogue);
  const [days, attended] = await Promise.all([
    readFamilyDays(table, code, { from: addDays(from, -around.bookedBefore), to: addDays(to, around.bookedAfter) }),
    readFamilyAttendance(table, code, {
      from: addDays(from, -around.attendedBefore),
      to: addDays(to, around.attendedAfter),
    }),
  ]);
  return { days, attended };
}

async function readKnown(world: BillingWorld, household: Household, { days, attended }: Days): Promise<Known> {
  const { table } = world;
  const { code } = household;
  const [children, certificates, quotients, circumstances] = await Promise.all([
    readChildren(table, code),
    readCertificates(world, code, days, attended),
    readQuotients(table, code),
    readCircumstances(table, code),
  ]);
  return {
    household,
    children,
    quotients: standingValues(quotients),
    circumstances: standingCircumstances(circumstances),
    days,
    attended,
    certificateOf: (booked) => certificateOf(certificates, booked),
  };
}

const codesOf = ({ code, formerCodes = [] }: Household): readonly FamilyCode[] => [code, ...formerCodes];

/** A household, or the one that it has become part of. */
async function readStanding(table: Table, code: FamilyCode): Promise<Household | null> {
  const household = await readHousehold(table, code);
  return household?.mergedInto === undefined ? household : readHousehold(table, household.mergedInto);
}

/** The other households that these shares name. */
async function readOthers(
  world: BillingWorld,
  span: Span,
  household: Household,
  shares: readonly ChildShare[],
): Promise<readonly Known[]> {
  const named = new Set(
    shares
      .filter(({ from, until }) => from <= span.to && (until === null || span.from <= until))
      .flatMap(({ parts }) => parts.map(({ familyCode }) => familyCode)),
  );
  const households = await Promise.all(
    [...named].filter((code) => !codesOf(household).includes(code)).map((code) => readStanding(world.table, code)),
  );
  const distinct = new Map(households.flatMap((one) => (one && one.code !== household.code ? [[one.code, one]] : [])));
  return Promise.all(
    [...distinct.values()].map(async (one) => readKnown(world, one, await readDays(world, span, one.code))),
  );
}

/** Null: nothing was ever asked of it, no day is `worth` a look, and it pays no part of another's. `meant`: shares that may come to hold. */
export async function readFacts(
  world: BillingWorld,
  span: Span,
  household: Household,
  isWorth: (date: PlainDate) => boolean,
  meant: readonly ChildShare[] = [],
): Promise<FamilyFacts | null> {
  const { table } = world;
  const { code } = household;
  // Before the lines: if it still stands when the statements are written, so do they.
  const [accounts, said] = await Promise.all([readBillAccounts(table, code), readShares(table, code)]);
  const days = await readDays(world, span, code);
  const first = accounts.length === 0;
  const shares = standingShares(said);
  const anyDay = [...days.days, ...days.attended].some(({ date }) => isWorth(date));
  if (first && !anyDay && shares.length + meant.length === 0) return null;
  const [family, others, stated, remissions] = await Promise.all([
    readKnown(world, household, days),
    readOthers(world, span, household, [...shares, ...meant]),
    first ? [] : readLinesFrom(table, code, monthOf(span.from)),
    first ? [] : readRemissionsFrom(table, code, span.from),
  ]);
  const current = new Map(
    family.children.flatMap(({ id, formerCodes = [] }) => formerCodes.map((gone) => [gone, id] as const)),
  );
  const remissionOf = new Map(
    remissions.map((one) => [subjectOf({ ...one, childId: current.get(one.childId) ?? one.childId }), one]),
  );
  return {
    family,
    shares,
    others,
    accounts,
    stated,
    remit: (charge) => remitted(charge, remissionOf.get(subjectOf(charge))),
    renamed: renamed(current),
    first,
  };
}

/** What another household booked, as the ledger of this one names its part of it. */
const ofOther = ({ subject }: Unpriced): string => `${subject}#other`;

/** What is due of a household for those days, by account: of its own, and its part of what others booked for its children. */
export function chargesDue(
  world: BillingWorld,
  { family, shares, others, remit }: Pick<FamilyFacts, "family" | "shares" | "others" | "remit">,
  isAsked: (date: PlainDate) => boolean,
): {
  readonly charges: readonly { readonly accountId: CollectionAccountId; readonly charge: Charge }[];
  /** Of its own. */
  readonly unpriced: readonly Unpriced[];
  /** Subjects of which nobody can say the price today, whoever booked them. */
  readonly unknown: ReadonlySet<string>;
} {
  const mine = codesOf(family.household);
  /** Every code of a child, as this household and the one that booked have it. */
  const codes = (childId: ChildId, of: Known): readonly ChildId[] => [
    childId,
    ...[family, of].flatMap(({ children }) =>
      children
        .filter(({ id, formerCodes = [] }) => [id, ...formerCodes].includes(childId))
        .flatMap(({ id, formerCodes = [] }) => [id, ...formerCodes]),
    ),
  ];
  const partsIn = (of: Known, wanted: (date: PlainDate) => boolean) => {
    const booker = codesOf(of.household);
    const { charges, unpriced } = chargesOf(world, of, wanted);
    return {
      charges: charges.flatMap(({ accountId, charge }) => {
        const share =
          shares.length === 0 ? null : shareOn(shares, codes(charge.childId, of), charge.activityId, charge.date);
        const part = partOf(charge, share, mine, booker);
        return part ? [{ accountId, charge: remit(part) }] : [];
      }),
      unpriced,
    };
  };
  const own = partsIn(family, isAsked);
  const theirs = others.map((other) => partsIn(other, (date) => isAsked(date) && holdsSome(shares, date)));
  return {
    charges: [own, ...theirs].flatMap(({ charges }) => charges),
    unpriced: own.unpriced,
    unknown: new Set([
      ...own.unpriced.map(({ subject }) => subject),
      ...theirs.flatMap(({ unpriced }) => unpriced.map(ofOther)),
    ]),
  };
}
