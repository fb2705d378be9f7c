/**
 * Two households with all that names either of them, as it was written a moment ago; and what makes them one in their
 * records:
 *
 *     household of the code that goes      part of the other one (`merged`), closed, out of the directory
 *     household of the code that stays     everybody of both, under the ranks that staff has decided; what of both is right
 *     child                                in the one that stays too, and left the other one; whoever is shut out of it
 *                                          in either is shut out of it under whatever rank they have then
 *
 * Households and children are read before the measures about them: a measure is written with the records that bear its
 * marks, so that one which these reads have missed makes the write that expects those records fail.
 */
import * as z from "zod/mini";
import type { Guardian } from "../../family/rules/family.ts";
import { householdRecord, childRecord, type ChildRecord, type HouseholdRecord } from "../../family/store/families.ts";
import { adultsOf, guardianWith, type Leaving } from "../../family/store/guardians.ts";
import type { ChildId, FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import type { Protection } from "../../protection/rules/protection.ts";
import { readProtections } from "../../protection/store/protections.ts";
import { readFamilyLogins, type GuardianLogin } from "../../sign-in/store/logins.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write, Writes } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import { readWallets } from "../../wallet/store/wallets.ts";
import { carriedMarks, type Home, type Ranks } from "../rules/households.ts";

/** Somebody of a household: an adult, or one who has left it and about whom a measure holds. */
export interface Somebody {
  readonly guardian: Guardian;
  readonly facts: Item;
  readonly isThere: boolean;
  readonly leaving?: Leaving | undefined;
}

export interface HouseholdSide {
  readonly household: HouseholdRecord;
  /** But those who have left it. */
  readonly children: readonly ChildRecord[];
  readonly people: readonly Somebody[];
  readonly logins: ReadonlyMap<GuardianId, GuardianLogin>;
  /** All that were ever taken. */
  readonly protections: readonly Protection[];
}

export interface TwoHouseholds {
  readonly gone: HouseholdSide;
  readonly kept: HouseholdSide;
  /** Children of the one that goes, as their other households have them. */
  readonly elsewhere: readonly { readonly code: FamilyCode; readonly record: ChildRecord }[];
  /** Children of the one that goes, as the one that stays had them before they left it. */
  readonly returning: ReadonlyMap<ChildId, ChildRecord>;
}

interface Records {
  readonly household: HouseholdRecord;
  readonly children: readonly ChildRecord[];
}

async function readRecords(table: Table, code: FamilyCode): Promise<Records | null> {
  const [item, children] = await Promise.all([
    readRecord(table, keys.household(code)),
    readRange(table, { ...startingWith(keys.familyPartition(code), keys.childPrefix), ConsistentRead: true }),
  ]);
  if (!item) return null;
  return {
    household: z.parse(householdRecord(), item),
    children: children.map((child) => z.parse(childRecord(), child)),
  };
}

/** A measure names its adult too, should nothing else. */
const namedIn = ({ guardianId, adultName }: Protection): Guardian => ({
  id: guardianId,
  firstName: "",
  lastName: adultName,
  payer: false,
});
const holding = (protections: readonly Protection[]): readonly Protection[] =>
  protections.filter(({ lifted }) => lifted === undefined);

function peopleOf(
  { guardians, remembered = [] }: HouseholdRecord,
  protections: readonly Protection[],
): readonly Somebody[] {
  const there = adultsOf(guardians);
  const left = new Map([...holding(protections).map(namedIn), ...remembered].map((one) => [one.id, one]));
  for (const { guardian } of there) left.delete(guardian.id);
  return [
    ...there.map((adult) => ({ ...adult, isThere: true })),
    ...[...left.values()].map((guardian) => ({ guardian, facts: { ...guardian }, isThere: false })),
  ];
}

const having = (children: readonly ChildRecord[]): readonly ChildRecord[] =>
  children.filter(({ left }) => left === undefined);

/** Null: one of the two is no household that is there. */
export async function readTwoHouseholds(
  table: Table,
  codes: { readonly gone: FamilyCode; readonly kept: FamilyCode },
): Promise<TwoHouseholds | null> {
  const [gone, kept] = await Promise.all([readRecords(table, codes.gone), readRecords(table, codes.kept)]);
  if (!gone || !kept || gone.household.merged || kept.household.merged) return null;
  const others = having(gone.children).flatMap(({ id, sharedWith = [] }) =>
    sharedWith.filter((code) => code !== codes.kept && code !== codes.gone).map((code) => ({ code, id })),
  );
  const sideOf = async ({ household, children }: Records): Promise<HouseholdSide> => {
    const [logins, protections] = await Promise.all([
      readFamilyLogins(table, household.code),
      readProtections(table, household.code),
    ]);
    return { household, children: having(children), people: peopleOf(household, protections), logins, protections };
  };
  const [one, other, items] = await Promise.all([
    sideOf(gone),
    sideOf(kept),
    readAll(
      table,
      others.map(({ code, id }) => keys.child(code, id)),
      { consistent: true },
    ),
  ]);
  return {
    gone: one,
    kept: other,
    elsewhere: items.map((item) => ({
      code: keys.familyOfPartition(String(item["pk"])),
      record: z.parse(childRecord(), item),
    })),
    returning: new Map(kept.children.filter(({ left }) => left).map((child) => [child.id, child])),
  };
}

/** Whether anything was ever stated to a family (functions/billing). */
export async function isBilled(table: Table, code: FamilyCode): Promise<boolean> {
  const range = startingWith(keys.familyPartition(code), keys.statementPrefix);
  return (await readPage(table, { ...range, ConsistentRead: true, Limit: 1 })).items.length > 0;
}

/** Whether money of a family is in its wallet, or on its way there. */
export async function hasMoney(table: Table, code: FamilyCode): Promise<boolean> {
  const { wallets, pots } = await readWallets(table, code);
  return (
    wallets.some(({ balance, awaited, held }) => balance > 0 || awaited !== undefined || held.length > 0) ||
    pots.some(({ amount }) => amount > 0)
  );
}

/** Whether it lets the town debit its account (functions/direct-debit). */
export async function isDebited(table: Table, code: FamilyCode): Promise<boolean> {
  const range = startingWith(keys.familyPartition(code), keys.mandatesOf());
  return (await readRange(table, { ...range, ConsistentRead: true })).some((item) => item["state"] !== "revoked");
}

/** What both are at: whoever decides says that it has seen that. */
export const seenOfHouseholds = ({ gone, kept }: TwoHouseholds): string =>
  [gone, kept]
    .map(({ household: { version }, children, logins }) =>
      [
        version,
        ...children.map(({ id, version: of }) => `${id}.${of}`),
        ...[...logins.values()].map(({ login, termsVersion }) => `${login}${termsVersion === null ? "?" : ""}`),
      ].join(" "),
    )
    .join("/");

export const homeOf = ({ address, situation, resident }: HouseholdRecord): Home => ({
  address,
  situation: situation ?? null,
  resident,
});

/** Somebody as the household that stays has them from then on. */
export interface Arriving {
  readonly rank: GuardianId;
  readonly facts: Item;
  /** Not there, but remembered: a measure holds about them. */
  readonly isThere: boolean;
}

const knownAs = (rank: GuardianId, facts: Item): Guardian => {
  const blank: Guardian = { id: rank, firstName: "", lastName: "", payer: false };
  return guardianWith(blank, facts);
};

/** Adults of both once they are one household's. */
export function guardiansAfter({ kept }: TwoHouseholds, arriving: readonly Arriving[]): Readonly<Record<string, Item>> {
  const there = kept.people.filter(({ isThere }) => isThere);
  return Object.fromEntries([
    ...there.map(({ guardian, facts }) => [guardian.id, facts] as const),
    ...arriving.filter(({ isThere }) => isThere).map(({ rank, facts }) => [rank, facts] as const),
  ]);
}

function rememberedAfter(
  { gone, kept }: TwoHouseholds,
  arriving: readonly Arriving[],
  { of }: Ranks,
): readonly Guardian[] | undefined {
  const now = new Map(arriving.map(({ rank, facts }) => [rank, knownAs(rank, facts)]));
  const all = new Map((kept.household.remembered ?? []).map((one) => [one.id, one]));
  const meant = [...(gone.household.remembered ?? []), ...holding(gone.protections).map(namedIn)];
  for (const { id } of meant) {
    const rank = of.get(id);
    const known = rank && now.get(rank);
    if (known) all.set(known.id, known);
  }
  return all.size === 0 ? undefined : [...all.values()];
}

export interface OneHousehold {
  readonly ranks: Ranks;
  readonly arriving: readonly Arriving[];
  readonly home: Home;
  readonly at: Instant;
  readonly by: Login;
  readonly reason: string;
}

/** Writes the two as one, if both are still as they were read. */
export function oneHouseholdWrites(two: TwoHouseholds, one: OneHousehold): Writes {
  const { gone, kept, elsewhere, returning } = two;
  const { at, by, reason, ranks } = one;
  const [from, to] = [gone.household, kept.household];
  const former = [...new Set([...(to.formerCodes ?? []), ...(from.formerCodes ?? []), from.code])].sort();
  return [
    {
      Update: updateFrom(keys.household(from.code), from.version, [
        ...changesTo(from, {
          merged: { into: to.code, at },
          closed: from.closed ?? { at, by, reason },
          g1pk: undefined,
          g1sk: undefined,
        }),
      ]),
    },
    {
      Update: updateFrom(
        keys.household(to.code),
        to.version,
        changesTo(to, {
          guardians: guardiansAfter(two, one.arriving),
          lastRank: Math.max(to.lastRank, ranks.last),
          address: one.home.address,
          situation: one.home.situation ?? undefined,
          resident: one.home.resident,
          shielded: carriedMarks(from.shielded, to.shielded, ranks, from.formerAdults),
          remembered: rememberedAfter(two, one.arriving, ranks),
          formerCodes: former,
        }),
      ),
    },
    // Households that had become part of the one that goes are part of the one that stays: whoever looks is led in one step.
    ...(from.formerCodes ?? []).map((code): Write => ({
      Update: {
        Key: keys.household(code),
        UpdateExpression: "SET #merged.#into = :into",
        ConditionExpression: "#merged.#into = :from",
        ExpressionAttributeNames: { "#merged": "merged", "#into": "into" },
        ExpressionAttributeValues: { ":into": to.code, ":from": from.code },
      },
    })),
    ...gone.children.flatMap((child) =>
      childPasses(child, kept.children.find(({ id }) => id === child.id) ?? returning.get(child.id), {
        from: from.code,
        to: to.code,
        ranks,
        former: from.formerAdults,
        at,
      }),
    ),
    ...elsewhere.map(({ code, record: { id, version, sharedWith = [] } }): Write => {
      const others = new Set(sharedWith.map((other) => (other === from.code ? to.code : other)));
      others.delete(code);
      return {
        Update: updateFrom(keys.child(code, id), version, [{ path: ["sharedWith"], value: [...others].sort() }]),
      };
    }),
  ];
}

interface Passing {
  readonly from: FamilyCode;
  readonly to: FamilyCode;
  readonly ranks: Pick<Ranks, "of">;
  readonly former: HouseholdRecord["formerAdults"];
  readonly at: Instant;
}

/** A child is the other household's from then on, which may have it already. */
export function childPasses(
  child: ChildRecord,
  stands: ChildRecord | undefined,
  { from, to, ranks, former, at }: Passing,
): Writes {
  const { id, sharedWith = [], version, left: _left, g1pk: _g1pk, g1sk: _g1sk, ...said } = child;
  const others = [...new Set([...sharedWith, ...(stands?.sharedWith ?? [])])].filter(
    (code) => code !== from && code !== to,
  );
  const own = {
    sharedWith: others.length > 0 ? others.sort() : undefined,
    shutOut: carriedMarks(child.shutOut, stands?.shutOut, ranks, former),
    left: undefined,
  };
  const key = keys.child(to, id);
  const there: Write = stands
    ? { Update: updateFrom(key, stands.version, changesTo(stands, stands.left ? { ...said, ...own } : own)) }
    : {
        Put: {
          Item: { ...said, ...own, ...key, id, g1pk: keys.childPartition(id), g1sk: to, version: 1 },
          ...ifAbsent,
        },
      };
  return [{ Update: updateFrom(keys.child(from, id), version, [{ path: ["left"], value: { to, at } }]) }, there];
}
