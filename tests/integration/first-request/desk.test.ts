/**
 * A family is created at the desk: whole, with who created it and why as the first line of its file; once, whatever is
 * sent again or at once; never beside one that looks like it and that nobody has looked at.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFamily } from "../../../functions/family/store/families.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readAllRequests } from "../../../functions/request/store/requests.ts";
import { followRequest } from "../../../functions/request/follow/tell-requests.ts";
import { newKey } from "../booking/support.ts";
import { openWorld, type World } from "../document/support.ts";
import { atDesk, deskOf } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const person = (lastName: string, change: object = {}) =>
  atDesk({
    adults: [{ title: "Mme", firstName: "Anne", lastName, phone: "", ...change }],
    children: [],
    address: { lines: [`1 rue ${lastName}`], postcode: "45300", town: "Pithiviers" },
  });
const refusalOf = (what: Promise<unknown>): Promise<unknown> =>
  what.then(
    () => "done",
    (error: unknown) => error,
  );

test("it is there whole, without an address of theirs; its file begins with who entered it and why, and nobody is mailed", async () => {
  const desk = deskOf(world);
  const code = await desk.enter({ reason: "Vu avec le livret de famille" });
  expect(code).toMatch(/^N[2-9A-HJ-NP-Z]{7}$/u);
  const family = await readFamily(world.table, code);
  expect(family?.household).toMatchObject({
    resident: true,
    address: { lines: ["7 rue du Guichet"] },
    guardians: [{ firstName: "Yann", lastName: "Kerbrat", phone: "02 38 30 99 88", payer: true }],
  });
  expect(family?.household.guardians[0]?.email).toBeUndefined();
  expect(family?.children).toMatchObject([{ firstName: "Maïwenn", birthDate: "2020-05-02" }]);
  expect(family?.children[0]?.school).toBeUndefined();
  const [line, ...others] = await readAllRequests(world.table, code);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    state: "done",
    familyName: "M. Kerbrat",
    acts: [{ what: "done", side: "office", text: "Vu avec le livret de famille" }],
  });
  const record = [...(await world.records()).values()].find(
    (item) => item["entity"] === "request" && item["familyCode"] === code,
  );
  const before = (await world.records()).size;
  await followRequest(
    {
      table: world.table,
      clock: () => line?.sentAt ?? id("Instant", ""),
      tellLater: () => Promise.reject(new Error("Told")),
    },
    { entity: "request", pk: `FAMILY#${code}`, before: null, after: record ?? null },
  );
  expect((await world.records()).size).toBe(before);
});

test("sent again, or twice at once, it is one family", async () => {
  const desk = deskOf(world);
  const idempotencyKey = newKey();
  const one = { ...person("Doublet"), idempotencyKey };
  const codes = await Promise.all([desk.enter(one), desk.enter(one)]);
  expect(await desk.enter(one)).toBe(codes[0]);
  expect(new Set(codes).size).toBe(1);
  expect(await readAllRequests(world.table, codes[0])).toHaveLength(1);
});

test("beside one that looks like it nothing is written until that one was seen, and said to be another", async () => {
  const desk = deskOf(world);
  const known = await desk.enter(person("Lacombe", { phone: "06 11 22 33 44", email: "anne.lacombe@exemple.fr" }));
  const again = person("Lacombe", { phone: "+33 6 11 22 33 44" });
  expect(await desk.alike(again)).toMatchObject([{ familyCode: known }]);
  const before = (await world.records()).size;
  expect(await refusalOf(desk.enter(again))).toMatchObject({ code: "changed" });
  expect((await world.records()).size).toBe(before);
  const other = await desk.enter({ ...again, apart: [known] });
  expect(other).not.toBe(known);
  expect(await desk.alike(person("Personne"))).toEqual([]);
});

test("under a code of the town's, unless a family has it, zeros or not", async () => {
  const desk = deskOf(world);
  const code = await desk.enter({ ...person("Codée"), familyCode: id("FamilyCode", "004711") });
  expect(code).toBe("004711");
  for (const taken of ["004711", "4711"])
    expect(await refusalOf(desk.enter({ ...person("Autre"), familyCode: id("FamilyCode", taken) }))).toMatchObject({
      code: "notPossible",
    });
});

test("what cannot be is refused at its field, and nothing is written", async () => {
  const desk = deskOf(world);
  const before = (await world.records()).size;
  const child = { firstName: "Lou", lastName: "Martin", birthDate: id("PlainDate", "2019-03-14") };
  const faults: readonly (readonly [Parameters<typeof desk.enter>[0], string])[] = [
    [{ children: [{ ...child, birthDate: id("PlainDate", "2030-01-01") }] }, "children.0.birthDate"],
    [{ children: [{ ...child, birthDate: id("PlainDate", "1990-01-01") }] }, "children.0.birthDate"],
    [{ children: [child, { ...child, firstName: "LOU" }] }, "children.1.birthDate"],
    [
      {
        adults: [
          { firstName: "Anne", lastName: "Martin", phone: "" },
          { firstName: "anne", lastName: "MARTIN", phone: "" },
        ],
      },
      "adults.1.lastName",
    ],
  ];
  for (const [change, field] of faults)
    expect(await refusalOf(desk.enter({ ...person("Faute"), ...change }))).toMatchObject({
      code: "request.invalid",
      details: { errors: [{ field }] },
    });
  expect((await world.records()).size).toBe(before);
});
