/** What staff tries: the prices of a family's children on a day, by the very function that says and bills them. */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ActivityId, PlainDate } from "../../kernel/ids.ts";
import { readEuros } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
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
import { stayIn } from "../rules/blocks.ts";
import { readHelpPart } from "../rules/circumstances.ts";
import { priceOf } from "../rules/price-of.ts";
import { asksOf, seenBy } from "../rules/simulate.ts";
import { usualAge } from "../rules/situation.ts";
import { dayPrices, type PriceLine } from "../rules/price-day.ts";
import { readCircumstances, standingCircumstances } from "../store/circumstances.ts";
import { reasonWords } from "../words.fr.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
  readonly town: { readonly quotient: Pick<TownForFunctions["quotient"], "kind"> };
  readonly schoolZone: SchoolZone;
}

/** Activities that ask a price on a day, by name. */
const askingOn = (catalogue: Catalogue, date: PlainDate): readonly Activity[] =>
  editionsOf(catalogue)
    .allOn(date)
    .filter(({ tariff, to }) => tariff !== undefined && to >= date)
    .sort((one, other) => one.name.localeCompare(other.name, "fr"));

/** An activity on a day, with the tariff that it asks then. */
function askedOn(catalogue: Catalogue, activityId: ActivityId, date: PlainDate) {
  const activity = editionsOf(catalogue).on(activityId, date);
  if (!activity) throw new Problem("notFound", typeset(words.noActivity));
  const tariff = activity.tariff === undefined ? null : tariffOn(catalogue.tariffs ?? [], activity.tariff, date);
  if (!tariff) throw new Problem("notPossible", typeset(words.noTariff(activity.name)));
  return { activity, tariff };
}

export const priceTryUseCases = ({
  table,
  clock,
  catalogue: cache,
  town,
  schoolZone,
}: Dependencies): UseCases<typeof priceTry> => ({
  "price.tryFree": async ({ query }) => {
    const catalogue = await cache.latest();
    const today = localDate(clock());
    const date = query.date ?? today;
    const { activityId, payer, payerPart, arrived, left } = query;
    const part = payerPart === undefined ? null : readHelpPart(payerPart);
    const asked = activityId === undefined ? null : askedOn(catalogue, activityId, date);
    const known = {
      resident: query.resident ?? true,
      worksHere: query.worksHere ?? false,
      regime: query.regime ?? null,
      age: query.age ?? usualAge,
      grade: query.grade ?? null,
      ownMeal: query.ownMeal ?? false,
      quotient: query.quotient === undefined ? null : readEuros(query.quotient),
      origin: query.origin,
      children: Math.max(query.children ?? 1, query.rank ?? 1),
      unbooked: query.unbooked,
      helps: payer && part ? [{ payer, name: null, part }] : [],
    };
    return {
      body: {
        today,
        activities: askingOn(catalogue, date).map(({ id, name }) => ({ id, name })),
        grades: [...asksOf(catalogue.tariffs ?? []).grades],
        tried: asked && {
          activityName: asked.activity.name,
          date,
          tariff: { name: asked.tariff.name, since: asked.tariff.effectiveFrom },
          prices: asked.activity.units.map((unit) => {
            const price = priceOf(asked.tariff, unit.id, {
              ...seenBy(asked.tariff, known),
              rank: query.rank ?? 1,
              late: query.late ?? false,
              stay: stayIn(unit, { arrived, left }),
            });
            return {
              unitName: unit.name,
              amount: price && price.amount,
              reasons: (price?.reasons ?? []).map((reason) => typeset(reasonWords(reason))),
            };
          }),
        },
      },
    };
  },
  "price.try": async ({ params: { familyCode }, query: { activityId, date, among } }) => {
    const [{ household, children }, months, said, catalogue] = await Promise.all([
      familyOf(table, familyCode),
      readQuotients(table, familyCode, { consistent: false }),
      readCircumstances(table, familyCode, { consistent: false }),
      cache.latest(),
    ]);
    const { activity, tariff } = askedOn(catalogue, activityId, date);
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
