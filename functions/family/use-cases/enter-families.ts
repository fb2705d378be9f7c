/**
 * Enters families that were read from files. Safe to run twice, and to run again after it was cut short: a family that
 * is on file as its lines say costs no write, one that is not enters whole.
 *
 * What would double somebody stays out first (rules/doubles.ts). Then reads go a hundred records a request, a batch of
 * families at a time, so memory and the time between reading a family and writing it stay small. Writes go as many whole
 * families a transaction as it takes: a family still enters whole or not at all.
 */
import type { Clock } from "../../kernel/clock.ts";
import { compareWithTown, type Compared, type DoubleDecisions, type DoubleFinding } from "../rules/doubles.ts";
import type { SaidFamily } from "../rules/family-merge.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import {
  decideEntry,
  enterFamily,
  putFamily,
  readOnFile,
  together,
  type FamilyEntry,
  type KeptField,
} from "../store/family-entry.ts";
import { leaveHousehold } from "../store/leave-household.ts";
import { readTown } from "../store/town.ts";
import type { Table } from "../../table/table.ts";

export interface EntryCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A field of a family, which stays as the portal has it although the file says something else. */
export interface KeptOfFamily extends KeptField {
  /** As the portal writes it. */
  readonly familyCode: FamilyCode;
}

export interface EntryReport {
  readonly counts: EntryCounts;
  /** What families or the office changed themselves, and the file changes too: the portal's stays. */
  readonly kept: readonly KeptOfFamily[];
  /** Families in which more than nine adults have followed each other: they must be settled by hand. */
  readonly tooManyGuardians: readonly FamilyCode[];
  /** People whom the portal has, or may have, under another code; the families of those refused stayed out. */
  readonly doubles: readonly DoubleFinding[];
}

export interface EntryOptions {
  /** Counts what would happen, writes nothing. */
  readonly dryRun: boolean;
  readonly onProgress?: (done: number) => void;
  readonly decisions?: DoubleDecisions;
  /** Whether something is booked for a child by one of its households, from today on: then it does not leave it yet. */
  readonly isStillBooked?: (familyCode: FamilyCode, childId: ChildId) => Promise<boolean>;
}

const undecided: DoubleDecisions = { newCodes: false, departures: false };
const familiesABatch = 250;
/** Transactions of up to a hundred records: a few at once keep the table busy without slowing down who books. */
const writesAtOnce = 8;

interface EntryDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Ends the stays that the file ends, and keeps out those that something booked holds back. */
async function endStays(
  { table, clock }: EntryDependencies,
  compared: Compared,
  { dryRun, isStillBooked = () => Promise.resolve(false) }: EntryOptions,
): Promise<Pick<Compared, "families" | "findings">> {
  const out = new Set<FamilyCode>();
  const findings: DoubleFinding[] = [];
  for (const { from, to, childId, written, saidAs } of compared.departures) {
    const held = await isStillBooked(from, childId);
    if (held) out.add(to);
    findings.push({
      familyCode: written,
      childId: saidAs,
      refused: held,
      reason: `enfant de la famille ${from} : ${held ? leaving.held : leaving.done}`,
      kind: held ? leaving.held : leaving.done,
    });
  }
  for (const departure of compared.departures)
    if (!dryRun && !out.has(departure.to)) await leaveHousehold(table, departure, clock());
  return {
    families: compared.families.filter(({ household: { code } }) => !out.has(code)),
    findings: [...compared.findings, ...findings],
  };
}
const leaving = {
  held: "des réservations à venir l’y retiennent : annulez-les au guichet, puis relancez",
  done: "il quitte ce foyer pour celui-ci, qui seul réserve pour lui désormais",
};

const namedTwice =
  "vos agents ont réuni deux fiches de ce responsable : ses deux lignes sont lues comme une seule personne, supprimez l’une d’elles de votre logiciel";

export async function enterFamilies(
  dependencies: EntryDependencies,
  said: readonly SaidFamily[],
  options: EntryOptions,
): Promise<EntryReport> {
  const { table, clock } = dependencies;
  const { dryRun, onProgress, decisions = undecided } = options;
  const counts = { new: 0, changed: 0, unchanged: 0 };
  const kept: KeptOfFamily[] = [];
  const tooManyGuardians: FamilyCode[] = [];
  const town = await readTown(table);
  const { families, findings } = await endStays(dependencies, compareWithTown(said, town.known, decisions), options);
  let done = said.length - families.length;
  const readAsOne: DoubleFinding[] = [];
  const note = (familyCode: FamilyCode, entry: FamilyEntry): void => {
    if (entry.outcome === "tooManyGuardians") tooManyGuardians.push(familyCode);
    else {
      for (const name of entry.namedTwice)
        readAsOne.push({ familyCode, reason: `${name} : ${namedTwice}`, kind: namedTwice, refused: false });
      counts[entry.outcome] += 1;
      for (const one of entry.kept) kept.push({ ...one, familyCode });
    }
    done += 1;
    onProgress?.(done);
  };
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
  return { counts, kept, tooManyGuardians, doubles: [...findings, ...readAsOne] };
}
