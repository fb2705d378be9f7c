/** The records of two codes of one child in all households of either, as they were written a moment ago. */
import * as z from "zod/mini";
import { childRecord, readHouseholdsOf, type ChildRecord } from "../../family/store/families.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import { readAll } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** A code of a child, through a household that has it. */
export interface Coded {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** The records of one code, by household; of those that have it still. */
export interface FileOfCode {
  readonly childId: ChildId;
  /** In the household through which it was asked for. */
  readonly own: ChildRecord;
  readonly households: readonly FamilyCode[];
  /** Left ones too. */
  readonly records: ReadonlyMap<FamilyCode, ChildRecord>;
}

export interface TwoFiles {
  readonly gone: FileOfCode;
  readonly kept: FileOfCode;
  /** Of either. */
  readonly households: readonly FamilyCode[];
}

/** Null: one of the two is not in that household, or not any more. */
export async function readTwoFiles(table: Table, gone: Coded, kept: Coded): Promise<TwoFiles | null> {
  const known = await Promise.all([
    readHouseholdsOf(table, gone.familyCode, gone.childId),
    readHouseholdsOf(table, kept.familyCode, kept.childId),
  ]);
  const households = [...new Set([gone.familyCode, kept.familyCode, ...known.flat()])].sort();
  const items = await readAll(
    table,
    households.flatMap((code) => [keys.child(code, gone.childId), keys.child(code, kept.childId)]),
    { consistent: true },
  );
  const fileOf = ({ childId, familyCode }: Coded): FileOfCode | null => {
    const records = new Map(
      items
        .filter((item) => item["id"] === childId)
        .map((item) => [keys.familyOfPartition(String(item["pk"])), z.parse(childRecord(), item)] as const),
    );
    const own = records.get(familyCode);
    if (!own || own.left) return null;
    const having = [...records].filter(([, { left }]) => left === undefined).map(([code]) => code);
    return { childId, own, households: having, records };
  };
  const [one, other] = [fileOf(gone), fileOf(kept)];
  return one && other
    ? { gone: one, kept: other, households: [...new Set([...one.households, ...other.households])].sort() }
    : null;
}

/** What both files are at: whoever decides says that it has seen that. */
export const seenOf = ({ gone, kept }: TwoFiles): string =>
  [gone, kept]
    .map(({ records }) => [...records].map(([code, { version }]) => `${code}.${version}`).join(" "))
    .join("/");
