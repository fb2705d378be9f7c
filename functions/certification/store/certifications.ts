/**
 * Confirmations of a family's file: each a record of its own, and the last one in the household's record, which every
 * booking reads. Written in one transaction that expects the very versions that were read page by page.
 *
 *     pk FAMILY#<code>, sk CERTIFICATION#<at>
 *     at, by, byName, until   who, when, until when it holds
 *     version                 of the household's record and of each child's, as they were confirmed
 *
 * The household's record goes on from the version that was confirmed: what is confirmed is part of it.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, IdempotencyKey, Instant, Login, PlainDate } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { childOf, childRecord, householdOf, householdRecord } from "../../family/store/families.ts";
import { mayKnow, seenHousehold, type SeenBy } from "../../family/rules/seen.ts";
import { eldestFirst, type Family } from "../../family/rules/family.ts";
import { updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import type { FileVersion } from "../rules/certification.ts";

interface Certification {
  readonly at: Instant;
  readonly by: Login;
  /** As the person was called then. */
  readonly byName: string;
  readonly until: PlainDate;
  readonly version: FileVersion;
}

const record = lazily((): z.ZodMiniType<Certification> =>
  z.object({
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    until: branded("PlainDate"),
    version: z.object({ household: z.int(), children: z.record(z.string(), z.int()) }),
  }),
);

/** The last ones, latest first. */
export async function readCertifications(
  table: Table,
  code: FamilyCode,
  most: number,
): Promise<readonly Certification[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.familyPartition(code), keys.certificationPrefix),
    ScanIndexForward: false,
    Limit: most,
    ConsistentRead: true,
  });
  return items.map((item) => z.parse(record(), item));
}

/** A family's file as it was written a moment ago, with what versions it has. */
interface VersionedFile {
  readonly family: Family;
  readonly version: FileVersion;
  /** The request that confirmed it last. */
  readonly key: IdempotencyKey | undefined;
}

/** As one of its adults, or the office, may know it. One wave of reads. */
export async function readFile(table: Table, code: FamilyCode, by: SeenBy): Promise<VersionedFile | null> {
  const [item, { items }] = await Promise.all([
    readRecord(table, keys.household(code)),
    readPage(table, {
      ...startingWith(keys.familyPartition(code), keys.childPrefix),
      ConsistentRead: true,
    }),
  ]);
  if (!item) return null;
  const household = z.parse(householdRecord(), item);
  const children = items
    .map((child) => z.parse(childRecord(), child))
    .filter((child) => child.left === undefined && mayKnow(child, by));
  return {
    family: {
      household: seenHousehold(householdOf(household), by),
      children: children.map(childOf).toSorted(eldestFirst),
    },
    version: {
      household: household.version,
      children: Object.fromEntries(children.map(({ id, version }) => [id.toString(), version])),
    },
    key: household.certified?.key,
  };
}

/** Writes that the file is confirmed as it was read; false when it has changed since. */
export async function certify(
  table: Table,
  code: FamilyCode,
  { family, version }: Pick<VersionedFile, "family" | "version">,
  { key, ...certification }: Omit<Certification, "version"> & { readonly key: IdempotencyKey },
): Promise<boolean> {
  const { at, until } = certification;
  const writes: readonly Write[] = [
    {
      Put: {
        Item: { ...keys.certification(code, at), entity: "certification", ...certification, version },
        ...ifAbsent,
      },
    },
    {
      Update: updateFrom(keys.household(code), version.household, [{ path: ["certified"], value: { at, until, key } }]),
    },
    ...family.children.map(({ id }): Write => ({
      ConditionCheck: {
        Key: keys.child(code, id),
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": version.children[id] },
      },
    })),
  ];
  return (await transact(table, writes)) === "done";
}
