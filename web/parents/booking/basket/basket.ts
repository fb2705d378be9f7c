/** The one basket of the person signed in: the same on every page, in every tab, across reloads and sessions. */
import type { ActivityId, Login } from "../../../../functions/kernel/ids.ts";
import { call } from "../../../shared/api/index.ts";
import { onSessionChange, signedInAs } from "../../../shared/session/session.ts";
import { lasting } from "../../../shared/storage.ts";
import { createStore, useStore } from "../../../shared/store.ts";
import { boxKey, keepBasket, readBasket, wishesOf, type Unanswered } from "./keptBasket.ts";
import { emptyHistory, keyOf, reduce, type Action, type History, type Line, type Selection } from "./selection.ts";
import { submit, type Outcome } from "./submit.ts";

interface Held {
  readonly login: Login | null;
  readonly history: History;
  readonly unanswered: readonly Unanswered[];
}

const nobody: Held = { login: null, history: emptyHistory, unanswered: [] };
const held = createStore<Held>(nobody);

function read(login: Login): void {
  const { wishes, unanswered } = readBasket(lasting, login);
  held.set({ login, history: { now: new Map(wishes), past: [] }, unanswered });
}

/** What is held for whoever is signed in now, read when that changes. */
function current(): Held {
  const login = signedInAs()?.login ?? null;
  if (held.get().login !== login) {
    if (login) read(login);
    else held.set(nobody);
  }
  return held.get();
}

/** At once, not after the next drawing: a page may be closed right after the last tap. */
function keep(next: Held): void {
  held.set(next);
  if (next.login) keepBasket(lasting, next.login, { wishes: wishesOf(next.history.now), unanswered: next.unanswered });
}

onSessionChange(() => {
  held.set(nobody);
});
if (typeof window !== "undefined")
  window.addEventListener("storage", ({ key }) => {
    const { login } = held.get();
    // Another tab chose something: writing over it would lose it.
    if (login && key === boxKey(login)) read(login);
  });

const act = (action: Action): void => {
  const now = current();
  keep({ ...now, history: reduce(now.history, action) });
};

/** Sends these lines; what is answered leaves the basket. */
async function confirm(lines: readonly Line[], together: ReadonlySet<ActivityId>): Promise<Outcome> {
  const outcome = await submit(
    {
      call,
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
}

export interface Basket {
  readonly selection: Selection;
  readonly canUndo: boolean;
  readonly act: (action: Action) => void;
  /** `together`: activities whose days go together. */
  readonly confirm: (lines: readonly Line[], together: ReadonlySet<ActivityId>) => Promise<Outcome>;
}

export function useBasket(): Basket {
  current();
  const { now, past } = useStore(held).history;
  return { selection: now, canUndo: past.length > 0, act, confirm };
}
