/** A table and a bucket of their own, families, and documents as functions send, judge, decide on and open them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { DocumentDecision, DocumentUndoing } from "../../../functions/document/contract/waiting.ts";
import { endFile } from "../../../functions/document/follow/end-file.ts";
import { bookedSince } from "../../../functions/booking/store/booked-since.ts";
import { followDocument, tellDocumentWord } from "../../../functions/document/follow/follow-documents.ts";
import type { Owner } from "../../../functions/document/rules/document.ts";
import { decideDocuments, undoDocuments } from "../../../functions/document/use-cases/decide.ts";
import { goesWithRequest } from "../../../functions/request/store/requests.ts";
import { documentFilesUseCases } from "../../../functions/document/use-cases/files.ts";
import { judgeScanned, type Scanned } from "../../../functions/document/use-cases/judge.ts";
import { documentLookUseCases, documentOfficeUseCases } from "../../../functions/document/use-cases/look.ts";
import type { Bucket, UploadForm } from "../../../functions/files/bucket.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type ChildId, type DocumentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import type { StreamRecord } from "../../../functions/stream/stream-record.ts";
import type { Item } from "../../../functions/table/batch.ts";
import type { TownForFunctions } from "../../../functions/kernel/town-for-functions.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { startDynamo } from "../../../infra/local/dynamo/engine.ts";
import { ensureTable } from "../../../infra/local/dynamo/table.ts";
import { startFiles } from "../../../infra/local/files/index.ts";
import { filesBucket, region } from "../../../infra/local/names.ts";
import { countDataCalls, type DataCallCounter } from "../../support/data-calls.ts";
import { addFaults, type Faults } from "../booking/faults.ts";
import { catalogueWith, guardianOf, monday, shell } from "../booking/support.ts";

export const insurance: DocumentKind = {
  id: id("DocumentKindId", "assurance"),
  name: "Attestation d’assurance",
  of: "child",
  asked: "always",
  validity: { kind: "schoolYear" },
  whenMissing: "blocks",
};
export const address: DocumentKind = {
  ...insurance,
  id: id("DocumentKindId", "domicile"),
  name: "Justificatif de domicile",
  of: "household",
  validity: { kind: "span", number: 1, unit: "years" },
  whenMissing: "warns",
};

export const office: StaffSession = {
  role: "staff",
  login: id("Login", "AGENT.UN"),
  displayName: "Agent un",
  openedAt: monday,
  endsAt: id("Instant", "2026-11-23T18:00:00Z"),
  requiredAction: null,
  device: "",
  origin: "",
  grants: [{ role: "administrator" }],
};

export interface World {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly faults: Faults;
  readonly calls: DataCallCounter;
  /** Every record, by key. */
  readonly records: () => Promise<ReadonlyMap<string, Item>>;
  /** Whether the bucket has such a file. */
  readonly has: (key: string) => Promise<boolean>;
  readonly end: () => Promise<void>;
}

export const origin = "http://localhost:8080";

export async function openWorld(kinds: readonly DocumentKind[] = [insurance, address]): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "portail-documents-"));
  const [engine, files] = await Promise.all([
    startDynamo(folder),
    startFiles({
      file: join(folder, "files.sqlite"),
      origin,
      keep: () => Promise.reject(new Error("Nothing is called here")),
    }),
  ]);
  const { name } = await ensureTable({ endpoint: engine.endpoint, name: "portail", expire: false });
  const credentials = { accessKeyId: "test", secretAccessKey: "local" };
  const dynamo = new DynamoDBClient({ endpoint: engine.endpoint, region, credentials });
  const s3 = new S3Client({ endpoint: files.url, region, credentials, maxAttempts: 1 });
  const looking = new S3Client({ endpoint: files.url, region, credentials });
  const faults = addFaults(dynamo, s3);
  const calls = countDataCalls(dynamo);
  const table = openTable(name, dynamo);
  await enterCatalogue(table, { ...catalogueWith(1000, 1000), documents: kinds }, { dryRun: false });
  return {
    table,
    bucket: { name: filesBucket, client: s3 },
    faults,
    calls,
    records: async () => {
      const found = new Map<string, Item>();
      let from: Record<string, unknown> | undefined;
      do {
        const page = await table.client.send(
          new ScanCommand({ TableName: name, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
        );
        for (const item of page.Items ?? []) found.set(`${String(item["pk"])} ${String(item["sk"])}`, item);
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
    has: (key) =>
      looking.send(new HeadObjectCommand({ Bucket: filesBucket, Key: key })).then(
        () => true,
        () => false,
      ),
    end: async () => {
      dynamo.destroy();
      s3.destroy();
      looking.destroy();
      await files.close();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Posted {
  readonly status: number;
  /** The version that it became. */
  readonly version: string;
}

/** What a browser does with the form. */
export async function post({ url, fields }: UploadForm, body: Uint8Array, name = "document.pdf"): Promise<Posted> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append("file", new Blob([Buffer.from(body)]), name);
  const answer = await fetch(url, { method: "POST", body: form, headers: { origin } });
  await answer.text();
  return { status: answer.status, version: answer.headers.get("x-amz-version-id") ?? "" };
}

/** The file that a form puts. */
export const fileIn = ({ fields }: UploadForm): Scanned["file"] =>
  id("FileId", (fields["key"] ?? "").replace("quarantine/", ""));

/** What functions can do, as one process holds them. */
export async function desk(
  { table, bucket }: World,
  clock: Clock = () => monday,
  homeHint: TownForFunctions["quotient"]["homeHint"] = "ending",
) {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  const dependencies = { table, bucket, catalogue, clock, goesWithRequest: goesWithRequest(table) };
  const files = documentFilesUseCases(dependencies);
  const look = documentLookUseCases({
    ...dependencies,
    town: { quotient: { kind: "caf", validity: { months: 12 }, homeHint } },
  });
  const officeLook = documentOfficeUseCases(dependencies);
  const decide = decideDocuments(dependencies);
  const query = (childId: ChildId | undefined) => (childId === undefined ? {} : { childId });
  return {
    send: async (
      { familyCode, childId }: Owner,
      kind: DocumentKind,
      size = 1000,
      name = "photo.jpg",
      page?: { readonly of: string; readonly rank: number },
    ) =>
      (
        await files["document.send"]({
          ...shell,
          session: guardianOf(familyCode),
          body: { ...query(childId), kind: kind.id, name, size, ...(page ? { page } : {}) },
        })
      ).body,
    sendForFamily: async ({ familyCode, childId }: Owner, kind: DocumentKind, reason: string, size = 1000) =>
      (
        await files["document.sendForFamily"]({
          ...shell,
          session: office,
          params: { familyCode },
          body: { ...query(childId), kind: kind.id, name: "papier.jpg", size, reason },
        })
      ).body,
    removeForFamily: ({ familyCode, childId }: Owner, documentId: DocumentId, reason: string) =>
      files["document.removeForFamily"]({
        ...shell,
        session: office,
        params: { familyCode, documentId },
        body: { ...query(childId), reason },
      }),
    list: async (familyCode: FamilyCode) =>
      (await look["document.list"]({ ...shell, session: guardianOf(familyCode), body: undefined })).body,
    sent: async ({ familyCode, childId }: Owner, kind: DocumentKind, before?: DocumentId) =>
      (
        await look["document.sent"]({
          ...shell,
          session: guardianOf(familyCode),
          body: undefined,
          query: { ...query(childId), kind: kind.id, ...(before === undefined ? {} : { before }) },
        })
      ).body,
    open: async ({ familyCode, childId }: Owner, documentId: DocumentId, as: "inline" | "attachment" = "inline") =>
      (
        await files["document.open"]({
          ...shell,
          session: guardianOf(familyCode),
          body: undefined,
          params: { documentId },
          query: { ...query(childId), as },
        })
      ).body,
    remove: ({ familyCode, childId }: Owner, documentId: DocumentId) =>
      files["document.remove"]({
        ...shell,
        session: guardianOf(familyCode),
        body: undefined,
        params: { documentId },
        query: query(childId),
      }),
    ofFamily: async (familyCode: FamilyCode) =>
      (await officeLook["document.ofFamily"]({ ...shell, session: office, body: undefined, params: { familyCode } }))
        .body,
    judge: (scanned: Scanned) => judgeScanned({ table, bucket, clock }, scanned),
    decide: (decision: DocumentDecision) => decide(decision, office),
    undo: (undoing: DocumentUndoing) =>
      undoDocuments({ ...dependencies, bookedSince: bookedSince(table) })(undoing, office),
  };
}

const streamed = (before: Item | null, after: Item | null): StreamRecord => ({
  entity: null,
  pk: String((after ?? before)?.["pk"]),
  before,
  after,
});

/** What the table's stream does once of what differs from `before`, as often as `times`. */
export async function follow(
  { table, bucket, records }: World,
  before: ReadonlyMap<string, Item>,
  { times = 1, clock = () => monday }: { readonly times?: number; readonly clock?: Clock } = {},
): Promise<void> {
  const after = await records();
  for (let time = 0; time < times; time += 1)
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
      const entity = (is ?? was)?.["entity"];
      if (JSON.stringify(was) === JSON.stringify(is)) continue;
      if (entity === "document")
        await followDocument(
          // As if the seconds had passed within which it could be taken back.
          { table, clock, tellLater: (word) => tellDocumentWord({ table, clock }, word) },
          streamed(was, is),
        );
      if (entity === "file") await endFile({ table, bucket }, streamed(was, is));
    }
}
