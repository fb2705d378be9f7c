import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  catalogueWith,
  child,
  familyCode,
  guardian,
  line,
  nextWednesday,
  newKey,
  openWorld,
  putFamily,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";
import { inconsistencies } from "./consistency.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";

describe("200 families race for 12 places of one day", () => {
  const families = Array.from({ length: 200 }, (_, index) => familyCode(index));
  let world: World;
  beforeAll(async () => {
    world = await openWorld(catalogueWith(12));
    await Promise.all(families.map((code) => putFamily(world.table, code)));
  });
  afterAll(() => world.end());

  test("12 are booked, 188 are told why not, and the records agree", async () => {
    // Three processes, as three Lambda environments would share the crowd.
    const processes = await Promise.all([1, 2, 3].map(() => useCasesOver(world.table)));
    const answers = await Promise.all(
      families.map((code, index) => guardian(processes[index % 3]!, code).book([line(1, wednesday)])),
    );
    const lines = answers.map(({ lines: [first] }) => first!);
    expect(lines.filter(({ outcome }) => outcome === "booked")).toHaveLength(12);
    const refused = lines.filter(({ outcome }) => outcome === "refused");
    expect(refused).toHaveLength(188);
    expect(new Set(refused.map(({ refusal }) => refusal?.short))).toEqual(new Set(["Complet"]));
    expect(refused[0]?.refusal?.sentence).toContain("Les 12\u00A0places de ce jour sont prises");
    expect(await inconsistencies(world.table, [{ siteId, date: wednesday }])).toEqual([]);
    const day = (await readFullDays(world.table, [{ siteId, date: wednesday }]))({
      siteId,
      date: wednesday,
    });
    expect(day.places).toHaveLength(12);
  });

  test("who comes after is refused by a read, without a write on the day", async () => {
    const late = familyCode(900);
    await putFamily(world.table, late);
    const { book } = guardian(await useCasesOver(world.table), late);
    world.calls.take();
    const {
      lines: [refused],
    } = await book([line(1, wednesday)]);
    expect(refused?.refusal?.code).toBe("full");
    // The one write is the record of the answers.
    expect(
      world.calls
        .take()
        .calls.filter(({ writeUnits, refused: failed }) => writeUnits > 0 || failed)
        .map(({ name }) => name),
      // The basket's own record, begun and answered.
    ).toEqual(["PutItem", "PutItem"]);
  });
});

describe("One child, at the same instant", () => {
  let world: World;
  const code = familyCode(1);
  beforeAll(async () => {
    world = await openWorld(catalogueWith(12));
    await putFamily(world.table, code, 2);
  });
  afterAll(() => world.end());
  const consistent = async () =>
    expect(
      await inconsistencies(world.table, [
        { siteId, date: wednesday },
        { siteId, date: nextWednesday },
      ]),
    ).toEqual([]);

  test("asked for twice by two pages, it is booked once", async () => {
    const useCases = await useCasesOver(world.table);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => guardian(useCases, code).book([line(1, wednesday)])),
    );
    const outcomes = answers.map(({ lines: [first] }) => first?.refusal?.code ?? first?.outcome);
    expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "alreadyBooked")).toHaveLength(9);
    await consistent();
  });

  test("asked for units that exclude each other, it gets one of them", async () => {
    const useCases = await useCasesOver(world.table);
    for (let round = 0; round < 5; round += 1) {
      const family = familyCode(100 + round);
      await putFamily(world.table, family);
      const answers = await Promise.all(
        [unitIds.day, unitIds.morning, unitIds.day, unitIds.morning].map((unitId) =>
          guardian(useCases, family).book([line(1, nextWednesday, unitId)]),
        ),
      );
      const outcomes = answers.map(({ lines: [first] }) => first?.outcome);
      expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(1);
      await consistent();
    }
  });

  test("the same request twenty times at once books once, and every answer is the same", async () => {
    const useCases = await useCasesOver(world.table);
    const key = newKey();
    const basket = [
      line(2, wednesday),
      line(2, nextWednesday, unitIds.morning),
      line(2, nextWednesday, unitIds.afternoon),
    ];
    const answers = await Promise.all(Array.from({ length: 20 }, () => guardian(useCases, code).book(basket, key)));
    expect(answers[0]?.lines.map(({ outcome }) => outcome)).toEqual(["booked", "booked", "booked"]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const day = (await readFullDays(world.table, [{ siteId, date: wednesday }]))({
      siteId,
      date: wednesday,
    });
    expect(
      day.places.filter(({ familyCode: family, childId }) => family === code && childId === child(2)),
    ).toHaveLength(1);
    await consistent();
  });
});
