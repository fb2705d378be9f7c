/**
 * A child whose departure was decided leaves the household in two steps, each put as a one-time schedule when the
 * departure is written. Once it can no longer be taken back, it is settled: what the child has from its day on is given up
 * (booking/follow/give-up-departed.ts), while whoever cancels in time still can. On its day, the household has the child no
 * more. What stands then decides: called late, twice or for nothing, it does what the file says, and no more.
 */
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import { readId, type ChildId, type FamilyCode, type Instant } from "../../kernel/ids.ts";
import { localDate, localToInstant } from "../../kernel/time.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { leavingOf, type ChildLeaving } from "../store/families.ts";
import { childChange, readChildFile } from "../store/family-file.ts";
import { secondsToTakeBack } from "./end-stays.ts";

/** A child's stay to end, unless the departure was given up or moved. */
export interface ChildStayToEnd {
  readonly familyCode: FamilyCode;
  readonly leavingChild: ChildId;
}

export interface EndChildStaysDependencies {
  /** `name`: of that step of that departure; one that is moved is another. */
  readonly endChildStayLater: (stay: ChildStayToEnd, name: string, at: Instant) => Promise<void>;
}

const decidedBy = ({ at }: ChildLeaving): Instant => plusSeconds(at, secondsToTakeBack);
const departureIn = (item: Item | null): ChildLeaving | null => (item ? leavingOf(item) : null);

/** Puts the moments of a departure that has just been written. The same again changes nothing. */
export async function planChildDeparture(
  { endChildStayLater }: EndChildStaysDependencies,
  { before, after }: StreamRecord,
  familyCode: FamilyCode,
): Promise<void> {
  const [was, leaving] = [departureIn(before), departureIn(after)];
  const leavingChild = readId("ChildId", String(after?.["id"]));
  if (!leaving || !leavingChild || (was?.at === leaving.at && was.from === leaving.from)) return;
  const [settled, day] = [decidedBy(leaving), localToInstant(leaving.from, "00:01")];
  for (const moment of day > settled ? [settled, day] : [settled])
    await endChildStayLater({ familyCode, leavingChild }, `${leavingChild}-${leaving.at}-${moment}`, moment);
}

/** Settles the departure that the file says by now, and on its day ends the stay. */
export const endChildStay = (
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  { familyCode, leavingChild }: ChildStayToEnd,
): Promise<undefined> =>
  decideAndWrite<null, undefined>("A child's record", null, async () => {
    const child = await readChildFile(table, familyCode, leavingChild);
    const now = clock();
    if (!child?.leaving || child.left || now < decidedBy(child.leaving)) return { done: undefined };
    const { leaving } = child;
    const facts = {
      leaving: { ...leaving, settledAt: leaving.settledAt ?? now },
      ...(localDate(now) < leaving.from ? {} : { left: { at: now } }),
    };
    const { written } = await update(table, childChange(familyCode, child, facts).Update);
    return written ? { done: undefined } : { again: null };
  });

/** A departure that is settled, or done, as the stream shows it. Null: neither, or it was so before. */
export function settledIn({ before, after }: StreamRecord): ChildLeaving | null {
  const [was, leaving] = [departureIn(before), departureIn(after)];
  const isDone = before?.["left"] === undefined && after?.["left"] !== undefined;
  return leaving?.settledAt !== undefined && (isDone || was?.settledAt !== leaving.settledAt) ? leaving : null;
}
