/**
 * What staff says of a household: one record, which holds every act about it, latest last. Nothing is written over: a correction and a
 * withdrawal are acts too, so that what a price or a bill was made of can be read years later.
 */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import type { FamilyCode, IdempotencyKey, Instant, Login } from "../kernel/ids.ts";
import { decideAndWrite } from "./decide.ts";
import type { Entity } from "./entities.ts";
import type { Key } from "./keys.ts";
import { readRecord } from "./read.ts";
import type { Table } from "./table.ts";
import { update, type Update } from "./write.ts";

export interface Act<T> {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
  /** Which of what was said it is about: the key of the act that first said it. */
  readonly about: IdempotencyKey;
  /** Null: it was withdrawn. */
  readonly said: T | null;
}

/** `version`: how many acts there were. */
export interface Acts<T> {
  readonly version: number;
  readonly acts: readonly Act<T>[];
}

/** Where acts of one kind stand. */
export interface ActBook<T> {
  /** What its records are. */
  readonly entity: { readonly ":entity": Entity };
  readonly keyOf: (code: FamilyCode) => Key;
  readonly record: () => z.ZodMiniType<Acts<T>>;
}

/** A record of acts that say this. */
export const actsOf = <T>(said: z.ZodMiniType<T>): z.ZodMiniType<Acts<T>> =>
  z.object({
    version: z.int(),
    acts: z.array(
      z.object({
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.string(),
        reason: z.string(),
        key: branded("IdempotencyKey"),
        about: branded("IdempotencyKey"),
        said: z.nullable(said),
      }),
    ),
  });

/** `consistent`: with what was said a moment ago. */
export async function readActs<T>(
  table: Table,
  { keyOf, record }: ActBook<T>,
  code: FamilyCode,
  options: { readonly consistent?: boolean } = {},
): Promise<Acts<T>> {
  const item = await readRecord(table, keyOf(code), options);
  return item ? z.parse(record(), item) : { version: 0, acts: [] };
}

/** What stands, with its name, as its last act left it, in the order in which it was first said. */
export function standingIn<T extends object>({ acts }: Acts<T>): readonly (T & Pick<Act<T>, "about">)[] {
  const last = new Map<IdempotencyKey, T | null>();
  for (const { about, said } of acts) last.set(about, said);
  return [...last].flatMap(([about, said]) => (said ? [{ ...said, about }] : []));
}

/** Adds acts, if the record is still as it was `seen`. */
export const actsAdded = <T>(
  { entity, keyOf }: ActBook<T>,
  code: FamilyCode,
  seen: number,
  acts: readonly Act<T>[],
): Update => ({
  Key: keyOf(code),
  UpdateExpression: "SET #entity = :entity, version = :next, acts = list_append(if_not_exists(acts, :none), :acts)",
  ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "version = :seen",
  ExpressionAttributeNames: { "#entity": "entity" },
  ExpressionAttributeValues: {
    ...entity,
    ":next": seen + acts.length,
    ":none": [],
    ":acts": acts,
    ...(seen === 0 ? {} : { ":seen": seen }),
  },
});

/** A household has become part of another one, of which what was said holds from then on too. Again changes nothing. */
export const passActs = <T>(table: Table, book: ActBook<T>, gone: FamilyCode, kept: FamilyCode): Promise<undefined> =>
  decideAndWrite<null, undefined>("What staff says of a household", null, async () => {
    const [theirs, own] = await Promise.all([readActs(table, book, gone), readActs(table, book, kept)]);
    const more = theirs.acts.filter(({ key }) => !own.acts.some((one) => one.key === key));
    if (more.length === 0) return { done: undefined };
    const { written } = await update(table, actsAdded(book, kept, own.version, more));
    return written ? { done: undefined } : { again: null };
  });
