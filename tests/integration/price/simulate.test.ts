/** Prices as anybody asks for them: from the town's file, through the table, to the answer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import type { Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { catalogueText } from "../../../functions/catalogue/file/write-catalogue.ts";
import { readText } from "../../unit/catalogue/file/make.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import type { HttpHandler } from "../../../functions/http/pipeline.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { priceRoutes, type Prices } from "../../../functions/price/contract/simulate.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { ownPrices } from "../../../functions/price/contract/own.ts";
import { ownPricesUseCases } from "../../../functions/price/use-cases/own-situation.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import { town } from "../../support/town.ts";
import { priceUseCases } from "../../../functions/price/use-cases/simulate.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";
import { handlerOf, send } from "../booking/http.ts";
import { catalogueWith, familyCode, guardianOf, openWorld, type World } from "../booking/support.ts";

const now = id("Instant", "2026-11-26T09:00:00Z");
let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(12));
});
afterAll(() => world.end());

function handlerAt(at: Instant): HttpHandler {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table, { tariffOf }),
    () => at,
  );
  return handlerOf(
    priceRoutes,
    priceUseCases({ catalogue, clock: () => at, quotientKind: "caf" }),
    guardianOf(familyCode(1)),
  );
}
async function ask(query: Readonly<Record<string, string>> = {}, at = now) {
  const { status, body } = await send(handlerAt(at), { method: "GET", path: "/api/prices", query });
  return { status, body, prices: body as unknown as Prices };
}
const tariffIn = ({ tariffs }: Prices, code: string) => tariffs.find(({ id: one }) => one === code);
const amounts = (prices: Prices, code: string, unit: string): readonly (readonly [number, number])[] =>
  (tariffIn(prices, code)?.units.find(({ id: one }) => one === unit)?.prices ?? []).map(
    ({ rank, amount }) => [rank, amount] as const,
  );

test("a town without tariffs has none to show, and asks nothing", async () => {
  const { status, prices } = await ask();
  expect(status).toBe(200);
  expect(prices.tariffs).toEqual([]);
  expect(prices.asks).toEqual({
    quotient: false,
    residence: false,
    children: false,
    age: false,
    grades: [],
    ownMeal: false,
    worksHere: false,
    regimes: [],
  });
});

describe("with the tariffs of a town's file", () => {
  beforeAll(async () => {
    const { catalogue } = demoCatalogue(now);
    await enterCatalogue(world.table, catalogue, { dryRun: false });
    // Entered twice, nothing changes.
    const again = await enterCatalogue(world.table, catalogue, { dryRun: false });
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
  });

  test("they are kept as the file says them, so that it can be written out again", async () => {
    const byDay = (tariffs: readonly Tariff[] = []): readonly Tariff[] =>
      [...tariffs].sort((one, other) =>
        `${one.id} ${one.effectiveFrom}` < `${other.id} ${other.effectiveFrom}` ? -1 : 1,
      );
    const kept = await readCatalogue(world.table, { tariffOf });
    const { catalogue: town } = demoCatalogue(now);
    expect(byDay(kept.tariffs)).toEqual(byDay(town.tariffs));
    const { catalogue, faults } = readText(catalogueText({ ...town, tariffs: kept.tariffs }));
    expect(faults).toEqual([]);
    expect(byDay(catalogue?.tariffs)).toEqual(byDay(kept.tariffs));
  });

  test("each unit has its price in that situation, by rank, with its reasons", async () => {
    const { prices } = await ask({ quotient: "722", children: "3" });
    expect(amounts(prices, "periscolaire", "soir-court")).toEqual([
      [1, 90],
      [2, 70],
      [3, 45],
    ]);
    // By the bracket below, for three children.
    expect(amounts(prices, "mercredis", "journee")).toEqual([
      [1, 553],
      [2, 500],
    ]);
    expect(tariffIn(prices, "restauration")?.units[0]?.prices[1]).toEqual({
      rank: 2,
      amount: 262,
      reasons: [
        "prix des résidents",
        "quotient de 600,01 € à 1\u202f000 €",
        "2e enfant présent le même jour : 80 % du prix",
        "dont 1,20 € de garde et 1,42 € de repas",
      ].map((words) => words.replace(/ (?=[€%])/gu, "\u00a0")),
    });
  });

  test("a quotient of zero is a quotient, none is not, and who lives elsewhere pays otherwise", async () => {
    expect(amounts((await ask({ quotient: "0" })).prices, "mercredis", "journee")).toEqual([[1, 377]]);
    expect(amounts((await ask()).prices, "mercredis", "journee")).toEqual([[1, 720]]);
    expect(amounts((await ask({ resident: "non", quotient: "0" })).prices, "mercredis", "journee")).toEqual([
      [1, 1250],
    ]);
    expect(amounts((await ask({ ownMeal: "oui" })).prices, "restauration", "repas")).toEqual([[1, 150]]);
    // Where the tariff does not take a quotient from there, it counts as none.
    expect(amounts((await ask({ quotient: "0", origin: "caf" })).prices, "vacances", "journee")[0]).toEqual([1, 450]);
    expect(amounts((await ask({ quotient: "0", origin: "papers" })).prices, "vacances", "journee")[0]).toEqual([
      1, 1680,
    ]);
    const worker = { resident: "non", worksHere: "oui", quotient: "0" };
    expect(amounts((await ask(worker)).prices, "mercredis", "journee")).toEqual([[1, 377]]);
    expect(amounts((await ask({ regime: "msa", quotient: "0" })).prices, "vacances", "journee")).toEqual([[1, 400]]);
  });

  test("what changes a price is asked, and nothing else", async () => {
    const { asks } = (await ask()).prices;
    expect(asks).toEqual({
      quotient: true,
      residence: true,
      worksHere: true,
      regimes: ["msa"],
      children: true,
      age: false,
      grades: [],
      ownMeal: true,
    });
  });

  test("the next edition is told before it holds, and holds from its day on", async () => {
    const before = tariffIn((await ask({ quotient: "310" })).prices, "mercredis");
    expect(before?.units[0]?.prices[0]?.amount).toBe(553);
    // Bounds move too: 310 was above the first one, and is not any more.
    expect(before?.next).toMatchObject({ since: "2027-01-01", units: [{ prices: [{ amount: 385 }] }, {}, {}] });
    const after = tariffIn((await ask({ quotient: "310" }, id("Instant", "2026-12-31T23:00:00Z"))).prices, "mercredis");
    expect(after).toMatchObject({ since: "2027-01-01", next: null });
    expect(after?.units[0]?.prices[0]?.amount).toBe(385);
  });

  test.each([
    [{ quotient: "abc" }, "quotient"],
    [{ quotient: "-1" }, "quotient"],
    [{ quotient: "1.005" }, "quotient"],
    [{ quotient: "1000000000000" }, "quotient"],
    [{ children: "0" }, "children"],
    [{ children: "13" }, "children"],
    [{ age: "18" }, "age"],
    [{ resident: "peut-être" }, "resident"],
    [{ rang: "1" }, "rang"],
  ])("%j is refused with what to write", async (query, field) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(field);
  });
});

test("a family's own situation is what the town knows of it today", async () => {
  const code = await world.newFamily(2);
  const entered = (value: number) => ({
    at: now,
    by: id("Login", "AGENT.TEST"),
    byName: "Agente",
    reason: "attestation",
    key: id("IdempotencyKey", `quotient-${String(value).padStart(10, "0")}`),
    entered: {
      value: cents(value),
      from: id("PlainDate", "2026-11-01"),
      until: id("PlainDate", "2027-10-31"),
      origin: "caf" as const,
    },
  });
  const catalogue = catalogueCache(
    () => readCatalogue(world.table, { tariffOf }),
    () => now,
  );
  const handler = handlerOf(
    ownPrices,
    ownPricesUseCases({ table: world.table, catalogue, clock: () => now, town }),
    guardianOf(code),
  );
  const ask = async () => (await send(handler, { method: "GET", path: "/api/prices/own-situation" })).body;
  expect(await ask()).toMatchObject({ quotient: null });
  await addAct(world.table, code, { kind: "caf", month: id("PlainMonth", "2026-11"), seen: 0 }, entered(45_000));
  await addAct(world.table, code, { kind: "fiscal", month: id("PlainMonth", "2026-11"), seen: 0 }, entered(10_000));
  expect(await ask()).toEqual({
    resident: true,
    worksHere: false,
    regime: null,
    circumstances: [],
    quotient: { value: 45_000, until: "2027-10-31", origin: "caf" },
    children: [
      { id: "E1", firstName: "Lou1", age: 8, grade: "CE2", ownMeal: false },
      { id: "E2", firstName: "Lou2", age: 8, grade: "CE2", ownMeal: false },
    ],
  });
});
