/**
 * What staff has said of a household that its prices turn on: one record, which holds every act about it, latest last.
 * Nothing is written over: a correction and a withdrawal are acts too, so that what a price was made of can be read years
 * later.
 */
import * as z from "zod/mini";
import { regimes } from "../../catalogue/rules/tariffs.ts";
import { rate } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, IdempotencyKey, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { payers, type Circumstance } from "../rules/circumstances.ts";

export interface CircumstanceAct {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
  /** Which of the household's circumstances it is about: the key of the act that first said it. */
  readonly about: IdempotencyKey;
  /** Null: it was withdrawn. */
  readonly said: Circumstance | null;
}

/** `version`: how many acts there were. */
export interface CircumstancesRecord {
  readonly version: number;
  readonly acts: readonly CircumstanceAct[];
}

const record = lazily(() => {
  const span = { from: branded("PlainDate"), until: z.nullable(branded("PlainDate")) };
  const said: z.ZodMiniType<Circumstance> = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("worksHere"), ...span }),
    z.object({ kind: z.literal("regime"), regime: z.enum(regimes), ...span }),
    z.object({ kind: z.literal("ownMeal"), childId: branded("ChildId"), ...span }),
    z.object({
      kind: z.literal("payer"),
      payer: z.enum(payers),
      name: z.nullable(z.string()),
      part: z.union([
        z.object({ share: z.pipe(z.int(), z.transform(rate)) }),
        z.object({ amount: z.pipe(z.int(), z.transform(cents)) }),
      ]),
      activityId: z.nullable(branded("ActivityId")),
      ...span,
    }),
  ]);
  return z.object({
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
});

const none: CircumstancesRecord = { version: 0, acts: [] };
const recordOf = (item: Item | null): CircumstancesRecord => (item ? z.parse(record(), item) : none);

/** `consistent`: with what was said a moment ago. */
export const readCircumstances = async (
  table: Table,
  code: FamilyCode,
  options: { readonly consistent?: boolean } = {},
): Promise<CircumstancesRecord> => recordOf(await readRecord(table, keys.circumstances(code), options));

/** A circumstance with its name, as its last act left it. */
export type Named = Circumstance & { readonly about: IdempotencyKey };

/** Those that stand, in the order in which they were first said. */
export function standingCircumstances({ acts }: CircumstancesRecord): readonly Named[] {
  const last = new Map<IdempotencyKey, Circumstance | null>();
  for (const { about, said } of acts) last.set(about, said);
  return [...last].flatMap(([about, said]) => (said ? [{ ...said, about }] : []));
}

/**
 * Adds an act, if the record is still as it was `seen`. Null: done, now or by the same act sent before. Otherwise the record
 * as it stands.
 */
export async function addCircumstance(
  table: Table,
  code: FamilyCode,
  seen: number,
  act: CircumstanceAct,
): Promise<CircumstancesRecord | null> {
  const outcome = await addActs(table, code, seen, [act]);
  if (outcome.written) return null;
  const stands = recordOf(outcome.stands);
  return stands.acts.some(({ key }) => key === act.key) ? null : stands;
}

/** A household has become part of another one, of which what was said holds from then on too. Again changes nothing. */
export async function passTo(table: Table, gone: FamilyCode, kept: FamilyCode): Promise<void> {
  const [theirs, own] = await Promise.all([readCircumstances(table, gone), readCircumstances(table, kept)]);
  const more = theirs.acts.filter(({ key }) => !own.acts.some((one) => one.key === key));
  if (more.length > 0) await addActs(table, kept, own.version, more);
}

const addActs = (table: Table, code: FamilyCode, seen: number, acts: readonly CircumstanceAct[]) =>
  update(table, {
    Key: keys.circumstances(code),
    UpdateExpression: "SET #entity = :entity, version = :next, acts = list_append(if_not_exists(acts, :none), :acts)",
    ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "version = :seen",
    ExpressionAttributeNames: { "#entity": "entity" },
    ExpressionAttributeValues: {
      ":entity": "circumstances" satisfies Entity,
      ":next": seen + acts.length,
      ":none": [],
      ":acts": acts,
      ...(seen === 0 ? {} : { ":seen": seen }),
    },
  });
