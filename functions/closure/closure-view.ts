import type { Closure } from "../catalogue/rules/catalogue.ts";
import type { ClosureId } from "../kernel/ids.ts";
import type { ClosureView } from "./contract.ts";
import type { Closing } from "./store/closings.ts";

function progressOf(closing: Closing | undefined): Pick<ClosureView, "progress"> {
  if (closing?.done) return { progress: { state: "done", ...closing.done } };
  return closing?.next ? { progress: { state: "underWay", next: closing.next } } : {};
}

/** A closure with how far its consequences are. */
export const closureView = (
  { id, from, to, kind, reason }: Closure,
  closings: ReadonlyMap<ClosureId, Closing>,
): ClosureView => ({ id, from, to, kind, reason, ...progressOf(closings.get(id)) });
