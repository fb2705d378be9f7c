/**
 * A family's file: the household and its children, each a record of the family's own partition.
 *
 * What the portal shows stands beside `imported`, what the town's software said last: from the two, an import knows
 * which fields the family has changed since and leaves them alone (see family/rules/family-merge.ts). Whoever writes
 * changes its own attributes only, raises `version` by one and expects the version it read: other modules keep
 * attributes of their own in these records.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { cents } from "../../kernel/money.ts";
import { eldestFirst, type Child, type Family, type Household } from "../rules/family.ts";
import { seenFamily, type SeenBy, type SeenFamily } from "../rules/seen.ts";
import { enrolmentStandings } from "../rules/held-enrolments.ts";
import type { ChildId, FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { adultWord, guardianFacts, guardiansAttribute, guardiansOf } from "./guardians.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";

const address = lazily(() => z.object({ lines: z.array(z.string()), postcode: z.string(), town: z.string() }));
const householdFacts = lazily(() => z.object({ address: address(), resident: z.boolean() }));
const childFacts = lazily(() =>
  z.object({
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
    grade: z.optional(z.string()),
    school: z.optional(z.string()),
  }),
);

/** Kept by the subject of documents (rules/held-documents.ts). */
const heldDocuments = lazily(() =>
  z.optional(
    z.record(
      z.string(),
      z.object({
        accepted: z.optional(z.object({ id: branded("DocumentId"), until: z.optional(branded("PlainDate")) })),
        toCheck: z.int(),
        refused: z.optional(z.object({ id: branded("DocumentId"), at: branded("Instant"), reason: z.string() })),
      }),
    ),
  ),
);

/** Kept by the subject of children's records (rules/held-record.ts). */
export const heldContacts = lazily(() =>
  z.optional(z.array(z.object({ firstName: z.string(), lastName: z.string(), phones: z.array(z.string()) }))),
);
const heldRecord = lazily(() =>
  z.optional(
    z.object({ version: z.int(), said: z.array(z.string()), allowed: z.array(z.string()), contacts: heldContacts() }),
  ),
);
const heldHealth = lazily(() =>
  z.optional(z.object({ version: z.int(), said: z.array(z.string()), lackingFrom: z.nullable(branded("PlainDate")) })),
);

/** Kept by the subject of enrolments (rules/held-enrolments.ts). */
const heldEnrolments = lazily(() =>
  z.optional(
    z.array(
      z.object({
        id: branded("EnrolmentId"),
        activityId: branded("ActivityId"),
        from: branded("PlainDate"),
        to: branded("PlainDate"),
        standing: z.enum(enrolmentStandings),
      }),
    ),
  ),
);

export const householdRecord = lazily(() =>
  z.extend(householdFacts(), {
    entity: z.literal("household"),
    code: branded("FamilyCode"),
    guardians: guardiansAttribute(),
    imported: z.optional(
      z.object({
        address: address(),
        resident: z.optional(z.boolean()),
        situation: z.optional(z.string()),
        guardians: z.array(adultWord()),
      }),
    ),
    /** When the import wrote each field last, by its name: `address`, `2.phone`. It is the import's own. */
    importWrote: z.optional(z.record(z.string(), branded("Instant"))),
    version: z.int(),
    /** Highest rank ever given to a guardian: a rank is never given again, because sign-ins and bookings name it. */
    lastRank: z.int(),
    /** Who closed the account, when and why; absent while it is open. */
    closed: z.optional(z.object({ at: branded("Instant"), by: branded("Login"), reason: z.string() })),
    /** Of the adults, as the family says it (family/sections/household.ts). */
    situation: z.optional(z.string()),
    documents: heldDocuments(),
    /** Kept by the subject of protections (rules/seen.ts). */
    shielded: z.optional(z.readonly(z.array(branded("GuardianId")))),
    /**
     * Adults about whom a measure holds, as they were known then: one who leaves the file and comes back has the rank
     * that the measure names.
     */
    remembered: z.optional(z.readonly(z.array(guardianFacts()))),
    /**
     * Adults who were held twice, under the rank that is gone, as they were known then: the town's file may go on naming
     * them (functions/merge).
     */
    formerAdults: z.optional(
      z.readonly(
        z.array(
          z.object({
            id: branded("GuardianId"),
            into: branded("GuardianId"),
            firstName: z.string(),
            lastName: z.string(),
            email: z.optional(z.string()),
            phone: z.optional(z.string()),
          }),
        ),
      ),
    ),
    /** It has become part of that household (functions/merge), which is there itself: nothing is read of this one any more. */
    merged: z.optional(z.object({ into: branded("FamilyCode"), at: branded("Instant") })),
    /** Codes of households that have become part of this one: whoever names one of them means this household. */
    formerCodes: z.optional(z.readonly(z.array(branded("FamilyCode")))),
    /** Kept by the subject of certification. */
    certified: z.optional(
      z.object({ at: branded("Instant"), until: branded("PlainDate"), key: branded("IdempotencyKey") }),
    ),
    /** Kept by the subject of invoices (rules/owes.ts). */
    owes: z.optional(
      z.readonly(
        z.array(
          z.object({
            on: branded("PlainDate"),
            due: z.pipe(z.int(), z.transform(cents)),
            sparedUntil: z.optional(branded("PlainDate")),
          }),
        ),
      ),
    ),
    /** Its place in the directory; a record of before the directory enters it at its next import. */
    g1pk: z.optional(z.string()),
    g1sk: z.optional(branded("FamilyCode")),
  }),
);
export type HouseholdRecord = z.infer<ReturnType<typeof householdRecord>>;

const leaving = lazily(() =>
  z.object({
    /** The first day on which it is in the household no more. */
    from: branded("PlainDate"),
    why: z.string(),
    at: branded("Instant"),
    by: branded("Login"),
    /** Whatever it has booked from that day on is given up, past the time for cancelling too. */
    freely: z.optional(z.literal(true)),
    settledAt: z.optional(branded("Instant")),
  }),
);
export type ChildLeaving = z.infer<ReturnType<typeof leaving>>;
/** The departure that a child's record tells of, as the stream shows it. */
export const leavingOf = (item: Readonly<Record<string, unknown>>): ChildLeaving | null =>
  item["leaving"] === undefined ? null : z.parse(leaving(), item["leaving"]);

export const childRecord = lazily(() =>
  z.extend(childFacts(), {
    entity: z.literal("child"),
    id: branded("ChildId"),
    imported: z.optional(childFacts()),
    /** When the import last wrote anything to the record. */
    importedAt: z.optional(branded("Instant")),
    sharedWith: z.optional(z.readonly(z.array(branded("FamilyCode")))),
    /** What the town's software calls it by now, when that is another code: this one stays, because bookings name it. */
    townCode: z.optional(branded("ChildId")),
    /** Kept by the subject of bookings (rules/family.ts). */
    admittedOn: z.optional(branded("PlainDate")),
    /** Its departure, once it is decided, and when what follows of it was begun (follow/end-child-stays.ts). */
    leaving: z.optional(leaving()),
    /**
     * It has left this household, when, and for which other one where a file said so: the record stays for what was
     * booked, and books no more.
     */
    left: z.optional(z.object({ to: z.optional(branded("FamilyCode")), at: branded("Instant") })),
    /** It had left, and has come back: what stood of that, while it may be taken back. */
    cameBackFrom: z.optional(z.object({ at: branded("Instant"), leaving: z.optional(leaving()) })),
    /** The same child was held twice: this record has become part of the one under that code (functions/merge). */
    merged: z.optional(z.object({ into: branded("ChildId"), at: branded("Instant") })),
    /** Codes under which the portal held it too: whoever names one of them means this child. */
    formerCodes: z.optional(z.readonly(z.array(branded("ChildId")))),
    version: z.int(),
    /** Kept by the subject of protections (rules/seen.ts). */
    shutOut: z.optional(z.readonly(z.array(branded("GuardianId")))),
    documents: heldDocuments(),
    record: heldRecord(),
    health: heldHealth(),
    enrolments: heldEnrolments(),
    /** Its place in the index, by its code; a record of before enters it at its next import. */
    g1pk: z.optional(z.string()),
    g1sk: z.optional(branded("FamilyCode")),
  }),
);
export type ChildRecord = z.infer<ReturnType<typeof childRecord>>;

/** The household of a record. */
export const householdOf = ({
  code,
  guardians,
  address,
  resident,
  closed,
  shielded,
  formerAdults,
  documents,
  certified,
  owes,
  merged,
  formerCodes,
}: HouseholdRecord): Household => ({
  code,
  guardians: guardiansOf(guardians),
  address,
  resident,
  ...(closed ? { closedAt: closed.at } : {}),
  ...(shielded ? { shielded } : {}),
  ...(formerAdults ? { formerAdults: formerAdults.map(({ id, into }) => ({ id, into })) } : {}),
  ...(documents ? { documents } : {}),
  ...(certified ? { certified: { at: certified.at, until: certified.until } } : {}),
  ...(owes ? { owes } : {}),
  ...(merged ? { mergedInto: merged.into } : {}),
  ...(formerCodes ? { formerCodes } : {}),
});
export const childOf = ({
  id,
  firstName,
  lastName,
  birthDate,
  grade,
  school,
  sharedWith,
  admittedOn,
  leaving: departure,
  shutOut,
  formerCodes,
  documents,
  record,
  health,
  enrolments,
}: ChildRecord): Child => ({
  id,
  firstName,
  lastName,
  birthDate,
  grade,
  school,
  sharedWith,
  ...(admittedOn ? { admittedOn } : {}),
  ...(departure ? { leavingFrom: departure.from } : {}),
  ...(shutOut ? { shutOut } : {}),
  ...(formerCodes ? { formerCodes } : {}),
  ...(documents ? { documents } : {}),
  ...(record ? { record } : {}),
  ...(health ? { health } : {}),
  ...(enrolments ? { enrolments } : {}),
});

/** The household, or null when the town knows no such code. `consistent`: as it was written a moment ago, at twice the cost. */
export async function readHousehold(
  table: Table,
  code: FamilyCode,
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Household | null> {
  const item = await readRecord(table, keys.household(code), { consistent });
  return item && householdOf(z.parse(householdRecord(), item));
}

/** One child of the family, as it was written a moment ago; null when the family has no such child, or has it no more. */
export async function readChild(table: Table, code: FamilyCode, child: ChildId): Promise<Child | null> {
  const item = await readRecord(table, keys.child(code, child));
  const record = item && z.parse(childRecord(), item);
  return record && !record.left ? childOf(record) : null;
}

/** The households that have a child, as one that has it, or had it, knows them. */
export async function readHouseholdsOf(table: Table, code: FamilyCode, child: ChildId): Promise<readonly FamilyCode[]> {
  const item = await readRecord(table, keys.child(code, child));
  const record = item && z.parse(childRecord(), item);
  const own = record?.left ? record.left.to : code;
  return [...new Set([...(own === undefined ? [] : [own]), ...(record?.sharedWith ?? [])])];
}

/** Its children, those who have left it too. An import allows 30, far below a page of a query. */
async function readChildRecords(table: Table, code: FamilyCode): Promise<readonly ChildRecord[]> {
  const { items } = await readPage(table, startingWith(keys.familyPartition(code), keys.childPrefix));
  return items.map((item) => z.parse(childRecord(), item));
}

/** The family's children, eldest first, but those who have left it. */
export async function readChildren(table: Table, code: FamilyCode): Promise<readonly Child[]> {
  return (await readChildRecords(table, code))
    .filter(({ left }) => left === undefined)
    .map(childOf)
    .sort(eldestFirst);
}

/** The same with those who have left it: what was asked for them then stays theirs. */
export const readChildrenEver = async (table: Table, code: FamilyCode): Promise<readonly Child[]> =>
  (await readChildRecords(table, code)).map(childOf).sort(eldestFirst);

/**
 * Household and children in one wave: their bookings stand between them in the partition, so one query would read those
 * too.
 */
export async function readFamily(table: Table, code: FamilyCode): Promise<Family | null> {
  const [household, children] = await Promise.all([readHousehold(table, code), readChildren(table, code)]);
  return household && { household, children };
}

/** The same as one of its adults, or the office, may know it. */
export async function readSeenFamily(table: Table, code: FamilyCode, by: SeenBy): Promise<SeenFamily | null> {
  const [household, records] = await Promise.all([readHousehold(table, code), readChildRecords(table, code)]);
  const children = records.map((record) => ({ child: childOf(record), left: record.left !== undefined }));
  return household && seenFamily(household, children, by);
}

/** Which adults of the household may know nothing of some of these children, which it has or had. */
export async function readShutOut(
  table: Table,
  code: FamilyCode,
  children: readonly ChildId[],
): Promise<ReadonlySet<GuardianId>> {
  const items = await Promise.all([...new Set(children)].map((child) => readRecord(table, keys.child(code, child))));
  return new Set(items.flatMap((item) => (item ? (z.parse(childRecord(), item).shutOut ?? []) : [])));
}
