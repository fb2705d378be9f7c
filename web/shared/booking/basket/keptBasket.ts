/**
 * The basket between two visits: what was chosen, and what was sent and never answered.
 *
 * What is sent keeps its idempotency key until an answer comes, so that pressing « Confirmer » again after a lost
 * answer, a reload or a session that ended sends the same again instead of booking twice. Other content has another
 * key. Only identifiers are stored, under the sign-in they belong to.
 */
import { id, type Login, type IdempotencyKey } from "../../../../functions/kernel/ids.ts";
import { readJson, type Box } from "../../storage.ts";
import { isWish, type CellKey, type Selection, type Wish } from "./selection.ts";

export interface Unanswered {
  readonly key: IdempotencyKey;
  /** What it asks, sorted: what makes it the same. */
  readonly asks: readonly string[];
}
export interface KeptBasket {
  readonly wishes: readonly (readonly [CellKey, Wish])[];
  readonly unanswered: readonly Unanswered[];
}
export const emptyBasket: KeptBasket = { wishes: [], unanswered: [] };

export const boxKey = (login: Login): string => `portail.choix.${login}`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const isUnanswered = (value: unknown): boolean =>
  isRecord(value) && typeof value["key"] === "string" && isTexts(value["asks"]);
const isEntry = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && isWish(value[1]);
const isKeptBasket = (value: unknown): value is KeptBasket =>
  isRecord(value) &&
  Array.isArray(value["wishes"]) &&
  value["wishes"].every(isEntry) &&
  Array.isArray(value["unanswered"]) &&
  value["unanswered"].every(isUnanswered);

export const readBasket = (box: Box, login: Login): KeptBasket =>
  readJson(box, boxKey(login), isKeptBasket) ?? emptyBasket;

export function keepBasket(box: Box, login: Login, draft: KeptBasket): void {
  if (draft.wishes.length === 0 && draft.unanswered.length === 0) box.remove(boxKey(login));
  else box.write(boxKey(login), JSON.stringify(draft));
}

export const wishesOf = (selection: Selection): KeptBasket["wishes"] => [...selection];

/** What is sent to ask this: the same as was never answered, under its key; otherwise something new. */
export function sendingFor(
  unanswered: readonly Unanswered[],
  asks: readonly string[],
  newKey: () => string,
): Unanswered {
  const sorted = [...asks].sort();
  const same = unanswered.find(
    (sending) => sending.asks.length === sorted.length && sending.asks.every((ask, index) => ask === sorted[index]),
  );
  return same ?? { key: id("IdempotencyKey", newKey()), asks: sorted };
}
