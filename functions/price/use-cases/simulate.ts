import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { readEuros } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import type { QuotientKind } from "../../kernel/town-for-functions.ts";
import type { PricedUnitView, priceRoutes } from "../contract/simulate.ts";
import { asksOf, simulate, type PricedUnit } from "../rules/simulate.ts";
import { usualAge } from "../rules/situation.ts";
import { reasonWords } from "../words.fr.ts";

interface Dependencies {
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly quotientKind: QuotientKind;
}

const viewOf = ({ id, name, prices }: PricedUnit): PricedUnitView => ({
  id,
  name,
  prices: prices.map(({ rank, amount, reasons }) => ({ rank, amount, reasons: reasons.map(reasonWords) })),
});

export const priceUseCases = ({ catalogue, clock, quotientKind }: Dependencies): UseCases<typeof priceRoutes> => ({
  "price.simulate": async ({ query }) => {
    const today = localDate(clock());
    const priced = simulate(await catalogue.latest(), today, {
      quotient: query.quotient === undefined ? null : readEuros(query.quotient),
      origin: query.origin,
      resident: query.resident ?? true,
      children: query.children ?? 1,
      age: query.age ?? usualAge,
      grade: query.grade ?? null,
      ownMeal: query.ownMeal ?? false,
      worksHere: query.worksHere ?? false,
      regime: query.regime ?? null,
    });
    const asks = asksOf(priced.flatMap(({ tariff, next }) => [tariff, ...(next ? [next.tariff] : [])]));
    return {
      body: {
        today,
        quotientKind,
        asks: { ...asks, grades: [...asks.grades], regimes: [...asks.regimes] },
        tariffs: priced.map(({ tariff, activities, units, next }) => ({
          id: tariff.id,
          name: tariff.name,
          since: tariff.effectiveFrom,
          activities: [...new Set(activities.map(({ name }) => name))].sort((one, other) =>
            one.localeCompare(other, "fr"),
          ),
          units: units.map(viewOf),
          next: next ? { since: next.tariff.effectiveFrom, units: next.units.map(viewOf) } : null,
        })),
      },
    };
  },
});
