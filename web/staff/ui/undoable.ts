/** What staff has just decided and can still take back, wherever they have gone meanwhile: the bar at the foot offers it. */
import type { Instant } from "../../../functions/kernel/ids.ts";
import { createStore } from "../../shared/store.ts";
import { announce } from "../../shared/ui/announcements.tsx";

export interface Undoable {
  /** What was decided, in a sentence. */
  readonly said: string;
  readonly until: Instant;
  readonly undo: () => Promise<unknown>;
  /** Does what waits for it no longer to be possible: else that is done within minutes. */
  readonly settle?: () => Promise<unknown>;
  /** Once it is taken back: the page shows what waits again. */
  readonly onUndone: () => Promise<void> | void;
}

export const undoables = createStore<readonly Undoable[]>([]);

/** The latest one first. */
export function offerUndo(one: Undoable): void {
  undoables.set([one, ...undoables.get()]);
  announce(one.said);
}

/** It has been taken back, or no longer can be. */
export const forget = (one: Undoable): void => {
  undoables.set(undoables.get().filter((other) => other !== one));
};
