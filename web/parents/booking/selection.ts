/**
 * What a family has chosen on the grid and not yet confirmed: days to book, days to cancel. Pure: the page keeps it, the draft
 * stores it, the tests hold it.
 */
import { readId, type ChildId, type PlainDate, type UnitId } from "../../../functions/domain/ids.ts";

export type Wish = "book" | "cancel";
export interface Cell {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unitId: UnitId;
}
/** `childId|date|unitId` */
export type CellKey = string;
export type Selection = ReadonlyMap<CellKey, Wish>;

export const keyOf = ({ childId, date, unitId }: Cell): CellKey => `${childId}|${date}|${unitId}`;

/** The cell of a key; null for text that is not one (a draft of another version). */
export function cellOf(key: CellKey): Cell | null {
  const [child = "", day = "", unit = ""] = key.split("|");
  const [childId, date, unitId] = [readId("ChildId", child), readId("PlainDate", day), readId("UnitId", unit)];
  return childId && date && unitId ? { childId, date, unitId } : null;
}

export interface History {
  readonly now: Selection;
  /** Oldest first. */
  readonly past: readonly Selection[];
}
export const emptyHistory: History = { now: new Map(), past: [] };

export type Action =
  /** Wishes to add, and keys that they replace (incompatible units of the same child and day). */
  | { readonly kind: "wish"; readonly wish: Wish; readonly keys: readonly CellKey[]; readonly instead?: readonly CellKey[] }
  | { readonly kind: "drop"; readonly keys: readonly CellKey[] }
  | { readonly kind: "undo" }
  | { readonly kind: "clear" }
  /** What can no longer be wished, or has been answered: undoing must not bring it back. */
  | { readonly kind: "forget"; readonly keys: readonly CellKey[] };

const longestPast = 50;

export function reduce(history: History, action: Action): History {
  switch (action.kind) {
    case "wish": {
      const next = new Map(history.now);
      for (const key of action.instead ?? []) next.delete(key);
      for (const key of action.keys) next.set(key, action.wish);
      return step(history, next);
    }
    case "drop":
      return step(history, without(history.now, action.keys));
    case "clear":
      return history.now.size === 0 ? history : step(history, new Map());
    case "undo": {
      const before = history.past.at(-1);
      return before ? { now: before, past: history.past.slice(0, -1) } : history;
    }
    case "forget":
      return action.keys.length === 0 ? history : { now: without(history.now, action.keys), past: [] };
  }
}

const step = (history: History, now: Selection): History => ({ now, past: [...history.past, history.now].slice(-longestPast) });

function without(selection: Selection, keys: readonly CellKey[]): Selection {
  const next = new Map(selection);
  for (const key of keys) next.delete(key);
  return next;
}

/** Cells of one wish, by date, then child. */
export const cellsOf = (selection: Selection, wish: Wish): Cell[] =>
  [...selection].flatMap(([key, found]) => {
    const cell = found === wish ? cellOf(key) : null;
    return cell ? [cell] : [];
  }).sort((a, b) => keyForOrder(a).localeCompare(keyForOrder(b)));

const keyForOrder = ({ date, childId, unitId }: Cell): string => `${date}|${childId}|${unitId}`;
