/**
 * Baskets that have been answered: sending one again returns the same answers and changes nothing.
 *
 * Written once, after the last line is settled. Of two that ran at once the first to write wins; the other gives its
 * answers too and takes back what it did beyond them. A request that died before is simply run again: every line finds
 * what it had done.
 */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { RequestToken } from "../rules/child-day.ts";
import type { FamilyCode, IdempotencyKey } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, type Stored } from "../../table/write.ts";

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

/** As the contract words them (booking/contract/act.ts): a store knows neither pages nor routes. */
const lineOutcome = lazily(() =>
  z.enum(["booked", "waiting", "toApprove", "cancelled", "accepted", "changed", "noted", "asked", "refused"]),
);
const refusal = lazily(() =>
  z.object({
    code: z.string(),
    short: z.string(),
    hint: z.optional(z.string()),
    sentence: z.string(),
    changesAt: z.optional(branded("Instant")),
    href: z.optional(z.string()),
  }),
);
const idempotencyRecord = lazily(() =>
  z.object({
    digest: z.string(),
    /** One a line, in the request's order. `refusal`: index in `refusals`, which holds each once. */
    lines: z.array(z.object({ outcome: lineOutcome(), position: z.optional(z.int()), refusal: z.optional(z.int()) })),
    refusals: z.array(refusal()),
    at: branded("Instant"),
    by: branded("Login"),
  }),
);
export type IdempotencyRecord = z.infer<ReturnType<typeof idempotencyRecord>>;

/** How long answers are kept, in days: a page left open over a holiday may still send its basket again. */
const keptDays = 30;

/** The answers given to a request, or null. Consistent: a retry comes within the second. */
export async function readIdempotencyRecord(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
): Promise<IdempotencyRecord | null> {
  const item = await readRecord(table, keys.idempotency(code, key));
  return item && z.parse(idempotencyRecord(), item);
}

/** Records a request's answers unless it has some; returns those that stand. */
export async function recordOnce(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
  answered: IdempotencyRecord,
): Promise<IdempotencyRecord> {
  const outcome = await put(table, { Item: itemOf(code, key, answered), ...ifAbsent });
  return outcome.written ? answered : z.parse(idempotencyRecord(), outcome.stands);
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

const itemOf = (code: FamilyCode, key: IdempotencyKey, answered: IdempotencyRecord): Stored => ({
  ...keys.idempotency(code, key),
  entity: "idempotency",
  ...answered,
  expiresAt: Date.parse(answered.at) / 1000 + keptDays * 86_400,
});
