/** What each unit costs in a situation that somebody states: the tariffs in force that day, and those that come next. Pure. */
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { QuotientOrigin } from "../../catalogue/rules/quotient-origins.ts";
import { amountsOf, tariffOn, type Regime, type Tariff } from "../../catalogue/rules/tariffs.ts";
import type { PlainDate, UnitId } from "../../kernel/ids.ts";
import { asksQuotient, priceOf, type Price, type PriceFacts } from "./price-of.ts";

export interface Situation extends Omit<PriceFacts, "rank" | "late" | "refusedOrigin"> {
  /** Where its quotient comes from; absent: from where every tariff takes it. */
  readonly origin?: QuotientOrigin | undefined;
}

/** The same as a tariff sees it, which may not take the quotient. */
export const seenBy = ({ quotients }: Tariff, { origin, ...situation }: Situation): Omit<PriceFacts, "rank" | "late"> =>
  origin === undefined || !quotients || quotients.includes(origin) || situation.quotient === null
    ? situation
    : { ...situation, quotient: null, refusedOrigin: origin };

export interface PricedUnit {
  readonly id: UnitId;
  readonly name: string;
  /** By rank; ranks that pay the same as the one before are left out. */
  readonly prices: readonly (Price & { readonly rank: number })[];
}

export interface PricedTariff {
  readonly tariff: Tariff;
  readonly activities: readonly Activity[];
  readonly units: readonly PricedUnit[];
  readonly next: { readonly tariff: Tariff; readonly units: readonly PricedUnit[] } | null;
}

function unitsOf(tariff: Tariff, activities: readonly Activity[], situation: Situation): readonly PricedUnit[] {
  const units = new Map(activities.flatMap((activity) => activity.units.map((unit) => [unit.id, unit.name] as const)));
  return [...units].map(([id, name]) => {
    const all = Array.from({ length: situation.children }, (_, before) => {
      const price = priceOf(tariff, id, { ...seenBy(tariff, situation), rank: before + 1, late: false });
      return price ? [{ ...price, rank: before + 1 }] : [];
    }).flat();
    return { id, name, prices: all.filter((one, index) => one.amount !== all[index - 1]?.amount) };
  });
}

/** Tariffs that some activity of that day or later asks, by name. */
export function simulate(
  { activities, tariffs = [] }: Pick<Catalogue, "activities" | "tariffs">,
  today: PlainDate,
  situation: Situation,
): readonly PricedTariff[] {
  const running = activities.filter(({ to }) => to >= today);
  const ids = [...new Set(running.flatMap(({ tariff }) => tariff ?? []))];
  return ids
    .flatMap((id) => {
      const [first, ...later] = tariffs
        .filter((one) => one.id === id && one.effectiveFrom > today)
        .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1));
      const current = tariffOn(tariffs, id, today);
      const tariff = current ?? first;
      const next = current ? first : later[0];
      const own = running.filter((activity) => activity.tariff === id);
      return tariff
        ? [
            {
              tariff,
              activities: own,
              units: unitsOf(tariff, own, situation),
              next: next ? { tariff: next, units: unitsOf(next, own, situation) } : null,
            },
          ]
        : [];
    })
    .sort((one, other) => one.tariff.name.localeCompare(other.tariff.name, "fr"));
}

/** What of a situation changes some price of these tariffs. */
export interface Asks {
  readonly quotient: boolean;
  readonly residence: boolean;
  readonly worksHere: boolean;
  readonly regimes: readonly Regime[];
  readonly children: boolean;
  readonly age: boolean;
  readonly grades: readonly string[];
  readonly ownMeal: boolean;
}

export function asksOf(tariffs: readonly Tariff[]): Asks {
  const lines = tariffs.flatMap((tariff) => tariff.lines);
  const amounts = lines.flatMap(amountsOf);
  return {
    quotient: lines.some(asksQuotient),
    residence: lines.some((line) => line.case.residents !== undefined),
    worksHere: lines.some((line) => line.case.worksHere === true),
    regimes: [...new Set(lines.flatMap((line) => line.case.regimes ?? []))],
    children:
      tariffs.some(({ siblings }) => siblings !== null) ||
      amounts.some((amount) => amount.kind === "amounts" && amount.amounts.length > 1),
    age: lines.some((line) => line.case.ages !== undefined),
    grades: [...new Set(lines.flatMap((line) => line.case.grades ?? []))],
    ownMeal: lines.some((line) => line.case.ownMeal === true),
  };
}
