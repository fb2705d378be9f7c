/** A staff member's word on what a family asks. */
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";

export type Approval = Answer<"approval.list">["approvals"][number];

/** Names an approval among those on screen. */
export const nameOf = ({ kind, what, familyCode, childId, activityId, unitId, date }: Approval): string =>
  [kind, what, familyCode, childId, activityId, unitId, date].join(" ");

/** Accepts, or refuses with what the family is told. Pressing again after a lost answer sends the same decision again. */
export async function decide(approval: Approval, decision: "accept" | "refuse", reason?: string): Promise<void> {
  const { kind, what, familyCode, childId, activityId, unitId, date, to } = approval;
  const body = {
    kind,
    what,
    familyCode,
    childId,
    activityId,
    unitId,
    date,
    decision,
    ...(to ? { to: { unitId: to.unitId, date: to.date } } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
  await sendOnce(["decide", body], (idempotencyKey) =>
    call("approval.decide", { body: { idempotencyKey, ...body }, repeatable: true }),
  );
}
