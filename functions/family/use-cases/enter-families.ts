/**
 * Enters families that were read from files. Safe to run twice, and to run again after it was cut short: a family that
 * is on file as its lines say costs no write, one that is not enters whole.
 *
 * Reads go a hundred records a request, a batch of families at a time, so memory and the time between reading a family
 * and writing it stay small. Writes go as many whole families a transaction as it takes: a family still enters whole or
 * not at all.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { SaidFamily } from "../rules/family-merge.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { decideEntry, enterFamily, putFamily, readOnFile, together, type FamilyEntry } from "../store/family-entry.ts";
import { readTown } from "../store/town.ts";
import type { Table } from "../../table/table.ts";

export interface EntryCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface EntryReport {
  readonly counts: EntryCounts;
  /**
   * Families that the portal holds otherwise than their file: the fields that families changed themselves, and that
   * stay.
   */
  readonly kept: readonly { readonly familyCode: FamilyCode; readonly fields: readonly string[] }[];
  /** Families in which more than nine adults have followed each other: they must be settled by hand. */
  readonly tooManyGuardians: readonly FamilyCode[];
}

export interface EntryOptions {
  /** Counts what would happen, writes nothing. */
  readonly dryRun: boolean;
  readonly onProgress?: (done: number) => void;
}

const familiesABatch = 250;
/** Transactions of up to a hundred records: a few at once keep the table busy without slowing down who books. */
const writesAtOnce = 8;

export async function enterFamilies(
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  families: readonly SaidFamily[],
  { dryRun, onProgress }: EntryOptions,
): Promise<EntryReport> {
  const counts = { new: 0, changed: 0, unchanged: 0 };
  const kept: { familyCode: FamilyCode; fields: readonly string[] }[] = [];
  const tooManyGuardians: FamilyCode[] = [];
  let done = 0;
  const note = (familyCode: FamilyCode, entry: FamilyEntry): void => {
    if (entry.outcome === "tooManyGuardians") tooManyGuardians.push(familyCode);
    else {
      counts[entry.outcome] += 1;
      if (entry.kept.length > 0) kept.push({ familyCode, fields: [...new Set(entry.kept)] });
    }
    done += 1;
    onProgress?.(done);
  };
  const town = await readTown(table);
  for (let start = 0; start < families.length; start += familiesABatch) {
    const batch = families.slice(start, start + familiesABatch);
    const onFile = await readOnFile(table, batch, town);
    const decided = batch.map((family) => {
      const known = onFile.get(family.household.code);
      if (!known) throw new Error("A family that was asked for has no answer");
      return { family, entry: decideEntry(family, known) };
    });
    const changing = decided.flatMap(({ family, entry }) =>
      dryRun || entry.outcome === "tooManyGuardians" || entry.writes.length === 0
        ? []
        : [{ family, entry, writes: entry.writes }],
    );
    const writing = new Set(changing.map(({ family }) => family));
    for (const { family, entry } of decided) if (!writing.has(family)) note(family.household.code, entry);
    await inParallel(together(changing), writesAtOnce, async (group) => {
      const written = await enterFamily(
        table,
        group.flatMap(({ writes }) => writes),
        clock(),
      );
      // Somebody wrote to one of these families between the two: each is read and decided again by itself.
      for (const { family, entry } of group)
        note(family.household.code, written === "done" ? entry : await putFamily(table, family, clock()));
    });
  }
  return { counts, kept, tooManyGuardians };
}
