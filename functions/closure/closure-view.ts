import type { Closure } from "../catalogue/rules/catalogue.ts";
import type { ClosureId } from "../kernel/ids.ts";
import type { ClosureView } from "./contract.ts";
import type { ClosureProgress } from "./store/progress.ts";

function progressOf(progress: ClosureProgress | undefined): Pick<ClosureView, "progress"> {
  if (progress?.done) return { progress: { state: "done", ...progress.done } };
  return progress?.next ? { progress: { state: "underWay", next: progress.next } } : {};
}

/** A closure with how far its consequences are. */
export const closureView = (
  { id, from, to, kind, reason }: Closure,
  progress: ReadonlyMap<ClosureId, ClosureProgress>,
): ClosureView => ({ id, from, to, kind, reason, ...progressOf(progress.get(id)) });
