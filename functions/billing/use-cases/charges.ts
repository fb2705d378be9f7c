/** What a family's booked days cost: read from its records, priced by the one function that makes prices. */
import type { ChildDay } from "../../booking/rules/child-day.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import type { ChildId, CollectionAccountId, PlainDate } from "../../kernel/ids.ts";
import type { DayPrices } from "../../price/rules/price-day.ts";
import { reasonWords } from "../../price/words.fr.ts";
import type { QuotientValue } from "../../quotient/rules/quotient.ts";
import { subjectOf, type Charge } from "../rules/statement.ts";

/** A unit whose price nobody can say. */
export interface Unpriced {
  readonly accountId: CollectionAccountId;
  readonly subject: string;
  readonly childId: ChildId;
  readonly firstName: string;
  readonly date: PlainDate;
  readonly activityName: string;
  readonly unitName: string;
}

export interface Charges {
  readonly charges: readonly { readonly accountId: CollectionAccountId; readonly charge: Charge }[];
  readonly unpriced: readonly Unpriced[];
}

interface Priced {
  readonly household: Household;
  readonly children: readonly Child[];
  readonly quotients: readonly QuotientValue[];
}

/** Of these days; what no account collects is priced too, for it counts among siblings, and is left out. */
export function chargesOf(
  catalogue: Pick<Catalogue, "activities">,
  prices: DayPrices,
  family: Priced,
  days: readonly ChildDay[],
): Charges {
  const editions = editionsOf(catalogue);
  const named = new Map(family.children.map(({ id, firstName }) => [id, firstName]));
  const charges: Charges["charges"][number][] = [];
  const unpriced: Unpriced[] = [];
  for (const [date, ofDay] of Map.groupBy(days, (day) => day.date)) {
    const lines = ofDay.flatMap(({ childId, units }) =>
      [...units].flatMap(([unit, { status }]) =>
        status === "booked" ? [{ childId, ...unitOf(unit), late: false }] : [],
      ),
    );
    const priced = prices(date, family, lines);
    for (const [index, { childId, activityId, unitId }] of lines.entries()) {
      const activity = editions.on(activityId, date);
      const accountId = activity?.account;
      if (!activity || accountId === undefined) continue;
      const unit = [...activity.units, ...(activity.former ?? [])].find(({ id }) => id === unitId);
      const about = {
        childId,
        firstName: named.get(childId) ?? childId,
        date,
        activityId,
        activityName: activity.name,
        unitId,
        unitName: unit?.name ?? unitId,
      };
      const price = priced[index];
      if (price)
        charges.push({
          accountId,
          charge: {
            ...about,
            unitPrice: price.amount,
            reasons: price.reasons.map(reasonWords),
            tariff: price.tariff,
          },
        });
      else unpriced.push({ ...about, accountId, subject: subjectOf(about) });
    }
  }
  return { charges, unpriced };
}
