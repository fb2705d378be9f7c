/** The situation in which a family would try prices: its own, as the town knows it. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import { regimes } from "../../catalogue/rules/tariffs.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { ownCircumstance } from "./circumstances.ts";

export const ownPrices = {
  "price.ownSituation": route({
    method: "GET",
    path: "/api/prices/own-situation",
    access: "guardian",
    status: 200,
    summary: "La situation de la famille, pour remplir le simulateur de prix",
    answer: z.object({
      resident: z.boolean(),
      worksHere: z.boolean(),
      regime: z.nullable(z.enum(regimes)),
      /** In cents, that counts today; null: none is known. */
      quotient: z.nullable(z.object({ value: z.int(), until: branded("PlainDate"), origin: z.enum(quotientOrigins) })),
      /** Eldest first. */
      children: z.array(
        z.object({
          id: branded("ChildId"),
          firstName: z.string(),
          age: z.int(),
          grade: z.nullable(z.string()),
          ownMeal: z.boolean(),
        }),
      ),
      /** What staff has said that counts in its prices, today or later. */
      circumstances: z.array(ownCircumstance),
    }),
    problems: [],
  }),
} as const;
