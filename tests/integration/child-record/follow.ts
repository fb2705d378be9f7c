/** What the stream makes of a child's file, and what households hold of it. */
import { UpdateCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import {
  shareHeld,
  tellChanges,
  tellHouseholds,
  type ChangesToTell,
} from "../../../functions/child-record/follow/follow-child.ts";
import { readChild } from "../../../functions/family/store/families.ts";
import type { Child } from "../../../functions/family/rules/family.ts";
import type { ChildId, FamilyCode, Instant } from "../../../functions/kernel/ids.ts";
import type { Item } from "../../../functions/table/batch.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, readRecord, startingWith } from "../../../functions/table/read.ts";
import { monday, type World } from "../booking/support.ts";

export const heldBy = ({ table }: Pick<World, "table">, code: FamilyCode, childId: ChildId): Promise<Child | null> =>
  readChild(table, code, childId);

const recordOf = ({ table }: Pick<World, "table">, code: FamilyCode, childId: ChildId): Promise<Item | null> =>
  readRecord(table, keys.child(code, childId));

/** Delivers every change of the child's file, as the stream does. */
export function followsOf(world: Pick<World, "table">, childId: ChildId) {
  const { table } = world;
  /** What one-time schedules have been put for, by when. */
  const later = new Map<string, { readonly changes: ChangesToTell; readonly at: Instant }>();
  const tellChangesLater = (changes: ChangesToTell, at: Instant): Promise<void> => {
    later.set(JSON.stringify(changes), { changes, at });
    return Promise.resolve();
  };
  const follow = async (): Promise<void> => {
    for (const after of await readRange(table, startingWith(keys.childPartition(childId), keys.recordChangePrefix)))
      await tellHouseholds(
        { table, clock: () => monday, tellChangesLater },
        { entity: "recordChange", pk: keys.childPartition(childId), before: null, after },
      );
  };
  /** The schedules fire; the moments that they were put for. */
  const endHour = async (): Promise<readonly Instant[]> => {
    const due = [...later.values()];
    later.clear();
    for (const { changes, at } of due) await tellChanges({ table, clock: () => at }, changes);
    return due.map(({ at }) => at);
  };
  /** The child is of these households from now on: the last of them is new. */
  const share = async (codes: readonly FamilyCode[]): Promise<void> => {
    const [first] = codes;
    const known = first === undefined ? null : await recordOf(world, first, childId);
    const { record: _, health: __, ...facts } = known ?? {};
    for (const code of codes) {
      const sharedWith = codes.filter((other) => other !== code);
      const before = await recordOf(world, code, childId);
      if (before)
        await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: keys.child(code, childId),
            UpdateExpression: "SET sharedWith = :others",
            ExpressionAttributeValues: { ":others": sharedWith },
          }),
        );
      else
        await table.client.send(
          new PutCommand({ TableName: table.name, Item: { ...facts, ...keys.child(code, childId), sharedWith } }),
        );
    }
    for (const code of codes) {
      const after = await recordOf(world, code, childId);
      await shareHeld(
        { table },
        { entity: "child", pk: keys.familyPartition(code), before: { ...after, sharedWith: [] }, after },
        code,
      );
    }
  };
  return Object.assign(follow, { share, endHour });
}
