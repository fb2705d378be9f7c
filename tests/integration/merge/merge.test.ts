/**
 * A child under two codes becomes one: what it had under the code that goes is there under the one that stays, never a
 * place more, nothing lost and nothing twice, whatever dies between any two calls.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { readWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import { unitKey, unitOf } from "../../../functions/catalogue/rules/units.ts";
import { readPart } from "../../../functions/child-record/store/parts.ts";
import { readAllOf } from "../../../functions/document/store/documents.ts";
import { readEnrolments } from "../../../functions/enrolment/store/enrolments.ts";
import { readChild, readChildren } from "../../../functions/family/store/families.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { readProtections } from "../../../functions/protection/store/protections.ts";
import { protectionUseCases } from "../../../functions/protection/use-cases/office.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { nthDeath } from "../booking/faults.ts";
import { changed, repair, tableFollower } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type Guardian,
  type World,
} from "../booking/support.ts";
import { desk as enrolmentDesk, enrolling } from "../enrolment/support.ts";
import { asStaff, toldTo } from "../planning/support.ts";
import { code, desk, household } from "./support.ts";

const thirdWednesday = id("PlainDate", "2027-01-06");
const days = [wednesday, nextWednesday, thirdWednesday].map((date) => ({ siteId, date }));

let world: World;
let office: Awaited<ReturnType<typeof desk>>;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000, 1000));
  office = await desk(world.table);
});
afterAll(() => world.end());

const parentOf = async (family: FamilyCode): Promise<Guardian> => guardian(await useCasesOver(world.table), family);

/** What each code has, as `date unit status`. */
async function held(family: FamilyCode, number: number): Promise<readonly string[]> {
  return (await readFamilyDays(world.table, family, { from: id("PlainDate", "2026-11-01") }))
    .filter(({ childId }) => childId === child(number))
    .flatMap(({ date, units }) =>
      [...units].flatMap(([unit, { status }]) => (status === "none" ? [] : [`${date} ${unit} ${status}`])),
    );
}
const settled = async (family: FamilyCode): Promise<readonly string[]> => {
  await repair(world.table, family, days);
  return inconsistencies(world.table, days, family);
};

/** Days of which the family is told that the office has cancelled something. */
const toldDays = async (family: FamilyCode): Promise<readonly PlainDate[]> =>
  (await toldTo(world.table, family)).flatMap((mail) =>
    mail.kind === "acted" ? mail.facts.lines.map(({ date }) => date) : [],
  );

/** A household with a child under two codes: the one that goes, the one that stays. */
async function twofold(of: World = world) {
  const { family, numbers } = await household(of, 2);
  const [one = 0, two = 0] = numbers;
  return { family, one, two };
}

describe("In one household", () => {
  test("what the code that goes has moves, what the child has twice is given up and said beforehand, and no place is counted twice", async () => {
    const { family, one, two } = await twofold();
    const parent = await parentOf(family);
    await parent.book([line(one, wednesday), line(one, nextWednesday, unitIds.morning), line(one, thirdWednesday)]);
    await parent.book([line(two, wednesday), line(two, nextWednesday, unitIds.afternoon)]);
    await repair(world.table, family, days);
    const used = async (date: PlainDate) =>
      [...(await readDays(world.table, [{ siteId, date }], { consistent: true }))({ siteId, date }).counters].map(
        ([pool, { used: taken }]) => `${pool} ${taken}`,
      );
    const before = await used(thirdWednesday);

    const preview = await office.preview(code(family, one), code(family, two));
    expect(preview).toMatchObject({ moved: 2, givenUpTotal: 1, health: false, households: [family] });
    expect(preview.givenUp).toEqual([
      {
        familyCode: family,
        date: wednesday,
        unitName: "Journée avec repas",
        activityName: "Mercredis",
        was: "booked",
        because: "Journée avec repas",
      },
    ]);
    await office.merge(code(family, one), code(family, two));
    await office.follow(code(family, one));

    expect(await held(family, one)).toEqual([]);
    expect((await held(family, two)).toSorted()).toEqual([
      `${wednesday} mercredis/journee booked`,
      `${nextWednesday} mercredis/apres-midi booked`,
      `${nextWednesday} mercredis/matin-repas booked`,
      `${thirdWednesday} mercredis/journee booked`,
    ]);
    expect(await used(thirdWednesday)).toEqual(before);
    expect(await settled(family)).toEqual([]);
    expect((await readChildren(world.table, family)).map(({ id: own, formerCodes }) => [own, formerCodes])).toEqual([
      [child(two), [child(one)]],
    ]);
    expect(await office.show(code(family, one))).toMatchObject({ done: true, moved: 2, givenUp: 1, kept: child(two) });
    // The family is told the day that it had twice, once.
    for (let times = 0; times < 2; times += 1) expect(await toldDays(family)).toEqual([wednesday]);
    // What has moved is cancelled and booked again like any other.
    await parent.cancel([line(two, thirdWednesday)]);
    expect(await settled(family)).toEqual([]);
  });

  test("the table's stream carries it on: what the function is handed of the merge and of the child's records", async () => {
    const { family, one, two } = await twofold();
    await (await parentOf(family)).book([line(one, wednesday)]);
    await office.merge(code(family, one), code(family, two));
    const follow = tableFollower(world.table, () => monday);
    for (const key of [keys.child(family, child(one)), keys.child(family, child(two)), keys.merge(child(one))])
      expect((await follow(await changed(world.table, key))).batchItemFailures).toEqual([]);
    expect(await held(family, two)).toEqual([`${wednesday} mercredis/journee booked`]);
    expect(await office.show(code(family, one))).toMatchObject({ done: true, moved: 1 });
  });

  test("who waits keeps its rank", async () => {
    const full = await openWorld(catalogueWith(1));
    try {
      const desks = await desk(full.table);
      const [first, last] = [await full.newFamily(), await full.newFamily()];
      const { family: twice, one, two } = await twofold(full);
      const useCases = await useCasesOver(full.table);
      await guardian(useCases, first).book([line(1, wednesday)]);
      await guardian(useCases, twice).book([{ ...line(one, wednesday), ifFull: "wait" }]);
      await guardian(useCases, last).book([{ ...line(1, wednesday), ifFull: "wait" }]);
      await desks.merge(code(twice, one), code(twice, two));
      await desks.follow(code(twice, one));
      const list = await readWaitingList(full.table, { siteId, date: wednesday });
      expect(list.map(({ familyCode, childId }) => `${familyCode} ${childId}`)).toEqual([
        `${twice} ${child(two)}`,
        `${last} ${child(1)}`,
      ]);
      // The stream shows that the code that is gone waits no more: the position is not removed with it.
      await repair(full.table, twice, [{ siteId, date: wednesday }]);
      expect(await readWaitingList(full.table, { siteId, date: wednesday })).toHaveLength(2);
    } finally {
      await full.end();
    }
  });

  test("a process that dies between any two calls of what follows: run again, it is as if nothing had died", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const { family, one, two } = await twofold();
      const parent = await parentOf(family);
      await parent.book([line(one, wednesday), line(one, nextWednesday, unitIds.morning)]);
      await parent.book([line(two, wednesday)]);
      await office.merge(code(family, one), code(family, two));
      world.faults.plan(death.plan);
      const died = await office.follow(code(family, one)).then(
        () => false,
        () => true,
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await office.follow(code(family, one));
      expect(await settled(family)).toEqual([]);
      expect(await held(family, one)).toEqual([]);
      expect((await held(family, two)).toSorted()).toEqual([
        `${wednesday} mercredis/journee booked`,
        `${nextWednesday} mercredis/matin-repas booked`,
      ]);
      expect(await toldDays(family)).toEqual([wednesday]);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(14);
  }, 240_000);

  test("what is asked of an enrolment is asked for the code that stays, once, whatever dies", async () => {
    const asking = await openWorld(enrolling());
    try {
      const desks = await desk(asking.table);
      const enrolments = await enrolmentDesk(asking.table);
      let deaths = 0;
      for (let nth = 0, more = true; more; nth += 1) {
        const death = nthDeath(nth);
        const { family, one, two } = await twofold(asking);
        await enrolments.ask(family, { number: one });
        expect(await desks.preview(code(family, one), code(family, two))).toMatchObject({ enrolments: 1 });
        await desks.merge(code(family, one), code(family, two));
        asking.faults.plan(death.plan);
        await desks.follow(code(family, one)).catch(() => undefined);
        await asking.faults.clear();
        more = death.met();
        await desks.follow(code(family, one));
        expect((await readEnrolments(asking.table, family)).map(({ childId }) => childId)).toEqual([child(two)]);
        expect((await readChild(asking.table, family, child(two)))?.enrolments).toMatchObject([{ standing: "asked" }]);
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(3);
    } finally {
      await asking.end();
    }
  });

  test("what a request that knew of nothing books under the old code passes in the night", async () => {
    const { family, one, two } = await twofold();
    const parent = await parentOf(family);
    await office.merge(code(family, one), code(family, two));
    await office.follow(code(family, one));
    expect((await parent.book([line(one, wednesday)])).lines[0]?.outcome).toBe("refused");
    // A request that had read the family before goes on with what it read.
    const place = {
      familyCode: family,
      childId: child(one),
      date: wednesday,
      siteId,
      ...unitOf(unitKey(activityId, unitIds.day)),
    };
    await bookUnit(
      world.table,
      { ...place, pools: [], excludes: () => false, as: "booked", households: [] },
      emptyChildDay(child(one), wednesday),
      { requestToken: "tardive", at: monday },
    );
    await office.tonight();
    expect(await held(family, one)).toEqual([]);
    expect(await held(family, two)).toEqual([`${wednesday} mercredis/journee booked`]);
    expect(await settled(family)).toEqual([]);
  });
});

describe("In two households", () => {
  test("the child is one, of both: each books for it, and each one's bookings are there", async () => {
    const [first, second] = [await household(world, 1), await household(world, 1)];
    const [one = 0, two = 0] = [first.numbers[0], second.numbers[0]];
    const parents = [await parentOf(first.family), await parentOf(second.family)] as const;
    await parents[0].book([line(one, wednesday), line(one, nextWednesday)]);
    await parents[1].book([line(two, wednesday)]);
    const preview = await office.preview(code(first.family, one), code(second.family, two));
    expect(preview).toMatchObject({ moved: 1, givenUpTotal: 1, households: [first.family, second.family] });
    await office.merge(code(first.family, one), code(second.family, two));
    await office.follow(code(first.family, one));
    expect(await held(first.family, one)).toEqual([]);
    expect(await held(first.family, two)).toEqual([`${nextWednesday} mercredis/journee booked`]);
    expect(await held(second.family, two)).toEqual([`${wednesday} mercredis/journee booked`]);
    for (const [here, there] of [
      [first.family, second.family],
      [second.family, first.family],
    ] as const) {
      expect((await readChild(world.table, here, child(two)))?.sharedWith).toEqual([there]);
      expect(await settled(here)).toEqual([]);
    }
    expect(await readChild(world.table, first.family, child(one))).toBeNull();
    // One day, one child: the other household may not book it a second time.
    expect((await parents[0].book([line(two, wednesday)])).lines[0]?.outcome).toBe("refused");
  });
});

describe("The two files", () => {
  const health = (number: number, fields: Readonly<Record<string, unknown>>) =>
    put("childHealth", keys.childHealth(child(number)), number, fields);
  const record = (number: number, fields: Readonly<Record<string, unknown>>) =>
    put("childRecord", keys.childRecord(child(number)), number, fields);
  const put = (entity: string, key: keys.Key, number: number, fields: Readonly<Record<string, unknown>>) =>
    world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: {
          ...key,
          entity,
          childId: child(number),
          version: 1,
          fields: Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [
              name,
              { value, version: 1, at: monday, by: "Mme Durand", familyCode: "FAM0001", office: false },
            ]),
          ),
        },
      }),
    );
  const said = async (part: "record" | "health", number: number) =>
    Object.fromEntries(
      Object.entries((await readPart(world.table, part, child(number))).fields).map(([name, { value }]) => [
        name,
        value,
      ]),
    );
  const doctor = (name: string) => ({ name, phone: "02 38 00 00 00" });

  test("what one says is kept, of what both say staff chooses; health too, and what books by it knows at once", async () => {
    const { family, one, two } = await twofold();
    await record(one, { doctor: doctor("Dr Roy"), photo: true });
    await record(two, { doctor: doctor("Dr Petit"), outings: false });
    await health(one, { diet: "noPork", swimming: "yes" });
    await health(two, { diet: "everything", glasses: "never" });
    await expect(office.merge(code(family, one), code(family, two))).rejects.toMatchObject({ code: "notPossible" });
    expect(await readChild(world.table, family, child(one))).not.toBeNull();
    const preview = await office.preview(code(family, one), code(family, two));
    expect(preview.fields.map(({ field, gone, kept }) => [field, gone, kept])).toEqual([
      ["firstName", "Lou1", "Lou2"],
      ["doctor", "Dr Roy (02 38 00 00 00)", "Dr Petit (02 38 00 00 00)"],
    ]);
    await office.merge(code(family, one), code(family, two), { take: ["doctor", "firstName"], health: "gone" });
    expect(await said("record", two)).toEqual({ doctor: doctor("Dr Roy"), photo: true, outings: false });
    expect(await said("health", two)).toEqual({ diet: "noPork", swimming: "yes", glasses: "never" });
    expect(await said("record", one)).toEqual({});
    expect(await said("health", one)).toEqual({});
    const joined = await readChild(world.table, family, child(two));
    expect(joined).toMatchObject({ firstName: "Lou1", record: { version: 2, allowed: ["photo"] } });
    expect(joined?.health?.said).toEqual(["diet", "glasses", "swimming"]);
  });

  test("two who decide at once, a file that changed since, the same again: one merge, and each is told", async () => {
    const { family, one, two } = await twofold();
    const key = newKey();
    const { seen } = await office.preview(code(family, one), code(family, two));
    const [mine, theirs] = await Promise.allSettled([
      office.merge(code(family, one), code(family, two), { key, seen }),
      office.merge(code(family, two), code(family, one)),
    ]);
    expect([mine.status, theirs.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const [gone, kept] = mine.status === "fulfilled" ? [one, two] : [two, one];
    expect((await readChildren(world.table, family)).map(({ id: own }) => own)).toEqual([child(kept)]);
    if (mine.status === "fulfilled") await office.merge(code(family, one), code(family, two), { key, seen });
    await expect(office.merge(code(family, gone), code(family, kept), { seen: "" })).rejects.toMatchObject({
      code: "notFound",
    });
    const third = await twofold();
    await expect(
      office.merge(code(third.family, third.one), code(third.family, third.two), { seen: "autre" }),
    ).rejects.toMatchObject({
      code: "changed",
    });
    await expect(
      office.merge(code(third.family, third.one), code(third.family, third.one), { seen: "" }),
    ).rejects.toMatchObject({
      code: "notPossible",
    });
  });

  test("a decision that dies between any two calls is taken whole or not at all, and sent again it is one", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const { family, one, two } = await twofold();
      const key = newKey();
      const { seen } = await office.preview(code(family, one), code(family, two));
      world.faults.plan(death.plan);
      await office.merge(code(family, one), code(family, two), { key, seen }).catch(() => undefined);
      await world.faults.clear();
      more = death.met();
      const there = (await readChildren(world.table, family)).length;
      expect([1, 2]).toContain(there);
      await office.merge(code(family, one), code(family, two), { key, seen });
      expect((await readChildren(world.table, family)).map(({ id: own }) => own)).toEqual([child(two)]);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(2);
  });
});

test("who is shut out of either file is shut out of the one that stays, by the same measure, which can still be lifted", async () => {
  const { family, one, two } = await twofold();
  const dependencies = { table: world.table, clock: () => monday };
  const protections = protectionUseCases(dependencies);
  const begin = (number: number, guardianId: string) =>
    protections["protection.begin"]({
      ...asStaff,
      params: { familyCode: family },
      body: {
        idempotencyKey: newKey(),
        guardianId: id("GuardianId", guardianId),
        childId: child(number),
        decidedOn: id("PlainDate", "2026-11-01"),
        reason: "Ordonnance du juge",
      },
    });
  await begin(one, "1");
  await office.merge(code(family, one), code(family, two));
  expect((await readChild(world.table, family, child(two)))?.shutOut).toEqual(["1"]);
  const measures = await readProtections(world.table, family);
  expect(measures.map(({ childId }) => childId)).toEqual([child(two)]);
  await protections["protection.lift"]({
    ...asStaff,
    params: { familyCode: family, protectionId: measures[0]?.id ?? id("ProtectionId", "inconnue") },
    body: { idempotencyKey: newKey(), reason: "Ordonnance levée" },
  });
  expect((await readChild(world.table, family, child(two)))?.shutOut ?? []).toEqual([]);
});

test("documents pass with their files, and the family is told of none of them again", async () => {
  const { family, one, two } = await twofold();
  const documentId = id("DocumentId", "assurance.20261120080000000.abcdefghijkl");
  const fileId = id("FileId", "a".repeat(32));
  const owner = { familyCode: family, childId: child(one) };
  for (const Item of [
    {
      ...keys.document(owner, documentId),
      entity: "document",
      ...owner,
      id: documentId,
      kind: "assurance",
      fileId,
      name: "attestation.pdf",
      sentAt: monday,
      sentBy: family,
      file: { type: "pdf", size: 1000 },
      state: { status: "toCheck" },
      version: 2,
    },
    { ...keys.file(fileId), entity: "file", id: fileId, ...owner, documentId },
  ])
    await world.table.client.send(new PutCommand({ TableName: world.table.name, Item }));
  expect(await office.preview(code(family, one), code(family, two))).toMatchObject({ documents: 1 });
  await office.merge(code(family, one), code(family, two));
  for (let times = 0; times < 2; times += 1) await office.follow(code(family, one));
  expect(await readAllOf(world.table, owner)).toEqual([]);
  const kept = { familyCode: family, childId: child(two) };
  expect(await readAllOf(world.table, kept)).toMatchObject([{ id: documentId, owner: kept, fileId }]);
});

test("an import that names the old code goes to the child that stays, alone or beside it, and makes no double again", async () => {
  const { family, one, two } = await twofold();
  await office.merge(code(family, one), code(family, two), { take: ["firstName"] });
  const said = (numbers: readonly number[]) => ({
    household: {
      code: family,
      guardians: [{ id: id("GuardianId", "1"), firstName: "Claire", lastName: `Durand ${family}`, payer: true }],
      address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
      resident: true,
    },
    children: numbers.map((number) => ({
      id: child(number),
      firstName: "Lou1",
      lastName: `Durand ${family}`,
      birthDate: id("PlainDate", "2018-03-14"),
      grade: "CM1",
    })),
  });
  for (const numbers of [[one], [one, two], [two, one]]) {
    const { doubles } = await enterFamilies({ table: world.table, clock: () => monday }, [said(numbers)], {
      dryRun: false,
    });
    expect(doubles.map(({ refused, childId }) => ({ refused, childId }))).toEqual([
      { refused: false, childId: child(one) },
    ]);
    expect((await readChildren(world.table, family)).map(({ id: own }) => own)).toEqual([child(two)]);
  }
});
