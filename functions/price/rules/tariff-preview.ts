/**
 * What an edition of a tariff changes for the families that there are, of one unit on one day, all the children of a family
 * who may come there together: by bracket how many pay more, less or the same, and who moves most. Pure; one family after
 * another, so that no more is held than what is told.
 */
import type { Activity, Unit } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { Tariff } from "../../catalogue/rules/tariffs.ts";
import { whyIneligible } from "../../family/rules/eligibility.ts";
import { eldestFirst, type Child } from "../../family/rules/family.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { DayPrice, DayPrices, PricedFamily } from "./price-day.ts";
import type { PriceReason } from "./price-of.ts";

/** What is tried for every family. */
export interface Sample {
  readonly tariff: Tariff;
  readonly activity: Activity;
  readonly unit: Unit;
  readonly date: PlainDate;
}

/** The first unit of the first activity that asks the tariff, on the first day on which it does; null: nobody is asked it. */
export function sampleOf(tariff: Tariff, activities: readonly Activity[], today: PlainDate): Sample | null {
  const from = tariff.effectiveFrom > today ? tariff.effectiveFrom : today;
  const editions = editionsOf({ activities });
  const asking = activities
    .filter((one) => one.tariff === tariff.id && one.to >= from)
    .flatMap((one) => {
      const date = one.from > from ? one.from : from;
      const activity = editions.on(one.id, date);
      return activity?.tariff === tariff.id ? [{ activity, date }] : [];
    })
    .sort((one, other) =>
      one.date === other.date ? (one.activity.id < other.activity.id ? -1 : 1) : one.date < other.date ? -1 : 1,
    );
  const [first] = asking;
  const unit = first?.activity.units.find(({ id }) => tariff.lines[0]?.units.includes(id)) ?? first?.activity.units[0];
  return first && unit ? { tariff, unit, ...first } : null;
}

/** Where a family stands in the new grid. */
export type Place = Extract<PriceReason, { readonly kind: "bracket" | "effortRate" | "flat" | "withoutQuotient" }>;
const placeKinds = ["withoutQuotient", "bracket", "effortRate", "flat"] as const;
const placeIn = ({ reasons }: DayPrice): Place | null =>
  placeKinds.flatMap((kind) => reasons.filter((one): one is Place => one.kind === kind)).at(0) ?? null;

/** Families of one place: those of one effort rate are together, whatever their quotient. */
const placeName = (place: Place | null): string => {
  switch (place?.kind) {
    case "bracket":
      return `1 ${String(place.from).padStart(9, "0")}`;
    case "effortRate":
      return `2 ${place.rate} ${place.held?.bound ?? ""}`;
    case "flat":
      return "3";
    case "withoutQuotient":
      return "4";
    case undefined:
      return "5";
  }
};

export interface FamilyMove {
  readonly code: FamilyCode;
  readonly name: string;
  readonly children: number;
  readonly before: Cents;
  readonly after: Cents;
}

export interface PlaceMoves {
  readonly place: Place | null;
  readonly families: number;
  readonly up: number;
  readonly down: number;
  /** The least and the most that a family there moves. */
  readonly least: Cents;
  readonly most: Cents;
}

export interface TariffPreview {
  readonly sample: Sample;
  readonly families: number;
  readonly places: readonly PlaceMoves[];
  /** Who moves most, first; so many at most. */
  readonly most: readonly FamilyMove[];
}

/** Families told by name. */
export const told = 20;

const byMove = (one: FamilyMove, other: FamilyMove): number =>
  Math.abs(other.after - other.before) - Math.abs(one.after - one.before) || (one.code < other.code ? -1 : 1);

/** A family as the preview looks at it. */
export interface SeenFamily extends PricedFamily {
  readonly household: PricedFamily["household"] & { readonly code: FamilyCode };
  readonly children: readonly Child[];
  readonly name: string;
}

/** Takes families one by one, and tells what was found. */
export function previewing(
  sample: Sample,
  before: DayPrices,
  after: DayPrices,
): { readonly add: (family: SeenFamily) => void; readonly result: () => TariffPreview } {
  const places = new Map<string, PlaceMoves>();
  let most: readonly FamilyMove[] = [];
  let families = 0;
  return {
    add: (family) => {
      const { activity, unit, date } = sample;
      const lines = [...family.children]
        .sort(eldestFirst)
        .filter((child) => whyIneligible(activity, child, date) === null)
        .map(({ id: childId }) => ({ childId, activityId: activity.id, unitId: unit.id, late: false }));
      const [was, is] = [before, after].map((prices) =>
        prices.on(date, family, lines, () => []).flatMap((price) => price ?? []),
      );
      const [first] = is ?? [];
      if (!was || !is || !first || was.length !== is.length) return;
      const sum = (prices: readonly DayPrice[]): Cents =>
        cents(prices.reduce((total, { amount }) => total + amount, 0));
      const { code } = family.household;
      const move = { code, name: family.name, children: lines.length, before: sum(was), after: sum(is) };
      const by = cents(move.after - move.before);
      const place = placeIn(first);
      const known = places.get(placeName(place));
      families += 1;
      places.set(placeName(place), {
        place,
        families: (known?.families ?? 0) + 1,
        up: (known?.up ?? 0) + (by > 0 ? 1 : 0),
        down: (known?.down ?? 0) + (by < 0 ? 1 : 0),
        least: known && known.least < by ? known.least : by,
        most: known && known.most > by ? known.most : by,
      });
      const last = most.at(-1);
      if (by !== 0 && (most.length < told || (last && byMove(move, last) < 0)))
        most = [...most, move].sort(byMove).slice(0, told);
    },
    result: () => ({
      sample,
      families,
      places: [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found),
      most,
    }),
  };
}
