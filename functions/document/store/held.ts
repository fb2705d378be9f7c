/**
 * What a child's file, or a household's, holds of each kind, kept in the records that every page and every booking
 * reads (family/rules/held-documents.ts): the `documents` of the household, or of the child in each of its households.
 *
 * It is made anew from the documents whenever one changes, by whoever changed it and again by the stream: the record's
 * version is read before the documents and expected after them, so that whoever is last has seen all of them.
 */
import * as z from "zod/mini";
import type { HeldDocument } from "../../family/rules/held-documents.ts";
import { readHouseholdsOf } from "../../family/store/families.ts";
import type { DocumentKindId, FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { heldOf, type Owner } from "../rules/document.ts";
import type { Unfit } from "../rules/judge-file.ts";
import { readAllOf } from "./documents.ts";

const holder = lazily(() => z.object({ version: z.int(), documents: z.optional(z.record(z.string(), z.unknown())) }));

/** The households that a document concerns: all that have the child. */
export const householdsOf = (table: Table, { familyCode, childId }: Owner): Promise<readonly FamilyCode[]> =>
  childId === undefined ? Promise.resolve([familyCode]) : readHouseholdsOf(table, familyCode, childId);

type Words = (unfit: Unfit) => string;

async function heldByKind(
  table: Table,
  owner: Owner,
  kind: DocumentKindId | undefined,
  why: Words,
): Promise<ReadonlyMap<DocumentKindId, HeldDocument | undefined>> {
  const documents = Map.groupBy(await readAllOf(table, owner, kind), (one) => one.kind);
  const kinds = new Set([...documents.keys(), ...(kind === undefined ? [] : [kind])]);
  return new Map([...kinds].map((one) => [one, heldOf(documents.get(one) ?? [], why)] as const));
}

async function holdIn(table: Table, owner: Owner, kind: DocumentKindId | undefined, why: Words): Promise<void> {
  const { familyCode, childId } = owner;
  const key = childId === undefined ? keys.household(familyCode) : keys.child(familyCode, childId);
  await decideAndWrite("What a file holds of documents", null, async () => {
    const item = await readRecord(table, key);
    // A household that has left, or no longer has the child.
    if (!item) return { done: undefined };
    const { version, documents: before = {} } = z.parse(holder(), item);
    const now = await heldByKind(table, owner, kind, why);
    const rest = Object.entries(before).filter(([name]) => ![...now.keys()].some((one) => one.toString() === name));
    const held = [...now].flatMap(([name, one]) => (one ? [[name, one] as const] : []));
    const changes = changesTo({ documents: before }, { documents: Object.fromEntries([...rest, ...held]) });
    if (changes.length === 0) return { done: undefined };
    const { written } = await update(table, updateFrom(key, version, changes));
    return written ? { done: undefined } : { again: null };
  });
}

/** Makes it so in every household that the documents concern: of one kind, or of all. */
export async function holdDocuments(
  table: Table,
  owner: Owner,
  kind: DocumentKindId | undefined,
  why: Words,
): Promise<void> {
  const households = await householdsOf(table, owner);
  await Promise.all(households.map((familyCode) => holdIn(table, { ...owner, familyCode }, kind, why)));
}
