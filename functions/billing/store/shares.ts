/**
 * What of a child's days its households pay each: every act about it, latest last, in the partition of each household that
 * it names. One transaction writes them all, each under the condition of being as it was read, so that no household pays by
 * a share that another does not know. Nothing is written over: a correction and a withdrawal are acts too.
 */
import * as z from "zod/mini";
import { rate } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, IdempotencyKey, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import type { ChildShare } from "../rules/shares.ts";

export interface ShareAct {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
  /** Which share it is about: the key of the act that first said it. */
  readonly about: IdempotencyKey;
  /** Null: it was withdrawn. */
  readonly said: ChildShare | null;
}

/** `version`: how many acts there were. */
export interface SharesRecord {
  readonly version: number;
  readonly acts: readonly ShareAct[];
}

const record = lazily((): z.ZodMiniType<SharesRecord> => {
  const said = z.object({
    childId: branded("ChildId"),
    activityId: z.nullable(branded("ActivityId")),
    parts: z.array(z.object({ familyCode: branded("FamilyCode"), share: z.pipe(z.int(), z.transform(rate)) })),
    from: branded("PlainDate"),
    until: z.nullable(branded("PlainDate")),
  });
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

export async function readShares(table: Table, code: FamilyCode): Promise<SharesRecord> {
  const item = await readRecord(table, keys.childShares(code));
  return item ? z.parse(record(), item) : { version: 0, acts: [] };
}

/** A share with its name, as its last act left it. */
export type NamedShare = ChildShare & { readonly about: IdempotencyKey };

/** Those that stand. */
export function standingShares({ acts }: SharesRecord): readonly NamedShare[] {
  const last = new Map<IdempotencyKey, ChildShare | null>();
  for (const { about, said } of acts) last.set(about, said);
  return [...last].flatMap(([about, said]) => (said ? [{ ...said, about }] : []));
}

const added = (code: FamilyCode, seen: number, acts: readonly ShareAct[]): Write => ({
  Update: {
    Key: keys.childShares(code),
    UpdateExpression: "SET #entity = :entity, version = :next, acts = list_append(if_not_exists(acts, :none), :acts)",
    ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "version = :seen",
    ExpressionAttributeNames: { "#entity": "entity" },
    ExpressionAttributeValues: {
      ":entity": "childShares" satisfies Entity,
      ":next": seen + acts.length,
      ":none": [],
      ":acts": acts,
      ...(seen === 0 ? {} : { ":seen": seen }),
    },
  },
});

/** Adds an act to all of these, each as it was read; false: somebody has written meanwhile, and nothing is written. */
export const addShare = async (
  table: Table,
  households: ReadonlyMap<FamilyCode, SharesRecord>,
  act: ShareAct,
): Promise<boolean> =>
  (await transact(
    table,
    [...households].map(([code, { version }]) => added(code, version, [act])),
  )) === "done";

/** A household has become part of another one, which pays its parts from then on. Again changes nothing. */
export async function passTo(table: Table, gone: FamilyCode, kept: FamilyCode): Promise<void> {
  const [theirs, own] = await Promise.all([readShares(table, gone), readShares(table, kept)]);
  const more = theirs.acts.filter(({ key }) => !own.acts.some((one) => one.key === key));
  if (more.length > 0) await transact(table, [added(kept, own.version, more)]);
}
