/**
 * A child's file, in two records: what is not health, and what is. Both belong to the child, whatever the household.
 *
 *     pk CHILD#<childId>, sk RECORD       the file but for its health
 *     pk HEALTH#<childId>, sk RECORD      its health; one function alone may reach the partition
 *     fields    by name: value (null: taken away), version, at, by, familyCode, office, reason
 *     imported  by name: what the town's software said last, and whether that is what stands
 *     version   grows with each write, which expects the one it read
 *
 *     pk CHILD#<childId>, sk RECORDCHANGE#<at>#<nonce>
 *     at, by, familyCode, office, reason, part, fields    one writing; fields of the health part are not named here
 *     imported                                            it is the town's software that spoke: nobody is told of it
 *
 * One transaction writes the record, the line of what was changed, and what each household's record of the child holds of
 * it (family/rules/held-record.ts): so pages and bookings never see one without the other, and nothing has to be
 * repaired. A household that the child comes to later is given it by the stream (follow/follow-child.ts).
 *
 * | what                    | calls                                                             |
 * |-------------------------|-------------------------------------------------------------------|
 * | reading a part          | one record, beside the household's record of the child            |
 * | changing it             | the same, then one transaction of two records and one a household |
 * | what a booking asks     | none: it stands in the household's record of the child            |
 * | changes, views, a page  | one query, beside the household's record of the child             |
 */
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { canonical } from "../../kernel/canonical.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { HeldHealth, HeldRecord } from "../../family/rules/held-record.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import { readAll, type Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write, type Writes } from "../../table/transact.ts";
import { ifAbsent, type Update } from "../../table/write.ts";
import { recordFields } from "../rules/fields.ts";
import type { TownWord } from "../rules/town-word.ts";

/** The two parts of a file. */
export type Part = "record" | "health";

/** Who says something, through which household; at the office, with a reason, but where it accepts what was asked for. */
export interface Author {
  /** As a letter would say it: `Mme Martin`. */
  readonly by: string;
  readonly familyCode: FamilyCode;
  readonly office: boolean;
  readonly reason?: string | undefined;
  /** The town's software, which spoke of thousands of children at once: other households are not told of it. */
  readonly imported?: true | undefined;
}

const fieldRecord = lazily(() =>
  z.object({
    /** In the shape that the contract gives the field. */
    value: z.unknown(),
    version: z.int(),
    at: branded("Instant"),
    by: z.string(),
    familyCode: branded("FamilyCode"),
    office: z.boolean(),
    /** Why the office has changed it: the family reads it. */
    reason: z.optional(z.string()),
  }),
);
export type StoredField = z.infer<ReturnType<typeof fieldRecord>>;
const partRecord = lazily(() =>
  z.object({
    version: z.int(),
    fields: z.record(z.string(), fieldRecord()),
    /** What the town's software said last of each field (rules/town-word.ts). */
    imported: z.optional(z.record(z.string(), z.object({ value: z.unknown(), version: z.int() }))),
  }),
);
export type StoredPart = z.infer<ReturnType<typeof partRecord>>;

const keyOf = (part: Part, child: ChildId): keys.Key =>
  part === "record" ? keys.childRecord(child) : keys.childHealth(child);
const entityOf = { record: "childRecord", health: "childHealth" } as const satisfies Record<Part, Entity>;

/** A part as it was written a moment ago; empty while nobody has said anything. */
export async function readPart(table: Table, part: Part, child: ChildId): Promise<StoredPart> {
  const item = await readRecord(table, keyOf(part, child));
  return item ? z.parse(partRecord(), item) : { version: 0, fields: {} };
}

/** Many parts at once, as they were written a moment ago. */
export async function readParts(
  table: Table,
  wanted: readonly { readonly part: Part; readonly childId: ChildId }[],
): Promise<(part: Part, child: ChildId) => StoredPart> {
  const nameOf = ({ pk, sk }: { readonly pk: unknown; readonly sk: unknown }): string => `${String(pk)} ${String(sk)}`;
  const keysBy = new Map(
    wanted.map(({ part, childId }) => keyOf(part, childId)).map((key) => [nameOf(key), key] as const),
  );
  const items = await readAll(table, [...keysBy.values()], { consistent: true });
  const found = new Map(items.map((item) => [nameOf({ pk: item["pk"], sk: item["sk"] }), z.parse(partRecord(), item)]));
  return (part, child) => found.get(nameOf(keyOf(part, child))) ?? { version: 0, fields: {} };
}

/** Chance that tells two writings of one second apart. */
const nonce = (): string => randomBytes(6).toString("base64url");

export interface PartChange {
  readonly childId: ChildId;
  readonly part: Part;
  /** What was read: the write expects it. */
  readonly stands: StoredPart;
  readonly values: Readonly<Record<string, unknown>>;
  readonly author: Author;
  readonly at: Instant;
  /** Those that have the child. */
  readonly households: readonly FamilyCode[];
  /** What their records of the child hold from now on. */
  readonly held: HeldRecord | HeldHealth;
  /** What the town's software said, where it is it that speaks. */
  readonly words?: Readonly<Record<string, TownWord>> | undefined;
  /** Written with it, or nothing is. */
  readonly besides?: Writes;
}

/** The fields as they are after a change. */
export function changedFields({ stands, values, author, at }: Pick<PartChange, "stands" | "values" | "author" | "at">) {
  const { by, familyCode, office, reason } = author;
  const why = reason === undefined ? {} : { reason };
  const written = Object.entries(values).map(([name, value]): readonly [string, StoredField] => [
    name,
    { value, version: (stands.fields[name]?.version ?? 0) + 1, at, by, familyCode, office, ...why },
  ]);
  return Object.fromEntries(written);
}

/** Sets what a household's record of the child holds of a part; whoever else writes there sees that it has changed. */
export const holding = (code: FamilyCode, child: ChildId, part: Part, held: HeldRecord | HeldHealth): Update => ({
  Key: keys.child(code, child),
  UpdateExpression: "SET #held = :held, #version = #version + :one",
  // One that was made part of another while somebody wrote: what is written then would be nobody's.
  ConditionExpression:
    "attribute_exists(pk) AND attribute_not_exists(#merged) AND (attribute_not_exists(#held) OR #held.#version < :version)",
  ExpressionAttributeNames: { "#held": part, "#version": "version", "#merged": "merged" },
  ExpressionAttributeValues: { ":held": held, ":one": 1, ":version": held.version },
});

/** The same where the part is as it was, and what it means has changed: who was born on another day than was thought. */
export const holdingAnew = (code: FamilyCode, child: ChildId, part: Part, held: HeldRecord | HeldHealth): Update => ({
  ...holding(code, child, part, held),
  ConditionExpression: "#held.#version = :version AND attribute_not_exists(#merged)",
});

/** What a change writes: none of it is, when the part, or a household's record, changed meanwhile. */
export function changeWrites(change: Omit<PartChange, "besides">): Writes {
  const { childId, part, stands, values, author, at, households, held, words } = change;
  const imported = words ? { imported: { ...stands.imported, ...words } } : {};
  const fields = changedFields(change);
  const key = keyOf(part, childId);
  const record: Write =
    stands.version === 0
      ? { Put: { Item: { ...key, entity: entityOf[part], childId, version: 1, fields, ...imported }, ...ifAbsent } }
      : {
          Update: updateFrom(key, stands.version, [
            ...Object.entries(fields).map(([name, field]) => ({ path: ["fields", name], value: field })),
            ...changesTo({}, imported),
          ]),
        };
  const { by, familyCode, office, reason } = author;
  const line: Write = {
    Put: {
      Item: {
        ...keys.recordChange(childId, at, nonce()),
        entity: "recordChange",
        childId,
        at,
        by,
        familyCode,
        office,
        ...(reason === undefined ? {} : { reason }),
        ...(author.imported ? { imported: true } : {}),
        part,
        // Whose hands the list comes into is not who may know what a child suffers from.
        fields: part === "health" ? [] : Object.keys(values),
      },
      ...ifAbsent,
    },
  };
  const inHouseholds = households.map((code): Write => ({ Update: holding(code, childId, part, held) }));
  return [record, line, ...inHouseholds];
}

/** Remembers what the town's software said of a part in which nothing changes by it; false when the part changed meanwhile. */
export const rememberWords = async (
  table: Table,
  {
    childId,
    part,
    stands,
    words,
  }: Pick<PartChange, "childId" | "part" | "stands"> & Required<Pick<PartChange, "words">>,
): Promise<boolean> =>
  (await transact(table, [
    {
      Update: updateFrom(keyOf(part, childId), stands.version, [
        { path: ["imported"], value: { ...stands.imported, ...words } },
      ]),
    },
  ])) === "done";

/** Writes a change, whole or not at all; false when something of it changed meanwhile. */
export const writeChange = async (table: Table, { besides = [], ...change }: PartChange): Promise<boolean> =>
  (await transact(table, [...changeWrites(change), ...besides])) === "done";

/** A part as two codes of one child say it together, and what writes it. */
export interface JoinedParts {
  readonly version: number;
  readonly fields: StoredPart["fields"];
  /** Both said. */
  readonly writes: Writes;
}

/**
 * Makes one part of two: what only the code that goes says is taken over with who said it, and of what both say,
 * `take`. Part of a transaction: both are still as they were read, and of the code that goes nothing is left.
 */
export function joinParts(
  part: Part,
  gone: { readonly childId: ChildId; readonly stands: StoredPart },
  kept: { readonly childId: ChildId; readonly stands: StoredPart },
  take: (field: string) => boolean,
): JoinedParts {
  const taken = Object.entries(gone.stands.fields).filter(([name, { value }]) => {
    const there = kept.stands.fields[name]?.value ?? null;
    return value !== null && (there === null || (take(name) && canonical(there) !== canonical(value)));
  });
  const fields = Object.fromEntries(
    taken.map(([name, field]): readonly [string, StoredField] => [
      name,
      { ...field, version: (kept.stands.fields[name]?.version ?? 0) + 1 },
    ]),
  );
  const { version } = kept.stands;
  const key = keyOf(part, kept.childId);
  const own: Writes =
    taken.length === 0
      ? []
      : version === 0
        ? [
            {
              Put: { Item: { ...key, entity: entityOf[part], childId: kept.childId, version: 1, fields }, ...ifAbsent },
            },
          ]
        : [
            {
              Update: updateFrom(
                key,
                version,
                Object.entries(fields).map(([name, field]) => ({ path: ["fields", name], value: field })),
              ),
            },
          ];
  const Key = keyOf(part, gone.childId);
  const forgotten: Write =
    gone.stands.version === 0
      ? { ConditionCheck: { Key, ...ifAbsent } }
      : {
          Delete: {
            Key,
            ConditionExpression: "#version = :version",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: { ":version": gone.stands.version },
          },
        };
  return {
    version: taken.length === 0 ? version : version + 1,
    fields: { ...kept.stands.fields, ...fields },
    writes: [...own, forgotten],
  };
}

const changeRecord = lazily(() =>
  z.object({
    childId: branded("ChildId"),
    at: branded("Instant"),
    by: z.string(),
    familyCode: branded("FamilyCode"),
    office: z.boolean(),
    reason: z.optional(z.string()),
    imported: z.optional(z.literal(true)),
    part: z.enum(["record", "health"]),
    fields: z.array(z.enum(recordFields)),
  }),
);
export type RecordedChange = z.infer<ReturnType<typeof changeRecord>>;

/** A writing, as the table or its stream has it. */
export const recordedChangeOf = (item: Item): RecordedChange => z.parse(changeRecord(), item);

/** A page of a list, latest first; `before` is where the next one goes on. */
export interface ListPage<T> {
  readonly found: readonly T[];
  readonly before?: string;
}

const pageSize = 20;

/** A page of what stands under a prefix. `before`: the rest of a record's name, as the page before gave it. */
export async function readLatest<T>(
  table: Table,
  {
    partition,
    prefix,
    before,
  }: { readonly partition: string; readonly prefix: string; readonly before: string | undefined },
  read: (item: Item) => T,
): Promise<ListPage<T>> {
  const { items, next } = await readPage(table, {
    ...startingWith(partition, prefix),
    ScanIndexForward: false,
    Limit: pageSize,
    ConsistentRead: true,
    ...(before === undefined ? {} : { ExclusiveStartKey: { pk: partition, sk: `${prefix}${before}` } }),
  });
  const last = next?.["sk"];
  return { found: items.map(read), ...(typeof last === "string" ? { before: last.slice(prefix.length) } : {}) };
}

export const readChanges = (table: Table, child: ChildId, before: string | undefined) =>
  readLatest(
    table,
    { partition: keys.childPartition(child), prefix: keys.recordChangePrefix, before },
    recordedChangeOf,
  );
