/**
 * Enrolments, each a record of the household that asked, and what the child's record holds of them
 * (family/rules/held-enrolments.ts): written together or not at all, so that what the office has accepted can be booked
 * at once, and what was asked twice stands once.
 *
 *     pk FAMILY#<code>, sk ENROLMENT#<id>
 *     id, familyCode, childId, activityId, from, to, askedAt, message
 *     state, acts          rules/enrolment.ts
 *     version              grows with each act, which expects the one that was read
 *     g1pk, g1sk           while it waits for staff
 *
 * | what                                | calls                                                     |
 * |-------------------------------------|-----------------------------------------------------------|
 * | whether a child may book            | none: it stands in the child's record                     |
 * | a family's enrolments               | one query                                                 |
 * | a page of those that wait           | one query of the index, one batch of the people           |
 * | asking, deciding, ending            | one batch, one transaction                                |
 */
import * as z from "zod/mini";
import { thingOf, type Thing } from "../../approval/rules/in-hand.ts";
import { branded } from "../../kernel/id-schemas.ts";
import {
  id,
  type ChildId,
  type EnrolmentId,
  type FamilyCode,
  type IdempotencyKey,
  type PlainDate,
} from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Child } from "../../family/rules/family.ts";
import type { HeldEnrolment } from "../../family/rules/held-enrolments.ts";
import { childRecord, type ChildRecord } from "../../family/store/families.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write, type Writes } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import { holding, type Enrolment, type EnrolmentState } from "../rules/enrolment.ts";

const record = lazily((): z.ZodMiniType<Enrolment> => {
  const date = branded("PlainDate");
  const state: z.ZodMiniType<EnrolmentState> = z.discriminatedUnion("status", [
    z.object({ status: z.enum(["asked", "accepted", "withdrawn"]) }),
    z.object({ status: z.enum(["onHold", "refused"]), reason: z.string() }),
    z.object({ status: z.literal("ended"), from: date }),
  ]);
  return z.object({
    id: branded("EnrolmentId"),
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    activityId: branded("ActivityId"),
    from: date,
    to: date,
    askedAt: branded("Instant"),
    message: z.optional(z.string()),
    state,
    version: z.int(),
    acts: z.array(
      z.object({
        what: z.enum(["ask", "enter", "accept", "hold", "refuse", "withdraw", "end", "undo"]),
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.optional(z.string()),
        reason: z.optional(z.string()),
        from: z.optional(date),
        key: branded("IdempotencyKey"),
      }),
    ),
  });
});

/** An enrolment from its record, as the table holds it or the stream shows it. */
export const enrolmentOf = (item: Item): Enrolment => z.parse(record(), item);

/** A family's, in no order. */
export const readEnrolments = async (table: Table, code: FamilyCode): Promise<readonly Enrolment[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.enrolmentPrefix),
      ConsistentRead: true,
    })
  ).map(enrolmentOf);

/** Names an enrolment among what staff takes in hand. */
export const enrolmentThing = ({ familyCode, id: own }: Pick<Enrolment, "familyCode" | "id">): Thing =>
  thingOf("enrolment", `${familyCode}#${own}`);

/** One, as it was written a moment ago. */
export async function readEnrolment(table: Table, code: FamilyCode, own: EnrolmentId): Promise<Enrolment | null> {
  const item = await readRecord(table, keys.enrolment(code, own));
  return item && enrolmentOf(item);
}

/** An enrolment, the household's record of its child, and who has it in hand, as they were written a moment ago. */
export interface Read {
  readonly enrolment: Enrolment | null;
  readonly child: ChildRecord | null;
  /** Of approval/store/in-hand.ts. */
  readonly inHand: Item | undefined;
}

export async function readWithChild(
  table: Table,
  code: FamilyCode,
  { id: enrolment, childId }: Pick<Enrolment, "id" | "childId">,
): Promise<Read> {
  const thing = enrolmentThing({ familyCode: code, id: enrolment });
  const items = await readAll(table, [keys.enrolment(code, enrolment), keys.child(code, childId), keys.inHand(thing)], {
    consistent: true,
  });
  const found = (entity: "enrolment" | "child" | "inHand"): Item | undefined =>
    items.find((item) => item["entity"] === entity);
  const [own, child] = [found("enrolment"), found("child")];
  return {
    enrolment: own ? enrolmentOf(own) : null,
    child: child ? z.parse(childRecord(), child) : null,
    inHand: found("inHand"),
  };
}

/** Where it stands among those that wait, while it does. */
const awaited = ({ id: own, familyCode, askedAt, state: { status } }: Enrolment): keys.IndexKey | null =>
  status === "asked" || status === "onHold" ? keys.waitingEnrolment(status, askedAt, familyCode, own) : null;

/** What the child's record holds from then on. A child that has left the household holds nothing more there. */
const held = (child: ChildRecord | null, enrolment: Enrolment, today: PlainDate): Writes =>
  child && !child.left
    ? [
        {
          Update: updateFrom(keys.child(enrolment.familyCode, enrolment.childId), child.version, [
            { path: ["enrolments"], value: holding(child.enrolments ?? [], enrolment, today) },
          ]),
        },
      ]
    : [];

/** Writes a new one, and what the child's record holds. False: it stands already, or the child's record has changed. */
export async function begin(
  table: Table,
  enrolment: Enrolment,
  child: ChildRecord,
  today: PlainDate,
): Promise<boolean> {
  const put: Write = {
    Put: {
      Item: {
        ...keys.enrolment(enrolment.familyCode, enrolment.id),
        entity: "enrolment",
        ...enrolment,
        ...awaited(enrolment),
      },
      ...ifAbsent,
    },
  };
  return (await transact(table, [put, ...held(child, enrolment, today)])) === "done";
}

/** Writes what an act has made of one. False: it, or the child's record, has changed since it was read. */
export async function goOn(
  table: Table,
  { enrolment: before, child }: { readonly enrolment: Enrolment; readonly child: ChildRecord | null },
  now: Enrolment,
  today: PlainDate,
): Promise<boolean> {
  const { g1pk, g1sk } = awaited(now) ?? { g1pk: undefined, g1sk: undefined };
  const update: Write = {
    Update: updateFrom(
      keys.enrolment(now.familyCode, now.id),
      before.version,
      Object.entries({ state: now.state, acts: now.acts, g1pk, g1sk }).map(([name, value]) => ({
        path: [name],
        value,
      })),
    ),
  };
  return (await transact(table, [update, ...held(child, now, today)])) === "done";
}

/** The child goes on under another code: the enrolment is that one's. False: a record has changed since it was read. */
export async function handOver(
  table: Table,
  { enrolment, child }: { readonly enrolment: Enrolment; readonly child: ChildRecord },
  today: PlainDate,
): Promise<boolean> {
  const { familyCode, id: own, version } = enrolment;
  const update: Write = {
    Update: updateFrom(keys.enrolment(familyCode, own), version, [{ path: ["childId"], value: child.id }]),
  };
  return (await transact(table, [update, ...held(child, { ...enrolment, childId: child.id }, today)])) === "done";
}

/** Its household has become part of another one, which goes on with it. False: a record has changed since it was read. */
export async function passTo(
  table: Table,
  { enrolment, child }: { readonly enrolment: Enrolment; readonly child: ChildRecord | null },
  familyCode: FamilyCode,
  today: PlainDate,
): Promise<boolean> {
  const { id: own, version } = enrolment;
  const there = { ...enrolment, familyCode };
  const outcome = await transact(table, [
    {
      Delete: {
        Key: keys.enrolment(enrolment.familyCode, own),
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": version },
      },
    },
    {
      Put: {
        Item: {
          ...keys.enrolment(familyCode, own),
          entity: "enrolment",
          ...there,
          handedOver: true,
          ...awaited(there),
        },
        ...ifAbsent,
      },
    },
    ...held(child, there, today),
  ]);
  return outcome === "done";
}

interface WaitingPage {
  /** Those that have waited longest first. */
  readonly enrolments: readonly Enrolment[];
  /** What the next page begins after; absent on the last. */
  readonly next?: string | undefined;
}

/** Those that wait for staff, a page at a time: the same calls however many there are. */
export async function readWaiting(
  table: Table,
  state: "asked" | "onHold",
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<WaitingPage> {
  const { items, next } = await readPage(table, {
    IndexName: keys.indexName,
    KeyConditionExpression: after === undefined ? "g1pk = :waiting" : "g1pk = :waiting AND g1sk > :after",
    ExpressionAttributeValues: {
      ":waiting": keys.waitingEnrolments(state),
      ...(after === undefined ? {} : { ":after": after }),
    },
    Limit: limit,
  });
  const last = items.at(-1)?.["g1sk"];
  return { enrolments: items.map(enrolmentOf), ...(next && typeof last === "string" ? { next: last } : {}) };
}

/** Names an enrolment after the request that asked for it: sent again, it is the same. */
export const enrolmentIdOf = (key: IdempotencyKey): EnrolmentId => id("EnrolmentId", key);

/** What other households of these children have enrolled them in, as their records of the child say. */
export async function readElsewhere(
  table: Table,
  children: readonly Pick<Child, "id" | "sharedWith">[],
): Promise<(child: ChildId) => readonly HeldEnrolment[]> {
  const wanted = children.flatMap(({ id: childId, sharedWith = [] }) =>
    sharedWith.map((code) => keys.child(code, childId)),
  );
  if (wanted.length === 0) return () => [];
  const records = (await readAll(table, wanted, { consistent: false })).map((item) => z.parse(childRecord(), item));
  return (childId) =>
    records.filter((one) => one.id === childId && !one.left).flatMap(({ enrolments = [] }) => enrolments);
}
