/** A basket: what is chosen and not yet confirmed, the same on every page that its owner opens. */
import type { ActivityId } from "../../../../functions/kernel/ids.ts";
import { createStore, useStore } from "../../store.ts";
import type { KeptBasket, Unanswered } from "./keptBasket.ts";
import { wishesOf } from "./keptBasket.ts";
import { emptyHistory, keyOf, reduce, type Action, type History, type Line, type Selection } from "./selection.ts";
import { submit, type Outcome, type Sending } from "./submit.ts";

/** Whose basket it is now, and where it is kept between two visits. */
export interface Keeping<O> {
  /** Null: nobody's. */
  readonly owner: () => O | null;
  readonly read: (owner: O) => KeptBasket;
  readonly keep: (owner: O, basket: KeptBasket) => void;
}

interface Held<O> {
  readonly owner: O | null;
  readonly history: History;
  readonly unanswered: readonly Unanswered[];
}

export interface Basket {
  readonly selection: Selection;
  readonly canUndo: boolean;
  readonly act: (action: Action) => void;
  /** `together`: activities whose days go together. */
  readonly confirm: (lines: readonly Line[], together: ReadonlySet<ActivityId>) => Promise<Outcome>;
}

export interface BasketStore<O> {
  readonly useBasket: () => Basket;
  /** Whose it is as far as it knows; null: nobody's yet. */
  readonly owner: () => O | null;
  /** Reads it again: another tab has written it. */
  readonly reread: () => void;
  /** It is nobody's any more. */
  readonly forget: () => void;
}

export function createBasket<O>(send: Sending, keeping: Keeping<O>): BasketStore<O> {
  const nobody: Held<O> = { owner: null, history: emptyHistory, unanswered: [] };
  const held = createStore<Held<O>>(nobody);

  const read = (owner: O): void => {
    const { wishes, unanswered } = keeping.read(owner);
    held.set({ owner, history: { now: new Map(wishes), past: [] }, unanswered });
  };

  /** What is held for the owner of now, read when that changes. */
  const current = (): Held<O> => {
    const owner = keeping.owner();
    if (held.get().owner !== owner) {
      if (owner !== null) read(owner);
      else held.set(nobody);
    }
    return held.get();
  };

  /** At once, not after the next drawing: a page may be closed right after the last tap. */
  const keep = (next: Held<O>): void => {
    held.set(next);
    if (next.owner !== null)
      keeping.keep(next.owner, { wishes: wishesOf(next.history.now), unanswered: next.unanswered });
  };

  const act = (action: Action): void => {
    const now = current();
    keep({ ...now, history: reduce(now.history, action) });
  };

  /** Sends these lines; what is answered leaves the basket. */
  const confirm: Basket["confirm"] = async (lines, together) => {
    const outcome = await submit(
      {
        send,
        newKey: () => crypto.randomUUID(),
        keep: (unanswered) => {
          keep({ ...current(), unanswered });
        },
      },
      lines,
      current().unanswered,
      together,
    );
    act({ kind: "forget", keys: outcome.lines.map(keyOf) });
    return outcome;
  };

  return {
    useBasket: () => {
      current();
      const { now, past } = useStore(held).history;
      return { selection: now, canUndo: past.length > 0, act, confirm };
    },
    owner: () => held.get().owner,
    reread: () => {
      const { owner } = held.get();
      if (owner !== null) read(owner);
    },
    forget: () => {
      held.set(nobody);
    },
  };
}
