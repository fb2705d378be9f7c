/** What staff tries: the prices of a family's children on a day, by the very function that says and bills them. */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { tariffOn } from "../../catalogue/rules/tariffs.ts";
import { eldestFirst } from "../../family/rules/family.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { Table } from "../../table/table.ts";
import { circumstanceWords as words } from "../circumstance-words.fr.ts";
import type { priceTry } from "../contract/try.ts";
import { dayPrices, type PriceLine } from "../rules/price-day.ts";
import { readCircumstances, standingCircumstances } from "../store/circumstances.ts";
import { reasonWords } from "../words.fr.ts";

interface Dependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly town: { readonly quotient: Pick<TownForFunctions["quotient"], "kind"> };
  readonly schoolZone: SchoolZone;
}

export const priceTryUseCases = ({
  table,
  catalogue: cache,
  town,
  schoolZone,
}: Dependencies): UseCases<typeof priceTry> => ({
  "price.try": async ({ params: { familyCode }, query: { activityId, date, among } }) => {
    const [{ household, children }, months, said, catalogue] = await Promise.all([
      familyOf(table, familyCode),
      readQuotients(table, familyCode, { consistent: false }),
      readCircumstances(table, familyCode, { consistent: false }),
      cache.latest(),
    ]);
    const activity = editionsOf(catalogue).on(activityId, date);
    if (!activity) throw new Problem("notFound", typeset(words.noActivity));
    const tariff = activity.tariff === undefined ? null : tariffOn(catalogue.tariffs ?? [], activity.tariff, date);
    if (!tariff) throw new Problem("notPossible", typeset(words.noTariff(activity.name)));
    const family = {
      household,
      children,
      quotients: standingValues(months),
      circumstances: standingCircumstances(said),
    };
    const prices = dayPrices(catalogue, town.quotient.kind, schoolZone);
    const ordered = [...children].sort(eldestFirst);
    return {
      body: {
        activityName: activity.name,
        date,
        tariff: { name: tariff.name, since: tariff.effectiveFrom },
        children: ordered.map(({ id, firstName }) => ({
          id,
          firstName,
          prices: activity.units.map((unit) => {
            const lines: readonly PriceLine[] = ordered
              .filter((one) => one.id === id || among === "together")
              .map((one) => ({ childId: one.id, activityId, unitId: unit.id, late: false }));
            const price =
              prices.on(date, family, lines, () => [])[lines.findIndex(({ childId }) => childId === id)] ?? null;
            return {
              unitName: unit.name,
              amount: price && price.amount,
              reasons: (price?.reasons ?? []).map((reason) => typeset(reasonWords(reason))),
            };
          }),
        })),
      },
    };
  },
});
