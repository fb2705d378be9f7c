import type { Closure } from "../catalogue/rules/catalogue.ts";
import type { ClosureId, Instant } from "../kernel/ids.ts";
import { countUntold, type UntoldCount } from "../mail/untold.ts";
import type { Table } from "../table/table.ts";
import type { ClosureView } from "./contract.ts";
import { closureMailId, type ClosureProgress } from "./store/progress.ts";

export interface ClosuresKnown {
  /** How far their consequences are. */
  readonly progress: ReadonlyMap<ClosureId, ClosureProgress>;
  /** Families who are not told of them, or not yet. */
  readonly untold: ReadonlyMap<ClosureId, UntoldCount>;
}

/** Counts who is not told of these closures; those that have told nobody yet cost nothing. */
export async function countUntoldOf(
  table: Table,
  closures: readonly Pick<Closure, "id">[],
  progress: ClosuresKnown["progress"],
  now: Instant,
): Promise<ClosuresKnown["untold"]> {
  const counts = closures.map(async ({ id }) => {
    const { telling, edition } = progress.get(id) ?? {};
    if (telling === undefined || edition === undefined) return [];
    return [[id, await countUntold(table, { day: telling, mailId: closureMailId(id, edition), now })] as const];
  });
  return new Map((await Promise.all(counts)).flat());
}

function progressOf(
  progress: ClosureProgress | undefined,
  untold: UntoldCount = { toCall: 0, onTheirWay: 0 },
): Pick<ClosureView, "progress"> {
  if (progress?.done) return { progress: { state: "done", ...progress.done, ...untold } };
  return progress?.next ? { progress: { state: "underWay", next: progress.next } } : {};
}

/** A closure with how far its consequences are. */
export const closureView = (
  { id, from, to, kind, reason }: Closure,
  { progress, untold }: ClosuresKnown,
): ClosureView => ({ id, from, to, kind, reason, ...progressOf(progress.get(id), untold.get(id)) });
