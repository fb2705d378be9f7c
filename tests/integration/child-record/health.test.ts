/** A child's health: who may look, that each look of staff is kept, what is lacking of vaccines. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HealthChanges } from "../../../functions/child-record/contract/health.ts";
import { vaccinesOn } from "../../../functions/child-record/rules/completeness.ts";
import { id, type ChildId, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addMonths } from "../../../functions/kernel/time.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, startingWith } from "../../../functions/table/read.ts";
import { diesAt } from "../booking/faults.ts";
import { catalogueWith, monday, openWorld, type World } from "../booking/support.ts";
import { toldTo } from "../planning/support.ts";
import { followsOf, heldBy } from "./follow.ts";
import { fileOver, newChild } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

const born = id("PlainDate", "2020-03-14");
const today = id("PlainDate", "2026-11-23");
type Doses = NonNullable<NonNullable<HealthChanges["vaccines"]>["value"]>["doses"];
const at = (product: Doses[number]["product"], ...months: readonly number[]): Doses =>
  months.map((age) => ({ product, on: addMonths(born, age) }));
const inOrder: Doses = [
  ...at("hexavalent", 2, 4, 11),
  ...at("pneumococcus", 2, 4, 11),
  ...at("meningococcusC", 5, 12),
  ...at("mmr", 12, 18),
];
const vaccines = (doses: Doses, seen = 0, certified = false): HealthChanges => ({
  vaccines: { seen, value: { doses, certified } },
});
const allergies: HealthChanges = {
  allergies: { seen: 0, value: [{ to: "Arachides", kind: "food", help: "Appeler le 15" }] },
};

async function oneHousehold(): Promise<{ readonly code: FamilyCode; readonly childId: ChildId }> {
  const code = await world.newFamily(0);
  return { code, childId: await newChild(world, [code], born) };
}

describe("A child's health", () => {
  test("is written and read by its household, and says no more elsewhere than what is answered", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    const view = await file.changeHealth(code, { ...allergies, diet: { seen: 0, value: "noPork" } });
    expect(view.fields.allergies).toMatchObject({ value: [{ to: "Arachides" }], version: 1, by: "Mme Durand" });
    expect(view.missing).not.toContain("allergies");
    expect(await file.health(code)).toEqual(view);
    const held = await heldBy(world, code, childId);
    expect(held?.health).toEqual({ version: 1, said: ["allergies", "diet"], lackingFrom: "2020-05-14" });
    // What stands outside the health's own partition.
    const outside = await Promise.all([
      readRange(world.table, startingWith(keys.childPartition(childId))),
      readRange(world.table, startingWith(keys.familyPartition(code))),
    ]);
    expect(JSON.stringify(outside)).not.toMatch(/Arachides|noPork|15/u);
    expect((await file.changes(code)).changes).toEqual([
      expect.objectContaining({ part: "health", fields: [], by: "Mme Durand" }),
    ]);
  });

  test("is not reached by another family, and a look of staff through one is not kept", async () => {
    const { code, childId } = await oneHousehold();
    const stranger = await world.newFamily(1);
    const file = fileOver(world.table, childId);
    await file.changeHealth(code, allergies);
    for (const asking of [
      () => file.health(stranger),
      () => file.changeHealth(stranger, { allergies: { seen: 1, value: [] } }),
      () => file.views(stranger),
      () => file.look(stranger),
      () => file.changeHealthOfFamily(stranger, { allergies: { seen: 1, value: [] } }),
    ])
      await expect(asking()).rejects.toMatchObject({ code: "notFound" });
    expect((await file.views(code)).views).toEqual([]);
    expect((await file.health(code)).fields.allergies.version).toBe(1);
  });

  test("changed by one household is told to the other, as any change of the file", async () => {
    const [one, other] = [await world.newFamily(0), await world.newFamily(0)];
    const childId = await newChild(world, [one, other], born);
    await fileOver(world.table, childId).changeHealth(one, allergies);
    await followsOf(world, childId)();
    const mails = await toldTo(world.table, other);
    expect(mails).toEqual([expect.objectContaining({ kind: "childFileChanged" })]);
    expect((await heldBy(world, other, childId))?.health).toMatchObject({ said: ["allergies"] });
  });
});

describe("What staff looks at", () => {
  test("is kept with who, when and from where, and the family sees it, latest first", async () => {
    const { code, childId } = await oneHousehold();
    let minute = 0;
    const file = fileOver(world.table, childId, () =>
      id("Instant", `2026-11-23T09:${String((minute += 1)).padStart(2, "0")}:00Z`),
    );
    await file.changeHealth(code, allergies);
    expect((await file.look(code)).fields.allergies.value).toHaveLength(1);
    await file.look(code, "daySheet");
    await file.changeHealthOfFamily(code, { diet: { seen: 0, value: "noMeat" } });
    const { views } = await file.views(code);
    expect(views.map(({ by, from, changed }) => [by, from, changed])).toEqual([
      ["Agente Test", "childPage", true],
      ["Agente Test", "daySheet", false],
      ["Agente Test", "childPage", false],
    ]);
    expect(views.every((view, rank) => rank === 0 || view.at < (views[rank - 1]?.at ?? ""))).toBe(true);
  });

  test("is listed a page at a time", async () => {
    const { code, childId } = await oneHousehold();
    let second = 0;
    const file = fileOver(world.table, childId, () =>
      id("Instant", `2026-11-23T09:00:${String((second += 1)).padStart(2, "0")}Z`),
    );
    for (let times = 0; times < 22; times += 1) await file.look(code);
    const first = await file.views(code);
    expect(first.views).toHaveLength(20);
    const last = await file.views(code, first.before);
    expect(last.views).toHaveLength(2);
    expect(last.before).toBeUndefined();
  });

  test("is not answered when the look cannot be kept, wherever the process dies", async () => {
    const { code, childId } = await oneHousehold();
    await fileOver(world.table, childId).changeHealth(code, allergies);
    const file = fileOver(world.table, childId);
    for (const when of ["before", "after"] as const)
      for (let index = 0; index < 4; index += 1) {
        const known = (await fileOver(world.table, childId).views(code)).views.length;
        world.faults.plan(diesAt(index, when));
        const answered = await file.look(code).then(
          () => true,
          () => false,
        );
        await world.faults.clear();
        const kept = (await fileOver(world.table, childId).views(code)).views.length - known;
        // Answered, it is kept; kept and not answered is the side to err on.
        expect([answered, kept], `${when} call ${index}`).not.toEqual([true, 0]);
      }
  });
});

describe("Vaccines", () => {
  const lackingOf = async (changes: HealthChanges): Promise<readonly (readonly [string, number, number])[]> => {
    const { code, childId } = await oneHousehold();
    const view = await fileOver(world.table, childId).changeHealth(code, changes);
    return view.lacking.map(({ obligation, given, wanted }) => [obligation, given, wanted] as const);
  };

  test("that are in order lack nothing, now or later", async () => {
    const { code, childId } = await oneHousehold();
    const view = await fileOver(world.table, childId).changeHealth(code, vaccines(inOrder));
    expect([view.lacking, view.lackingFrom]).toEqual([[], undefined]);
    expect(view.obligations).toHaveLength(7);
    const held = await heldBy(world, code, childId);
    expect(held && vaccinesOn(held, today, null)).toEqual({ state: "inOrder" });
  });

  test("of which a dose is missing are named, with how many were given", async () => {
    expect(await lackingOf(vaccines(inOrder.filter(({ on }) => on < addMonths(born, 18))))).toEqual([["mmr", 1, 2]]);
  });

  test("that a doctor has certified lack nothing", async () => {
    expect(await lackingOf(vaccines([], 0, true))).toEqual([]);
  });

  test("let a child come for three months, by what its household's record holds", async () => {
    const { code, childId } = await oneHousehold();
    await fileOver(world.table, childId).changeHealth(code, vaccines([]));
    const held = await heldBy(world, code, childId);
    const admitted = id("PlainDate", "2026-09-01");
    expect(held && vaccinesOn(held, today, admitted)).toEqual({ state: "provisional", until: "2026-11-30" });
    expect(held && vaccinesOn(held, id("PlainDate", "2026-12-01"), admitted)).toEqual({
      state: "refused",
      since: "2026-12-01",
    });
  });

  const dose = (on: string): Doses[number] => ({ product: "mmr", on: on as PlainDate });
  test.each([
    ["before the child was born", [dose("2020-03-13")], 0],
    ["tomorrow", [dose("2021-05-01"), dose("2026-11-24")], 1],
    ["twice", [dose("2021-05-01"), dose("2021-05-01")], 1],
  ])("given %s are refused, at their line", async (_, doses, rank) => {
    const { code, childId } = await oneHousehold();
    await expect(fileOver(world.table, childId).changeHealth(code, vaccines(doses))).rejects.toMatchObject({
      code: "request.invalid",
      details: { errors: [{ field: `changes.vaccines.value.doses.${rank}.on` }] },
    });
  });
});

describe("Whatever dies between two calls of a change", () => {
  test.each([["record"], ["health"]] as const)(
    "of the %s is done again once, and both households agree",
    async (part) => {
      for (const when of ["before", "after"] as const)
        for (let index = 0; ; index += 1) {
          const [one, other] = [await world.newFamily(0), await world.newFamily(0)];
          const childId = await newChild(world, [one, other], born);
          const change = () => {
            const file = fileOver(world.table, childId);
            return part === "record"
              ? file.change(one, { photo: { seen: 0, value: true } })
              : file.changeHealth(one, allergies);
          };
          world.faults.plan(diesAt(index, when));
          const alive = await change().then(
            () => true,
            () => false,
          );
          const calls = await world.faults.clear();
          const held = await Promise.all(
            [one, other].map(async (code) => (await heldBy(world, code, childId))?.[part]),
          );
          expect(held[0]).toEqual(held[1]);
          await change();
          const file = fileOver(world.table, childId);
          expect((await file.changes(one)).changes, `${when} call ${index}`).toHaveLength(1);
          for (const code of [one, other]) expect((await heldBy(world, code, childId))?.[part]?.version).toBe(1);
          if (alive || index > calls) break;
        }
    },
  );
});

test("The clock of these tests stands on the day that they name", () => {
  expect(monday.slice(0, 10)).toBe(today);
});
