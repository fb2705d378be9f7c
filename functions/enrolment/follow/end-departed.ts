/**
 * A child's departure from a household is settled: its enrolments there end from that day on, and what was only asked for is
 * withdrawn. Each by one write that finds itself done; what was booked by them is given up with everything else of the
 * child (booking/follow/give-up-departed.ts).
 */
import { createHash } from "node:crypto";
import type { ChildLeaving } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, type ChildId, type EnrolmentId, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { after, type Enrolment, type EnrolmentAct, type Step } from "../rules/enrolment.ts";
import { goOn, readEnrolments, readWithChild } from "../store/enrolments.ts";

interface Departed {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** What becomes of one whose child is there no more from that day on; null: nothing, it is over by then. */
function stepOf({ state, from, to }: Enrolment, day: PlainDate): Step | null {
  switch (state.status) {
    case "asked":
    case "onHold":
      return to < day ? null : { what: "withdraw" };
    case "accepted":
      return to < day ? null : { what: "end", from: day > from ? day : from };
    case "ended":
      return state.from > day ? { what: "end", from: day } : null;
    case "refused":
    case "withdrawn":
      return null;
  }
}

const endOne = (
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  { familyCode, childId }: Departed,
  enrolmentId: EnrolmentId,
  { from, at, by }: ChildLeaving,
): Promise<undefined> =>
  decideAndWrite<null, undefined>("An enrolment", null, async () => {
    const { enrolment, child } = await readWithChild(table, familyCode, { id: enrolmentId, childId });
    const now = clock();
    const today = localDate(now);
    const key = id(
      "IdempotencyKey",
      createHash("sha256").update(`departure ${enrolmentId} ${at}`).digest("base64url").slice(0, 32),
    );
    const step = enrolment ? stepOf(enrolment, from > today ? from : today) : null;
    const state = enrolment && step ? after(enrolment, step) : null;
    if (!enrolment || !step || !state || enrolment.acts.some((one) => one.key === key)) return { done: undefined };
    const act: EnrolmentAct = {
      what: step.what,
      at: now,
      by,
      key,
      ...(step.what === "end" ? { from: step.from } : {}),
    };
    const next = { ...enrolment, state, version: enrolment.version + 1, acts: [...enrolment.acts, act] };
    return (await goOn(table, { enrolment, child }, next, today)) ? { done: undefined } : { again: null };
  });

/** Ends what the household has enrolled the child in. */
export async function endDeparted(
  dependencies: { readonly table: Table; readonly clock: Clock },
  departed: Departed,
  leaving: ChildLeaving,
): Promise<void> {
  for (const { id: enrolmentId, childId } of await readEnrolments(dependencies.table, departed.familyCode))
    if (childId === departed.childId) await endOne(dependencies, departed, enrolmentId, leaving);
}
