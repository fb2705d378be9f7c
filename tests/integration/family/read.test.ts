/** « Ma fiche famille »: what a guardian reads, of their own family only, and what it costs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { familyOffice, familyRoutes } from "../../../functions/family/contract.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { familyOfficeUseCases } from "../../../functions/family/use-cases/office.ts";
import { familyUseCases } from "../../../functions/family/use-cases/read-family.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { read, adultLine, childLine } from "../../unit/family/file/make.ts";
import { staffSession } from "../booking/http.ts";
import { openTestTable, type TestTable } from "./table.ts";

let world: TestTable;
const now = id("Instant", "2026-11-23T08:00:00Z");
beforeAll(async () => {
  world = await openTestTable();
  const { families } = read(
    [adultLine(), adultLine({ "Code famille": "ZZ0001", Nom: "Autre" })],
    [
      childLine({ "Né(e) le": "24/11/2018" }),
      childLine({ "Code enfant": "1002", Prénom: "Tom", "Né(e) le": "23/11/2016", École: "" }),
      childLine({ "Code famille": "ZZ0001", "Code enfant": "7", Nom: "Autre" }),
    ],
  );
  for (const family of families) await putFamily(world.table, family, now);
});
afterAll(async () => world.end());

const useCases = (instant = now) => familyUseCases({ table: world.table, clock: () => instant });

const shell = {
  query: undefined,
  body: undefined,
  cookies: new Map<string, string>(),
  viewer: { address: "192.0.2.1", portal: "https://portail.example.fr", userAgent: "" },
};

async function ask(code: FamilyCode, instant = now) {
  const session = {
    role: "guardian",
    login: id("Login", code),
    displayName: "Mme Martin",
    familyCode: code,
    guardianId: id("GuardianId", "1"),
    openedAt: now,
    endsAt: now,
    requiredAction: null,
    device: "",
    origin: "",
  } as const;
  const { body } = await useCases(instant)["family.read"]({
    ...shell,
    session,
    params: undefined,
  });
  return z.parse(familyRoutes["family.read"].answer, body);
}

test("the household and its children, eldest first, with their age today", async () => {
  expect(await ask(id("FamilyCode", "AB1234"))).toEqual({
    code: "AB1234",
    resident: true,
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
    guardians: [
      {
        id: "1",
        title: "Mme",
        firstName: "Léa",
        lastName: "Martin",
        email: "lea@exemple.fr",
        phone: "06 12 34 56 78",
        payer: true,
      },
    ],
    children: [
      { id: "1002", firstName: "Tom", lastName: "Martin", birthDate: "2016-11-23", age: 10, grade: "CE1" },
      {
        id: "1001",
        firstName: "Zoé",
        lastName: "Martin",
        birthDate: "2018-11-24",
        age: 7,
        grade: "CE1",
        school: "École du Parc",
      },
    ],
  });
});

test("a birthday begins at midnight of the town, not of Greenwich", async () => {
  const age = async (instant: string) =>
    (await ask(id("FamilyCode", "AB1234"), id("Instant", instant))).children[1]?.age;
  expect(await age("2026-11-23T22:59:59Z")).toBe(7);
  expect(await age("2026-11-23T23:00:00Z")).toBe(8);
});

test("nothing of another family, nor what the import keeps for itself", async () => {
  const text = JSON.stringify(await ask(id("FamilyCode", "AB1234")));
  expect(text).not.toMatch(/Autre|ZZ0001|imported|version|lastRank/);
});

test("one wave of reads after the session's", async () => {
  world.calls.take();
  await ask(id("FamilyCode", "AB1234"));
  const { calls, roundTrips, readUnits } = world.calls.take();
  expect(calls.map(({ name }) => name).sort()).toEqual(["GetItem", "Query"]);
  expect(roundTrips).toBe(1);
  expect(readUnits).toBeLessThanOrEqual(1);
});

/** What staff reads of that family. */
async function askAsStaff(code: FamilyCode) {
  const { body } = await familyOfficeUseCases({ table: world.table, clock: () => now })["family.ofCode"]({
    ...shell,
    session: staffSession,
    params: { familyCode: code },
  });
  return z.parse(familyOffice["family.ofCode"].answer, body);
}

test("staff reads the same household, with nothing of what is kept beside it, and learns that a code is nobody's", async () => {
  const code = id("FamilyCode", "AB1234");
  expect(await askAsStaff(code)).toEqual(await ask(code));
  expect(JSON.stringify(await askAsStaff(code))).not.toMatch(/Autre|ZZ0001|imported|version|lastRank/);
  await expect(askAsStaff(id("FamilyCode", "NOBODY1"))).rejects.toThrow("notFound");
});
