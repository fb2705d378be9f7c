/** What a household's children cost on one day, together. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Activity } from "../../../functions/catalogue/rules/catalogue.ts";
import type { SiblingRule, Tariff, TariffLine } from "../../../functions/catalogue/rules/tariffs.ts";
import type { QuotientOrigin } from "../../../functions/catalogue/rules/quotient-origins.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { dayPrices, type PricedFamily, type PriceLine } from "../../../functions/price/rules/price-day.ts";
import { reasonWords } from "../../../functions/price/words.fr.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";

const [shape] = demoCatalogue(id("Instant", "2026-11-26T09:00:00Z")).catalogue.activities;
if (!shape) throw new Error("The demo town has activities");
const date = id("PlainDate", "2026-12-02");
const unit = id("UnitId", "journee");
const [wednesdays, care] = [id("ActivityId", "mercredis"), id("ActivityId", "soir")];
const [wednesdayTariff, careTariff] = [id("TariffId", "mercredis"), id("TariffId", "soir")];
const activity = (code: Activity["id"], tariff: Tariff["id"] | undefined, over: Partial<Activity> = {}): Activity => ({
  ...shape,
  id: code,
  effectiveFrom: id("PlainDate", "2026-09-01"),
  tariff,
  eligibility: {},
  ...over,
});
const tariff = (code: Tariff["id"], siblings: SiblingRule | null, over: Partial<Tariff> = {}): Tariff => ({
  id: code,
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: "Essai",
  lines: [{ units: [unit], case: {}, price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(683)] } } }],
  siblings,
  late: null,
  rounding: "nearestCent",
  ...over,
});
const fifth: SiblingRule = { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null };

type Child = PricedFamily["children"][number];
const child = (code: string, birthDate: string, over: Partial<Child> = {}): Child => ({
  id: id("ChildId", code),
  firstName: code,
  birthDate: id("PlainDate", birthDate),
  ...over,
});
const family = (children: readonly Child[], over: Partial<PricedFamily> = {}): PricedFamily => ({
  household: { resident: true },
  children,
  quotients: [],
  circumstances: [],
  ...over,
});
const [noah, lea, zoe] = [child("NOAH", "2016-03-01"), child("LEA", "2018-05-02"), child("ZOE", "2021-01-07")];
const comes = ({ id: childId }: Child, over: Partial<PriceLine> = {}): PriceLine => ({
  childId,
  activityId: wednesdays,
  unitId: unit,
  late: false,
  ...over,
});
const catalogue = {
  activities: [activity(wednesdays, wednesdayTariff), activity(care, careTariff)],
  tariffs: [tariff(wednesdayTariff, fifth), tariff(careTariff, fifth)],
};
const amounts = (of: PricedFamily, lines: readonly PriceLine[], by: Parameters<typeof dayPrices>[0] = catalogue) =>
  dayPrices(by, "caf", "B")
    .on(date, of, lines, () => [])
    .map((price) => price?.amount ?? null);

describe("ranks", () => {
  it("are by birth, among those who come the same day, whatever the order of the lines", () => {
    expect(amounts(family([zoe, noah, lea]), [comes(lea), comes(noah)])).toEqual([546, 683]);
    expect(amounts(family([zoe, noah, lea]), [comes(lea)])).toEqual([683]);
    expect(amounts(family([zoe, noah, lea]), [comes(zoe), comes(lea)])).toEqual([546, 683]);
  });

  it("are counted for what the tariff is asked for: who goes elsewhere that day takes no rank", () => {
    expect(amounts(family([noah, lea]), [comes(noah, { activityId: care }), comes(lea)])).toEqual([683, 683]);
    expect(amounts(family([noah, lea]), [comes(lea, { activityId: care }), comes(noah), comes(lea)])).toEqual([
      683, 683, 546,
    ]);
  });

  it("of twins are the same on every day", () => {
    const [one, other] = [child("ANNA", "2018-05-02"), child("PAUL", "2018-05-02")];
    expect(amounts(family([one, other]), [comes(one), comes(other)])).toEqual([683, 546]);
    expect(amounts(family([other, one]), [comes(one), comes(other)])).toEqual([683, 546]);
  });

  const enrolled: SiblingRule = { ...fifth, counted: "enrolled" };
  const byEnrolment = (requires: Activity["eligibility"]["requires"]) => ({
    activities: [activity(wednesdays, wednesdayTariff, { eligibility: requires ? { requires } : {} })],
    tariffs: [tariff(wednesdayTariff, enrolled)],
  });
  const held = (standing: "accepted" | "asked", to = "2027-07-02") => ({
    enrolments: [
      {
        id: id("EnrolmentId", "enrolment-0000000001"),
        activityId: wednesdays,
        from: id("PlainDate", "2026-09-01"),
        to: id("PlainDate", to),
        standing,
      },
    ],
  });

  it("among those enrolled count who stays at home that day", () => {
    const elder = child("NOAH", "2016-03-01", held("accepted"));
    expect(amounts(family([elder, lea]), [comes(lea)], byEnrolment(["enrolment"]))).toEqual([546]);
  });

  it("among those enrolled count neither who has only asked nor whose enrolment has ended", () => {
    const by = byEnrolment(["enrolment"]);
    expect(amounts(family([child("NOAH", "2016-03-01", held("asked")), lea]), [comes(lea)], by)).toEqual([683]);
    const ended = child("NOAH", "2016-03-01", held("accepted", "2026-12-01"));
    expect(amounts(family([ended, lea]), [comes(lea)], by)).toEqual([683]);
  });

  it("among those enrolled are those of the household where no enrolment is asked", () => {
    expect(amounts(family([noah, lea]), [comes(lea)], byEnrolment(undefined))).toEqual([546]);
  });
});

describe("what holds on the day", () => {
  const quotient = (value: number, from: string, until: string) =>
    ({
      kind: "caf",
      month: id("PlainMonth", from.slice(0, 7)),
      value: cents(value),
      from: id("PlainDate", from),
      until: id("PlainDate", until),
      origin: "caf",
    }) as const;
  const brackets: TariffLine = {
    units: [unit],
    case: {},
    price: {
      kind: "brackets",
      brackets: [
        { from: cents(0), to: cents(30_800), amount: { kind: "amounts", amounts: [cents(377)] } },
        { from: cents(30_801), to: null, amount: { kind: "amounts", amounts: [cents(553)] } },
      ],
    },
  };
  const by = {
    activities: [activity(wednesdays, wednesdayTariff)],
    tariffs: [tariff(wednesdayTariff, null, { lines: [brackets] })],
  };

  it("is the quotient that counts then: zero is one, and none is the highest price", () => {
    const of = (...quotients: PricedFamily["quotients"]) => family([lea], { quotients });
    expect(amounts(of(quotient(0, "2026-11-01", "2026-12-02")), [comes(lea)], by)).toEqual([377]);
    expect(amounts(of(quotient(0, "2026-11-01", "2026-12-01")), [comes(lea)], by)).toEqual([553]);
    expect(amounts(of({ ...quotient(0, "2026-11-01", "2026-12-02"), kind: "fiscal" }), [comes(lea)], by)).toEqual([
      553,
    ]);
    const [price] = dayPrices(by, "caf", "B").on(
      date,
      of(quotient(30_000, "2026-12-01", "2026-12-31")),
      [comes(lea)],
      () => [],
    );
    expect(price?.quotient).toBe(30_000);
  });

  it("is a quotient from where the tariff takes it, never another one; the family reads why", () => {
    const caf = { ...by, tariffs: by.tariffs.map((one): Tariff => ({ ...one, quotients: ["caf", "msa"] })) };
    const from = (origin: QuotientOrigin, month: string) => ({
      ...quotient(0, "2026-11-01", "2026-12-31"),
      month: id("PlainMonth", month),
      origin,
    });
    const papers = family([lea], { quotients: [from("papers", "2026-11")] });
    expect(amounts(papers, [comes(lea)], caf)).toEqual([553]);
    expect(amounts(papers, [comes(lea)], by)).toEqual([377]);
    expect(
      dayPrices(caf, "caf", "B")
        .on(date, papers, [comes(lea)], () => [])[0]
        ?.reasons.map(reasonWords)[0],
    ).toBe(
      "ce tarif n’accepte pas un quotient calculé d’après les justificatifs, le prix le plus élevé : apportez une attestation qu’il accepte",
    );
    // One that it takes counts, though another one is of a later month.
    const both = family([lea], { quotients: [from("papers", "2026-11"), from("caf", "2026-10")] });
    expect(amounts(both, [comes(lea)], caf)).toEqual([377]);
  });

  it("is the edition of the tariff, and the child's own age", () => {
    const young: TariffLine = {
      ...brackets,
      case: { ages: { to: 5 } },
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(100)] } },
    };
    const later = tariff(wednesdayTariff, null, { effectiveFrom: date, lines: [young, brackets] });
    const both = { ...by, tariffs: [...by.tariffs, later] };
    expect(amounts(family([zoe, lea]), [comes(zoe), comes(lea)], both)).toEqual([100, 553]);
    expect(
      dayPrices(both, "caf", "B").on(id("PlainDate", "2026-12-01"), family([zoe]), [comes(zoe)], () => [])[0]?.amount,
    ).toBe(553);
  });
});

describe("what was booked before an edition", () => {
  const price = (amount: number): TariffLine => ({
    units: [unit],
    case: {},
    price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(amount)] } },
  });
  const edition = (effectiveFrom: string, amount: number, keepsBooked?: true) =>
    tariff(wednesdayTariff, null, {
      effectiveFrom: id("PlainDate", effectiveFrom),
      lines: [price(amount)],
      keepsBooked,
    });
  const by = (...tariffs: readonly Tariff[]) => ({ activities: [activity(wednesdays, wednesdayTariff)], tariffs });
  const since = (day: string) => comes(lea, { since: id("PlainDate", day) });

  it.each([
    // Booked before the second edition, before the third, on its first day; no word of when.
    [
      [edition("2026-09-01", 500), edition("2026-10-01", 600), edition("2026-11-01", 700)],
      [700, 700, 700, 700],
    ],
    [
      [edition("2026-09-01", 500), edition("2026-10-01", 600), edition("2026-11-01", 700, true)],
      [600, 600, 700, 700],
    ],
    [
      [edition("2026-09-01", 500), edition("2026-10-01", 600, true), edition("2026-11-01", 700)],
      [700, 700, 700, 700],
    ],
    [
      [edition("2026-09-01", 500), edition("2026-10-01", 600, true), edition("2026-11-01", 700, true)],
      [500, 600, 700, 700],
    ],
  ] as const)("keeps its price where each edition since says so (%#)", (tariffs, expected) => {
    const lines = [since("2026-09-10"), since("2026-10-10"), since("2026-11-01"), comes(lea)];
    expect(lines.map((line) => amounts(family([lea]), [line], by(...tariffs))[0])).toEqual(expected);
  });

  it("is priced by its own day where it was booked before the first one", () => {
    expect(amounts(family([lea]), [since("2026-08-01")], by(edition("2026-09-01", 500)))).toEqual([500]);
  });
});

it("an activity without a tariff asks nothing, and is no error; nor is a child of another household", () => {
  const free = { activities: [activity(wednesdays, undefined)], tariffs: [] };
  expect(amounts(family([lea]), [comes(lea)], free)).toEqual([null]);
  expect(amounts(family([lea]), [comes(zoe), comes(lea)])).toEqual([null, 683]);
  expect(amounts(family([lea]), [comes(lea, { unitId: id("UnitId", "veillee") })])).toEqual([null]);
});

/** Tariffs whose prices do not rise with the rank: what a town would call a reduction. */
const falling = (most: number) =>
  fc
    .array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 3 })
    .map((all) => [...all].sort((one, other) => other - one));
const anySiblings = fc.option(
  fc.record({
    counted: fc.constantFrom("sameDay" as const, "enrolled" as const),
    shares: falling(1_000_000).map((all) => all.map(rate)),
    bracketBelow: fc.option(fc.integer({ min: 2, max: 4 })),
  }),
);
const anyPrice: fc.Arbitrary<TariffLine["price"]> = fc.oneof(
  falling(3000).map((all): TariffLine["price"] => ({
    kind: "amount",
    amount: { kind: "amounts", amounts: all.map(cents) },
  })),
  fc.tuple(falling(1000), fc.integer({ min: 0, max: 1000 })).map(([low, more]): TariffLine["price"] => ({
    kind: "brackets",
    brackets: [
      { from: cents(0), to: cents(40_000), amount: { kind: "amounts", amounts: low.map(cents) } },
      { from: cents(40_001), to: null, amount: { kind: "amounts", amounts: low.map((one) => cents(one + more)) } },
    ],
  })),
);
const anyCatalogue = fc
  .record({
    siblings: anySiblings,
    price: anyPrice,
    late: fc.option(fc.record({ share: fc.integer({ min: 0, max: 1_000_000 }).map(rate) })),
    rounding: fc.constantFrom("nearestCent" as const, "upToFiveCents" as const),
    requires: fc.constantFrom(undefined, ["enrolment" as const]),
  })
  .map(({ siblings, price, requires, ...more }) => ({
    activities: [activity(wednesdays, wednesdayTariff, { eligibility: requires ? { requires } : {} })],
    tariffs: [tariff(wednesdayTariff, siblings, { ...more, lines: [{ units: [unit], case: {}, price }] })],
  }));
const anyChildren = fc
  .array(fc.integer({ min: 2015, max: 2023 }), { minLength: 2, maxLength: 5 })
  .map((years) => years.map((year, rank) => child(`ENFANT${rank}`, `${year}-05-02`)));
const anyQuotients = fc.option(fc.integer({ min: 0, max: 90_000 })).map((value) =>
  value === null
    ? []
    : [
        {
          kind: "caf" as const,
          month: id("PlainMonth", "2026-11"),
          value: cents(value),
          from: id("PlainDate", "2026-11-01"),
          until: id("PlainDate", "2027-10-31"),
          origin: "caf" as const,
        },
      ],
);
const anyDay = fc.record({ by: anyCatalogue, children: anyChildren, quotients: anyQuotients, late: fc.boolean() });

describe("any tariff that lowers prices for brothers and sisters", () => {
  it("gives whole cents, the same whatever the order of lines and of children", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.array(fc.nat(1000), { minLength: 5, maxLength: 5 }),
        ({ by, children, quotients, late }, keys) => {
          const lines = children.map((one) => comes(one, { late }));
          const prices = amounts(family(children, { quotients }), lines, by);
          for (const amount of prices) expect(Number.isSafeInteger(amount) && Number(amount) >= 0).toBe(true);
          const shuffled = lines
            .map((line, rank) => ({ line, rank, key: keys[rank] ?? 0 }))
            .sort((one, other) => one.key - other.key);
          const again = amounts(
            family([...children].reverse(), { quotients }),
            shuffled.map(({ line }) => line),
            by,
          );
          expect(again).toEqual(shuffled.map(({ rank }) => prices[rank]));
        },
      ),
    );
  });

  it("never costs another child more because a brother or a sister comes too", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(4), ({ by, children, quotients, late }, which) => {
        const more = children[which % children.length];
        const others = children.filter((one) => one !== more);
        const lines = others.map((one) => comes(one, { late }));
        const alone = amounts(family(children, { quotients }), lines, by);
        const together = amounts(family(children, { quotients }), more ? [...lines, comes(more)] : lines, by);
        const oneLess = amounts(family(others, { quotients }), lines, by);
        for (const [rank, before] of alone.entries()) {
          expect(Number(together[rank])).toBeLessThanOrEqual(Number(before));
          expect(before).toBeLessThanOrEqual(Number(oneLess[rank]));
        }
      }),
    );
  });
});
