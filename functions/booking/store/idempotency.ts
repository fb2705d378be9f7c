/**
 * Baskets that have been answered: sending one again returns the same answers and changes nothing.
 *
 * Answered once, after the last line is settled. Of two that ran at once the first to answer wins; the other gives its
 * answers too and takes back what it did beyond them. A request that died before is simply run again: every line finds
 * what it had done.
 *
 * A basket of which the family receives a receipt (follow/tell-basket.ts) is recorded with its lines before the first of
 * them is settled, by the very write that looks whether it was answered: should the request die, the lines that it had
 * settled are told all the same.
 *
 *     pk FAMILY#<code>, sk IDEMPOTENCY#<key>
 *     digest, at, by      which basket, since when, whose
 *     receipt             token of the request and its lines, of a basket that is told
 *     ends                how often somebody said that no request of it lives any more
 *     lines, refusals     the answers; absent while it may be under way
 */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { cents } from "../../kernel/money.ts";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { RequestToken } from "../rules/child-day.ts";
import type { ChildId, FamilyCode, IdempotencyKey, Instant, Login, PlainDate } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, update, type Stored } from "../../table/write.ts";
import { unitKeyText } from "./child-days.ts";

/** What a basket asks: digest of its kind and its lines, in order. */
export const digestOf = (kind: string, lines: readonly unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify([kind, lines]))
    .digest("base64url");

/**
 * Token that a request leaves on what it does. Of key and content, so that a key sent again with other content is
 * another request until one of them is recorded. Eight characters (48 bits) are many within one unit of one child's
 * day, and every claim on a hot day carries them.
 */
export const requestTokenOf = (key: IdempotencyKey, digest: string): RequestToken =>
  createHash("sha256").update(`${key} ${digest}`).digest("base64url").slice(0, 8);

/** Token of what follows from a child's departure, which no request has asked for. */
export const departureToken = (
  child: ChildId,
  { at, from }: { readonly at: Instant; readonly from: PlainDate },
): RequestToken => createHash("sha256").update(`departure ${child} ${at} ${from}`).digest("base64url").slice(0, 8);

/** As the contract words them (booking/contract/act.ts): a store knows neither pages nor routes. */
const lineOutcome = lazily(() =>
  z.enum(["booked", "held", "waiting", "toApprove", "cancelled", "accepted", "changed", "noted", "asked", "refused"]),
);
const refusal = lazily(() =>
  z.object({
    code: z.string(),
    short: z.string(),
    hint: z.optional(z.string()),
    sentence: z.string(),
    changesAt: z.optional(branded("Instant")),
    href: z.optional(z.string()),
    action: z.optional(z.string()),
  }),
);
/** A basket of many days names few children and units: each once, then its days. */
const receipt = lazily(() =>
  z.object({
    requestToken: z.string(),
    of: z.array(z.object({ childId: branded("ChildId"), unit: unitKeyText() })),
    /** A line each, in the request's order: an index in `of`, and the day. */
    on: z.array(z.tuple([z.int(), branded("PlainDate")])),
  }),
);
export type Receipt = z.infer<ReturnType<typeof receipt>>;

const begun = lazily(() => ({ digest: z.string(), at: branded("Instant"), by: branded("Login") }));
const answers = lazily(() => ({
  /**
   * One a line, in the request's order. `refusal`: index in `refusals`, which holds each once. `price`: what it was
   * booked for.
   */
  lines: z.array(
    z.object({
      outcome: lineOutcome(),
      position: z.optional(z.int()),
      until: z.optional(branded("Instant")),
      refusal: z.optional(z.int()),
      price: z.optional(z.pipe(z.int(), z.transform(cents))),
    }),
  ),
  refusals: z.array(refusal()),
}));
const idempotencyRecord = lazily(() => z.object({ ...begun(), ...answers(), receipt: z.optional(receipt()) }));
export type IdempotencyRecord = z.infer<ReturnType<typeof idempotencyRecord>>;

/** A basket that is told, as the stream shows its record. */
const toldBasket = lazily(() =>
  z.object({
    ...begun(),
    idempotencyKey: branded("IdempotencyKey"),
    receipt: receipt(),
    ends: z.optional(z.int()),
    lines: z.optional(answers().lines),
    refusals: z.optional(answers().refusals),
  }),
);
export type ToldBasket = z.infer<ReturnType<typeof toldBasket>>;
/** Null of a basket that is not told. */
export const toldBasketOf = (item: Item): ToldBasket | null =>
  item["receipt"] === undefined
    ? null
    : z.parse(toldBasket(), { ...item, idempotencyKey: keys.idempotencyKeyIn(String(item["sk"])) });

/** How long answers are kept, in days: a page left open over a holiday may still send its basket again. */
const keptDays = 30;

/** The answers of a record; null while it has none. */
const answersOf = (item: Item | null): IdempotencyRecord | null =>
  item?.["lines"] === undefined ? null : z.parse(idempotencyRecord(), item);

/** The answers given to a request, or null. Consistent: a retry comes within the second. */
export const readIdempotencyRecord = async (
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
): Promise<IdempotencyRecord | null> => answersOf(await readRecord(table, keys.idempotency(code, key)));

/** The same, of a basket that is told: without answers, it is begun. */
export async function beginBasket(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
  basket: { readonly digest: string; readonly at: Instant; readonly by: Login; readonly receipt: Receipt },
): Promise<IdempotencyRecord | null> {
  const outcome = await put(table, { Item: itemOf(code, key, basket), ...ifAbsent });
  return outcome.written ? null : answersOf(outcome.stands);
}

const unanswered = {
  ConditionExpression: "attribute_not_exists(#lines)",
  ExpressionAttributeNames: { "#lines": "lines" },
} as const;

/** Records a request's answers unless it has some; returns those that stand. */
export async function recordOnce(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
  answered: IdempotencyRecord,
): Promise<IdempotencyRecord> {
  const outcome = await put(table, { Item: itemOf(code, key, answered), ...unanswered });
  return outcome.written ? answered : z.parse(idempotencyRecord(), outcome.stands);
}

/** Says that no request of a basket lives any more. Nothing once it is answered, or forgotten. */
export async function endBasket(table: Table, code: FamilyCode, key: IdempotencyKey): Promise<void> {
  await update(table, {
    Key: keys.idempotency(code, key),
    UpdateExpression: "ADD #ends :one",
    ConditionExpression: `attribute_exists(pk) AND ${unanswered.ConditionExpression}`,
    ExpressionAttributeNames: { ...unanswered.ExpressionAttributeNames, "#ends": "ends" },
    ExpressionAttributeValues: { ":one": 1 },
  });
}

/** Replaces the answers of a request by what came of it after all, and returns them. */
export async function answerAnew(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
  answered: IdempotencyRecord,
): Promise<IdempotencyRecord> {
  await put(table, { Item: itemOf(code, key, answered) });
  return answered;
}

const itemOf = (
  code: FamilyCode,
  key: IdempotencyKey,
  recorded: IdempotencyRecord | Parameters<typeof beginBasket>[3],
): Stored => ({
  ...keys.idempotency(code, key),
  entity: "idempotency",
  ...recorded,
  expiresAt: Date.parse(recorded.at) / 1000 + keptDays * 86_400,
});
