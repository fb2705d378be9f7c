/**
 * Confirmations of a family's file: each a record of its own, and the last one in the household's record, which every
 * booking reads. Written in one transaction that expects the very versions that its pages were read with.
 *
 *     pk FAMILY#<code>, sk CERTIFICATION#<at>
 *     at, by, byName, until   who, when, until when it holds
 *     version                 of the household's record and of each child's, as they were confirmed
 *     reason                  why the office confirmed it for the family
 *     pages                   who had confirmed each page, and when; absent of those of before there were pages
 *
 * The household's record goes on from the version that was confirmed: what is confirmed is part of it. A child's record
 * has another version when anything of its file has changed, its health too (child-record/store/parts.ts), and each month's
 * quotient is a record of its own.
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
import type { QuotientMonth } from "../../quotient/store/quotients.ts";
import type { FileVersion } from "../rules/certification.ts";
import type { ConfirmedPage } from "../rules/pages.ts";

interface Certification {
  readonly at: Instant;
  readonly by: Login;
  /** As the person was called then. */
  readonly byName: string;
  readonly until: PlainDate;
  readonly version: FileVersion;
  /** Of the office, which confirmed it for the family; absent: one of its adults did. */
  readonly reason?: string | undefined;
  readonly pages?: Readonly<Record<string, Pick<ConfirmedPage, "at" | "byName">>> | undefined;
}

const record = lazily((): z.ZodMiniType<Certification> =>
  z.object({
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    until: branded("PlainDate"),
    version: z.object({ household: z.int(), children: z.record(z.string(), z.int()) }),
    reason: z.optional(z.string()),
    pages: z.optional(z.record(z.string(), z.object({ at: branded("Instant"), byName: z.string() }))),
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
export interface VersionedFile {
  readonly family: Family;
  readonly version: FileVersion;
  /** The request that confirmed it last. */
  readonly key: IdempotencyKey | undefined;
}

/**
 * As one of its adults, or the office, may know it. One wave of reads; `childrenLast`: two, the household first, so that
 * a child that enters after the children were read has changed the household, and what is written then is refused.
 */
export async function readFile(
  table: Table,
  code: FamilyCode,
  by: SeenBy,
  { childrenLast = false }: { readonly childrenLast?: boolean } = {},
): Promise<VersionedFile | null> {
  const readHousehold = () => readRecord(table, keys.household(code));
  const readChildren = () =>
    readPage(table, { ...startingWith(keys.familyPartition(code), keys.childPrefix), ConsistentRead: true });
  const [item, { items }] = childrenLast
    ? [await readHousehold(), await readChildren()]
    : await Promise.all([readHousehold(), readChildren()]);
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

/** What was read of the family's quotient, by the town's own way of counting. */
export interface ReadQuotients {
  readonly months: readonly Pick<QuotientMonth, "kind" | "month" | "version">[];
  /** What a value entered meanwhile would most likely be about. */
  readonly current: Pick<QuotientMonth, "kind" | "month">;
}

/** Months of which a certification expects that nobody has written to them: two years, latest first; older ones count no more. */
const mostMonths = 24;

const stillSo = (Key: keys.Key, version: number): Write => ({
  ConditionCheck: {
    Key,
    ConditionExpression: "#version = :version",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":version": version },
  },
});

function quotientsStillSo(code: FamilyCode, { months, current }: ReadQuotients): readonly Write[] {
  const checked = months.slice(0, mostMonths);
  return [
    ...checked.map(({ kind, month, version }) => stillSo(keys.quotient(code, kind, month), version)),
    ...(checked.some(({ month }) => month === current.month)
      ? []
      : [{ ConditionCheck: { Key: keys.quotient(code, current.kind, current.month), ...ifAbsent } }]),
  ];
}

/** Writes that the file is confirmed as it was read; false when any of it has changed since. */
export async function certify(
  table: Table,
  code: FamilyCode,
  { file: { family, version }, quotients }: { readonly file: VersionedFile; readonly quotients: ReadQuotients },
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
    ...family.children.map(({ id }): Write => stillSo(keys.child(code, id), version.children[id] ?? 0)),
    ...quotientsStillSo(code, quotients),
  ];
  return (await transact(table, writes)) === "done";
}
