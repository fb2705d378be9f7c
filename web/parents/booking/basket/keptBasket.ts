/**
 * The basket between two visits: what was chosen, and the requests that were sent and never answered.
 *
 * A request keeps its key until an answer comes, so that pressing « Confirmer » again after a lost answer, a reload or
 * a session that ended repeats the same request instead of making another. Other content is another request, with
 * another key. Only identifiers are stored, under the sign-in they belong to.
 */
import { id, type Login, type IdempotencyKey } from "../../../../functions/kernel/ids.ts";
import { readJson, type Box } from "../../../shared/storage.ts";
import { isWish, type CellKey, type Selection, type Wish } from "./selection.ts";

export interface Unanswered {
  readonly key: IdempotencyKey;
  /** What it asks, sorted: what makes it the same request. */
  readonly asks: readonly string[];
}
export interface Draft {
  readonly wishes: readonly (readonly [CellKey, Wish])[];
  readonly unanswered: readonly Unanswered[];
}
export const emptyDraft: Draft = { wishes: [], unanswered: [] };

export const boxKey = (login: Login): string => `portail.choix.${login}`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const isUnanswered = (value: unknown): boolean =>
  isRecord(value) && typeof value["key"] === "string" && isTexts(value["asks"]);
const isEntry = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && isWish(value[1]);
const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  Array.isArray(value["wishes"]) &&
  value["wishes"].every(isEntry) &&
  Array.isArray(value["unanswered"]) &&
  value["unanswered"].every(isUnanswered);

export const readDraft = (box: Box, login: Login): Draft => readJson(box, boxKey(login), isDraft) ?? emptyDraft;

export function keepDraft(box: Box, login: Login, draft: Draft): void {
  if (draft.wishes.length === 0 && draft.unanswered.length === 0) box.remove(boxKey(login));
  else box.write(boxKey(login), JSON.stringify(draft));
}

export const wishesOf = (selection: Selection): Draft["wishes"] => [...selection];

/** The request that asks this: the unanswered one when it is the same, otherwise a new one. */
export function requestFor(
  unanswered: readonly Unanswered[],
  asks: readonly string[],
  newKey: () => string,
): Unanswered {
  const sorted = [...asks].sort();
  const same = unanswered.find(
    (request) => request.asks.length === sorted.length && request.asks.every((ask, index) => ask === sorted[index]),
  );
  return same ?? { key: id("IdempotencyKey", newKey()), asks: sorted };
}
