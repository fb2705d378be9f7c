/**
 * What families have not been told: mails of the outbox that nobody could be sent (no address, no sender, refused,
 * given up), or not yet. A mail that must be told is among them from its birth until its last reader has been sent it
 * (outbox.ts), in the index and in no list of its own: so none can be missing. The office takes one out by calling the
 * family, and puts it back when that was a mistake.
 *
 *     g1pk UNTOLD, g1sk day#mailId#code        to be called, by day
 *     g1pk CALLED, g1sk instant#mailId#code    called: `called` says who and when
 *     untold                                   why, as far as the mailer knows
 */
import * as z from "zod/mini";
import { plusSeconds } from "../kernel/clock.ts";
import { branded } from "../kernel/id-schemas.ts";
import { lazily } from "../kernel/lazily.ts";
import type { FamilyCode, Instant, Login, PlainDate } from "../kernel/ids.ts";
import type { Item } from "../table/batch.ts";
import * as keys from "../table/keys.ts";
import { calledPartition, indexName, untoldPartition } from "../table/keys.ts";
import { readPage, readRecord, type Range } from "../table/read.ts";
import type { Table } from "../table/table.ts";
import { update } from "../table/write.ts";

/**
 * `noAddress`: no adult of the household has one. `noSender`: the portal may not send yet. `refused`: SES did not take
 * it; it is tried again for some minutes. `lost`: nobody knows whether it left.
 */
export const whysUntold = ["noAddress", "noSender", "refused", "lost"] as const;
export type WhyUntold = (typeof whysUntold)[number];
/** Those that time does not mend: known at once. */
const final = ["noAddress", "noSender"] as const satisfies readonly WhyUntold[];

/**
 * Seconds after which what has not been told is no longer on its way: the mailer's retries are over, or something is
 * wrong that lasts.
 */
const onItsWay = 900;

const untoldRecord = lazily(() =>
  z.object({
    familyCode: branded("FamilyCode"),
    about: z._default(z.array(branded("ChildId")), []),
    mailId: z.string(),
    day: branded("PlainDate"),
    kind: z.string(),
    at: branded("Instant"),
    untold: z.optional(z.enum(whysUntold)),
    called: z.optional(z.object({ by: branded("Login"), byName: z.string(), at: branded("Instant") })),
  }),
);
export interface Untold extends z.infer<ReturnType<typeof untoldRecord>> {
  /** Adults who have been sent it all the same, by their ranks. */
  readonly sentTo: ReadonlySet<string>;
}

const untoldOf = (item: Item): Untold => ({
  ...z.parse(untoldRecord(), item),
  sentTo: new Set(Object.keys(item).flatMap((name) => (name.startsWith("sent:") ? [name.slice("sent:".length)] : []))),
});

/** What is no longer on its way at that moment. */
const overdue = (now: Instant) => ({
  expression: `(untold IN (${final.map((_, rank) => `:final${rank}`).join(", ")}) OR #at < :overdue)`,
  names: { "#at": "at" },
  values: {
    ":overdue": plusSeconds(now, -onItsWay),
    ...Object.fromEntries(final.map((why, rank) => [`:final${rank}`, why])),
  },
});

const isOverdue = ({ untold, at }: Pick<Untold, "untold" | "at">, now: Instant): boolean =>
  final.some((why) => why === untold) || at < plusSeconds(now, -onItsWay);

export interface UntoldPage {
  readonly entries: readonly Untold[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** A page of what is to be called, or of what has been; the latest first. `after`: where the last page ended. */
export async function readUntold(
  table: Table,
  {
    called,
    after,
    limit,
    now,
  }: {
    readonly called: boolean;
    readonly after: string | null;
    readonly limit: number;
    readonly now: Instant;
  },
): Promise<UntoldPage> {
  const partition = called ? calledPartition : untoldPartition;
  const { expression, names, values } = overdue(now);
  const range: Range = {
    IndexName: indexName,
    ScanIndexForward: false,
    Limit: limit,
    KeyConditionExpression: `g1pk = :partition${after === null ? "" : " AND g1sk < :after"}`,
    ExpressionAttributeValues: {
      ":partition": partition,
      ...(after === null ? {} : { ":after": after }),
      ...(called ? {} : values),
    },
    ...(called ? {} : { FilterExpression: expression, ExpressionAttributeNames: names }),
  };
  const { items, next } = await readPage(table, range);
  const position = next?.["g1sk"];
  return { entries: items.map(untoldOf), next: typeof position === "string" ? position : null };
}

/** Of the families that one telling is about: how many are to be called, how many are being told at this moment. */
export interface UntoldCount {
  readonly toCall: number;
  readonly onTheirWay: number;
}

/** Counts within one page of the index, a megabyte: some thousand families. */
export async function countUntold(
  table: Table,
  { day, mailId, now }: { readonly day: PlainDate; readonly mailId: string; readonly now: Instant },
): Promise<UntoldCount> {
  const { items } = await readPage(table, {
    IndexName: indexName,
    KeyConditionExpression: "g1pk = :partition AND begins_with(g1sk, :telling)",
    ProjectionExpression: "untold, #at",
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: { ":partition": untoldPartition, ":telling": keys.untoldTelling(day, mailId) },
  });
  const toCall = items.filter((item) =>
    isOverdue(z.parse(z.pick(untoldRecord(), { untold: true, at: true }), item), now),
  );
  return { toCall: toCall.length, onTheirWay: items.length - toCall.length };
}

export interface Caller {
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
}

/**
 * Notes that the office has called the family, or takes that back (`caller` null). What stands then; null when there is
 * nothing to call any more: the mail has left meanwhile, or is forgotten. Done twice is done once, and stays the first
 * one's.
 */
export async function noteCalled(
  table: Table,
  { familyCode, mailId }: { readonly familyCode: FamilyCode; readonly mailId: string },
  caller: Caller | null,
  at: Instant,
): Promise<Untold | null> {
  const Key = keys.familyMail(familyCode, mailId);
  const before = await readRecord(table, Key);
  if (before?.["g1pk"] === undefined) return null;
  const { day } = untoldOf(before);
  const [from, to] = caller
    ? [untoldPartition, keys.called(at, mailId, familyCode)]
    : [calledPartition, keys.untold(day, mailId, familyCode)];
  const outcome = await update(table, {
    Key,
    UpdateExpression: `SET g1pk = :to, g1sk = :place${caller ? ", #called = :called" : " REMOVE #called"}`,
    ConditionExpression: "g1pk = :from",
    ExpressionAttributeNames: { "#called": "called" },
    ExpressionAttributeValues: {
      ":from": from,
      ":to": to.g1pk,
      ":place": to.g1sk,
      ...(caller ? { ":called": { ...caller, at } } : {}),
    },
    ReturnValues: "ALL_NEW",
  });
  if (outcome.written) return untoldOf(outcome.after);
  return outcome.stands?.["g1pk"] === to.g1pk ? untoldOf(outcome.stands) : null;
}
