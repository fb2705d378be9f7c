/** What a new edition of a tariff changes, as whoever brings it in reads it. */
import { expect, it } from "vitest";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { priceChanges } from "../../../functions/price/rules/price-changes.ts";

const { catalogue } = demoCatalogue(id("Instant", "2026-11-26T09:00:00Z"));
const [before, after] = (catalogue.tariffs ?? []).filter(({ id: code }) => code === "mercredis");
if (!before || !after) throw new Error("The demo town has two editions of this tariff");

it("says by unit and residence how far a price moves, bounds that move included", () => {
  const day = priceChanges(before, after).filter(({ unit }) => unit === "journee");
  expect(day).toEqual([
    // From 308.01 to 320 one pays by the lower bracket now: 5.53 becomes 3.85.
    { unit: "journee", resident: true, least: -168, most: 20 },
    { unit: "journee", resident: false, least: 40, most: 40 },
  ]);
});

it("says nothing of an edition that changes no price, and nothing of a unit that is new", () => {
  expect(
    priceChanges(before, { ...before, effectiveFrom: id("PlainDate", "2027-01-01"), name: "Les mercredis" }),
  ).toEqual([]);
  const unit = id("UnitId", "veillee");
  const evening = {
    units: [unit],
    case: {},
    price: { kind: "amount" as const, amount: { kind: "amounts" as const, amounts: [cents(500)] } },
  };
  expect(priceChanges(before, { ...before, lines: [...before.lines, evening] })).toEqual([]);
});
