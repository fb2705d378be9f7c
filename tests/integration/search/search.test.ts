/**
 * Finding people over a table and a bucket: what was entered is found a moment later, the same number of calls whatever
 * the town, and an index that is missing, torn, of another version or made twice at once costs nobody an answer.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { leaveHousehold } from "../../../functions/family/store/leave-household.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant } from "../../../functions/kernel/ids.ts";
import { recordHeld } from "../../../functions/child-record/use-cases/record-held.ts";
import { holding } from "../../../functions/child-record/store/parts.ts";
import { readChild } from "../../../functions/family/store/families.ts";
import { update } from "../../../functions/table/write.ts";
import { notePeople } from "../../../functions/search/follow/note-people.ts";
import { keepAnew } from "../../../functions/search/use-cases/kept-people.ts";
import { searchUseCases } from "../../../functions/search/use-cases/index.ts";
import type { Item } from "../../../functions/table/batch.ts";
import { office, openWorld, type World } from "../document/support.ts";
import { awsError } from "../booking/faults.ts";
import { shell } from "../booking/support.ts";

let world: World;
let now: Instant = id("Instant", "2026-11-23T08:00:00Z");
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(() => {
  now = plusSeconds(now, 86_400);
});

const code = (rank: number): FamilyCode => id("FamilyCode", `FA${String(rank).padStart(4, "0")}`);
const family = (rank: number, lastName: string, firstName = "Zoé"): SaidFamily => ({
  household: {
    code: code(rank),
    guardians: [
      {
        id: id("GuardianId", "1"),
        firstName: "Léa",
        lastName,
        phone: `06 00 00 ${String(rank).padStart(4, "0").replace(/(..)/u, "$1 ")}`,
        payer: true,
      },
    ],
    address: { lines: [`${rank} rue des Lilas`], postcode: "45300", town: "Pithiviers" },
    resident: true,
  },
  children: [{ id: id("ChildId", String(5000 + rank)), firstName, lastName, birthDate: id("PlainDate", "2018-11-24") }],
});

const isPerson = (item: Item): boolean => item["entity"] === "household" || item["entity"] === "child";
/** What the stream hands over of the people's records, as they were and as they are. */
async function asStreamed(before: ReadonlyMap<string, Item>): Promise<void> {
  for (const [key, after] of await world.records()) {
    const known = before.get(key) ?? null;
    if (isPerson(after) && JSON.stringify(known) !== JSON.stringify(after))
      await notePeople(
        { table: world.table, clock: () => now },
        { entity: null, pk: String(after["pk"]), before: known, after },
      );
  }
}
async function changing(what: () => Promise<unknown>): Promise<void> {
  const before = await world.records();
  await what();
  await asStreamed(before);
}

/** A process that answers staff. */
const answering = () => {
  const warned: string[] = [];
  const log = { info: () => undefined, warn: (what: string) => void warned.push(what), error: () => undefined };
  const useCases = searchUseCases({ table: world.table, bucket: world.bucket, clock: () => now, log });
  const find = async (text: string): Promise<readonly string[]> => {
    const { body } = await useCases["search.find"]({ ...shell, session: office, body: { text } });
    return body.lines.map(({ name, familyCode }) => `${name.map((piece) => piece.text).join("")} ${familyCode}`);
  };
  return { find, useCases, warned };
};

const kept = async (): Promise<Buffer> => {
  const { Body } = await world.bucket.client.send(
    new GetObjectCommand({ Bucket: world.bucket.name, Key: "search/people.json.gz" }),
  );
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const putKept = (body: Uint8Array) =>
  world.bucket.client.send(
    new PutObjectCommand({ Bucket: world.bucket.name, Key: "search/people.json.gz", Body: body }),
  );

test("an index that nobody has made is made by the first question; what is entered afterwards is found by the next", async () => {
  await putFamily(world.table, family(1, "Martin"), now);
  const staff = answering();
  expect(await staff.find("zoe martin")).toEqual(["Zoé Martin FA0001"]);
  await changing(() => putFamily(world.table, family(2, "Durand"), now));
  expect(await staff.find("zoe durand")).toEqual(["Zoé Durand FA0002"]);
  // Another process, which loads what was kept, knows it too.
  expect(await answering().find("zoe durand")).toEqual(["Zoé Durand FA0002"]);
});

test("a new name is found under the new one alone; a child that moves, where it lives", async () => {
  const staff = answering();
  await changing(() => putFamily(world.table, family(3, "Petit"), now));
  expect(await staff.find("zoe petit")).toEqual(["Zoé Petit FA0003"]);
  await changing(() => putFamily(world.table, family(3, "Moreau"), now));
  expect(await staff.find("zoe petit")).toEqual([]);
  expect(await staff.find("zoe moreau")).toEqual(["Zoé Moreau FA0003"]);
  await changing(() =>
    leaveHousehold(world.table, { from: code(3), to: code(1), childId: id("ChildId", "5003") }, now),
  );
  expect(await staff.find("zoe moreau")).toEqual([]);
});

test("whom a child's file names is found from the next question on, from an index that is made anew too, and no more once taken out", async () => {
  await changing(() => putFamily(world.table, family(4, "Leroy"), now));
  const childId = id("ChildId", "5004");
  const fieldOf = (value: unknown) => ({
    contacts: { value, version: 1, at: now, by: "Mme Leroy", familyCode: code(4), office: false },
  });
  const saying = async (version: number, contacts: readonly object[]): Promise<void> => {
    const child = await readChild(world.table, code(4), childId);
    if (!child) throw new Error("The child was not entered");
    await changing(() =>
      update(world.table, holding(code(4), childId, "record", recordHeld(child, version, fieldOf(contacts)))),
    );
  };
  const odile = { firstName: "Odile", lastName: "Caradec", link: "grand-mère", phone: "06 39 98 12 34" };
  const staff = answering();
  expect(await staff.find("caradec")).toEqual([]);
  await saying(1, [odile]);
  expect(await staff.find("odile caradec")).toEqual(["Odile Caradec FA0004"]);
  expect(await staff.find("0639981234")).toEqual(["Odile Caradec FA0004"]);
  await keepAnew(world, now);
  expect(await answering().find("caradec")).toEqual(["Odile Caradec FA0004"]);
  await saying(2, []);
  expect(await staff.find("caradec")).toEqual([]);
});

test("an adult is found by the phone at work and by the name of their birth, once the stream has told them", async () => {
  const { household, children } = family(5, "Bernard");
  await changing(() =>
    putFamily(
      world.table,
      {
        household: {
          ...household,
          guardians: household.guardians.map((one) => ({
            ...one,
            birthName: "Kerdoncuff",
            workPhone: "02 38 30 55 66",
          })),
        },
        children,
      },
      now,
    ),
  );
  const staff = answering();
  expect(await staff.find("lea kerdoncuff")).toEqual(["Léa Bernard FA0005"]);
  expect(await staff.find("02 38 30 55 66")).toEqual(["Léa Bernard FA0005"]);
});

test("a change that says nothing of anybody is not noted", async () => {
  const before = await world.records();
  const record = [...before.values()].find((item) => item["entity"] === "household");
  if (!record) throw new Error("There is no household");
  await notePeople(
    { table: world.table, clock: () => now },
    { entity: "household", pk: String(record["pk"]), before: record, after: { ...record, version: 99, documents: {} } },
  );
  expect((await world.records()).size).toBe(before.size);
});

test("each question costs one read of the table, and the first one a file besides: in a town of five families and of two hundred", async () => {
  const costs = async () => {
    world.calls.take();
    const staff = answering();
    await staff.find("zoe");
    const cold = world.calls.take();
    await staff.find("durand");
    const warm = world.calls.take();
    return { cold: cold.calls.length, warm: warm.calls.map(({ name }) => name), units: warm.readUnits };
  };
  await keepAnew(world, now);
  const small = await costs();
  await inParallel(
    Array.from({ length: 200 }, (_, rank) => 100 + rank),
    25,
    (rank) => putFamily(world.table, family(rank, "Grand", `Zoé ${rank}`), now),
  );
  await keepAnew(world, now);
  expect(await costs()).toEqual(small);
  const { units, ...calls } = small;
  expect(calls).toEqual({ cold: 1, warm: ["Query"] });
  // Of a query that finds nothing one engine charges a unit and the other none.
  expect(units).toBeLessThanOrEqual(1);
});

test.each([
  ["torn", async () => putKept((await kept()).subarray(0, 100))],
  ["no archive", () => putKept(Buffer.from("not an archive"))],
  ["empty", () => putKept(new Uint8Array())],
  [
    "of another version",
    async () => {
      const content: unknown = JSON.parse(gunzipSync(await kept()).toString());
      return putKept(gzipSync(JSON.stringify({ ...(content as object), format: 0 })));
    },
  ],
])("an index that is %s is made again, and it is said", async (_, spoil) => {
  await keepAnew(world, now);
  await spoil();
  const staff = answering();
  expect(await staff.find("zoe durand")).toEqual(["Zoé Durand FA0002"]);
  expect(staff.warned).toEqual(["search.indexUnreadable"]);
  const next = answering();
  expect(await next.find("zoe durand")).toEqual(["Zoé Durand FA0002"]);
  expect(next.warned).toEqual([]);
});

test("an index too old for the changes that were noted after it is made again", async () => {
  await keepAnew(world, now);
  const staff = answering();
  expect(await staff.find("zoe martin")).toEqual(["Zoé Martin FA0001"]);
  // Entered while nobody was told: the change has ended by now.
  await putFamily(world.table, family(4, "Oublie"), now);
  now = plusSeconds(now, 8 * 86_400);
  expect(await staff.find("zoe oublie")).toEqual(["Zoé Oublie FA0004"]);
  expect(await answering().find("zoe oublie")).toEqual(["Zoé Oublie FA0004"]);
});

test("two that make it at once, and a change between, end with an index that finds everybody", async () => {
  await changing(() => putFamily(world.table, family(5, "Avant"), now));
  const makers = [keepAnew(world, now), keepAnew(world, now)];
  await changing(() => putFamily(world.table, family(6, "Pendant"), now));
  await Promise.all(makers);
  const staff = answering();
  for (const name of ["avant", "pendant"]) expect(await staff.find(`zoe ${name}`), name).toHaveLength(1);
});

test("after thousands of changes the file is kept again, and who loads it reads few", async () => {
  await keepAnew(world, now);
  const staff = answering();
  const before = await kept();
  const record = [...(await world.records()).values()].find((item) => item["entity"] === "child");
  if (!record) throw new Error("There is no child");
  const ranks = Array.from({ length: 2_001 }, (_, rank) => rank);
  await inParallel(ranks, 50, (rank) =>
    notePeople(
      { table: world.table, clock: () => now },
      { entity: "child", pk: "", before: null, after: { ...record, id: `N${rank}`, firstName: "Nouveau", version: 1 } },
    ),
  );
  now = plusSeconds(now, 600);
  expect((await staff.find("nouveau")).length).toBeGreaterThan(0);
  expect((await kept()).equals(before)).toBe(false);
  world.calls.take();
  expect((await answering().find("nouveau")).length).toBeGreaterThan(0);
  expect(world.calls.take().readUnits).toBeLessThanOrEqual(1);
  // Two thousand changes, each a write of its own.
}, 90_000);

test("a bucket that fails fails one question, and the next is answered", async () => {
  const staff = answering();
  world.faults.plan(({ name }) => (name === "GetObject" ? { when: "before", error: awsError("InternalError") } : null));
  await expect(staff.find("zoe martin")).rejects.toThrow("InternalError");
  await world.faults.clear();
  expect(await staff.find("zoe martin")).toEqual(["Zoé Martin FA0001"]);
});

test("whom the portal may hold twice is listed a page at a time, each once, at the cost of a question", async () => {
  for (let rank = 400; rank < 407; rank += 1) {
    const { household, children } = family(rank, "Double");
    await changing(() => putFamily(world.table, { household, children: children.map((child) => ({ ...child })) }, now));
  }
  const { useCases } = answering();
  const read = async (after?: string) =>
    (await useCases["search.doubles"]({ ...shell, session: office, body: undefined, query: { state: "open", after } }))
      .body;
  await read();
  world.calls.take();
  const first = await read();
  expect(world.calls.take().calls.map(({ name }) => name)).toEqual(["Query", "Query"]);
  const pages = [first];
  for (let after = first.after; after !== undefined; after = pages.at(-1)?.after) pages.push(await read(after));
  const ids = pages.flatMap((page) => page.doubles.map((double) => double.id));
  expect(pages.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(first.total);
  expect(ids).toContain("FA0400#5400 FA0401#5401");
});

test("two people said to be two leave the list, with who said so and why; who decides second is told, and can go back on it", async () => {
  const { useCases } = answering();
  const list = async (state: "open" | "apart") =>
    (await useCases["search.doubles"]({ ...shell, session: office, body: undefined, query: { state } })).body;
  const before = await list("open");
  const [pair] = before.doubles;
  if (!pair) throw new Error("Nobody looks like anybody");
  const key = (rank: number) => id("IdempotencyKey", `decision-numero-${rank}`);
  const decide = async (rank: number, apart: boolean, seen: number) =>
    (
      await useCases["search.decideDouble"]({
        ...shell,
        session: office,
        body: {
          idempotencyKey: key(rank),
          pair: pair.id,
          families: [pair.one, pair.other].map(({ familyCode }) => ({ familyCode })),
          apart,
          seen,
          reason: "Des cousins",
        },
      })
    ).body;
  const decided = [{ apart: true, by: "Agent un", reason: "Des cousins", at: now }];
  expect(await decide(1, true, 0)).toMatchObject({ id: pair.id, version: 1, decisions: decided });
  // Sent again, as after an answer that was lost: the same, once.
  expect(await decide(1, true, 0)).toMatchObject({ version: 1, decisions: decided });
  expect((await list("open")).total).toBe(before.total - 1);
  expect(await list("apart")).toMatchObject({ total: 1, doubles: [{ id: pair.id, decisions: decided }] });
  // Somebody who still has the first list on screen.
  await expect(decide(2, true, 0)).rejects.toMatchObject({
    code: "changed",
    details: { detail: expect.stringContaining("Agent un a déjà décidé") as string },
  });
  expect(await decide(3, false, 1)).toMatchObject({ version: 2, decisions: [{ apart: false }, { apart: true }] });
  expect((await list("open")).total).toBe(before.total);
});

test("nothing is decided of two people who do not look alike, nor in the name of other families", async () => {
  const { useCases } = answering();
  const decide = (pair: string, codes: readonly string[]) =>
    useCases["search.decideDouble"]({
      ...shell,
      session: office,
      body: {
        idempotencyKey: id("IdempotencyKey", "decision-impossible"),
        pair,
        families: codes.map((one) => ({ familyCode: id("FamilyCode", one) })),
        apart: true,
        seen: 0,
        reason: "Des cousins",
      },
    });
  const before = await world.records();
  await expect(decide("FA0001#5001 FA0002#5002", ["FA0001", "FA0002"])).rejects.toMatchObject({ code: "notFound" });
  await expect(decide("FA0400#5400 FA0401#5401", ["FA0400"])).rejects.toMatchObject({ code: "notFound" });
  await expect(decide("FA0400#5400 FA0401#5401", ["FA0400", "FA0001"])).rejects.toMatchObject({ code: "notFound" });
  expect((await world.records()).size).toBe(before.size);
});
