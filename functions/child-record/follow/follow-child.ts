/**
 * What follows from a change of a child's file: its households are told, but for the one that made it, or asked for it.
 * And from a child's coming to another household: that one holds what is said in the file too. Both judge by what the
 * table says, so that a record of the stream that comes again, or late, changes nothing and tells nobody twice.
 *
 * Told at once, and then at most once more for the hour: a first change is mailed, those that follow it within the hour
 * wait for the hour's end and are one mail. None is dropped: that mail is written when whatever the hour's requests wrote
 * is written, so that who reads it finds all of it.
 */
import { readChild, readHouseholdsOf } from "../../family/store/families.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import { id, type ChildId, type FamilyCode, type Instant } from "../../kernel/ids.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { isOf } from "../mails.fr.ts";
import { holding, recordedChangeOf } from "../store/parts.ts";

/** Changes of a child's file within an hour, after the first that its household was told of. */
export interface ChangesToTell {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  /** `2026-11-23T09`: of the changes, not of the telling. */
  readonly changedIn: string;
  readonly byOffice: boolean;
}

export interface FollowChildDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly tellChangesLater: (changes: ChangesToTell, at: Instant) => Promise<void>;
}

/** Seconds after an hour by which nothing of it can still be on its way to the table: longer than a request lives. */
const settledAfter = 60;
const endOf = (hour: string): Instant => plusSeconds(id("Instant", `${hour}:00:00Z`), 3600 + settledAfter);

const mailIdOf = ({ childId, changedIn, byOffice }: Omit<ChangesToTell, "familyCode">): string =>
  `child-file-${childId}-${changedIn}${byOffice ? "-office" : ""}`;

/** Tells the households of a child that its file has changed: at once, or with what else changes within the hour. */
export async function tellHouseholds(
  { table, clock, tellChangesLater }: FollowChildDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  if (before || !after) return;
  const { childId, familyCode, at, imported, office, reason } = recordedChangeOf(after);
  // An import speaks of the whole town at once: a mail for each child would be thousands that say nothing to do.
  if (imported) return;
  // What the office accepts is told to who asked for it by the answer; it has no reason of its own.
  const byOffice = office && reason !== undefined;
  const change = String(after["sk"]);
  const households = await readHouseholdsOf(table, familyCode, childId);
  const told = byOffice ? households : households.filter((code) => code !== familyCode);
  const changes = { childId, changedIn: at.slice(0, 13), byOffice };
  await Promise.all(
    told.map(async (code) => {
      const name = { familyCode: code, about: [childId], mailId: mailIdOf(changes) };
      const stands = await tellOnce(table, name, { kind: "childFileChanged", facts: { byOffice, change } }, clock());
      if (stands && !isOf(stands.facts, change))
        await tellChangesLater({ familyCode: code, ...changes }, endOf(changes.changedIn));
    }),
  );
}

/** Tells what an hour has changed after the first that was told; nothing to a household that has the child no more. */
export async function tellChanges(
  { table, clock }: Pick<FollowChildDependencies, "table" | "clock">,
  changes: ChangesToTell,
): Promise<void> {
  const { familyCode, childId, byOffice } = changes;
  if ((await readChild(table, familyCode, childId)) === null) return;
  const name = { familyCode, about: [childId], mailId: `${mailIdOf(changes)}-more` };
  await tellOnce(table, name, { kind: "childFileChanged", facts: { byOffice, more: true } }, clock());
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
