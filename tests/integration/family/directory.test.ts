/** The directory: every family once, a page at a time, whatever wrote it and whenever. */
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instantOf } from "../../../functions/kernel/clock.ts";
import type { Family } from "../../../functions/family/rules/family.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { householdBuckets, readHouseholds } from "../../../functions/family/store/directory.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import * as keys from "../../../functions/table/keys.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { ensureTable } from "../../../infra/local/dynamo/table.ts";
import { startTestTable, type TestTable } from "../../support/table.ts";

let test: TestTable;
let table: Table;
beforeAll(async () => {
  test = await startTestTable();
  table = openTable(test.name, test.client);
});
afterAll(() => test.end());

const now = instantOf(Date.parse("2026-11-23T08:00:00Z"));
const codeOf = (n: number): FamilyCode => id("FamilyCode", `DIR${String(n).padStart(4, "0")}`);
const family = (n: number): Family => ({
  household: {
    code: codeOf(n),
    guardians: [
      {
        id: id("GuardianId", "1"),
        firstName: "Marie",
        lastName: `Durand ${n}`,
        email: `marie${n}@exemple.fr`,
        payer: true,
      },
    ],
    address: { lines: ["1 rue Haute"], postcode: "45000", town: "Orléans" },
    resident: true,
  },
  children: [
    { id: id("ChildId", "C1"), firstName: "Léa", lastName: "Durand", birthDate: id("PlainDate", "2018-05-04") },
  ],
});

async function everyCode(limit: number): Promise<readonly FamilyCode[]> {
  const found: FamilyCode[] = [];
  for (const bucket of householdBuckets) {
    let after: FamilyCode | null = null;
    do {
      const page = await readHouseholds(table, { bucket, after, limit });
      expect(page.households.length).toBeLessThanOrEqual(limit);
      found.push(...page.households.map(({ code }) => code));
      after = page.next;
    } while (after !== null);
  }
  return found;
}

it("holds every family once, in any size of pages, and nothing else of theirs", async () => {
  expect(await everyCode(10)).toEqual([]);
  const count = 61;
  for (let n = 0; n < count; n += 1) await putFamily(table, family(n), now);
  const codes = Array.from({ length: count }, (_, n) => codeOf(n));
  for (const limit of [1, 7, 100]) expect((await everyCode(limit)).toSorted()).toEqual(codes);
  const perBucket = await Promise.all(
    householdBuckets.map(
      async (bucket) => (await readHouseholds(table, { bucket, after: null, limit: 100 })).households.length,
    ),
  );
  for (const share of perBucket) expect(share).toBeGreaterThan(count / 10);
});

it("takes in a record of before the directory at its next import, and stays there", async () => {
  await table.client.send(
    new UpdateCommand({ TableName: table.name, Key: keys.household(codeOf(3)), UpdateExpression: "REMOVE g1pk, g1sk" }),
  );
  expect(await everyCode(100)).not.toContain(codeOf(3));
  expect(await putFamily(table, family(3), now)).toMatchObject({ outcome: "changed" });
  expect(await everyCode(100)).toContain(codeOf(3));
  expect(await putFamily(table, family(3), now)).toMatchObject({ outcome: "unchanged" });
});

it("is added to a table of before, with what stands there", async () => {
  const name = "portail-before";
  await test.client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  const before = { ...table, name };
  await putFamily(before, { ...family(0), children: [] }, now);
  for (let starts = 1; starts <= 2; starts += 1) await ensureTable({ endpoint: test.endpoint, name });
  const pages = await Promise.all(
    householdBuckets.map((bucket) => readHouseholds(before, { bucket, after: null, limit: 10 })),
  );
  expect(pages.flatMap(({ households }) => households.map(({ code }) => code))).toEqual([codeOf(0)]);
});
