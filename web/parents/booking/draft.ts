/**
 * The basket between two visits: what was chosen, and the requests that were sent and never answered.
 *
 * A request keeps its key until an answer comes, so that pressing « Confirmer » again after a lost answer, a reload or a
 * session that ended repeats the same request instead of making another. Other content is another request, with another key.
 * Only identifiers are stored, under the sign-in they belong to.
 */
import { id, type ActivityId, type Login, type RequestKey } from "../../../functions/domain/ids.ts";
import { readJson, type Box } from "../../shared/storage.ts";
import type { CellKey, Selection, Wish } from "./selection.ts";

export interface Unanswered {
  readonly key: RequestKey;
  /** Keys of its cells, sorted: what makes it the same request. */
  readonly cells: readonly CellKey[];
}
export interface Draft {
  readonly wishes: readonly (readonly [CellKey, Wish])[];
  readonly unanswered: { readonly [wish in Wish]?: Unanswered | undefined };
}
export const emptyDraft: Draft = { wishes: [], unanswered: {} };

const boxKey = (login: Login, activityId: ActivityId): string => `portail.choix.${login}.${activityId}`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");
const isUnanswered = (value: unknown): boolean => value === undefined || (isRecord(value) && typeof value["key"] === "string" && isTexts(value["cells"]));
const isWish = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && (value[1] === "book" || value[1] === "cancel");
const isDraft = (value: unknown): value is Draft =>
  isRecord(value) && Array.isArray(value["wishes"]) && value["wishes"].every(isWish)
  && isRecord(value["unanswered"]) && isUnanswered(value["unanswered"]["book"]) && isUnanswered(value["unanswered"]["cancel"]);

export const readDraft = (box: Box, login: Login, activityId: ActivityId): Draft => readJson(box, boxKey(login, activityId), isDraft) ?? emptyDraft;

export function keepDraft(box: Box, login: Login, activityId: ActivityId, draft: Draft): void {
  const key = boxKey(login, activityId);
  if (draft.wishes.length === 0 && !draft.unanswered.book && !draft.unanswered.cancel) box.remove(key);
  else box.write(key, JSON.stringify(draft));
}

export const wishesOf = (selection: Selection): Draft["wishes"] => [...selection];

/** The request for these cells: the unanswered one when it is the same, otherwise a new one. */
export function requestFor(before: Unanswered | undefined, cells: readonly CellKey[], newKey: () => string): Unanswered {
  const sorted = [...cells].sort();
  const same = before?.cells.length === sorted.length && before.cells.every((cell, index) => cell === sorted[index]);
  return same ? before : { key: id("RequestKey", newKey()), cells: sorted };
}
