/** What the town asks, as anybody may try it: « Simuler un prix ». */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { readEuros } from "../../kernel/money.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import { regimes } from "../../catalogue/rules/tariffs.ts";
import { eldest } from "../../catalogue/rules/ages.ts";
import { mostChildren } from "../rules/situation.ts";
import { quotientKinds } from "../../kernel/town-for-functions.ts";

/** A whole number, as a query says it. */
export const digits = (least: number, most: number, error: string) =>
  z.pipe(
    z
      .string()
      .check(z.refine((text) => /^[0-9]{1,2}$/u.test(text) && Number(text) >= least && Number(text) <= most, error)),
    z.transform(Number),
  );
export const yesNo = z.pipe(
  z.enum(["oui", "non"], "Répondez par oui ou par non."),
  z.transform((word) => word === "oui"),
);

/** What is left out is: no quotient known, resident, one child, no age said. */
export const situationFields = {
  quotient: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => readEuros(text) !== null,
          "Écrivez le quotient en euros, par exemple 722 ou 722,50, ou laissez vide s’il n’est pas connu.",
        ),
      ),
  ),
  /** Where the quotient comes from; without it, from where every tariff takes it. */
  origin: z.optional(z.enum(quotientOrigins)),
  resident: z.optional(yesNo),
  children: z.optional(digits(1, mostChildren, `Écrivez un nombre d’enfants de 1 à ${mostChildren}.`)),
  age: z.optional(digits(0, eldest, `Écrivez un âge de 0 à ${eldest} ans.`)),
  grade: z.optional(z.string().check(z.maxLength(20, "20 caractères au plus."))),
  ownMeal: z.optional(yesNo),
  worksHere: z.optional(yesNo),
  regime: z.optional(z.enum(regimes, "Choisissez un régime de la liste.")),
};
const situation = z.strictObject(situationFields);

/** A price in cents, and why, in French. */
const price = z.object({ rank: z.int(), amount: z.int(), reasons: z.array(z.string()) });

const pricedUnit = z.object({
  id: branded("UnitId"),
  name: z.string(),
  /** By rank of the child among its brothers and sisters; ranks that pay the same as the one before are left out. */
  prices: z.array(price),
});
const pricedTariff = z.object({
  id: branded("TariffId"),
  name: z.string(),
  since: branded("PlainDate"),
  /** What it is asked for. */
  activities: z.array(z.string()),
  units: z.array(pricedUnit),
  /** The next edition: when it begins, and what the same situation will pay. */
  next: z.nullable(z.object({ since: branded("PlainDate"), units: z.array(pricedUnit) })),
});
export type PricedTariffView = z.infer<typeof pricedTariff>;
export type PricedUnitView = z.infer<typeof pricedUnit>;

export const priceRoutes = {
  "price.simulate": route({
    method: "GET",
    path: "/api/prices",
    access: "anyone",
    query: situation,
    status: 200,
    summary: "Ce que coûte chaque prestation, dans une situation donnée",
    answer: z.object({
      today: branded("PlainDate"),
      quotientKind: z.enum(quotientKinds),
      /** What changes a price in this town: nothing else needs to be asked. */
      asks: z.object({
        quotient: z.boolean(),
        residence: z.boolean(),
        worksHere: z.boolean(),
        regimes: z.array(z.enum(regimes)),
        children: z.boolean(),
        age: z.boolean(),
        grades: z.array(z.string()),
        ownMeal: z.boolean(),
      }),
      tariffs: z.array(pricedTariff),
    }),
    problems: [],
  }),
} as const;
export type Prices = z.infer<(typeof priceRoutes)["price.simulate"]["answer"]>;
