/**
 * What follows from a change of a child's file: its other households are told. And from a child's coming to another
 * household: that one holds what is said in the file too. Both judge by what the table says, so that a record of the
 * stream that comes again, or late, changes nothing and tells nobody twice.
 */
import { readChild, readHouseholdsOf } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { holding, recordedChangeOf } from "../store/parts.ts";

export interface FollowChildDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** One mail an hour, however often somebody saves: it only says that there is something to see. */
export async function tellOtherHouseholds(
  { table, clock }: FollowChildDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  if (before || !after) return;
  const { childId, familyCode, at, imported } = recordedChangeOf(after);
  // An import speaks of the whole town at once: a mail for each child would be thousands that say nothing to do.
  if (imported) return;
  const others = (await readHouseholdsOf(table, familyCode, childId)).filter((code) => code !== familyCode);
  await Promise.all(
    others.map((code) =>
      tellOnce(
        table,
        { familyCode: code, about: [childId], mailId: `child-file-${childId}-${at.slice(0, 13)}` },
        { kind: "childFileChanged", facts: {} },
        clock(),
      ),
    ),
  );
}

/** A child has come to another household, or left one for it: each holds the latest of what is said. */
export async function shareHeld(
  { table }: Pick<FollowChildDependencies, "table">,
  { before, after }: StreamRecord,
  familyCode: FamilyCode,
): Promise<void> {
  const where = (record: NonNullable<StreamRecord["after"]>): string =>
    JSON.stringify([record["sharedWith"], record["left"]]);
  if (!before || !after || where(before) === where(after)) return;
  const childId = id("ChildId", String(after["id"]));
  const households = await readHouseholdsOf(table, familyCode, childId);
  const known = await Promise.all(households.map((code) => readChild(table, code, childId)));
  for (const part of ["record", "health"] as const) {
    const latest = known
      .map((child) => child?.[part])
      .reduce((one, other) => ((other?.version ?? 0) > (one?.version ?? 0) ? other : one), undefined);
    // Refused where it is as late already: nothing is to be done there.
    if (latest) await Promise.all(households.map((code) => update(table, holding(code, childId, part, latest))));
  }
}
