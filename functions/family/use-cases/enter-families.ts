/**
 * Enters families that were read from files. Safe to run twice, and to run again after it was cut short: a family that
 * is on file as its lines say costs no write, one that is not enters whole.
 *
 * Reads go a hundred records a request, a batch of families at a time, so memory and the time between reading a family
 * and writing it stay small; writes are one transaction a family, several at once.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { SaidFamily } from "../rules/family-merge.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { decideEntry, enterFamily, putFamily, readOnFile, type FamilyEntry } from "../store/family-entry.ts";
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
const writesAtOnce = 24;

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
  for (let start = 0; start < families.length; start += familiesABatch) {
    const batch = families.slice(start, start + familiesABatch);
    const onFile = await readOnFile(table, batch);
    await inParallel(batch, writesAtOnce, async (family) => {
      const { code } = family.household;
      const known = onFile.get(code);
      if (!known) throw new Error("A family that was asked for has no answer");
      const entry = decideEntry(family, known);
      const written =
        dryRun || entry.outcome === "tooManyGuardians" ? "done" : await enterFamily(table, entry.writes, clock());
      // Somebody wrote to that family between the two: it is read and decided again by itself.
      note(code, written === "done" ? entry : await putFamily(table, family, clock()));
    });
  }
  return { counts, kept, tooManyGuardians };
}
