/** A month's run over all families: what each is asked, once, numbered without a gap, whatever dies or runs twice. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { longestCall, pageSize } from "../../../functions/billing/follow/run-billing.ts";
import { beginRun, readRun } from "../../../functions/billing/store/runs.ts";
import { readLinesFrom, readSeries, readStatementsFrom } from "../../../functions/billing/store/statements.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { nthDeath } from "../booking/faults.ts";
import { child, openWorld, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import { agent, at, billedCatalogue, canteenId, december, goOn, setBooked, stateMonth } from "./support.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld(billedCatalogue());
});
afterEach(() => world.end());

const month = (text: string) => id("PlainMonth", text);
const first = month("2026-01");
const statements = (family: FamilyCode) => readStatementsFrom(world.table, family, first);
const inCanteen = { activity: canteenId };

/** Every invoice's number of a series, over these families, in order. */
async function numbers(families: readonly FamilyCode[], series: string): Promise<readonly number[]> {
  const all = (await Promise.all(families.map(statements))).flat();
  return all
    .flatMap(({ issue }) => (issue?.number.series === series ? [issue.number.rank] : []))
    .sort((one, other) => one - other);
}

describe("A run", () => {
  test("asks each family what its booked days cost, by account, with what each line is of", async () => {
    await putFamilies(world.table, [familyOf(1, {}, [{}, {}]), familyOf(2), familyOf(3)]);
    await setBooked(world.table, code(1), child(1), "2026-12-02");
    await setBooked(world.table, code(1), child(2), "2026-12-02");
    await setBooked(world.table, code(1), child(1), "2026-12-03", inCanteen);
    await setBooked(world.table, code(2), child(1), "2026-12-09");
    // Other months are none of its business.
    await setBooked(world.table, code(2), child(1), "2026-11-25");
    await setBooked(world.table, code(2), child(1), "2027-01-06");
    await stateMonth(world.table, december);
    expect(await statements(code(1))).toMatchObject([
      { accountId: "role", own: 400, total: 400, carried: [] },
      {
        accountId: "regie",
        accountName: "Régie",
        own: 1440,
        total: 1440,
        children: [
          { childId: "E1", firstName: "Lou1", amount: 720 },
          { childId: "E2", firstName: "Lou2", amount: 720 },
        ],
        issue: {
          number: { series: "ALSH", year: 2027 },
          dueOn: "2027-02-04",
          addressee: { names: ["Claire Durand"], lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
        },
      },
    ]);
    expect((await statements(code(1)))[0]?.issue).toBeUndefined();
    expect(await statements(code(2))).toMatchObject([{ accountId: "regie", total: 720 }]);
    expect(await statements(code(3))).toEqual([]);
    expect(await numbers([code(1), code(2)], "ALSH")).toEqual([1, 2]);
    const [lines] = await readLinesFrom(world.table, code(2), december);
    expect(lines).toMatchObject({
      account: { signer: { name: "Sylvie DARNAULT" }, payfip: "002045" },
      lines: [
        {
          date: "2026-12-09",
          activityName: "Mercredis",
          unitName: "Journée avec repas",
          quantity: 1,
          unitPrice: 720,
          amount: 720,
          reasons: ["prix qui ne dépend pas du quotient"],
          tariff: { id: "mercredis", effectiveFrom: "2026-09-01" },
        },
      ],
    });
    expect(await readRun(world.table, december)).toMatchObject({
      state: "announcing",
      families: 3,
      invoices: 2,
      amount: 2160,
      waiting: 1,
      unpriced: 0,
    });
  });

  test("6.40, then 5.20 wait, then 4.80: one bill of 16.40 that carries both, and what it carries says so", async () => {
    await putFamilies(world.table, [familyOf(1)]);
    const months = [
      ["2026-09", "2026-09-07", 640],
      ["2026-10", "2026-10-05", 520],
      ["2026-11", "2026-11-02", 480],
    ] as const;
    for (const [text, date, price] of months) {
      // Each edition of the price begins with its month, so that what was billed stays as it was.
      const catalogue = billedCatalogue();
      const canteen = catalogue.tariffs?.[1];
      if (!canteen) throw new Error("The catalogue has no tariff of the canteen");
      await enterCatalogue(
        world.table,
        {
          ...catalogue,
          tariffs: [
            ...(catalogue.tariffs ?? []).slice(0, 1),
            { ...(billedCatalogue(price).tariffs?.[1] ?? canteen), effectiveFrom: id("PlainDate", `${text}-01`) },
          ],
        },
        { dryRun: false },
      );
      await setBooked(world.table, code(1), child(1), date, inCanteen);
      await stateMonth(world.table, month(text), id("Instant", `${text}-28T08:00:00Z`));
    }
    const [third, second, earliest] = await statements(code(1));
    expect([earliest?.issue, second?.issue]).toEqual([undefined, undefined]);
    expect(third).toMatchObject({
      own: 480,
      total: 1640,
      carried: [
        { period: "2026-09", own: 640 },
        { period: "2026-10", own: 520 },
      ],
      issue: { number: { series: "ECO", year: 2026, rank: 1 }, reference: "2026CA000002026000001" },
    });
    const carriedBy = { period: "2026-11", number: { series: "ECO", year: 2026, rank: 1 } };
    expect([earliest?.carriedBy, second?.carriedBy]).toEqual([carriedBy, carriedBy]);
  });

  test("takes back what was given back since, and asks what was booked too late for its own month", async () => {
    await putFamilies(world.table, [familyOf(1)]);
    await setBooked(world.table, code(1), child(1), "2026-11-18");
    await setBooked(world.table, code(1), child(1), "2026-11-25");
    await stateMonth(world.table, month("2026-11"), id("Instant", "2026-12-01T08:00:00Z"));
    await setBooked(world.table, code(1), child(1), "2026-11-25", { booked: false });
    await setBooked(world.table, code(1), child(1), "2026-11-04");
    await setBooked(world.table, code(1), child(1), "2026-12-02");
    await stateMonth(world.table, december);
    const [later, before] = await statements(code(1));
    expect(before?.total).toBe(1440);
    expect(later?.total).toBe(720);
    const [, lines] = await readLinesFrom(world.table, code(1), month("2026-11"));
    expect(lines?.lines.map(({ date, amount, corrects }) => [date, amount, corrects])).toEqual([
      ["2026-11-04", 720, undefined],
      ["2026-11-25", -720, { period: "2026-11", rank: 1 }],
      ["2026-12-02", 720, undefined],
    ]);
  });

  test("keeps a credit that is larger than what is due for the next invoice", async () => {
    await putFamilies(world.table, [familyOf(1)]);
    for (const date of ["2026-11-18", "2026-11-25"]) await setBooked(world.table, code(1), child(1), date);
    await stateMonth(world.table, month("2026-11"), id("Instant", "2026-12-01T08:00:00Z"));
    for (const date of ["2026-11-18", "2026-11-25"])
      await setBooked(world.table, code(1), child(1), date, { booked: false });
    await setBooked(world.table, code(1), child(1), "2026-12-02");
    await stateMonth(world.table, december);
    for (const date of ["2027-01-06", "2027-01-13"]) await setBooked(world.table, code(1), child(1), date);
    await stateMonth(world.table, month("2027-01"), id("Instant", "2027-02-02T08:00:00Z"));
    const all = await statements(code(1));
    expect(all.map(({ own, total, issue }) => [own, total, issue?.number.rank])).toEqual([
      [1440, 720, 1],
      [-720, -720, undefined],
      [1440, 1440, 1],
    ]);
  });

  test("states the two households of a child each for what it booked", async () => {
    await putFamilies(world.table, [
      familyOf(1, {}, [{ sharedWith: [code(2)] }]),
      familyOf(2, {}, [{ sharedWith: [code(1)] }]),
    ]);
    await setBooked(world.table, code(1), child(1), "2026-12-02");
    await setBooked(world.table, code(2), child(1), "2026-12-09");
    await setBooked(world.table, code(2), child(1), "2026-12-16");
    await stateMonth(world.table, december);
    expect([(await statements(code(1)))[0]?.total, (await statements(code(2)))[0]?.total]).toEqual([720, 1440]);
  });

  test("leaves what has not its time to the next call, and passes what is stated", async () => {
    const many = Array.from({ length: pageSize + 5 }, (_, index) => index + 1);
    await putFamilies(
      world.table,
      many.map((n) => familyOf(n)),
    );
    for (const n of many) await setBooked(world.table, code(n), child(1), "2026-12-02");
    await beginRun(world.table, december, agent, at);
    let seconds = 0;
    // Each page lasts as long as a call may.
    await goOn(world.table, december, at, { seconds: () => (seconds += longestCall / 2) });
    const cut = await readRun(world.table, december);
    expect(cut).toMatchObject({ state: "stating", part: 2 });
    await goOn(world.table, december);
    expect(await readRun(world.table, december)).toMatchObject({
      state: "announcing",
      families: many.length,
      invoices: many.length,
    });
    await goOn(world.table, december);
    expect(await numbers(many.map(code), "ALSH")).toEqual(many);
  });

  test("done by two at once states each family once, without a gap", async () => {
    const many = Array.from({ length: 60 }, (_, index) => index + 1);
    await putFamilies(
      world.table,
      many.map((n) => familyOf(n)),
    );
    for (const n of many) await setBooked(world.table, code(n), child(1), "2026-12-02");
    await setBooked(world.table, code(1), child(1), "2026-11-25");
    await beginRun(world.table, december, agent, at);
    await beginRun(world.table, month("2026-11"), agent, at);
    await Promise.all([
      goOn(world.table, december),
      goOn(world.another().table, december),
      goOn(world.another().table, month("2026-11")),
    ]);
    // Whoever was overtaken stopped: the one ahead has gone to the end.
    expect(await readRun(world.table, december)).toMatchObject({
      state: "announcing",
      families: 60,
      invoices: 60,
      amount: 43_200,
    });
    expect(await numbers(many.map(code), "ALSH")).toEqual(Array.from({ length: 61 }, (_, index) => index + 1));
    expect(await readSeries(world.table, "ALSH", 2027)).toBe(61);
    expect((await statements(code(1))).map(({ own }) => own)).toEqual([720, 720]);
  });

  // Some eighty runs, one after the other.
  test(
    "that dies at any of its data calls is ended by the next one: each family once, no number missing, none twice",
    { timeout: 120_000 },
    async () => {
      const some = [1, 2, 3];
      await putFamilies(
        world.table,
        some.map((n) => familyOf(n)),
      );
      let round = 0;
      for (let nth = 0, more = true; more; nth += 1) {
        const death = nthDeath(nth);
        const period = month(`${2030 + Math.floor(round / 12)}-${String((round % 12) + 1).padStart(2, "0")}`);
        round += 1;
        const now = id("Instant", "2070-01-05T08:00:00Z");
        for (const n of some) await setBooked(world.table, code(n), child(1), `${period}-02`);
        await beginRun(world.table, period, agent, now);
        world.faults.plan(death.plan);
        const died = await goOn(world.table, period, now).then(
          () => false,
          (error: unknown) => String(error).includes("The process has died"),
        );
        await world.faults.clear();
        more = death.met();
        expect(died).toBe(more);
        await goOn(world.table, period, now);
        expect(await readRun(world.table, period)).toMatchObject({
          state: "announcing",
          families: 3,
          invoices: 3,
          amount: 2160,
        });
        for (const n of some) expect((await statements(code(n)))[0]).toMatchObject({ period, total: 720 });
      }
      expect(round).toBeGreaterThan(8);
      expect(await numbers(some.map(code), "ALSH")).toEqual(Array.from({ length: round * 3 }, (_, index) => index + 1));
    },
  );
});
