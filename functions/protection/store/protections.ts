/**
 * Measures of a household, each a record of its own beside the marks that make it hold:
 *
 *     pk FAMILY#<code>, sk PROTECTION#<id>     rules/protection.ts
 *     shutOut    of the household's record of the child: adults who may know nothing of it
 *     shielded   of the household's record: adults whose address the others are not told
 *     remembered of the household's record: adults about whom a measure holds, so that an import knows them again
 *
 * A measure and its mark are one transaction, which expects the version of the record that was read: whoever reads the
 * family sees both or neither, and what an import, a family or another subject writes there stays.
 */
import * as z from "zod/mini";
import type { Guardian } from "../../family/rules/family.ts";
import { guardiansOf } from "../../family/store/guardians.ts";
import { childRecord, householdRecord, type ChildRecord, type HouseholdRecord } from "../../family/store/families.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId, FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import { isSame, marked, type About, type Protection } from "../rules/protection.ts";

const word = lazily(() =>
  z.object({
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    reason: z.string(),
    key: branded("IdempotencyKey"),
  }),
);
const record = lazily((): z.ZodMiniType<Protection> =>
  z.object({
    id: branded("ProtectionId"),
    familyCode: branded("FamilyCode"),
    guardianId: branded("GuardianId"),
    childId: z.optional(branded("ChildId")),
    adultName: z.string(),
    childName: z.optional(z.string()),
    decidedOn: branded("PlainDate"),
    begun: word(),
    lifted: z.optional(word()),
  }),
);

/** All that were ever taken in a household. */
export async function readProtections(table: Table, code: FamilyCode): Promise<readonly Protection[]> {
  const items = await readRange(table, {
    ...startingWith(keys.familyPartition(code), keys.protectionPrefix),
    ConsistentRead: true,
  });
  return items.map((item) => z.parse(record(), item));
}

/**
 * The child goes on under another code: the measures that hold are about that one, so that they can be lifted; one that
 * the other code has too is lifted, since lifting either would take the mark of both away. Part of the transaction that
 * carries their marks over, which expects the records that bear them.
 */
export const handedOver = (
  protections: readonly Protection[],
  { gone, kept }: { readonly gone: ChildId; readonly kept: ChildId },
  word: NonNullable<Protection["lifted"]>,
): readonly Write[] => {
  const holding = protections.filter(({ lifted }) => lifted === undefined);
  return holding
    .filter(({ childId }) => childId === gone)
    .map(({ familyCode, id, guardianId }) => {
      const twice = holding.some(
        (one) => one.childId === kept && one.familyCode === familyCode && one.guardianId === guardianId,
      );
      return {
        Update: {
          Key: keys.protection(familyCode, id),
          UpdateExpression: twice ? "SET #lifted = :value" : "SET #child = :value",
          ConditionExpression: "#child = :gone AND attribute_not_exists(#lifted)",
          ExpressionAttributeNames: { "#child": "childId", "#lifted": "lifted" },
          ExpressionAttributeValues: { ":value": twice ? word : kept, ":gone": gone },
        },
      };
    });
};

/**
 * The same of an adult who goes on under another rank. A measure that this one is under too is lifted with it: one that
 * is left is enough to lift.
 */
export const adultHandedOver = (
  protections: readonly Protection[],
  { gone, kept }: { readonly gone: GuardianId; readonly kept: GuardianId },
  word: NonNullable<Protection["lifted"]>,
): readonly Write[] => {
  const holding = protections.filter(({ lifted }) => lifted === undefined);
  return holding
    .filter(({ guardianId }) => guardianId === gone)
    .map(({ familyCode, id, childId }) => {
      const twice = holding.some((one) => isSame(one, { guardianId: kept, childId }));
      return {
        Update: {
          Key: keys.protection(familyCode, id),
          UpdateExpression: twice ? "SET #lifted = :value" : "SET #adult = :value",
          ConditionExpression: "#adult = :gone AND attribute_not_exists(#lifted)",
          ExpressionAttributeNames: { "#adult": "guardianId", "#lifted": "lifted" },
          ExpressionAttributeValues: { ":value": twice ? word : kept, ":gone": gone },
        },
      };
    });
};

/**
 * The same of everybody of a household that becomes part of another one: each measure goes on there under the rank that
 * its adult has then, and is lifted here; one that is held there too is not held twice.
 */
export const householdHandedOver = (
  gone: readonly Protection[],
  kept: readonly Protection[],
  {
    familyCode,
    rankOf,
  }: { readonly familyCode: FamilyCode; readonly rankOf: (rank: GuardianId) => GuardianId | undefined },
  word: NonNullable<Protection["lifted"]>,
): readonly Write[] => {
  const standingThere = kept.filter(({ lifted }) => lifted === undefined);
  return gone
    .filter(({ lifted }) => lifted === undefined)
    .flatMap((measure): readonly Write[] => {
      const guardianId = rankOf(measure.guardianId);
      if (guardianId === undefined) throw new Error("A measure is about somebody of the household");
      const there = { ...measure, familyCode, guardianId };
      const twice = standingThere.some((one) => isSame(one, there));
      standingThere.push(there);
      return [
        {
          Update: {
            Key: keys.protection(measure.familyCode, measure.id),
            UpdateExpression: "SET #lifted = :word",
            ConditionExpression: "#adult = :adult AND attribute_not_exists(#lifted)",
            ExpressionAttributeNames: { "#adult": "guardianId", "#lifted": "lifted" },
            ExpressionAttributeValues: { ":word": word, ":adult": measure.guardianId },
          },
        },
        ...(twice
          ? []
          : [
              {
                Put: {
                  Item: { ...keys.protection(familyCode, there.id), entity: "protection", ...there },
                  ...ifAbsent,
                },
              } as const,
            ]),
      ];
    });
};

/** The records that bear the marks, as they were written a moment ago. */
interface Marked {
  readonly household: HouseholdRecord | null;
  /** Null: the household never had the child. One that has left is there. */
  readonly child: ChildRecord | null;
}

export async function readMarked(table: Table, code: FamilyCode, { childId }: About): Promise<Marked> {
  const [household, child] = await Promise.all([
    readRecord(table, keys.household(code)),
    childId === undefined ? null : readRecord(table, keys.child(code, childId)),
  ]);
  return {
    household: household && z.parse(householdRecord(), household),
    child: child && z.parse(childRecord(), child),
  };
}

/** The adults that a household remembers, with this one as it is known now, or without. */
function remembering(
  { guardians, remembered = [] }: HouseholdRecord,
  adult: GuardianId,
  still: boolean,
): readonly Guardian[] | undefined {
  const known = [...guardiansOf(guardians), ...remembered].find(({ id }) => id === adult);
  const all = [...remembered.filter(({ id }) => id !== adult), ...(still && known ? [known] : [])];
  return all.length === 0 ? undefined : all;
}

/** The marks of a measure, set or taken away. Nothing where their record is gone. `others`: more measures hold about that adult. */
function markWrites(
  { familyCode, guardianId, childId, lifted }: Protection,
  { household, child }: Marked,
  { others }: Others,
): Write[] {
  const held = lifted === undefined;
  const ofChild = child && changesTo(child, { shutOut: marked(child.shutOut, guardianId, held) });
  const ofHousehold =
    household &&
    changesTo(household, {
      remembered: remembering(household, guardianId, held || others),
      ...(childId === undefined ? { shielded: marked(household.shielded, guardianId, held) } : {}),
    });
  return [
    ...(ofChild ? [{ Update: updateFrom(keys.child(familyCode, child.id), child.version, ofChild) }] : []),
    ...(ofHousehold ? [{ Update: updateFrom(keys.household(familyCode), household.version, ofHousehold) }] : []),
  ];
}

interface Others {
  readonly others: boolean;
}

/** Writes a measure as it was begun, or lifted, with its marks; false: somebody wrote to the family meanwhile. */
export async function writeProtection(
  table: Table,
  protection: Protection,
  on: Marked,
  others: Others,
): Promise<boolean> {
  const { familyCode, id, lifted } = protection;
  const condition = lifted
    ? { ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(lifted)" }
    : ifAbsent;
  const put: Write = {
    Put: { Item: { ...keys.protection(familyCode, id), entity: "protection", ...protection }, ...condition },
  };
  return (await transact(table, [put, ...markWrites(protection, on, others)])) === "done";
}
