/**
 * Families enter whole: the household and its children in one transaction, or not at all.
 *
 * Three steps, so that a preview runs the first two and an import reads a hundred records a request: read what is on
 * file, decide (pure: `family/rules/family-merge.ts`), write under the condition that each record still has the version that
 * was read. A family whose file says nothing new costs no write, which makes an import safe to run twice or to run
 * again after a crash.
 */
import * as z from "zod/mini";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { sameChild, type Family } from "../rules/family.ts";
import { mergeChild, mergeHousehold, rankGuardians } from "../rules/family-merge.ts";
import type { ChildId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { readAll } from "../../table/batch.ts";
import { householdIndexKey } from "./directory.ts";
import { childRecord, householdRecord, type ChildRecord, type HouseholdRecord } from "./families.ts";
import { retried } from "../../table/retry.ts";
import * as keys from "../../table/keys.ts";
import { familyPartition, indexName, type Key } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

/** What the table holds of a family, limited to the children that its new file names. */
export interface FamilyOnFile {
  readonly household: HouseholdRecord | null;
  readonly children: ReadonlyMap<ChildId, ChildRecord>;
  /** Of the children that it does not hold yet: what other households hold under the same code. */
  readonly elsewhere: ReadonlyMap<ChildId, readonly ChildElsewhere[]>;
}

interface ChildElsewhere {
  readonly code: FamilyCode;
  readonly record: ChildRecord;
}

/** What puts a child into the index. */
const childIndexKey = (code: FamilyCode, child: ChildId): { readonly g1pk: string; readonly g1sk: FamilyCode } => ({
  g1pk: `CHILD#${child}`,
  g1sk: code,
});

/** Children that are looked up at once. */
const lookedUpAtOnce = 24;

async function readElsewhere(table: Table, child: ChildId): Promise<readonly ChildElsewhere[]> {
  const { Items = [] } = await retried(() =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: indexName,
        KeyConditionExpression: "g1pk = :child",
        ExpressionAttributeValues: { ":child": `CHILD#${child}` },
      }),
    ),
  );
  return Items.map((item) => z.parse(childRecord, item)).flatMap((record) =>
    record.g1sk === undefined ? [] : [{ code: record.g1sk, record }],
  );
}

interface Put {
  readonly key: Key;
  readonly record: Omit<HouseholdRecord, "version"> | Omit<ChildRecord, "version">;
  /** Version that the record must still have; 0: it must not exist. */
  readonly expected: number;
}

/** `tooManyGuardians`: the ranks of the household are used up; nothing can be written. */
export type FamilyEntry =
  | {
      readonly outcome: "new" | "changed" | "unchanged";
      readonly puts: readonly Put[];
      /** Fields that the family changed too, and that stay as they are. */ readonly kept: readonly string[];
    }
  | { readonly outcome: "tooManyGuardians" };

/** What is on file of these families, by code, in as few reads as there are hundreds of records. */
export async function readOnFile(
  table: Table,
  families: readonly Family[],
): Promise<ReadonlyMap<FamilyCode, FamilyOnFile>> {
  const wanted = families.flatMap(({ household: { code }, children }) => [
    keys.household(code),
    ...children.map((child) => keys.child(code, child.id)),
  ]);
  const items = await readAll(table, wanted, { consistent: true });
  const byPartition = Map.groupBy(items, (item) => item["pk"]);
  const onFile = new Set(items.map((item) => `${String(item["pk"])} ${String(item["sk"])}`));
  const unknown = families.flatMap(({ household: { code }, children }) =>
    children
      .map(({ id }) => id)
      .filter((id) => {
        const { pk, sk } = keys.child(code, id);
        return !onFile.has(`${pk} ${sk}`);
      }),
  );
  const elsewhere = new Map(
    await inParallel(
      [...new Set(unknown)],
      lookedUpAtOnce,
      async (id) => [id, await readElsewhere(table, id)] as const,
    ),
  );
  return new Map(
    families.map(({ household: { code } }) => {
      const found = byPartition.get(familyPartition(code)) ?? [];
      const household = found.find((item) => item["entity"] === "household");
      const children = found.filter((item) => item["entity"] === "child").map((item) => z.parse(childRecord, item));
      return [
        code,
        {
          household: household ? z.parse(householdRecord, household) : null,
          children: new Map(children.map((child) => [child.id, child])),
          elsewhere,
        },
      ];
    }),
  );
}

/** What entering this family would write. Pure. */
export function decideEntry(family: Family, onFile: FamilyOnFile): FamilyEntry {
  const household = decideHousehold(family, onFile.household);
  if (!household) return { outcome: "tooManyGuardians" };
  const { code } = family.household;
  const children = family.children.map((child) => {
    const others = (onFile.elsewhere.get(child.id) ?? []).filter(
      (other) => other.code !== code && sameChild(other.record, child),
    );
    const known = decideChild(
      code,
      { ...child, sharedWith: [...(child.sharedWith ?? []), ...others.map((other) => other.code)] },
      onFile.children.get(child.id),
    );
    return [known, ...others.map((other) => toldOf(code, other))];
  });
  const all = [household, ...children.flat()];
  const puts = all.flatMap((decision) => decision.put ?? []);
  return {
    outcome: onFile.household === null ? "new" : puts.length > 0 ? "changed" : "unchanged",
    puts,
    kept: all.flatMap((decision) => decision.kept),
  };
}

interface Decision {
  readonly put: Put | null;
  readonly kept: readonly string[];
}

function decideHousehold({ household }: Family, onFile: HouseholdRecord | null): Decision | null {
  const { code, guardians, address, resident } = household;
  const known = onFile ? [...onFile.guardians, ...(onFile.imported?.guardians ?? [])] : [];
  const ranked = rankGuardians(guardians, known, onFile?.lastRank ?? 0);
  if (!ranked) return null;
  const said = { guardians: ranked.guardians, address, resident };
  const merged = onFile
    ? mergeHousehold({ facts: onFile, imported: onFile.imported }, said)
    : { facts: said, changed: true, kept: [] };
  const facts = {
    guardians: [...merged.facts.guardians],
    address: plain(merged.facts.address),
    resident: merged.facts.resident,
  };
  const imported = { guardians: [...said.guardians], address: plain(address), resident };
  const record = {
    entity: "household" as const,
    code,
    ...facts,
    imported,
    lastRank: ranked.lastRank,
    closed: onFile?.closed,
    ...householdIndexKey(code),
  };
  const put: Put = { key: keys.household(code), record, expected: onFile?.version ?? 0 };
  return { put: merged.changed || onFile?.g1pk === undefined ? put : null, kept: merged.kept };
}

/** The record of a child in another household once that knows this one. */
function toldOf(code: FamilyCode, { code: other, record: { version, ...record } }: ChildElsewhere): Decision {
  const { sharedWith = [] } = record;
  return {
    put: sharedWith.includes(code)
      ? null
      : {
          key: keys.child(other, record.id),
          record: { ...record, sharedWith: [...sharedWith, code].sort() },
          expected: version,
        },
    kept: [],
  };
}

const plain = ({ lines, postcode, town }: Family["household"]["address"]): HouseholdRecord["address"] => ({
  lines: [...lines],
  postcode,
  town,
});

function decideChild(
  code: FamilyCode,
  { id, sharedWith = [], ...said }: Family["children"][number],
  onFile: ChildRecord | undefined,
): Decision {
  // A file that does not mention the other household does not undo it: its record of the child stays, and books.
  const households = [...new Set([...(onFile?.sharedWith ?? []), ...sharedWith])].sort();
  const shared = { ...childIndexKey(code, id), ...(households.length === 0 ? {} : { sharedWith: households }) };
  if (!onFile)
    return {
      put: {
        key: keys.child(code, id),
        record: { entity: "child", id, ...said, imported: said, ...shared },
        expected: 0,
      },
      kept: [],
    };
  const { firstName, lastName, birthDate, grade, school } = onFile;
  const merged = mergeChild(
    { facts: { firstName, lastName, birthDate, grade, school }, imported: onFile.imported },
    said,
  );
  const put: Put = {
    key: keys.child(code, id),
    record: { entity: "child", id, ...merged.facts, imported: said, ...shared },
    expected: onFile.version,
  };
  return {
    put:
      merged.changed || onFile.g1pk === undefined || households.length > (onFile.sharedWith?.length ?? 0) ? put : null,
    kept: merged.kept,
  };
}

/** Writes what was decided, whole. `conditionFailed`: someone wrote since the read; read and decide again. */
export async function enterFamily(
  table: Table,
  puts: readonly Put[],
  at: Instant,
): Promise<"done" | "conditionFailed"> {
  if (puts.length === 0) return "done";
  return transact(
    table,
    puts.map(({ key, record, expected }) => ({
      Put: {
        TableName: table.name,
        Item: { ...key, ...record, version: expected + 1, importedAt: at },
        ...(expected === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#version = :read",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":read": expected },
            }),
      },
    })),
  );
}

/** Times that one family is read again because it was being written at the same moment. */
const rounds = 5;

/** Enters one family; what to do is decided from what stands in the table at the moment of writing. */
export async function putFamily(table: Table, family: Family, at: Instant): Promise<FamilyEntry> {
  for (let round = 1; round <= rounds; round += 1) {
    const onFile = (await readOnFile(table, [family])).get(family.household.code);
    if (!onFile) throw new Error("A family that was asked for has no answer");
    const entry = decideEntry(family, onFile);
    if (entry.outcome === "tooManyGuardians" || (await enterFamily(table, entry.puts, at)) === "done") return entry;
  }
  throw new Error("A family is written by others faster than it can be read");
}
