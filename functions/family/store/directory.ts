/**
 * All families of the town, a page at a time, whatever their number: what a mail to everyone reads. From the index, so
 * a family that has just entered may be missing for a moment.
 */
import * as z from "zod/mini";
import type { Household } from "../rules/family.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { householdOf, householdRecord } from "./families.ts";
import { householdsPartition, indexName, type IndexKey } from "../../table/keys.ts";
import { readPage } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";

/**
 * Partitions of the directory: an import writes thousands of families a minute, and one partition takes 1,000 writes a
 * second.
 */
const buckets = 4;

/** Every bucket, in the order in which a walk through all families goes. */
export const householdBuckets: readonly number[] = Array.from({ length: buckets }, (_, bucket) => bucket);

/** What puts a household into the directory, for good: neither part ever changes. */
export function householdIndexKey(code: FamilyCode): IndexKey {
  const sum = new TextEncoder().encode(code).reduce((total, letter) => (total * 31 + letter) % 65_521, 0);
  return { g1pk: householdsPartition(sum % buckets), g1sk: code };
}

export interface HouseholdPage {
  readonly households: readonly Household[];
  /** Last code of this page, to go on after; null when the bucket has no more. */
  readonly next: FamilyCode | null;
}

/** The bucket's families after that code, in the order of their codes. */
export async function readHouseholds(
  table: Table,
  { bucket, after, limit }: { readonly bucket: number; readonly after: FamilyCode | null; readonly limit: number },
): Promise<HouseholdPage> {
  const { items, next } = await readPage(table, {
    IndexName: indexName,
    Limit: limit,
    // No code sorts before a space.
    KeyConditionExpression: "g1pk = :bucket AND g1sk > :after",
    ExpressionAttributeValues: { ":bucket": householdsPartition(bucket), ":after": after ?? " " },
  });
  const households = items.map((item) => householdOf(z.parse(householdRecord(), item)));
  return { households, next: next ? (households.at(-1)?.code ?? null) : null };
}
