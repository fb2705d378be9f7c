/** A child leaves a household for another one: its record there stays for what was booked, and books no more. */
import * as z from "zod/mini";
import type { ChildId, FamilyCode, Instant } from "../../kernel/ids.ts";
import { updateFrom } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { childRecord } from "./families.ts";

interface Leaving {
  readonly from: FamilyCode;
  readonly to: FamilyCode;
  readonly childId: ChildId;
}

/** Done twice is done once. */
export const leaveHousehold = (table: Table, { from, to, childId }: Leaving, at: Instant): Promise<undefined> =>
  decideAndWrite<null, undefined>("A child's record", null, async () => {
    const key = keys.child(from, childId);
    const item = await readRecord(table, key);
    const child = item && z.parse(childRecord(), item);
    if (!child || child.left) return { done: undefined };
    const { written } = await update(table, updateFrom(key, child.version, [{ path: ["left"], value: { to, at } }]));
    return written ? { done: undefined } : { again: null };
  });
