/**
 * What a family has chosen and not yet confirmed, whatever the activity: days to book, waiting lists to join, days to
 * give up. Pure: the page keeps it, the draft stores it, the tests hold it.
 */
import {
  readId,
  type ActivityId,
  type ChildId,
  type PlainDate,
  type UnitId,
} from "../../../../functions/kernel/ids.ts";

/**
 * `wait`: to book, or to be put on the waiting list where it is full. `cancel`: to give up, whether booked, asked,
 * waited for or offered.
 */
export const wishes = ["book", "wait", "cancel"] as const;
export type Wish = (typeof wishes)[number];
export const isWish = (text: unknown): text is Wish => wishes.some((wish) => wish === text);

export interface Cell {
  readonly activityId: ActivityId;
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unitId: UnitId;
}
/** `activityId|childId|date|unitId` */
export type CellKey = string;
export type Selection = ReadonlyMap<CellKey, Wish>;

export const keyOf = ({ activityId, childId, date, unitId }: Cell): CellKey =>
  `${activityId}|${childId}|${date}|${unitId}`;

/** The cell of a key; null for text that is not one (a draft of another version). */
export function cellOf(key: CellKey): Cell | null {
  const [activity = "", child = "", day = "", unit = ""] = key.split("|");
  const [activityId, childId, date, unitId] = [
    readId("ActivityId", activity),
    readId("ChildId", child),
    readId("PlainDate", day),
    readId("UnitId", unit),
  ];
  return activityId && childId && date && unitId ? { activityId, childId, date, unitId } : null;
}

export interface History {
  readonly now: Selection;
  /** Oldest first. */
  readonly past: readonly Selection[];
}
export const emptyHistory: History = { now: new Map(), past: [] };

export type Action =
  /** Wishes to add, and keys that they replace (incompatible units of the same child and day). */
  | {
      readonly kind: "wish";
      readonly wishes: readonly (readonly [CellKey, Wish])[];
      readonly instead?: readonly CellKey[];
    }
  | { readonly kind: "drop"; readonly keys: readonly CellKey[] }
  | { readonly kind: "undo" }
  /** What can no longer be wished, or has been answered: undoing must not bring it back. */
  | { readonly kind: "forget"; readonly keys: readonly CellKey[] }
  /** Another page: what was done on the one before is not undone from here, unseen. */
  | { readonly kind: "arrive" };

const longestPast = 50;

export function reduce(history: History, action: Action): History {
  switch (action.kind) {
    case "wish": {
      const next = new Map(history.now);
      for (const key of action.instead ?? []) next.delete(key);
      for (const [key, wish] of action.wishes) next.set(key, wish);
      return step(history, next);
    }
    case "drop":
      return action.keys.some((key) => history.now.has(key))
        ? step(history, without(history.now, action.keys))
        : history;
    case "undo": {
      const before = history.past.at(-1);
      return before ? { now: before, past: history.past.slice(0, -1) } : history;
    }
    case "forget":
      return action.keys.length === 0 ? history : { now: without(history.now, action.keys), past: [] };
    case "arrive":
      return history.past.length === 0 ? history : { now: history.now, past: [] };
  }
}

const step = (history: History, now: Selection): History => ({
  now,
  past: [...history.past, history.now].slice(-longestPast),
});

function without(selection: Selection, keys: readonly CellKey[]): Selection {
  const next = new Map(selection);
  for (const key of keys) next.delete(key);
  return next;
}

export interface Line {
  readonly cell: Cell;
  readonly wish: Wish;
}

/** Lines of these wishes, by date, then activity, child and unit. */
export const linesOf = (selection: Selection, ...wanted: readonly Wish[]): Line[] =>
  [...selection]
    .flatMap(([key, wish]) => {
      const cell = wanted.includes(wish) ? cellOf(key) : null;
      return cell ? [{ cell, wish }] : [];
    })
    .sort((a, b) => nameForOrder(a.cell).localeCompare(nameForOrder(b.cell)));

const nameForOrder = (cell: Cell): string => `${cell.date}|${keyOf(cell)}`;

/**
 * What is wished on each day of an activity, as one text a day: a page that shows hundreds of days sees by it, without
 * looking at their cells, which of them a press has changed.
 */
export function wishesByDay(selection: Selection, activityId: ActivityId): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const [key, wish] of selection) {
    const [activity, child = "", date = "", unit = ""] = key.split("|");
    if (activity === activityId) days.set(date, `${days.get(date) ?? ""} ${child}|${unit}|${wish}`);
  }
  return days;
}

/** Of one activity, or of all the others. */
export const keysIn = (selection: Selection, activityId: ActivityId): CellKey[] =>
  [...selection.keys()].filter((key) => key.startsWith(`${activityId}|`));
