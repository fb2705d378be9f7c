/**
 * What was entered of a family's quotient: one record a month and way of counting, which holds every act about it, latest
 * last. Nothing is written over: a correction and a withdrawal are acts too, so that what a price was made of can be read
 * years later.
 */
import * as z from "zod/mini";
import { cents } from "../../kernel/money.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, IdempotencyKey, Instant, Login, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { quotientKinds, type QuotientKind } from "../../kernel/town-for-functions.ts";
import type { Entered } from "../rules/entry.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import type { QuotientValue } from "../rules/quotient.ts";
import { readAll } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { update, type Update } from "../../table/write.ts";

/** One act: `entered` is null when the value was withdrawn. */
export interface QuotientAct {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
  readonly entered: Entered | null;
}

export interface QuotientMonth {
  readonly kind: QuotientKind;
  readonly month: PlainMonth;
  /** How many acts there were. */
  readonly version: number;
  readonly acts: readonly QuotientAct[];
}

const quotientRecord = lazily(() =>
  z.object({
    kind: z.enum(quotientKinds),
    month: branded("PlainMonth"),
    version: z.int(),
    acts: z.array(
      z.object({
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.string(),
        reason: z.string(),
        key: branded("IdempotencyKey"),
        entered: z.nullable(
          z.object({
            value: z.pipe(z.int(), z.transform(cents)),
            from: branded("PlainDate"),
            until: branded("PlainDate"),
            origin: z.enum(quotientOrigins),
          }),
        ),
      }),
    ),
  }),
);

/** A month, as a record of the table or of its stream holds it. */
export const quotientMonthOf = (item: unknown): QuotientMonth => z.parse(quotientRecord(), item);

/** Every month that something was entered for, latest first. `consistent`: with what was entered a moment ago. */
export async function readQuotients(
  table: Table,
  code: FamilyCode,
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<readonly QuotientMonth[]> {
  const items = await readRange(table, {
    ...startingWith(keys.familyPartition(code), keys.quotientPrefix),
    ConsistentRead: consistent,
  });
  return items
    .map(quotientMonthOf)
    .sort((one, other) => (one.month < other.month ? 1 : one.month > other.month ? -1 : 0));
}

/** The records of one month of many families, those that there are. */
export async function readMonths(
  table: Table,
  kind: QuotientKind,
  wanted: readonly { readonly code: FamilyCode; readonly month: PlainMonth }[],
): Promise<(code: FamilyCode, month: PlainMonth) => QuotientMonth | null> {
  const nameOf = ({ pk, sk }: { readonly pk: unknown; readonly sk: unknown }): string => `${String(pk)} ${String(sk)}`;
  const distinct = new Map(
    wanted.map(({ code, month }) => keys.quotient(code, kind, month)).map((key) => [nameOf(key), key]),
  );
  const items = await readAll(table, [...distinct.values()], { consistent: true });
  const found = new Map(items.map((item) => [nameOf({ pk: item["pk"], sk: item["sk"] }), quotientMonthOf(item)]));
  return (code, month) => found.get(nameOf(keys.quotient(code, kind, month))) ?? null;
}

/** The values that stand: each month's last act, unless it was withdrawn. */
export const standingValues = (months: readonly QuotientMonth[]): readonly QuotientValue[] =>
  months.flatMap(({ kind, month, acts }) => {
    const entered = acts.at(-1)?.entered;
    return entered ? [{ kind, month, ...entered }] : [];
  });

/**
 * A household has become part of another one, which knows from then on what was known of it: of a month that both know,
 * what is `right` stands last, or nothing is added. Again changes nothing; a month that changes meanwhile is left to the
 * next look.
 */
export async function passTo(table: Table, gone: FamilyCode, kept: FamilyCode, right: "gone" | "kept"): Promise<void> {
  const [theirs, own] = await Promise.all([readQuotients(table, gone), readQuotients(table, kept)]);
  for (const { kind, month, acts } of theirs) {
    const known = own.find((one) => one.kind === kind && one.month === month);
    if (known && right === "kept") continue;
    const more = acts.filter(({ key }) => !known?.acts.some((one) => one.key === key));
    const seen = known?.version ?? 0;
    if (more.length > 0) await addActs(table, kept, { kind, month, seen }, more);
  }
}

/**
 * Adds an act to a month, if the month is still as it was `seen`. Null: done, now or by the same act sent before.
 * Otherwise the month as it stands.
 */
export async function addAct(
  table: Table,
  code: FamilyCode,
  { kind, month, seen }: { readonly kind: QuotientKind; readonly month: PlainMonth; readonly seen: number },
  act: QuotientAct,
): Promise<QuotientMonth | null> {
  const outcome = await addActs(table, code, { kind, month, seen }, [act]);
  if (outcome.written) return null;
  if (!outcome.stands) return { kind, month, version: 0, acts: [] };
  const stands = quotientMonthOf(outcome.stands);
  return stands.acts.some(({ key }) => key === act.key) ? null : stands;
}

/** A month as it was seen. */
interface SeenMonth {
  readonly kind: QuotientKind;
  readonly month: PlainMonth;
  readonly seen: number;
}

/** Part of a transaction: adds an act to a month, if the month is still as it was `seen`. */
export const actAdded = (code: FamilyCode, month: SeenMonth, act: QuotientAct): Write => ({
  Update: actsAdded(code, month, [act]),
});

const addActs = (table: Table, code: FamilyCode, month: SeenMonth, acts: readonly QuotientAct[]) =>
  update(table, actsAdded(code, month, acts));

const actsAdded = (code: FamilyCode, { kind, month, seen }: SeenMonth, acts: readonly QuotientAct[]): Update => ({
  Key: keys.quotient(code, kind, month),
  UpdateExpression:
    "SET #entity = :entity, kind = :kind, #month = :month, version = :next, acts = list_append(if_not_exists(acts, :none), :acts)",
  ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "version = :seen",
  ExpressionAttributeNames: { "#entity": "entity", "#month": "month" },
  ExpressionAttributeValues: {
    ":entity": "quotient" satisfies Entity,
    ":kind": kind,
    ":month": month,
    ":next": seen + acts.length,
    ":none": [],
    ":acts": acts,
    ...(seen === 0 ? {} : { ":seen": seen }),
  },
});
