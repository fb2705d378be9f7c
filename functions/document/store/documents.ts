/**
 * Supporting documents, and the files that they are.
 *
 *     pk CHILD#<childId> | FAMILY#<code>, sk DOCUMENT#<kind>.<when>.<nonce>
 *     id, familyCode, childId, kind, name, sentAt, sentBy   who sent what, through which household
 *     page                                                  its place among the files chosen with it
 *     fileId, file                                          its file of the bucket; its type and size once judged
 *     health                                                it proves something of the child's health
 *     state                                                 rules/document.ts
 *     request                                               while it goes with a request that waits (request/follow/hold-papers.ts)
 *     g1pk, g1sk                                            while it waits for staff by itself
 *     version                                               grows with each write, which expects the one it read
 *
 *     pk FILE#<fileId>, sk FILE
 *     id, familyCode, childId, documentId                   which document it is
 *     expiresAt                                             until the file is judged: then a document rests on it
 *
 * A child's documents stand in the child's own partition: its households read and add to one set. Who may reach it is
 * asked of the household's record of the child, in the same wave of reads.
 *
 * The names of files are chance, since the bucket's access log tells them. The record of a file is there before the
 * file and goes after it: whatever ends it (taken back, unfit, never finished), the stream removes the file itself
 * (follow/end-file.ts). So no file is ever without a record for long, though nobody may list the bucket.
 *
 * | what                                  | calls                                              |
 * |---------------------------------------|----------------------------------------------------|
 * | what is missing (pages, bookings)     | none: it stands in the family's own records (held.ts) |
 * | documents of a kind, a page at a time | one query                                          |
 * | sending one                           | one record and the catalogue, one transaction      |
 * | judging a file                        | two reads, one transaction                         |
 * | deciding on some                      | one batch, one transaction, then held.ts           |
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import {
  id,
  type DocumentId,
  type DocumentKindId,
  type FamilyCode,
  type FileId,
  type Instant,
  type PlainDate,
  type RequestId,
} from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent, remove } from "../../table/write.ts";
import { fileTypes, unfits } from "../rules/judge-file.ts";
import type { DocumentState, Owner, SentDocument } from "../rules/document.ts";

const records = lazily(() => {
  const decided = z.object({
    at: branded("Instant"),
    by: branded("Login"),
    token: branded("IdempotencyKey"),
    request: z.optional(branded("RequestId")),
  });
  const state: z.ZodMiniType<DocumentState> = z.discriminatedUnion("status", [
    z.object({ status: z.literal("sending") }),
    z.object({ status: z.literal("toCheck") }),
    z.object({ status: z.literal("accepted"), decided, until: z.optional(branded("PlainDate")) }),
    z.object({ status: z.literal("refused"), decided, reason: z.string() }),
    z.object({ status: z.literal("unfit"), at: branded("Instant"), why: z.enum(unfits) }),
    z.object({
      status: z.literal("removed"),
      removed: z.object({ at: branded("Instant"), by: branded("Login"), reason: z.string() }),
    }),
  ]);
  const owner = { familyCode: branded("FamilyCode"), childId: z.optional(branded("ChildId")) };
  return {
    document: z.object({
      ...owner,
      id: branded("DocumentId"),
      kind: branded("DocumentKindId"),
      fileId: branded("FileId"),
      name: z.string(),
      sentAt: branded("Instant"),
      page: z.optional(z.object({ of: z.string(), rank: z.int() })),
      sentBy: branded("Login"),
      about: z.optional(z.object({ from: branded("PlainDate"), to: branded("PlainDate") })),
      broughtIn: z.optional(z.string()),
      health: z.optional(z.literal(true)),
      request: z.optional(branded("RequestId")),
      file: z.optional(z.object({ type: z.enum(fileTypes), size: z.int() })),
      state,
      version: z.int(),
    }),
    file: z.object({ ...owner, id: branded("FileId"), documentId: branded("DocumentId") }),
  };
});

/** A document from its record, as the table holds it or the stream shows it. */
export function documentOf(item: Item): SentDocument {
  const { familyCode, childId, ...rest } = z.parse(records().document, item);
  return { ...rest, owner: { familyCode, ...(childId === undefined ? {} : { childId }) } };
}

/** Which document a file is. */
export interface FileOf {
  readonly owner: Owner;
  readonly documentId: DocumentId;
}

/** The document that the record of a file names, and the file. */
export function fileOf(item: Item): FileOf & { readonly file: FileId } {
  const { familyCode, childId, documentId, id: file } = z.parse(records().file, item);
  return { owner: { familyCode, ...(childId === undefined ? {} : { childId }) }, documentId, file };
}

/** Days in which staff is to answer: a document waits among the days to come, and comes to the end of the list after. */
const answeredWithin = 7;

const awaited = ({
  id: documentId,
  owner: { familyCode, childId },
  sentAt,
  request,
}: SentDocument): Partial<keys.IndexKey> =>
  request === undefined
    ? keys.approval(
        addDays(localDate(sentAt), answeredWithin),
        "document",
        `${familyCode}#${childId ?? ""}#${documentId}`,
      )
    : {};

/** Announces a document: its file may come, until then. Again under the same name, it is refused. */
export async function announce(
  table: Table,
  { owner, ...document }: Omit<SentDocument, "version">,
  { until }: { readonly until: Instant },
): Promise<boolean> {
  const { id: documentId, fileId } = document;
  return (
    (await transact(table, [
      {
        Put: {
          Item: { ...keys.document(owner, documentId), entity: "document", ...owner, ...document, version: 1 },
          ...ifAbsent,
        },
      },
      {
        Put: {
          Item: {
            ...keys.file(fileId),
            entity: "file",
            id: fileId,
            ...owner,
            documentId,
            expiresAt: epochSeconds(until),
          },
          ...ifAbsent,
        },
      },
    ])) === "done"
  );
}

/**
 * Enters a document whose file was judged before it was anybody's, as part of a transaction: it waits for staff, and its
 * file rests on it from then on.
 */
export function handIn({ owner, ...document }: Omit<SentDocument, "version" | "state">): Writes {
  const { id: documentId, fileId } = document;
  const state = { status: "toCheck" } satisfies DocumentState;
  const whole = { ...document, owner, state, version: 1 };
  return [
    {
      Put: {
        Item: {
          ...keys.document(owner, documentId),
          entity: "document",
          ...owner,
          ...document,
          state,
          version: 1,
          ...awaited(whole),
        },
        ...ifAbsent,
      },
    },
    { Put: { Item: { ...keys.file(fileId), entity: "file", id: fileId, ...owner, documentId }, ...ifAbsent } },
  ];
}

/** Whether a document of a family's rests on a file. */
export const isRestedOn = async (table: Table, file: FileId): Promise<boolean> =>
  (await readRecord(table, keys.file(file))) !== null;

export async function readDocument(table: Table, owner: Owner, document: DocumentId): Promise<SentDocument | null> {
  const item = await readRecord(table, keys.document(owner, document));
  return item && documentOf(item);
}

/** Those that are there, in no order. */
export async function readDocuments(
  table: Table,
  wanted: readonly FileOf[],
  options: { readonly consistent: boolean },
): Promise<readonly SentDocument[]> {
  const names = new Map(
    wanted.map(({ owner, documentId }) => {
      const key = keys.document(owner, documentId);
      return [`${key.pk} ${key.sk}`, key];
    }),
  );
  return (await readAll(table, [...names.values()], options)).map(documentOf);
}

/** The document that a file is; null once nothing rests on it, or ever will. */
export async function readByFile(table: Table, file: FileId): Promise<SentDocument | null> {
  const item = await readRecord(table, keys.file(file));
  if (!item) return null;
  const { owner, documentId } = fileOf(item);
  return readDocument(table, owner, documentId);
}

/** All documents of one kind, or of every kind, as they were written a moment ago. */
export async function readAllOf(table: Table, owner: Owner, kind?: DocumentKindId): Promise<readonly SentDocument[]> {
  const range = startingWith(
    keys.documentPartition(owner),
    kind === undefined ? keys.documentPrefix : keys.documentsOfKind(kind),
  );
  return (await readRange(table, { ...range, ConsistentRead: true })).map(documentOf);
}

export interface DocumentPage {
  /** Latest first. */
  readonly documents: readonly SentDocument[];
  /** Given when there are more: the next page is of those sent before that one. */
  readonly before?: DocumentId;
}

const pageSize = 20;

/** Documents of one kind, a page at a time, latest first. */
export async function readPageOf(
  table: Table,
  owner: Owner,
  kind: DocumentKindId,
  before: DocumentId | undefined,
): Promise<DocumentPage> {
  const prefix = keys.documentsOfKind(kind);
  const partition = keys.documentPartition(owner);
  const { items, next } = await readPage(table, {
    ...startingWith(partition, prefix),
    ScanIndexForward: false,
    Limit: pageSize,
    ConsistentRead: true,
    ...(before === undefined ? {} : { ExclusiveStartKey: { ...keys.document(owner, before) } }),
  });
  const documents = items.map(documentOf);
  const last = documents.at(-1)?.id;
  return { documents, ...(next && last !== undefined ? { before: last } : {}) };
}

const updateOf = (document: SentDocument, facts: Readonly<Record<string, unknown>>): Writes => [
  {
    Update: updateFrom(
      keys.document(document.owner, document.id),
      document.version,
      Object.entries(facts).map(([name, value]) => ({ path: [name], value })),
    ),
  },
];

/** What the judgement of a file makes of its document. */
export type Judged =
  | { readonly state: Extract<DocumentState, { status: "toCheck" }>; readonly file: NonNullable<SentDocument["file"]> }
  | { readonly state: Extract<DocumentState, { status: "unfit" }> };

/** Writes it, with what becomes of the file; false when the document changed, or went, meanwhile. */
export async function recordJudged(table: Table, document: SentDocument, judged: Judged): Promise<boolean> {
  const Key = keys.file(document.fileId);
  const file: Writes =
    "file" in judged
      ? [{ Update: { Key, UpdateExpression: "REMOVE expiresAt", ...ifPresent } }]
      : [{ Delete: { Key, ...ifPresent } }];
  const facts = "file" in judged ? { ...judged, ...awaited(document) } : judged;
  return (await transact(table, [...updateOf(document, facts), ...file])) === "done";
}

/** Staff's word on all of these, or on none: false when one of them changed meanwhile. */
export async function recordDecided(
  table: Table,
  documents: readonly SentDocument[],
  state: Extract<DocumentState, { status: "accepted" | "refused" }>,
): Promise<boolean> {
  return (await transact(table, decidedWrites(documents, state))) === "done";
}

/** The same as part of a transaction: each is still as it was read. */
export const decidedWrites = (
  documents: readonly SentDocument[],
  state: Extract<DocumentState, { status: "accepted" | "refused" }>,
): Writes =>
  documents.flatMap((document) => updateOf(document, { state, request: undefined, g1pk: undefined, g1sk: undefined }));

/** Part of a transaction that rests on these without changing them: each is still as it was read. */
export const standingWrites = (documents: readonly SentDocument[]): Writes =>
  documents.map(({ owner, id: documentId, version }) => ({
    ConditionCheck: {
      Key: keys.document(owner, documentId),
      ConditionExpression: "#version = :version",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": version },
    },
  }));

/** Staff takes its word back: they wait again. */
export const undecidedWrites = (documents: readonly SentDocument[]): Writes =>
  documents.flatMap((document) =>
    updateOf(document, { state: { status: "toCheck" } satisfies DocumentState, ...awaited(document) }),
  );

/**
 * A document goes with a request from now on, or with none (null): then it waits for staff by itself, if it is still to
 * be checked. False when it changed meanwhile.
 */
export async function recordGoing(table: Table, document: SentDocument, request: RequestId | null): Promise<boolean> {
  const going = { ...document, request: request ?? undefined };
  const index = document.state.status === "toCheck" ? awaited(going) : {};
  const facts = { request: going.request, g1pk: index.g1pk, g1sk: index.g1sk };
  return (await transact(table, updateOf(document, facts))) === "done";
}

/** Takes a document away, and with it its file; false when it changed meanwhile. */
export async function removeDocument(
  table: Table,
  { id: documentId, owner, fileId, version }: SentDocument,
): Promise<boolean> {
  return (
    (await transact(table, [
      {
        Delete: {
          Key: keys.document(owner, documentId),
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": version },
        },
      },
      { Delete: { Key: keys.file(fileId) } },
    ])) === "done"
  );
}

/**
 * Takes a document's file away and keeps that it was there, and who took it away; false when it changed meanwhile. It
 * waits for nobody any more.
 */
export async function recordRemoved(
  table: Table,
  document: SentDocument,
  removed: Extract<DocumentState, { status: "removed" }>["removed"],
): Promise<boolean> {
  const state = { status: "removed", removed } satisfies DocumentState;
  const writes = [
    ...updateOf(document, { state, g1pk: undefined, g1sk: undefined }),
    { Delete: { Key: keys.file(document.fileId) } },
  ];
  return (await transact(table, writes)) === "done";
}

/** What the record of its file says of whose it is. */
function fileHandedOver({ fileId, state }: SentDocument, { familyCode, childId }: Owner): Writes {
  if (state.status === "removed" || state.status === "unfit") return [];
  return [
    {
      Update: {
        Key: keys.file(fileId),
        UpdateExpression: childId === undefined ? "SET #family = :family" : "SET #family = :family, #child = :child",
        ...ifPresent,
        ExpressionAttributeNames: {
          "#family": "familyCode",
          ...(childId === undefined ? {} : { "#child": "childId" }),
        },
        ExpressionAttributeValues: { ":family": familyCode, ...(childId === undefined ? {} : { ":child": childId }) },
      },
    },
  ];
}

/**
 * Makes a document another child's, who is the same under the code that stays, or another household's: with its file, or
 * not at all. False: it has changed since it was read.
 */
export async function handOver(table: Table, document: SentDocument, to: Owner): Promise<boolean> {
  const { owner: from, ...rest } = document;
  const { id: documentId, version, state } = rest;
  const Key = keys.document(from, documentId);
  return (
    (await transact(table, [
      {
        Delete: {
          Key,
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": version },
        },
      },
      {
        Put: {
          Item: {
            ...keys.document(to, documentId),
            entity: "document",
            ...rest,
            ...to,
            handedOver: true,
            version: version + 1,
            ...(state.status === "toCheck" ? awaited({ ...document, owner: to }) : {}),
          },
          ...ifAbsent,
        },
      },
      ...fileHandedOver(document, to),
    ])) === "done"
  );
}

/**
 * The household that sent it has become part of another one, whose it is from then on. False: it has changed since it was
 * read.
 */
export async function passTo(table: Table, document: SentDocument, familyCode: FamilyCode): Promise<boolean> {
  const { childId } = document.owner;
  const owner = { ...document.owner, familyCode };
  if (childId === undefined) return handOver(table, document, owner);
  const facts = { familyCode, ...(document.state.status === "toCheck" ? awaited({ ...document, owner }) : {}) };
  const writes = [...updateOf(document, facts), ...fileHandedOver(document, owner)];
  return (await transact(table, writes)) === "done";
}

/** Forgets a document whose file never came. One that was judged stays. */
export async function forgetUnfinished(table: Table, { owner, documentId }: FileOf): Promise<void> {
  await remove(table, {
    Key: keys.document(owner, documentId),
    ConditionExpression: "#state.#status = :sending",
    ExpressionAttributeNames: { "#state": "state", "#status": "status" },
    ExpressionAttributeValues: { ":sending": "sending" satisfies DocumentState["status"] },
  });
}

/** An entry of what waits for staff, as its reference names it. */
export function awaitedDocument(reference: string): FileOf {
  const [familyCode = "", childId = "", documentId = ""] = reference.split("#");
  return {
    owner: { familyCode: id("FamilyCode", familyCode), ...(childId === "" ? {} : { childId: id("ChildId", childId) }) },
    documentId: id("DocumentId", documentId),
  };
}

/** The day on which it was sent, on clocks on the wall. */
export const sentOn = ({ sentAt }: Pick<SentDocument, "sentAt">): PlainDate => localDate(sentAt);
