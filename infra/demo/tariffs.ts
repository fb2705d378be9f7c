/**
 * What the demo town asks: brackets with a second child's price, an effort rate, a meal at one euro, a camp by the week, a
 * workshop by the month and another by the period, mornings by begun quarters; and prices that go up on 1 January, bounds
 * and all.
 */
import { rate } from "../../functions/kernel/exact.ts";
import { id, type PlainDate, type TariffId, type UnitId } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { cooking, theatre } from "./school-days.ts";
import type { Activity, ActivityKind } from "../../functions/catalogue/rules/catalogue.ts";
import type {
  Bracket,
  FlatSpan,
  PricePer,
  PriceSplit,
  SiblingRule,
  Tariff,
  TariffAmount,
  TariffLine,
} from "../../functions/catalogue/rules/tariffs.ts";

const units = (...ids: readonly string[]): readonly UnitId[] => ids.map((one) => id("UnitId", one));
const amounts = (...all: readonly number[]): TariffAmount => ({ kind: "amounts", amounts: all.map(cents) });
const effort = (percent: number, floor: number, ceiling: number): TariffAmount => ({
  kind: "rate",
  rate: rate(percent * 10_000),
  floor: cents(floor),
  ceiling: cents(ceiling),
});
/** Brackets by their upper bounds; the last has none. */
function brackets(...steps: readonly (readonly [number | null, TariffAmount])[]): readonly Bracket[] {
  return steps.map(([to, amount], rank) => ({
    from: cents(rank === 0 ? 0 : (steps[rank - 1]?.[0] ?? 0) + 1),
    to: to === null ? null : cents(to),
    amount,
  }));
}
const line = (
  ids: readonly UnitId[],
  price: TariffAmount | readonly Bracket[],
  whom: TariffLine["case"] = {},
  split?: PriceSplit,
  per?: PricePer,
): TariffLine => ({
  units: ids,
  case: whom,
  price: "kind" in price ? { kind: "amount", amount: price } : { kind: "brackets", brackets: price },
  ...(per ? { per } : {}),
  ...(split ? { split } : {}),
});
const once = (span: FlatSpan): PricePer => ({ kind: "span", span });

/** A day on Wednesdays is care with a meal, half a day care with a meal or a snack; what surrounds school is care, a meal there care by 45.76 %. */
const dayWithMeal: PriceSplit = { care: { rest: true }, food: { amount: cents(150) } };
const careAlone: PriceSplit = { care: { rest: true } };
const lunchBreak: PriceSplit = { care: { share: rate(457_600) }, food: { rest: true } };

const residents = { residents: true } as const;
/** On Wednesdays, whoever works in the town pays as who lives there. */
const atHome = { residents: true, worksHere: true } as const;
const fifth: SiblingRule = { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null };
const large: SiblingRule = { counted: "enrolled", shares: [], bracketBelow: 3 };
const none = { siblings: null, late: null, rounding: "nearestCent" } as const;

/** Of who comes unexpected, and of who is collected after the end. */
const surcharges = {
  unbooked: { amount: cents(250) },
  latePickUp: {
    amount: cents(500),
    block: 15,
    tolerance: 5,
    of: "child",
    again: { time: 3, amount: cents(1000) },
  },
} as const satisfies Pick<Tariff, "unbooked" | "latePickUp">;

const codes = {
  wednesday: id("TariffId", "mercredis"),
  holidays: id("TariffId", "vacances"),
  canteen: id("TariffId", "restauration"),
  morningCare: id("TariffId", "periscolaire"),
  eveningCare: id("TariffId", "periscolaire"),
} as const satisfies Readonly<Record<ActivityKind, TariffId>>;

/** Activities with a price of their own, by how their code begins. */
const apart = [
  ["camp-", id("TariffId", "mini-camps")],
  ["multisports-", id("TariffId", "multisports")],
  [`${theatre}-`, id("TariffId", "theatre")],
  [`${cooking}-`, id("TariffId", "cuisine")],
] as const;
const [[, camps], [, multisports], [, workshop], [, kitchen]] = apart;

const day = units("journee");
const half = units("matin-repas", "apres-midi");

const editions = (from: PlainDate, raised: PlainDate): readonly Tariff[] => [
  {
    ...none,
    id: codes.wednesday,
    effectiveFrom: from,
    name: "Mercredis",
    lines: [
      line(
        day,
        brackets([30_800, amounts(377, 342)], [60_000, amounts(553, 500)], [null, amounts(720, 650)]),
        atHome,
        dayWithMeal,
      ),
      line(
        half,
        brackets([30_800, amounts(226, 205)], [60_000, amounts(332, 300)], [null, amounts(432, 390)]),
        atHome,
        dayWithMeal,
      ),
      line(day, amounts(1250), {}, dayWithMeal),
      line(half, amounts(750), {}, dayWithMeal),
    ],
    siblings: large,
    late: { share: rate(500_000) },
    ...surcharges,
  },
  {
    ...none,
    id: codes.wednesday,
    effectiveFrom: raised,
    name: "Mercredis",
    lines: [
      line(
        day,
        brackets([32_000, amounts(385, 350)], [62_000, amounts(565, 510)], [null, amounts(740, 670)]),
        atHome,
        dayWithMeal,
      ),
      line(
        half,
        brackets([32_000, amounts(230, 210)], [62_000, amounts(340, 305)], [null, amounts(445, 400)]),
        atHome,
        dayWithMeal,
      ),
      line(day, amounts(1290), {}, dayWithMeal),
      line(half, amounts(775), {}, dayWithMeal),
    ],
    siblings: large,
    late: { share: rate(500_000) },
    ...surcharges,
  },
  {
    ...none,
    id: codes.holidays,
    effectiveFrom: from,
    name: "Vacances",
    lines: [
      // What the MSA pays the town for its own families, they do not.
      line(day, effort(1.25, 400, 1630), { ...residents, regimes: ["msa"] }),
      line(day, effort(1.25, 450, 1680), residents),
      line(day, amounts(2400)),
    ],
    siblings: fifth,
    // What the CAF or the MSA says, or the town itself: no count from papers.
    quotients: ["caf", "msa", "decision", "api"],
  },
  {
    ...none,
    id: codes.canteen,
    effectiveFrom: from,
    name: "Restauration scolaire",
    lines: [
      line(units("repas"), amounts(150), { ownMeal: true }, careAlone),
      line(
        units("repas"),
        brackets([60_000, { ...amounts(100), firm: true }], [100_000, amounts(327)], [null, amounts(412)]),
        residents,
        lunchBreak,
      ),
      line(units("repas"), amounts(560), {}, lunchBreak),
    ],
    siblings: fifth,
  },
  {
    ...none,
    id: camps,
    effectiveFrom: from,
    name: "Mini-camps",
    lines: [
      line(day, effort(12, 4500, 14_000), residents, undefined, once("week")),
      line(day, amounts(17_500), {}, undefined, once("week")),
    ],
    siblings: fifth,
  },
  {
    ...none,
    id: multisports,
    effectiveFrom: from,
    name: "École multisports",
    lines: [line(units("seance"), amounts(2400, 1900), {}, careAlone, once("period"))],
  },
  {
    ...none,
    id: workshop,
    effectiveFrom: from,
    name: "Atelier théâtre",
    lines: [line(units("seance"), amounts(1600, 1200), {}, careAlone, once("month"))],
  },
  {
    ...none,
    id: kitchen,
    effectiveFrom: from,
    name: "Ateliers cuisine",
    lines: [line(units("seance"), amounts(450, 400), {}, careAlone)],
  },
  {
    ...none,
    id: codes.eveningCare,
    effectiveFrom: from,
    name: "Accueil du matin et du soir",
    lines: [
      // Of each begun quarter, from when the child arrives.
      line(units("matin"), effort(0.024, 15, 40), {}, careAlone, {
        kind: "time",
        block: 15,
        tolerance: 5,
        counted: "stay",
      }),
      line(units("soir-court"), effort(0.12, 70, 195), {}, careAlone),
      line(units("soir-tard"), effort(0.24, 140, 390), {}, careAlone),
    ],
    siblings: { counted: "sameDay", shares: [rate(800_000), rate(500_000)], bracketBelow: null },
    rounding: "upToFiveCents",
  },
];

/** The tariffs of these activities, from the first day of the earliest, and the activities that name them. */
export function priced(
  activities: readonly Activity[],
  today: PlainDate,
): { readonly activities: readonly Activity[]; readonly tariffs: readonly Tariff[] } {
  const first = activities.map(({ from }) => from).reduce((one, other) => (one < other ? one : other), today);
  return {
    activities: activities.map((activity) => ({
      ...activity,
      tariff: apart.find(([begins]) => activity.id.startsWith(begins))?.[1] ?? codes[activity.kind],
    })),
    tariffs: editions(first, id("PlainDate", `${Number(today.slice(0, 4)) + 1}-01-01`)),
  };
}
