/**
 * Requests about families' files: one record each, in the family's partition, latest last.
 *
 *     pk FAMILY#<code>, sk REQUEST#<when>.<nonce>     rules/request.ts
 *     g1pk, g1sk                                       while it waits for the office's word, oldest first
 *     pk FAMILY#<code>, sk REQUESTKEY#<key>            what a sending made
 *     pk FAMILY#<code>, sk REQUESTTURN                 how many sendings left something to check: of two adults who ask
 *                                                      for the same at the same instant, the later one reads again
 *
 * | what                                   | calls                                          |
 * |----------------------------------------|------------------------------------------------|
 * | a family's requests, a page at a time  | one query                                      |
 * | what waits for the office, a page      | one query of the index, whatever the town      |
 * | sending                                | the part's records, one transaction            |
 * | acting without touching the file       | one read, one write                            |
 * | accepting, undoing                     | its record and the part's, one transaction     |
 */
import * as z from "zod/mini";
import { sectionIds } from "../../catalogue/rules/file-rules.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import {
  id,
  type ChildId,
  type FamilyCode,
  type GuardianId,
  type IdempotencyKey,
  type Instant,
  type RequestId,
} from "../../kernel/ids.ts";
import type { SentDocument } from "../../document/rules/document.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import { changesTo } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent, update, type Put } from "../../table/write.ts";
import { actKinds, isOpen, states, type FileRequest } from "../rules/request.ts";

const records = lazily(() => {
  const attached = z.object({ id: branded("DocumentId"), childId: z.optional(branded("ChildId")) });
  const part = {
    section: z.enum(sectionIds),
    guardianId: z.optional(branded("GuardianId")),
    childId: z.optional(branded("ChildId")),
    whose: z.optional(z.string()),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  };
  const by = { by: branded("Login"), byName: z.string(), at: branded("Instant") };
  return {
    request: z.object({
      id: branded("RequestId"),
      familyCode: branded("FamilyCode"),
      familyName: z.string(),
      ...part,
      /** Its further parts: a record of before there were any has none. */
      more: z.optional(z.array(z.object(part))),
      schools: z.array(z.string()),
      documents: z.array(attached),
      others: z.array(branded("FamilyCode")),
      state: z.enum(states),
      sentAt: branded("Instant"),
      holder: z.optional(z.object(by)),
      decided: z.optional(
        z.object({
          at: branded("Instant"),
          from: z.enum(states),
          stood: z.optional(z.array(z.unknown())),
          made: z.optional(branded("ChildId")),
          madeAdult: z.optional(branded("GuardianId")),
          documents: z.optional(z.array(attached)),
        }),
      ),
      acts: z.array(
        z.object({
          ...by,
          side: z.enum(["family", "office"]),
          key: branded("IdempotencyKey"),
          what: z.enum(actKinds),
          text: z.optional(z.string()),
        }),
      ),
      version: z.int(),
    }),
    key: z.object({ requests: z.array(branded("RequestId")) }),
  };
});

/** A request from its record, as the table holds it or the stream shows it. */
export const requestOf = (item: Item): FileRequest => z.parse(records().request, item);

/** Names a request by its time. `nonce`: twelve letters and digits. */
export const requestIdOf = (at: Instant, nonce: string): RequestId =>
  id("RequestId", `${at.replace(/\D/gu, "").padEnd(17, "0")}.${nonce}`);

const itemOf = (request: FileRequest): Put["Item"] => ({
  ...keys.request(request.familyCode, request.id),
  entity: "request",
  ...request,
  ...(isOpen(request) ? keys.openRequest(request.sentAt, request.familyCode, request.id) : {}),
});

/** A request that is made. */
export const newRequest = (request: FileRequest): Write => ({ Put: { Item: itemOf(request), ...ifAbsent } });

/** What begins a family's file, as the office entered it: whoever stood at the desk knows, and is sent no word of it. */
export const firstEntry = (request: FileRequest): Write => ({
  Put: { Item: { ...itemOf(request), handedOver: true }, ...ifAbsent },
});

/** A request as an act leaves it, if it is still as it was read. */
export const changedRequest = (request: FileRequest): { readonly Put: Put } => ({
  Put: {
    Item: itemOf(request),
    ConditionExpression: "#version = :read",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":read": request.version - 1 },
  },
});

/** Days for which a sending that comes again is known: longer than any page waits for its answer. */
const keyKeptDays = 7;

/** Remembers what a sending made. */
export const sendingMade = (
  code: FamilyCode,
  key: IdempotencyKey,
  requests: readonly RequestId[],
  at: Instant,
): Write => ({
  Put: {
    Item: {
      ...keys.requestKey(code, key),
      entity: "requestKey",
      requests,
      expiresAt: epochSeconds(at) + keyKeptDays * 86_400,
    },
    ...ifAbsent,
  },
});

const turnRecord = lazily(() => z.object({ turn: z.int() }));

/** How many sendings of the family have left something to check. */
export async function readTurn(table: Table, code: FamilyCode): Promise<number> {
  const item = await readRecord(table, keys.requestTurn(code));
  return item ? z.parse(turnRecord(), item).turn : 0;
}

/** Part of a transaction: one sending more has, if none has since that was read. */
export const turnTaken = (code: FamilyCode, turn: number): Write => ({
  Put: {
    Item: { ...keys.requestTurn(code), entity: "requestTurn", turn: turn + 1 },
    ...(turn === 0
      ? ifAbsent
      : {
          ConditionExpression: "#turn = :read",
          ExpressionAttributeNames: { "#turn": "turn" },
          ExpressionAttributeValues: { ":read": turn },
        }),
  },
});

/** What that sending made before; null: it is new. */
export async function readSending(
  table: Table,
  code: FamilyCode,
  key: IdempotencyKey,
): Promise<readonly RequestId[] | null> {
  const item = await readRecord(table, keys.requestKey(code, key));
  return item && z.parse(records().key, item).requests;
}

export async function readRequest(table: Table, code: FamilyCode, request: RequestId): Promise<FileRequest | null> {
  const item = await readRecord(table, keys.request(code, request));
  return item && requestOf(item);
}

export interface RequestPage<C> {
  readonly requests: readonly FileRequest[];
  /** Given when there are more. */
  readonly next?: C;
}

const pageSize = 30;

/**
 * A child goes on under another code: what a family asks about it, or has sent for it, is about that code. No act: its
 * version stays, and a write that meets another one leaves it to the next look.
 */
export async function handOver(
  table: Table,
  code: FamilyCode,
  { gone, kept }: { readonly gone: ChildId; readonly kept: ChildId },
): Promise<void> {
  const renamed = <D extends { readonly childId?: ChildId | undefined }>(one: D): D =>
    one.childId === gone ? { ...one, childId: kept } : one;
  const items = await readRange(table, startingWith(keys.familyPartition(code), keys.requestPrefix));
  for (const { id: request, version, childId, more, documents, decided } of items.map(requestOf)) {
    const before = { childId, more, documents, decided };
    const after = {
      childId: childId === gone ? kept : childId,
      more: more?.map(renamed),
      documents: documents.map(renamed),
      decided: decided && {
        ...decided,
        ...(decided.made === gone ? { made: kept } : {}),
        ...(decided.documents ? { documents: decided.documents.map(renamed) } : {}),
      },
    };
    const changes = changesTo(before, after);
    if (changes.length === 0) continue;
    await update(table, {
      Key: keys.request(code, request),
      UpdateExpression: `SET ${changes.map((_, rank) => `#n${rank} = :v${rank}`).join(", ")}`,
      ConditionExpression: "#version = :version",
      ExpressionAttributeNames: {
        "#version": "version",
        ...Object.fromEntries(changes.map(({ path }, rank) => [`#n${rank}`, path[0] ?? ""])),
      },
      ExpressionAttributeValues: {
        ":version": version,
        ...Object.fromEntries(changes.map(({ value }, rank) => [`:v${rank}`, value])),
      },
    });
  }
}

/**
 * A household has become part of another one: what it has asked for stands there, about the adults as they rank there. One
 * that changes meanwhile is left to the next look.
 */
export async function passTo(
  table: Table,
  gone: FamilyCode,
  kept: FamilyCode,
  rankOf: (rank: GuardianId) => GuardianId | undefined,
): Promise<void> {
  for (const request of await readAllRequests(table, gone)) {
    const { guardianId, more, decided, version } = request;
    const there: FileRequest = {
      ...request,
      familyCode: kept,
      ...(guardianId === undefined ? {} : { guardianId: rankOf(guardianId) }),
      ...(more
        ? {
            more: more.map((one) =>
              one.guardianId === undefined ? one : { ...one, guardianId: rankOf(one.guardianId) },
            ),
          }
        : {}),
      ...(decided?.madeAdult === undefined ? {} : { decided: { ...decided, madeAdult: rankOf(decided.madeAdult) } }),
    };
    await transact(table, [
      {
        Delete: {
          Key: keys.request(gone, request.id),
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": version },
        },
      },
      { Put: { Item: { ...itemOf(there), handedOver: true }, ...ifAbsent } },
    ]);
  }
}

/** All of a family's, as they were written a moment ago. */
export const readAllRequests = async (table: Table, code: FamilyCode): Promise<readonly FileRequest[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.requestPrefix),
      ConsistentRead: true,
    })
  ).map(requestOf);

/** Whether one of those that wait was sent with a document, by the household that sent the document. */
export const goesWithRequest =
  (table: Table) =>
  async ({ id: documentId, owner: { familyCode } }: SentDocument): Promise<boolean> =>
    (await readAllRequests(table, familyCode)).some(
      (request) => isOpen(request) && request.documents.some((one) => one.id === documentId),
    );

/** A family's, latest first. `before`: those made before that one. */
export async function readRequests(
  table: Table,
  code: FamilyCode,
  before: RequestId | undefined,
): Promise<RequestPage<RequestId>> {
  const { items, next } = await readPage(table, {
    ...startingWith(keys.familyPartition(code), keys.requestPrefix),
    ScanIndexForward: false,
    Limit: pageSize,
    ConsistentRead: true,
    ...(before === undefined ? {} : { ExclusiveStartKey: { ...keys.request(code, before) } }),
  });
  const requests = items.map(requestOf);
  const last = requests.at(-1)?.id;
  return { requests, ...(next && last !== undefined ? { next: last } : {}) };
}

/** Where a page of what waits ends. */
export interface OpenCursor {
  readonly at: Instant;
  readonly familyCode: FamilyCode;
  readonly id: RequestId;
}

/** Entries of the index that one page looks at: what is sought among them costs the same in any town. */
const lookedAt = 100;

/** What waits for the office, oldest first. The index follows its table within moments. */
export async function readOpenRequests(table: Table, after: OpenCursor | undefined): Promise<RequestPage<OpenCursor>> {
  const { items, next } = await readPage(table, {
    IndexName: keys.indexName,
    KeyConditionExpression: "g1pk = :open AND g1sk > :after",
    ExpressionAttributeValues: {
      ":open": keys.openRequestsPartition,
      // No moment sorts before a space.
      ":after": after ? keys.openRequest(after.at, after.familyCode, after.id).g1sk : " ",
    },
    Limit: lookedAt,
  });
  const requests = items.map(requestOf);
  const last = requests.at(-1);
  return {
    requests,
    ...(next && last ? { next: { at: last.sentAt, familyCode: last.familyCode, id: last.id } } : {}),
  };
}
