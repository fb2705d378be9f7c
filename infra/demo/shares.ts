/** The child of two households: its parents have agreed on what each pays, from this month on. */
import { addShare, readShares } from "../../functions/billing/store/shares.ts";
import { rate } from "../../functions/kernel/exact.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { localDate } from "../../functions/kernel/time.ts";
import { firstDayOf, monthOf } from "../../functions/quotient/rules/quotient.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";

/** Puts it in. Again: finds it there. */
export async function sayShares(table: Table, cast: readonly CastFamily[], now: Instant): Promise<void> {
  const [, , busy, , second] = cast.map(({ family }) => family);
  const child = second?.children.find(({ sharedWith }) => sharedWith);
  if (!busy || !second || !child) throw new Error("The demo town has no child of two households");
  const key = id("IdempotencyKey", "demo-partage-entre-foyers");
  const codes = [busy.household.code, second.household.code];
  const records = await Promise.all(codes.map(async (code) => [code, await readShares(table, code)] as const));
  if (records.some(([, { acts }]) => acts.some((one) => one.key === key))) return;
  await addShare(table, new Map(records), {
    at: now,
    by: id("Login", "AGENT.DEMO"),
    byName: "Guichet unique",
    reason: "Convention des parents, résidence alternée",
    key,
    about: key,
    said: {
      childId: child.id,
      activityId: null,
      parts: codes.map((familyCode, rank) => ({ familyCode, share: rate(rank === 0 ? 600_000 : 400_000) })),
      from: firstDayOf(monthOf(localDate(now))),
      until: null,
    },
  });
}
