/**
 * First requests, and the documents that come with them.
 *
 *     pk FIRSTREQUEST#<id>, sk REQUEST
 *     adults, children, address, message, email   what is told
 *     state, sentAt, confirmedAt, decided          rules/first-request.ts
 *     code                                         the mailed code's digest, until when it is right, how often it was wrong,
 *                                                  how many were sent
 *     proof                                        digest of what the sender's browser holds, to add documents
 *     documents                                    how many were announced
 *     g1pk, g1sk                                   while it waits for staff
 *     expiresAt                                    when it goes: whatever becomes of it, it goes
 *     version                                      grows with each change of its state
 *
 *     pk FIRSTREQUEST#<id>, sk DOCUMENT#<id>       a document: its file, its name, how it was judged
 *     to                                           once it is a family's: whose, of which kind
 *     pk FILE#<fileId>, sk STRANGER                which document a file is; gone, the file goes (follow/end-file.ts),
 *                                                  unless a family's document rests on it by then
 *
 * A document becomes the family's with the decision that makes the family, or, still being scanned then, with the scan:
 * each expects what it read of the other, so that neither misses it.
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { id as idOf, type DocumentId, type FileId, type FirstRequestId, type Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { documentIdOf, type Owner } from "../../document/rules/document.ts";
import { fileTypes, unfits, type FileType, type Unfit } from "../../document/rules/judge-file.ts";
import { handIn } from "../../document/store/documents.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write, type Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent, update } from "../../table/write.ts";
import {
  endings,
  mostCodes,
  mostDocuments,
  mostTries,
  type Decided,
  type FirstRequest,
  type RequestDocument,
  type TakenOver,
  type Told,
} from "../rules/first-request.ts";

/** How its document stands: nobody opens one before it was found clean. */
export type DocumentStanding =
  | { readonly status: "sending" }
  | { readonly status: "kept"; readonly type: FileType; readonly size: number }
  | { readonly status: "unfit"; readonly why: Unfit };
export interface StoredDocument extends RequestDocument {
  readonly standing: DocumentStanding;
  readonly to?: TakenOver | undefined;
}

const records = lazily(() => ({
  request: z.object({
    id: branded("FirstRequestId"),
    adults: z.array(
      z.object({
        title: z.optional(z.enum(["Mme", "M."])),
        firstName: z.string(),
        lastName: z.string(),
        phone: z.optional(z.string()),
        email: z.optional(z.string()),
      }),
    ),
    children: z.array(
      z.object({
        firstName: z.string(),
        lastName: z.string(),
        birthDate: branded("PlainDate"),
        school: z.optional(z.string()),
        grade: z.optional(z.string()),
      }),
    ),
    address: z.object({ lines: z.array(z.string()), postcode: z.string(), town: z.string() }),
    message: z.optional(z.string()),
    email: z.string(),
    state: z.enum(["unconfirmed", "waiting", ...endings]),
    sentAt: branded("Instant"),
    confirmedAt: z.optional(branded("Instant")),
    decided: z.optional(
      z.object({
        what: z.enum(endings),
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.string(),
        token: branded("IdempotencyKey"),
        reason: z.optional(z.string()),
        familyCode: z.optional(branded("FamilyCode")),
      }),
    ),
    code: z.object({ digest: z.string(), until: branded("Instant"), tries: z.int(), sent: z.int() }),
    proof: z.string(),
    documents: z.int(),
    version: z.int(),
  }),
  document: z.object({
    id: branded("DocumentId"),
    fileId: branded("FileId"),
    name: z.string(),
    sentAt: branded("Instant"),
    standing: z.discriminatedUnion("status", [
      z.object({ status: z.literal("sending") }),
      z.object({ status: z.literal("kept"), type: z.enum(fileTypes), size: z.int() }),
      z.object({ status: z.literal("unfit"), why: z.enum(unfits) }),
    ]),
    to: z.optional(
      z.object({
        familyCode: branded("FamilyCode"),
        childId: z.optional(branded("ChildId")),
        kind: branded("DocumentKindId"),
      }),
    ),
  }),
  file: z.object({
    id: branded("FileId"),
    requestId: branded("FirstRequestId"),
    documentId: branded("DocumentId"),
  }),
}));

/** A request with what only the server compares. */
export interface StoredRequest extends FirstRequest {
  readonly code: { readonly digest: string; readonly until: Instant; readonly tries: number; readonly sent: number };
  readonly proof: string;
  readonly documents: number;
}

export const requestOf = (item: Item): StoredRequest => z.parse(records().request, item);

export async function readRequest(table: Table, id: FirstRequestId): Promise<StoredRequest | null> {
  const item = await readRecord(table, keys.firstRequest(id));
  return item && requestOf(item);
}

/** What a request is made of, at first. */
export interface NewRequest extends Told {
  readonly id: FirstRequestId;
  readonly email: string;
  readonly sentAt: Instant;
  readonly code: { readonly digest: string; readonly until: Instant };
  readonly proof: string;
}

/** Takes a request in, with the writes that go with it (the mail of its code). */
export async function takeIn(
  table: Table,
  { code, ...request }: NewRequest,
  until: Instant,
  along: Writes,
): Promise<void> {
  await transact(table, [
    {
      Put: {
        Item: {
          ...keys.firstRequest(request.id),
          entity: "firstRequest",
          ...request,
          state: "unconfirmed",
          code: { ...code, tries: 0, sent: 1 },
          documents: 0,
          version: 1,
          expiresAt: epochSeconds(until),
        },
        ...ifAbsent,
      },
    },
    ...along,
  ]);
}

const ofState = (state: FirstRequest["state"]) =>
  ({
    ConditionExpression: "#state = :state",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": state },
  }) as const;

/** Takes one try of the code, before it is compared; false: there are none left, or it is confirmed already. */
export async function takeTry(table: Table, id: FirstRequestId): Promise<boolean> {
  const { written } = await update(table, {
    Key: keys.firstRequest(id),
    UpdateExpression: "SET code.tries = code.tries + :one",
    ConditionExpression: "#state = :state AND code.tries < :most",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": "unconfirmed", ":one": 1, ":most": mostTries },
  });
  return written;
}

/** Another code, in the place of the one before; false: no more are sent, or it is confirmed already. */
export async function anotherCode(
  table: Table,
  id: FirstRequestId,
  { digest, until }: NewRequest["code"],
  along: Writes,
): Promise<boolean> {
  const outcome = await transact(table, [
    {
      Update: {
        Key: keys.firstRequest(id),
        UpdateExpression:
          "SET code.digest = :digest, code.#until = :until, code.tries = :none, code.sent = code.sent + :one",
        ConditionExpression: "#state = :state AND code.sent < :most",
        ExpressionAttributeNames: { "#state": "state", "#until": "until" },
        ExpressionAttributeValues: {
          ":state": "unconfirmed",
          ":digest": digest,
          ":until": until,
          ":none": 0,
          ":one": 1,
          ":most": mostCodes,
        },
      },
    },
    ...along,
  ]);
  return outcome === "done";
}

/** The address is confirmed: from now on it waits for staff. Confirmed already, nothing changes. */
export async function confirm(table: Table, id: FirstRequestId, at: Instant, until: Instant): Promise<void> {
  const { g1pk, g1sk } = keys.waitingFirstRequest(at, id);
  const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = ofState("unconfirmed");
  await update(table, {
    Key: keys.firstRequest(id),
    UpdateExpression:
      "SET #state = :waiting, confirmedAt = :at, expiresAt = :end, g1pk = :g1pk, g1sk = :g1sk, #version = #version + :one",
    ConditionExpression,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, "#version": "version" },
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ":waiting": "waiting",
      ":at": at,
      ":end": epochSeconds(until),
      ":g1pk": g1pk,
      ":g1sk": g1sk,
      ":one": 1,
    },
  });
}

export interface RequestPage {
  readonly requests: readonly StoredRequest[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

const pageSize = 20;

/** Those that wait, oldest first, a page at a time. */
export async function readWaiting(table: Table, after: string | undefined): Promise<RequestPage> {
  const { items, next } = await readPage(table, {
    IndexName: keys.indexName,
    Limit: pageSize,
    KeyConditionExpression: "g1pk = :waiting AND g1sk > :after",
    ExpressionAttributeValues: { ":waiting": keys.firstRequestsPartition, ":after": after ?? " " },
  });
  const last = next ? items.at(-1)?.["g1sk"] : undefined;
  return { requests: items.map(requestOf), ...(typeof last === "string" ? { next: last } : {}) };
}

/** Announces a document of a request that waits; false: it waits no more, or has as many as it may. */
export async function announceDocument(
  table: Table,
  request: FirstRequestId,
  document: RequestDocument,
  until: Instant,
): Promise<boolean> {
  const expiresAt = epochSeconds(until);
  const outcome = await transact(table, [
    {
      Update: {
        Key: keys.firstRequest(request),
        UpdateExpression: "ADD documents :one",
        ConditionExpression: "#state = :waiting AND documents < :most",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":waiting": "waiting", ":one": 1, ":most": mostDocuments },
      },
    },
    {
      Put: {
        Item: {
          ...keys.firstRequestDocument(request, document.id),
          entity: "firstRequestDocument",
          ...document,
          standing: { status: "sending" },
          expiresAt,
        },
        ...ifAbsent,
      },
    },
    {
      Put: {
        Item: {
          ...keys.strangerFile(document.fileId),
          entity: "strangerFile",
          id: document.fileId,
          requestId: request,
          documentId: document.id,
          expiresAt,
        },
        ...ifAbsent,
      },
    },
  ]);
  return outcome === "done";
}

export const documentOf = (item: Item): StoredDocument => z.parse(records().document, item);

export async function readRequestDocuments(table: Table, request: FirstRequestId): Promise<readonly StoredDocument[]> {
  const range = startingWith(keys.firstRequestPartition(request), keys.documentPrefix);
  return (await readRange(table, { ...range, ConsistentRead: true })).map(documentOf);
}

export async function readRequestDocument(
  table: Table,
  { requestId, documentId }: Pick<StrangerFile, "requestId" | "documentId">,
): Promise<StoredDocument | null> {
  const item = await readRecord(table, keys.firstRequestDocument(requestId, documentId));
  return item && documentOf(item);
}

export interface StrangerFile {
  readonly id: FileId;
  readonly requestId: FirstRequestId;
  readonly documentId: DocumentId;
}
export const strangerFileOf = (item: Item): StrangerFile => z.parse(records().file, item);

/** Which request's document a file is; null: none's. */
export async function readStrangerFile(table: Table, file: FileId): Promise<StrangerFile | null> {
  const item = await readRecord(table, keys.strangerFile(file));
  return item && strangerFileOf(item);
}

const nonceOf = (document: DocumentId): string => document.split(".").at(-1) ?? "";

/** Makes a clean file the document of a family: no stranger's any more, it waits for staff as the family's own. */
function takenOver(
  { id, fileId, name, sentAt }: StoredDocument,
  { type, size }: Extract<DocumentStanding, { readonly status: "kept" }>,
  { familyCode, childId, kind }: TakenOver,
): Writes {
  const owner: Owner = { familyCode, ...(childId === undefined ? {} : { childId }) };
  return [
    ...handIn({
      id: documentIdOf(kind, Date.parse(sentAt), nonceOf(id)),
      owner,
      kind,
      fileId,
      name,
      sentAt,
      // The first adult's, whose address was confirmed.
      sentBy: idOf("Login", `${familyCode}.1`),
      file: { type, size },
    }),
    { Delete: { Key: keys.strangerFile(fileId), ...ifPresent } },
  ];
}

/** Records how a document was judged, once; false: judged already, gone, or become a family's since it was read. */
export async function recordStanding(
  table: Table,
  { id, requestId, documentId }: StrangerFile,
  document: StoredDocument,
  standing: Exclude<DocumentStanding, { readonly status: "sending" }>,
): Promise<boolean> {
  const { to } = document;
  const judged: Write = {
    Update: {
      Key: keys.firstRequestDocument(requestId, documentId),
      UpdateExpression: "SET standing = :standing",
      ConditionExpression: `standing.#status = :sending AND attribute_${to ? "exists" : "not_exists"}(#to)`,
      ExpressionAttributeNames: { "#status": "status", "#to": "to" },
      ExpressionAttributeValues: { ":standing": standing, ":sending": "sending" },
    },
  };
  // Without a file to open, nothing of it stays.
  const file: Writes =
    standing.status === "unfit"
      ? [{ Delete: { Key: keys.strangerFile(id), ...ifPresent } }]
      : to
        ? takenOver(document, standing, to)
        : [];
  return (await transact(table, [judged, ...file])) === "done";
}

/**
 * Writes of a decision: the request as it was seen, until when it and its documents are kept, and those that become a
 * family's by it (`taken`). Refused when one of these was judged since it was read.
 */
export function decisionWrites(
  { id, version }: FirstRequest,
  decided: Decided,
  documents: readonly StoredDocument[],
  until: Instant,
  taken: ReadonlyMap<DocumentId, TakenOver> = new Map(),
): Writes {
  const expiresAt = epochSeconds(until);
  const end = (Key: keys.Key): Write => ({
    Update: {
      Key,
      UpdateExpression: "SET expiresAt = :end",
      ...ifPresent,
      ExpressionAttributeValues: { ":end": expiresAt },
    },
  });
  const take = (document: StoredDocument, to: TakenOver): Writes => [
    {
      Update: {
        Key: keys.firstRequestDocument(id, document.id),
        UpdateExpression: "SET expiresAt = :end, #to = :to",
        ConditionExpression: "standing.#status = :status",
        ExpressionAttributeNames: { "#status": "status", "#to": "to" },
        ExpressionAttributeValues: { ":end": expiresAt, ":to": to, ":status": document.standing.status },
      },
    },
    ...(document.standing.status === "kept"
      ? takenOver(document, document.standing, to)
      : [end(keys.strangerFile(document.fileId))]),
  ];
  return [
    {
      Update: {
        Key: keys.firstRequest(id),
        UpdateExpression:
          "SET #state = :what, decided = :decided, expiresAt = :end, #version = :next REMOVE g1pk, g1sk",
        ConditionExpression: "#version = :version AND #state = :waiting",
        ExpressionAttributeNames: { "#state": "state", "#version": "version" },
        ExpressionAttributeValues: {
          ":what": decided.what,
          ":decided": decided,
          ":end": expiresAt,
          ":version": version,
          ":next": version + 1,
          ":waiting": "waiting",
        },
      },
    },
    ...documents
      .filter(({ standing }) => standing.status !== "unfit")
      .flatMap((document) => {
        const to = taken.get(document.id);
        return to
          ? take(document, to)
          : [end(keys.firstRequestDocument(id, document.id)), end(keys.strangerFile(document.fileId))];
      }),
  ];
}
