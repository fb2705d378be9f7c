/**
 * Enters what a town's file says of children beside who they are: the file and the health of each, each in its own
 * record, written by those who keep them (store/parts.ts). Safe to run twice, and again after it was cut short: a part
 * that is on file as the line says costs no write. What a family or the office has answered stays, and is told.
 */
import * as z from "zod/mini";
import { foldCode } from "../../family/rules/codes.ts";
import type { Child } from "../../family/rules/family.ts";
import { readChildrenAt, type ChildKey } from "../../family/store/people.ts";
import { readTown, type ChildOnFile } from "../../family/store/town.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { healthValues, recordValues } from "../contract/values.ts";
import type { RecordDraft } from "../file/read-records.ts";
import { healthFields, recordFields, isHealthField, type ChildField } from "../rules/fields.ts";
import { judgeWord } from "../rules/town-word.ts";
import { changedFields, readParts, rememberWords, writeChange, type Part, type StoredPart } from "../store/parts.ts";
import { valueInWords } from "../values-in-words.ts";
import { fieldNames, recordWords } from "../words.fr.ts";
import { otherHouseholds } from "./change.ts";
import { checkedValue, doseFaults } from "./check.ts";
import { recordHeld } from "./record-held.ts";
import { healthHeld } from "./health-view.ts";

/** A field that somebody has answered otherwise than the file. */
export interface KeptAnswer {
  readonly line: number;
  readonly familyCode: FamilyCode;
  readonly childName: string;
  /** As pages call it. */
  readonly field: string;
  /** Both in words; null: health, which no list repeats. */
  readonly stands: string | null;
  readonly said: string | null;
  readonly why: string;
}

export interface RecordsReport {
  /** Children whose file changed, or would. */
  readonly changed: number;
  readonly unchanged: number;
  readonly kept: readonly KeptAnswer[];
  /** Lines of which something did not enter, and why. */
  readonly leftOut: readonly { readonly line: number; readonly reason: string }[];
}

export interface RecordsDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export interface RecordsOptions {
  /** Counts what would happen, writes nothing. */
  readonly dryRun: boolean;
  /** The fields that the town asks for: nobody writes any other. */
  readonly asked: (field: ChildField) => boolean;
  readonly onProgress?: (done: number) => void;
}

/** As a letter would call who speaks, and why it is in the file's history. */
const author = {
  by: "l’import",
  office: true,
  reason: "Fichier du logiciel de la collectivité",
  imported: true,
} as const;
const childrenABatch = 50;
const writesAtOnce = 8;

/** A child of the file as the portal knows it. */
interface Found {
  readonly draft: RecordDraft;
  readonly familyCode: FamilyCode;
  readonly child: Child;
}

/** A value as it is to be written, or why it is none. */
function checked(
  field: ChildField,
  value: unknown,
  { birthDate }: Child,
  today: PlainDate,
): { readonly value: unknown } | { readonly reason: string } {
  const shape = isHealthField(field) ? healthValues()[field] : recordValues()[field];
  const shaped = z.safeParse(shape, value);
  if (!shaped.success) return { reason: shaped.error.issues[0]?.message ?? recordWords.shape };
  if (field === "vaccines") {
    const [first] = doseFaults(z.parse(healthValues().vaccines, shaped.data).doses, birthDate, today);
    if (first) return { reason: first.message };
  }
  if (isHealthField(field)) return { value: shaped.data };
  const { value: read, faults } = checkedValue(field, shaped.data);
  const [first] = faults;
  return first ? { reason: first.message } : { value: read };
}

const nameOf = (family: string, child: string): string => `${foldCode(family)} ${foldCode(child)}`;

/** Every child of the town by all codes that it goes by, with or without their zeros. */
async function childrenByCode(table: Table): Promise<ReadonlyMap<string, ChildOnFile>> {
  const known = new Map<string, ChildOnFile>();
  for (const households of (await readTown(table)).children.values())
    for (const one of households)
      for (const code of [one.id, one.townCode, ...(one.formerCodes ?? [])])
        if (code !== undefined) known.set(nameOf(one.familyCode, code), one);
  return known;
}

/** The children of these lines: by the codes as they are written, else by those that the portal knows them by. */
async function findChildren(
  table: Table,
  drafts: readonly RecordDraft[],
  byCode: () => Promise<ReadonlyMap<string, ChildOnFile>>,
): Promise<{ readonly found: readonly Found[]; readonly missing: readonly RecordDraft[] }> {
  const exact = await readChildrenAt(table, drafts);
  const others = drafts.filter((draft) => exact(draft) === null);
  const known = others.length === 0 ? null : await byCode();
  const meantBy = (draft: RecordDraft): ChildKey => {
    const one = known?.get(nameOf(draft.familyCode, draft.childId));
    return one ? { familyCode: one.familyCode, childId: one.id } : draft;
  };
  const meant = others.length === 0 ? exact : await readChildrenAt(table, others.map(meantBy));
  const found = drafts.flatMap((draft): readonly Found[] => {
    const child = exact(draft);
    if (child) return [{ draft, familyCode: draft.familyCode, child }];
    const key = meantBy(draft);
    const other = meant(key);
    return other ? [{ draft, familyCode: key.familyCode, child: other }] : [];
  });
  const there = new Set(found.map(({ draft }) => draft));
  return { found, missing: drafts.filter((draft) => !there.has(draft)) };
}

interface PartDecision {
  readonly part: Part;
  readonly stands: StoredPart;
  readonly judged: ReturnType<typeof judgeWord>;
}

export async function enterRecords(
  { table, clock }: RecordsDependencies,
  drafts: readonly RecordDraft[],
  { dryRun, asked, onProgress }: RecordsOptions,
): Promise<RecordsReport> {
  const sums = { changed: 0, unchanged: 0 };
  let through = 0;
  const kept: KeptAnswer[] = [];
  const leftOut: { line: number; reason: string }[] = [];

  const saidOf = (
    { draft: { values, line }, child }: Found,
    part: Part,
  ): readonly (readonly [ChildField, unknown])[] => {
    const names: readonly ChildField[] = part === "health" ? healthFields : recordFields;
    return names.flatMap((field): readonly (readonly [ChildField, unknown])[] => {
      const value = values[field];
      if (value === undefined || !asked(field)) return [];
      const read = checked(field, value, child, localDate(clock()));
      if ("value" in read) return [[field, read.value]];
      leftOut.push({ line, reason: `${fieldNames[field]} : ${read.reason}` });
      return [];
    });
  };

  const noteKept = (
    { draft, familyCode, child }: Found,
    { part, stands, judged }: PartDecision,
    said: Map<string, unknown>,
  ) => {
    for (const field of judged.kept) {
      const stored = stands.fields[field];
      if (!stored) continue;
      const isHealth = part === "health";
      kept.push({
        line: draft.line,
        familyCode,
        childName: `${child.firstName} ${child.lastName}`,
        field: fieldNames[field],
        stands: isHealth ? null : valueInWords[field](stored.value ?? null),
        said: isHealth ? null : valueInWords[field](said.get(field) ?? null),
        why: recordWords.keptBy(stored.by, stored.at),
      });
    }
  };

  /** Whether the part changed. `stands` is what was read; it is read again when somebody wrote meanwhile. */
  const enterPart = async (found: Found, part: Part, first: StoredPart): Promise<boolean> => {
    const { child, familyCode } = found;
    const said = saidOf(found, part);
    if (said.length === 0) return false;
    return decideAndWrite<StoredPart, boolean>("A child's file", first, async (stands) => {
      const judged = judgeWord(stands.fields, stands.imported ?? {}, said);
      const changes = Object.keys(judged.values).length > 0;
      const done = (): { readonly done: boolean } => {
        noteKept(found, { part, stands, judged }, new Map(said));
        return { done: changes };
      };
      if (dryRun || judged.words === null) return done();
      const of = { childId: child.id, part, stands, words: judged.words };
      const at = clock();
      const written = changes
        ? await writeChange(table, {
            ...of,
            values: judged.values,
            author: { ...author, familyCode },
            at,
            households: [familyCode, ...(await otherHouseholds(table, child))],
            held: heldAfter(child, part, { stands, values: judged.values, at }, familyCode),
          })
        : await rememberWords(table, of);
      if (written) return done();
      const again = await readParts(table, [{ part, childId: child.id }]);
      return { again: again(part, child.id) };
    });
  };

  let town: Promise<ReadonlyMap<string, ChildOnFile>> | null = null;
  const byCode = (): Promise<ReadonlyMap<string, ChildOnFile>> => (town ??= childrenByCode(table));
  for (let start = 0; start < drafts.length; start += childrenABatch) {
    const { found: batch, missing } = await findChildren(table, drafts.slice(start, start + childrenABatch), byCode);
    // A dry run has entered nobody: those who would be new are not there yet.
    through += missing.length;
    if (dryRun) sums.changed += missing.length;
    else leftOut.push(...missing.map(({ line }) => ({ line, reason: recordWords.noChild })));
    const partOf = await readParts(
      table,
      batch.flatMap(({ child: { id: childId } }) => [
        { part: "record" as const, childId },
        { part: "health" as const, childId },
      ]),
    );
    await inParallel(batch, writesAtOnce, async (found) => {
      const record = await enterPart(found, "record", partOf("record", found.child.id));
      const health = await enterPart(found, "health", partOf("health", found.child.id));
      sums[record || health ? "changed" : "unchanged"] += 1;
      through += 1;
      onProgress?.(through);
    });
  }
  const byLine = (one: { readonly line: number }, other: { readonly line: number }): number => one.line - other.line;
  return { ...sums, kept: kept.sort(byLine), leftOut: leftOut.sort(byLine) };
}

/** What households hold of a part from then on. */
function heldAfter(
  child: Child,
  part: Part,
  {
    stands,
    values,
    at,
  }: { readonly stands: StoredPart; readonly values: Readonly<Record<string, unknown>>; readonly at: Instant },
  familyCode: FamilyCode,
) {
  const fields = { ...stands.fields, ...changedFields({ stands, values, author: { ...author, familyCode }, at }) };
  const version = stands.version + 1;
  return part === "health" ? healthHeld(localDate(at))(child, version, fields) : recordHeld(child, version, fields);
}
