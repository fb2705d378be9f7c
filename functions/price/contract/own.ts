/** The situation in which a family would try prices: its own, as the town knows it. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";

export const ownPrices = {
  "price.ownSituation": route({
    method: "GET",
    path: "/api/prices/own-situation",
    access: "guardian",
    status: 200,
    summary: "La situation de la famille, pour remplir le simulateur de prix",
    answer: z.object({
      resident: z.boolean(),
      /** In cents, that counts today; null: none is known. */
      quotient: z.nullable(z.object({ value: z.int(), until: branded("PlainDate") })),
      /** Eldest first. */
      children: z.array(
        z.object({ id: branded("ChildId"), firstName: z.string(), age: z.int(), grade: z.nullable(z.string()) }),
      ),
    }),
    problems: [],
  }),
} as const;
