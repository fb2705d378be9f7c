/** The basket of one activity, kept across reloads and sessions. */
import { useCallback, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { ActivityId, Login } from "../../../functions/domain/ids.ts";
import { call } from "../../shared/api/index.ts";
import { lasting } from "../../shared/storage.ts";
import { keepDraft, readDraft, wishesOf } from "./draft.ts";
import { emptyHistory, keyOf, reduce, type Action, type Selection } from "./selection.ts";
import { submit, type Outcome } from "./submit.ts";

export interface Basket {
  readonly selection: Selection;
  readonly canUndo: boolean;
  readonly act: (action: Action) => void;
  readonly confirm: () => Promise<Outcome>;
}

export function useBasket(login: Login, activityId: ActivityId): Basket {
  const unanswered = useRef(readDraft(lasting, login, activityId).unanswered);
  const [history, act] = useReducer(reduce, emptyHistory, () => ({ ...emptyHistory, now: new Map(readDraft(lasting, login, activityId).wishes) }));
  const selection = history.now;

  // At once, not after the next painting: a page may be closed right after the last tap.
  useLayoutEffect(() => {
    keepDraft(lasting, login, activityId, { wishes: wishesOf(selection), unanswered: unanswered.current });
  }, [selection, login, activityId]);

  const confirm = useCallback(async (): Promise<Outcome> => {
    const keep = (next: typeof unanswered.current): void => {
      unanswered.current = next;
      keepDraft(lasting, login, activityId, { wishes: wishesOf(selection), unanswered: next });
    };
    const outcome = await submit({ call, newKey: () => crypto.randomUUID(), keep }, activityId, selection, unanswered.current);
    act({ kind: "forget", keys: outcome.lines.map(keyOf) });
    return outcome;
  }, [selection, login, activityId]);

  return { selection, canUndo: history.past.length > 0, act, confirm };
}
