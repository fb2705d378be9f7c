/**
 * Families enter whole: the household and its children in one transaction, or not at all.
 *
 * Three steps, so that a preview runs the first two and an import reads a hundred records a request: read what is on
 * file, decide (pure: `family/rules/family-merge.ts`), write under the condition that each record still has the version that
 * was read. A family whose file says nothing new costs no write, which makes an import safe to run twice or to run
 * again after a crash.
 */
import * as z from "zod/mini";
import { sameChild } from "../rules/family.ts";
import { eachOnce, standsFor } from "../rules/former-adults.ts";
import {
  adultWordAfter,
  formerAfter,
  mergeChild,
  mergeHousehold,
  rankGuardians,
  wordAfter,
  type ChildFacts,
  type FiledAdult,
  type HouseholdFacts,
  type HouseholdOwn,
  type Kept,
  type Said,
  type SaidFamily,
} from "../rules/family-merge.ts";
import type { ChildId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { changesTo, updateFrom, type Change } from "../../table/change.ts";
import { householdIndexKey } from "./directory.ts";
import type { ChildOnFile, TownOnFile } from "./town.ts";
import { filedAdultsOf, filedChanges, storedGuardians } from "./guardians.ts";
import { childRecord, householdRecord, type ChildRecord, type HouseholdRecord } from "./families.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { familyPartition, type Key } from "../../table/keys.ts";
import { readPage } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";

/** What the table holds of a family, limited to the children that its new file names. */
export interface FamilyOnFile {
  readonly household: HouseholdRecord | null;
  readonly children: ReadonlyMap<ChildId, ChildRecord>;
  /** Of the children that it does not hold yet: what other households hold under the same code. */
  readonly elsewhere: ReadonlyMap<ChildId, readonly ChildElsewhere[]>;
}

interface ChildElsewhere {
  readonly code: FamilyCode;
  readonly record: Omit<ChildOnFile, "familyCode">;
}

/** What puts a child into the index. */
const childIndexKey = (code: FamilyCode, child: ChildId): { readonly g1pk: string; readonly g1sk: FamilyCode } => ({
  g1pk: keys.childPartition(child),
  g1sk: code,
});

/** Children that are looked up at once. */
const lookedUpAtOnce = 24;

async function readElsewhere(table: Table, child: ChildId): Promise<readonly ChildElsewhere[]> {
  const { items } = await readPage(table, {
    IndexName: keys.indexName,
    KeyConditionExpression: "g1pk = :child",
    ExpressionAttributeValues: { ":child": keys.childPartition(child) },
  });
  return items
    .map((item) => z.parse(childRecord(), item))
    .flatMap((record) => (record.g1sk === undefined || record.left ? [] : [{ code: record.g1sk, record }]));
}

const elsewhereIn = (town: TownOnFile, child: ChildId): readonly ChildElsewhere[] =>
  (town.children.get(child) ?? []).map((record) => ({ code: record.familyCode, record }));

/** One record to write: a new one whole, one on file by what changes in it. */
export type RecordWrite =
  | { readonly key: Key; readonly record: Item & { readonly entity: Entity } }
  | {
      readonly key: Key;
      readonly read: number;
      readonly changes: readonly Change[];
      /** Of a household: what families see of it that changes, and what the import wrote before. */
      readonly wrote?: {
        readonly fields: readonly string[];
        readonly before: NonNullable<HouseholdRecord["importWrote"]>;
      };
    };

/** A field that stays as the portal has it; of a child, under the portal's code. */
export interface KeptField extends Kept {
  readonly childId?: ChildId | undefined;
}

/** `tooManyGuardians`: the ranks of the household are used up; nothing can be written. */
export type FamilyEntry =
  | {
      readonly outcome: "new" | "changed" | "unchanged";
      readonly writes: readonly RecordWrite[];
      /** Fields that were changed on the portal too, and that stay as they are. */
      readonly kept: readonly KeptField[];
      /** Adults whom the file names twice, and whom staff has made one: two of its lines are read as one. */
      readonly namedTwice: readonly string[];
    }
  | { readonly outcome: "tooManyGuardians" };

/**
 * What is on file of these families, by code, in as few reads as there are hundreds of records. With the `town` read
 * before, no child is asked for by itself.
 */
export async function readOnFile(
  table: Table,
  families: readonly SaidFamily[],
  town?: TownOnFile,
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
      async (id) => [id, town ? elsewhereIn(town, id) : await readElsewhere(table, id)] as const,
    ),
  );
  return new Map(
    families.map(({ household: { code } }) => {
      const found = byPartition.get(familyPartition(code)) ?? [];
      const household = found.find((item) => item["entity"] === "household");
      const children = found.filter((item) => item["entity"] === "child").map((item) => z.parse(childRecord(), item));
      return [
        code,
        {
          household: household ? z.parse(householdRecord(), household) : null,
          children: new Map(children.map((child) => [child.id, child])),
          elsewhere,
        },
      ];
    }),
  );
}

/** What entering this family would write. Pure. */
export function decideEntry(family: SaidFamily, onFile: FamilyOnFile): FamilyEntry {
  // Part of another one since the file was compared with the town: the next import names that one.
  if (onFile.household?.merged) return { outcome: "unchanged", writes: [], kept: [], namedTwice: [] };
  const household =
    family.childrenOnly && onFile.household ? { write: null, kept: [] } : decideHousehold(family, onFile.household);
  if (!household) return { outcome: "tooManyGuardians" };
  const { code } = family.household;
  const children = family.children.map((child) => {
    const others = (onFile.elsewhere.get(child.id) ?? []).filter(
      ({ code: other, record }) =>
        other !== code &&
        // Renamed on the portal, it is the child whom the town's file names as before.
        (sameChild(record, child) || (record.imported !== undefined && sameChild(record.imported, child))),
    );
    const known = decideChild(
      code,
      { ...child, sharedWith: [...(child.sharedWith ?? []), ...others.map((other) => other.code)] },
      onFile.children.get(child.id),
    );
    return [known, ...others.map((other) => toldOf(code, other))];
  });
  const all = [household, ...children.flat()];
  const writes = all.flatMap((decision) => decision.write ?? []);
  return {
    outcome: onFile.household === null ? "new" : writes.length > 0 ? "changed" : "unchanged",
    writes,
    kept: all.flatMap((decision) => decision.kept),
    namedTwice: household.namedTwice ?? [],
  };
}

interface Decision {
  /** Null: the record says all of it already. */
  readonly write: RecordWrite | null;
  readonly kept: readonly KeptField[];
  readonly namedTwice?: readonly string[];
}

const changing = (
  key: Key,
  read: number,
  changes: readonly Change[],
): Extract<RecordWrite, { readonly read: number }> | null => (changes.length > 0 ? { key, read, changes } : null);

/** The adults of a file with what they are to its children, under the portal's codes. */
const withLinks = ({ household, children }: SaidFamily): readonly Said<FiledAdult>[] =>
  household.guardians.map((adult) => {
    const links = children.flatMap(({ id, linkedTo = [] }) =>
      linkedTo.filter((one) => one.adult === adult.id).map(({ link }) => [id, link] as const),
    );
    return links.length === 0 ? adult : { ...adult, links: Object.fromEntries(links) };
  });

function decideHousehold(family: SaidFamily, onFile: HouseholdRecord | null): Decision | null {
  const { household } = family;
  const { code, address, resident, unsaid = [] } = household;
  const key = keys.household(code);
  const before = onFile?.imported;
  const adults = onFile ? filedAdultsOf(onFile.guardians) : [];
  const former = onFile?.formerAdults ?? [];
  const known = [...adults, ...(before?.guardians ?? []), ...(onFile?.remembered ?? []), ...former];
  const ranked = rankGuardians(withLinks(family), known, onFile?.lastRank ?? 0);
  if (!ranked) return null;
  const guardians = eachOnce(ranked.guardians, former);
  const namedTwice = ranked.guardians
    .filter(
      (adult) =>
        !guardians.some(
          ({ id, firstName, lastName }) =>
            id === adult.id && firstName === adult.firstName && lastName === adult.lastName,
        ),
    )
    .filter(({ id }) => ranked.guardians.some((other) => other.id === standsFor(former, id) && other.id !== id))
    .map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  // What the file's reader took for what it does not say is the town's word of a record that enters, and of no other.
  const silent = <Field extends string>(fields: readonly Field[], isNew: boolean): readonly Field[] =>
    isNew ? [] : fields;
  const wordOf = ({ unsaid: notSaid = [], ...one }: Said<FiledAdult>) => {
    const { id } = one;
    const last = before?.guardians.find((adult) => adult.id === id);
    const isNew = !last && !adults.some((adult) => adult.id === id);
    return adultWordAfter(one, silent(notSaid, isNew), last);
  };
  const said: HouseholdOwn = {
    address,
    resident,
    ...("situation" in household ? { situation: household.situation } : {}),
  };
  const imported = {
    ...wordAfter<HouseholdOwn>(said, silent(unsaid, onFile === null), before),
    guardians: guardians.map(wordOf),
  };
  const own = {
    imported,
    lastRank: ranked.lastRank,
    ...(former.length > 0 ? { formerAdults: formerAfter(ranked.guardians, former, before?.guardians ?? []) } : {}),
    ...householdIndexKey(code),
  };
  if (!onFile) {
    const entered = storedGuardians(guardians);
    return { write: { key, record: { entity: "household", code, ...said, guardians: entered, ...own } }, kept: [] };
  }
  const { facts, kept } = mergeHousehold(
    {
      facts: { guardians: adults, address: onFile.address, resident: onFile.resident, situation: onFile.situation },
      imported: before,
    },
    { ...said, guardians, unsaid },
  );
  const { guardians: merged, ...home } = facts;
  const changes = [...filedChanges(onFile.guardians, merged), ...changesTo(onFile, { ...home, ...own })];
  const fields = changedFields(adults, onFile, facts);
  const write = changing(key, onFile.version, changes);
  return {
    write: write && fields.length > 0 ? { ...write, wrote: { fields, before: onFile.importWrote ?? {} } } : write,
    kept,
    namedTwice,
  };
}

/** Names of the fields that an import changes, as it remembers them: who meets one of them is told when. */
function changedFields(
  before: readonly FiledAdult[],
  { address, situation, resident }: Pick<HouseholdFacts, "address" | "situation" | "resident">,
  facts: HouseholdFacts,
): readonly string[] {
  const ofAdults = facts.guardians.flatMap((adult) => {
    const { id: rank, ...now } = adult;
    const { id: _, ...was } = before.find((one) => one.id === rank) ?? adult;
    return changesTo(was, now).map(({ path }) => [rank, ...path].join("."));
  });
  const ofHome = changesTo(
    { address, situation, resident },
    { address: facts.address, situation: facts.situation, resident: facts.resident },
  );
  return [...ofHome.map(({ path }) => path.join(".")), ...ofAdults];
}

/** Lets the record of a child in another household know this one. */
function toldOf(code: FamilyCode, { code: other, record: { id, version, sharedWith = [] } }: ChildElsewhere): Decision {
  const changes = sharedWith.includes(code) ? [] : [{ path: ["sharedWith"], value: [...sharedWith, code].sort() }];
  return { write: changing(keys.child(other, id), version, changes), kept: [] };
}

function decideChild(
  code: FamilyCode,
  { id, sharedWith = [], unsaid, townCode, ...saidNow }: SaidFamily["children"][number],
  onFile: ChildRecord | undefined,
): Decision {
  // Made one with another record since the file was compared with the town: the next import names that one.
  if (onFile?.merged) return { write: null, kept: [] };
  const notSaid = (unsaid ?? []).filter((field) => field === "grade" || field === "school");
  const { firstName, lastName, birthDate, grade, school } = saidNow;
  const said: ChildFacts = { firstName, lastName, birthDate, grade, school };
  const before = onFile?.imported;
  const imported = onFile ? { ...wordAfter<ChildFacts>(said, notSaid, before), firstName, lastName, birthDate } : said;
  const key = keys.child(code, id);
  // A file that does not mention the other household does not undo it: its record of the child stays, and books.
  const households = [...new Set([...(onFile?.sharedWith ?? []), ...sharedWith])].sort();
  const staysAway = onFile?.left !== undefined && onFile.left.to === undefined;
  const own = {
    imported,
    sharedWith: households.length === 0 ? undefined : households,
    townCode,
    // Named again, it is back; but where it was taken out on the portal: the town's file knows no better.
    ...(staysAway ? {} : { left: undefined }),
    ...childIndexKey(code, id),
  };
  if (!onFile) return { write: { key, record: { entity: "child", id, ...said, ...own } }, kept: [] };
  const standing: ChildFacts = {
    firstName: onFile.firstName,
    lastName: onFile.lastName,
    birthDate: onFile.birthDate,
    grade: onFile.grade,
    school: onFile.school,
  };
  const { facts, kept } = mergeChild({ facts: standing, imported: before }, { ...said, unsaid: notSaid });
  const whose = `${onFile.firstName} ${onFile.lastName}`;
  const saysMore = staysAway && changesTo(before ?? {}, imported).length > 0;
  return {
    write: changing(key, onFile.version, changesTo(onFile, { ...facts, ...own })),
    kept: [...kept, ...(saysMore ? [{ field: "left", stands: undefined, said: undefined, saidBefore: true }] : [])].map(
      (one) => ({ ...one, whose, childId: id }),
    ),
  };
}

/** DynamoDB's limit on the actions of a transaction. */
const mostWrites = 100;

/** What can be written together: whole families, none of whose records another one of them writes too. */
export function together<Entry extends { readonly writes: readonly RecordWrite[] }>(
  entries: readonly Entry[],
): readonly (readonly Entry[])[] {
  const groups: { readonly entries: Entry[]; readonly records: Set<string> }[] = [];
  for (const entry of entries) {
    const records = entry.writes.map(({ key: { pk, sk } }) => `${pk} ${sk}`);
    const last = groups.at(-1);
    if (last && last.records.size + records.length <= mostWrites && !records.some((one) => last.records.has(one))) {
      last.entries.push(entry);
      for (const one of records) last.records.add(one);
    } else groups.push({ entries: [entry], records: new Set(records) });
  }
  return groups.map((group) => group.entries);
}

/**
 * Writes what was decided of one family, or of several together, whole. `conditionFailed`: someone wrote since the read,
 * and nothing was written; read and decide again.
 */
export async function enterFamily(
  table: Table,
  writes: readonly RecordWrite[],
  at: Instant,
): Promise<"done" | "conditionFailed"> {
  if (writes.length === 0) return "done";
  return transact(table, entryWrites(writes, at));
}

/** The same as parts of a transaction that writes more. */
export const entryWrites = (writes: readonly RecordWrite[], at: Instant): Writes =>
  writes.map((one) =>
    "record" in one
      ? { Put: { Item: { ...one.record, ...one.key, version: 1, importedAt: at }, ...ifAbsent } }
      : {
          Update: updateFrom(one.key, one.read, [
            ...one.changes,
            { path: ["importedAt"], value: at },
            ...(one.wrote
              ? [
                  {
                    path: ["importWrote"],
                    value: { ...one.wrote.before, ...Object.fromEntries(one.wrote.fields.map((field) => [field, at])) },
                  },
                ]
              : []),
          ]),
        },
  );

/** Enters one family; what to do is decided from what stands in the table at the moment of writing. */
export const putFamily = (table: Table, family: SaidFamily, at: Instant): Promise<FamilyEntry> =>
  decideAndWrite<null, FamilyEntry>("A family", null, async () => {
    const onFile = (await readOnFile(table, [family])).get(family.household.code);
    if (!onFile) throw new Error("A family that was asked for has no answer");
    const entry = decideEntry(family, onFile);
    return entry.outcome === "tooManyGuardians" || (await enterFamily(table, entry.writes, at)) === "done"
      ? { done: entry }
      : { again: null };
  });
