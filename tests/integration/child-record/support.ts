/** A child's file as its households and the office read and change it. */
import { S3Client } from "@aws-sdk/client-s3";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { catalogueCache, type CatalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import type { HealthChanges } from "../../../functions/child-record/contract/health.ts";
import type { RecordChanges } from "../../../functions/child-record/contract/record.ts";
import { healthOfficeUseCases, healthUseCases } from "../../../functions/child-record/use-cases/health.ts";
import { recordOfficeUseCases, recordUseCases } from "../../../functions/child-record/use-cases/record.ts";
import type { Bucket } from "../../../functions/files/bucket.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import {
  id,
  type ChildId,
  type DocumentId,
  type FamilyCode,
  type IdempotencyKey,
  type RequestId,
} from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { guardianOf, monday, shell, type World } from "../booking/support.ts";
import { asStaff, staffMember } from "../planning/support.ts";

let children = 0;

/** A child of these households, each of which knows the others, as an import has it. */
export async function newChild(
  { table }: Pick<World, "table">,
  codes: readonly FamilyCode[],
  birthDate = "2018-03-14",
): Promise<ChildId> {
  const childId = id("ChildId", `C${(children += 1)}`);
  for (const code of codes)
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...keys.child(code, childId),
          entity: "child",
          id: childId,
          firstName: "Lou",
          lastName: "Durand",
          birthDate,
          version: 1,
          ...(codes.length > 1 ? { sharedWith: codes.filter((other) => other !== code) } : {}),
        },
      }),
    );
  return childId;
}

/** Of who opens no paper. */
const noBucket: Bucket = { name: "none", client: new S3Client({ region: "eu-west-3" }) };

const catalogues = new WeakMap<Table, CatalogueCache>();
/** As a process keeps it, which has read it before the first request. */
function catalogueOf(table: Table): CatalogueCache {
  const known =
    catalogues.get(table) ??
    catalogueCache(
      () => readCatalogue(table),
      () => monday,
    );
  catalogues.set(table, known);
  return known;
}

/** Everything that can be done to a child's file, as the pipeline would call it. */
export function fileOver(table: Table, childId: ChildId, clock: Clock = () => monday, bucket: Bucket = noBucket) {
  const catalogue = catalogueOf(table);
  const dependencies = { table, catalogue, clock, bucket, town: { auditKeptDays: 365 } };
  const [record, office] = [recordUseCases(dependencies), recordOfficeUseCases(dependencies)];
  const [health, healthOffice] = [healthUseCases(dependencies), healthOfficeUseCases(dependencies)];
  const guardian = (code: FamilyCode, by = "Mme Durand") => ({
    ...shell,
    query: undefined,
    body: undefined,
    session: { ...guardianOf(code), displayName: by },
    params: { childId },
  });
  const staff = (familyCode: FamilyCode) => ({
    ...asStaff,
    session: staffMember,
    params: { familyCode, childId },
  });
  const page = (before: string | undefined) => (before === undefined ? {} : { before });
  return {
    read: async (code: FamilyCode, asked?: RequestId) =>
      (await record["child-record.read"]({ ...guardian(code), query: asked === undefined ? {} : { asked } })).body,
    change: async (code: FamilyCode, changes: RecordChanges, by?: string) =>
      (await record["child-record.change"]({ ...guardian(code, by), body: { changes } })).body,
    health: async (code: FamilyCode) => (await health["child-record.health"](guardian(code))).body,
    changeHealth: async (code: FamilyCode, changes: HealthChanges, by?: string) =>
      (await health["child-record.changeHealth"]({ ...guardian(code, by), body: { changes } })).body,
    views: async (code: FamilyCode, before?: string) =>
      (await health["child-record.healthViews"]({ ...guardian(code), query: page(before) })).body,
    ofFamily: async (code: FamilyCode) => (await office["child-record.ofFamily"](staff(code))).body,
    changeOfFamily: async (code: FamilyCode, changes: RecordChanges, reason = "Dit au téléphone") =>
      (await office["child-record.changeOfFamily"]({ ...staff(code), body: { changes, reason } })).body,
    changes: async (code: FamilyCode, before?: string) =>
      (await office["child-record.changes"]({ ...staff(code), query: page(before) })).body,
    look: async (code: FamilyCode, from: "childPage" | "daySheet" = "childPage") =>
      (await healthOffice["child-record.viewHealth"]({ ...staff(code), body: { from } })).body,
    openPaper: async (code: FamilyCode, documentId: DocumentId) =>
      (
        await healthOffice["child-record.openHealthPaper"]({
          ...asStaff,
          session: staffMember,
          params: { familyCode: code, childId, documentId },
          body: { from: "childPage", as: "inline" },
        })
      ).body,
    decidePapers: async (
      code: FamilyCode,
      word: {
        readonly documentIds: DocumentId[];
        readonly decision: "accept" | "refuse";
        readonly reason?: string;
        readonly idempotencyKey: IdempotencyKey;
      },
    ) =>
      (await healthOffice["child-record.decideHealthPapers"]({ ...staff(code), body: { from: "childPage", ...word } }))
        .body,
    changeHealthOfFamily: async (code: FamilyCode, changes: HealthChanges, reason = "Ordonnance apportée") =>
      (
        await healthOffice["child-record.changeHealthOfFamily"]({
          ...staff(code),
          body: { changes, from: "childPage", reason },
        })
      ).body,
  };
}

export const grandmother = {
  firstName: "Monique",
  lastName: "Durand",
  link: "Grand-mère",
  phone: "0639981234",
  call: true,
  collect: true,
  identity: false,
};
