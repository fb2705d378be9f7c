/** `tarifs`: read back as they were written; without a hole, without two prices, for every child; else refused by its line. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import {
  flatSpans,
  lineFor,
  regimes,
  type Bracket,
  type LinePrice,
  type PricePer,
  type Tariff,
  type TariffAmount,
  type TariffCase,
} from "../../../../functions/catalogue/rules/tariffs.ts";
import { quotientOrigins } from "../../../../functions/catalogue/rules/quotient-origins.ts";
import { rate, roundings } from "../../../../functions/kernel/exact.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { cents } from "../../../../functions/kernel/money.ts";
import { priceOf } from "../../../../functions/price/rules/price-of.ts";
import { tariffOf } from "../../../../functions/catalogue/store/tariff-record.ts";
import { changed, good, readText as read, said } from "./make.ts";

const prices = `
tarifs:
  - code: mercredis
    à compter du: 01/09/2026
    nom: Mercredis
    prix:
      - prestations: [journee, matin]
        pour: résidents
        tranches:
          jusqu’à 308: 3,77 puis 3,42
          de 308,01 à 600: 1,36 % de 4,10 à 6,50
          plus de 600: 7,20
      - prestations: [journee, matin]
        prix: 12,50
      - prestations: repas
        panier repas: oui
        prix: 1,50
      - prestations: repas
        prix: 1 fixe
    fratrie:
      rang compté: présents le même jour
      reste à payer: 80 % puis 50 %
      tranche inférieure: 3 enfants
    réservation tardive: + 50 %
    sans réservation: + 2,50
    départ tardif:
      prix: 5,00
      par: quart d’heure
      tolérance: 5 minutes
      pour: toute la famille
      récidive: 10,00 dès la 3e fois
    arrondi: aux 5 centimes supérieurs
`;
const file =
  changed("    site: tilleuls\n    du: 02/09/2026", "    tarif: mercredis\n    site: tilleuls\n    du: 02/09/2026") +
  prices;
/** The file with one passage changed; throws when it is not there exactly once. */
function broken(passage: string, by: string): readonly string[] {
  if (file.split(passage).length !== 2) throw new Error(`Not once in the file: ${passage}`);
  return said(read(file.replace(passage, by)));
}
/** What is said of the tariffs, without its line and path. */
const reasons = (passage: string, by: string): readonly string[] =>
  broken(passage, by).map((one) => one.replace(/^[^:]*: /u, ""));

test("a whole tariff is read, each part for what it is", () => {
  const { catalogue, faults } = read(file);
  expect(faults).toEqual([]);
  expect(catalogue?.activities[0]?.tariff).toBe("mercredis");
  expect(catalogue?.tariffs).toEqual([
    {
      id: "mercredis",
      effectiveFrom: "2026-09-01",
      name: "Mercredis",
      lines: [
        {
          units: ["journee", "matin"],
          case: { residents: true },
          price: {
            kind: "brackets",
            brackets: [
              { from: 0, to: 30_800, amount: { kind: "amounts", amounts: [377, 342] } },
              { from: 30_801, to: 60_000, amount: { kind: "rate", rate: 13_600, floor: 410, ceiling: 650 } },
              { from: 60_001, to: null, amount: { kind: "amounts", amounts: [720] } },
            ],
          },
        },
        {
          units: ["journee", "matin"],
          case: {},
          price: { kind: "amount", amount: { kind: "amounts", amounts: [1250] } },
        },
        {
          units: ["repas"],
          case: { ownMeal: true },
          price: { kind: "amount", amount: { kind: "amounts", amounts: [150] } },
        },
        {
          units: ["repas"],
          case: {},
          price: { kind: "amount", amount: { kind: "amounts", amounts: [100], firm: true } },
        },
      ],
      siblings: { counted: "sameDay", shares: [800_000, 500_000], bracketBelow: 3 },
      late: { share: 500_000 },
      unbooked: { amount: 250 },
      latePickUp: { amount: 500, block: 15, tolerance: 5, of: "household", again: { time: 3, amount: 1000 } },
      rounding: "upToFiveCents",
    },
  ]);
});

test("a price is of a day, of a week, a month or a period, or of each begun block of time", () => {
  const by = (more: string) =>
    read(file.replace("        prix: 12,50\n", `        prix: 12,50\n${more}`)).catalogue?.tariffs?.[0]?.lines[1]?.per;
  expect(by("")).toBeUndefined();
  expect(by("        par: semaine\n")).toEqual({ kind: "span", span: "week" });
  expect(by("        par: mois\n")).toEqual({ kind: "span", span: "month" });
  expect(by("        par: période\n")).toEqual({ kind: "span", span: "period" });
  expect(by("        par: demi-heure\n        tolérance: 5 minutes\n        compté: selon l’horloge\n")).toEqual({
    kind: "time",
    block: 30,
    tolerance: 5,
    counted: "clock",
  });
  expect(by("        par: heure\n")).toEqual({ kind: "time", block: 60, tolerance: 0, counted: "stay" });
});

test("what is said of a block of time goes with one, and leaves something to count", () => {
  const by = (more: string) => reasons("        prix: 12,50\n", `        prix: 12,50\n${more}`);
  expect(by("        par: semaine\n        tolérance: 5 minutes\n")).toEqual([
    expect.stringContaining("« tolérance » et « compté » vont avec"),
  ]);
  expect(by("        par: quart d’heure\n        tolérance: 15 minutes\n")).toEqual([
    expect.stringContaining("aussi longue que ce qui est compté"),
  ]);
  expect(by("        par: trimestre\n")).toEqual([expect.stringContaining("semaine")]);
});

test("a line is for whom it says: residents, who works in the town, a scheme of social security", () => {
  const by = (more: string) =>
    read(file.replace("        pour: résidents\n", more)).catalogue?.tariffs?.[0]?.lines[0]?.case;
  expect(by("        pour: résidents ou travaillant sur la commune\n        régime: [MSA, général]\n")).toEqual({
    residents: true,
    worksHere: true,
    regimes: ["msa", "general"],
  });
  expect(by("        pour: Travaillant sur la commune\n")).toEqual({ worksHere: true });
  // Whoever has no scheme on record, or another one, would have no price.
  expect(
    said(
      read(
        file.replace(
          "      - prestations: [journee, matin]\n        prix: 12,50",
          "      - prestations: [journee, matin]\n        régime: MSA\n        prix: 12,50",
        ),
      ),
    ).join("\n"),
  ).toContain("« journee » n’a pas de prix pour un enfant extérieur de 0 an");
});

test("a tariff takes the quotients that it says", () => {
  const by = (text: string) =>
    read(file.replace("    réservation tardive: + 50 %", text)).catalogue?.tariffs?.[0]?.quotients;
  expect(by("    quotient accepté: [CAF, msa, API Particulier]")).toEqual(["caf", "msa", "api"]);
  expect(by("    réservation tardive: + 50 %")).toBeUndefined();
});

test("a catalogue without prices is one without prices", () => {
  expect(read(good).catalogue).not.toHaveProperty("tariffs");
});

describe("is refused, and says what to write instead", () => {
  test.each([
    [
      "de 308,01 à 600: 1,36 %",
      "de 309 à 600: 1,36 %",
      "aucun prix pour les quotients de 308,01 € à 308,99 € : faites commencer la tranche suivante à 308,01 €",
    ],
    [
      "de 308,01 à 600: 1,36 %",
      "de 300 à 600: 1,36 %",
      "deux prix pour les quotients de 300 € à 308 € : faites commencer la seconde tranche après la première",
    ],
    [
      "plus de 600: 7,20",
      "de 600,01 à 900: 7,20",
      "aucun prix pour les quotients à partir de 900,01 € : finissez par une tranche « plus de … »",
    ],
    [
      "      - prestations: [journee, matin]\n        prix: 12,50\n",
      "",
      "« journee » n’a pas de prix pour un enfant extérieur de 0 an : ajoutez une ligne, ou enlevez ce qui limite les autres",
    ],
    [
      "    tarif: mercredis\n",
      "    tarif: mercredi\n",
      "« mercredi » n’est pas un tarif de ce fichier : vouliez-vous écrire « mercredis » ?",
    ],
    [
      "à compter du: 01/09/2026\n    nom: Mercredis",
      "à compter du: 01/10/2026\n    nom: Mercredis",
      "l’activité commence avant son tarif « mercredis », qui vaut à compter du 01/10/2026 : avancez cette date, ou ajoutez la version d’avant",
    ],
  ])("%s → %s", (passage, by, reason) => {
    expect(reasons(passage, by).map((one) => one.replace(/\u00a0/gu, " "))).toContain(reason);
  });

  test.each([
    ["plus de 600: 7,20", "plus de 600: abc"],
    ["plus de 600: 7,20", "plus de 600: 1.005"],
    ["plus de 600: 7,20", "plus de 600: -0"],
    ["plus de 600: 7,20", "plus de 600: 10000000"],
    ["plus de 600: 7,20", "beaucoup: 7,20"],
    ["1,36 % de 4,10 à 6,50", "1,36 % de 6,60 à 6,50"],
    ["1,36 % de 4,10 à 6,50", "1,36125 % de 4,10 à 6,50"],
    ["reste à payer: 80 % puis 50 %", "reste à payer: 120 %"],
    ["reste à payer: 80 % puis 50 %", "reste à payer: 0.8"],
    ["réservation tardive: + 50 %", "réservation tardive: beaucoup"],
    ["sans réservation: + 2,50", "sans réservation: le double"],
    ["par: quart d’heure", "par: minute"],
    ["tolérance: 5 minutes", "tolérance: 2 heures"],
    ["pour: toute la famille", "pour: personne"],
    ["récidive: 10,00 dès la 3e fois", "récidive: 10,00 la 3e fois"],
    ["récidive: 10,00 dès la 3e fois", "récidive: 10,00 dès la 1e fois"],
    ["tranche inférieure: 3 enfants", "tranche inférieure: 1"],
    ["arrondi: aux 5 centimes supérieurs", "arrondi: au mieux"],
    ["pour: résidents", "pour: personne"],
    ["pour: résidents", "régime: CNAV"],
    ["    réservation tardive: + 50 %", "    quotient accepté: banque"],
  ])("%s → %s", (passage, by) => {
    const found = broken(passage, by);
    expect(found).toHaveLength(1);
    const line = file.split(passage)[0]?.split("\n").length ?? 0;
    expect(Number(found[0]?.split(" ")[0])).toBe(line);
  });

  test("a unit that an activity offers and its tariff does not know", () => {
    expect(
      reasons(
        "      - prestations: repas\n        panier repas: oui\n        prix: 1,50\n      - prestations: repas\n        prix: 1 fixe\n",
        "",
      ),
    ).toEqual([
      "« repas » n’a pas de prix dans le tarif « mercredis » à compter du 01/09/2026 : ajoutez cette prestation à l’une de ses lignes",
    ]);
  });
});

test("what stands and may not be meant is said", () => {
  const noticesOf = (text: string): readonly string[] =>
    read(text).notices.map(({ reason }) => reason.replace(/\u00a0/gu, " "));
  expect(noticesOf(file)).toEqual([]);
  expect(noticesOf(file.replace("plus de 600: 7,20", "plus de 600: 2,00"))).toContain(
    "le prix baisse à partir du quotient 600,01 € : si ce n’est pas voulu, deux tranches ont échangé leur prix",
  );
  expect(noticesOf(file.replace("        panier repas: oui\n", ""))).toContain(
    "cette ligne ne sert jamais : celles qui la précèdent valent déjà pour les mêmes enfants. Mettez-la plus haut",
  );
  expect(noticesOf(good + prices)).toContain(
    "aucune activité n’a ce tarif : écrivez « tarif » dans celles qu’il concerne",
  );
});

const money = (least: number, most: number) => fc.integer({ min: least, max: most }).map(cents);
const amount: fc.Arbitrary<TariffAmount> = fc
  .tuple(
    fc.oneof(
      fc
        .array(money(0, 99_999), { minLength: 1, maxLength: 4 })
        .map((amounts) => ({ kind: "amounts" as const, amounts })),
      fc
        .tuple(fc.integer({ min: 0, max: 1_000_000 }), money(0, 40_000), money(0, 40_000))
        .map(([by, floor, more]) => ({ kind: "rate" as const, rate: rate(by), floor, ceiling: cents(floor + more) })),
    ),
    fc.boolean(),
  )
  .map(([one, firm]) => (firm ? { ...one, firm: true } : one));
const brackets: fc.Arbitrary<readonly Bracket[]> = fc
  .tuple(fc.uniqueArray(money(0, 999_999), { maxLength: 5 }), fc.array(amount, { minLength: 6, maxLength: 6 }))
  .map(([bounds, amounts]) => {
    const sorted = [...bounds].sort((one, other) => one - other);
    return [...sorted, null].map((to, rank) => ({
      from: cents(rank === 0 ? 0 : (sorted[rank - 1] ?? 0) + 1),
      to,
      amount: amounts[rank] ?? { kind: "amounts", amounts: [cents(0)] },
    }));
  });
const units = ["journee", "matin", "repas"].map((one) => id("UnitId", one));
const grid: fc.Arbitrary<LinePrice> = fc.oneof(
  brackets.map((all): LinePrice => ({ kind: "brackets", brackets: all })),
  amount.map((one): LinePrice => ({ kind: "amount", amount: one })),
);
/** As the file can say it: whoever is not resident, whether or not a parent works in the town. */
const home = fc.constantFrom<Pick<TariffCase, "residents" | "worksHere">>(
  {},
  { residents: true },
  { residents: false },
  { worksHere: true },
  { residents: true, worksHere: true },
);
const others = fc.record(
  {
    regimes: fc.subarray([...regimes], { minLength: 1 }),
    ages: fc.integer({ min: 0, max: 17 }).map((from) => ({ from })),
    grades: fc.constantFrom(["PS"], ["CP", "CE1"]),
    ownMeal: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const criteria = fc.tuple(home, others).map(([where, more]): TariffCase => ({ ...where, ...more }));
const split = fc.oneof(
  fc.record({
    care: fc.integer({ min: 0, max: 500_000 }).map((share) => ({ share: rate(share) })),
    food: fc.oneof(
      fc.constant({ rest: true as const }),
      money(0, 500).map((amount) => ({ amount })),
    ),
  }),
  fc.record({ care: fc.constant({ rest: true as const }) }),
);
const per: fc.Arbitrary<PricePer> = fc.oneof(
  fc.record({ kind: fc.constant("span" as const), span: fc.constantFrom(...flatSpans) }),
  fc.record({
    kind: fc.constant("time" as const),
    block: fc.constantFrom(15 as const, 30 as const, 60 as const),
    tolerance: fc.integer({ min: 0, max: 14 }),
    counted: fc.constantFrom("stay" as const, "clock" as const),
  }),
);
/** The last line is for every child: what the others leave has a price. */
const tariff: fc.Arbitrary<Tariff> = fc
  .record({
    some: fc.array(fc.tuple(fc.subarray(units, { minLength: 1 }), criteria, grid, fc.option(split), fc.option(per)), {
      maxLength: 4,
    }),
    rest: grid,
    siblings: fc.option(
      fc.record({
        counted: fc.constantFrom("sameDay" as const, "enrolled" as const),
        shares: fc.array(fc.integer({ min: 0, max: 1_000_000 }).map(rate), { maxLength: 3 }),
        bracketBelow: fc.option(fc.integer({ min: 2, max: 12 })),
      }),
    ),
    late: fc.option(
      fc.oneof(
        fc.record({ share: fc.integer({ min: 0, max: 5_000_000 }).map(rate) }),
        fc.record({ amount: money(0, 5000) }),
      ),
    ),
    rounding: fc.constantFrom(...roundings),
    keeps: fc.boolean(),
    quotients: fc.option(fc.subarray([...quotientOrigins], { minLength: 1 })),
    unbooked: fc.option(
      fc.oneof(
        fc.record({ share: fc.integer({ min: 0, max: 5_000_000 }).map(rate) }),
        fc.record({ amount: money(0, 5000) }),
        fc.record({ instead: money(0, 5000) }),
      ),
    ),
    latePickUp: fc.option(
      fc.record({
        amount: money(0, 5000),
        block: fc.constantFrom(15 as const, 30 as const, 60 as const, null),
        tolerance: fc.integer({ min: 0, max: 60 }),
        of: fc.constantFrom("child" as const, "household" as const),
        again: fc.option(fc.record({ time: fc.integer({ min: 2, max: 20 }), amount: money(0, 5000) })),
      }),
    ),
  })
  .map(({ some, rest, keeps, quotients, unbooked, latePickUp, ...more }) => ({
    ...more,
    ...(unbooked ? { unbooked } : {}),
    ...(latePickUp ? { latePickUp } : {}),
    ...(quotients ? { quotients } : {}),
    ...(keeps ? { keepsBooked: true as const } : {}),
    id: id("TariffId", "mercredis"),
    effectiveFrom: id("PlainDate", "2026-09-01"),
    name: "Mercredis",
    lines: [
      ...some.map(([of, whom, price, parts, by]) => ({
        units: of,
        case: whom,
        price,
        ...(by ? { per: by } : {}),
        ...(parts ? { split: parts } : {}),
      })),
      { units, case: {}, price: rest },
    ],
  }));

describe("any tariff", () => {
  const { catalogue: bare } = read(good);
  if (!bare) throw new Error("The good file is good");
  const named = {
    ...bare,
    activities: bare.activities.map((one) => ({ ...one, tariff: id("TariffId", "mercredis") })),
  };

  test("is written, read back and kept the same", () => {
    fc.assert(
      fc.property(tariff, (one) => {
        const { catalogue, faults } = read(catalogueText({ ...named, tariffs: [one] }));
        expect(faults).toEqual([]);
        expect(catalogue?.tariffs).toEqual([one]);
        expect(tariffOf({ ...one })).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  test("that is accepted has a price for every child and every quotient", () => {
    fc.assert(
      fc.property(
        tariff,
        fc.record({
          resident: fc.boolean(),
          worksHere: fc.boolean(),
          regime: fc.constantFrom(null, "general" as const, "msa" as const, "other" as const),
          age: fc.nat(17),
          grade: fc.constantFrom(null, "PS", "CP", "6e"),
          ownMeal: fc.boolean(),
          quotient: fc.option(money(0, 10_000_000)),
          rank: fc.integer({ min: 1, max: 8 }),
          children: fc.integer({ min: 1, max: 8 }),
          late: fc.boolean(),
        }),
        (one, facts) => {
          for (const unit of units) {
            expect(lineFor(one, unit, facts)).not.toBeNull();
            expect(priceOf(one, unit, facts)?.amount).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describe("What a price is for", () => {
  const priced = "        prix: 12,50\n";
  test("is said in shares, amounts or the rest", () => {
    const { catalogue, faults } = read(
      file.replace(priced, `${priced}        dont: { garde: "45,76 %", repas: le reste }\n`),
    );
    expect(faults).toEqual([]);
    expect(catalogue?.tariffs?.[0]?.lines[1]?.split).toEqual({ care: { share: 457_600 }, food: { rest: true } });
  });

  test.each([
    [
      "{ garde: le reste, repas: le reste }",
      "« garde » et « repas » sont tous les deux « le reste » : dites ce qu’est l’un des deux",
    ],
    ["{ garde: 60 %, repas: 50 % }", "« garde » et « repas » font ensemble plus de 100 % du prix"],
    [
      "{ garde: beaucoup }",
      "« beaucoup » : écrivez une part du prix (« 45,76 % »), un montant (« 3,20 ») ou « le reste »",
    ],
  ])("%s is refused", (dont, reason) => {
    expect(reasons(priced, `${priced}        dont: ${dont}\n`)).toEqual([reason]);
  });
});
