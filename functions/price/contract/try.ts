/** « Essayer un prix » : what each child of a family would pay on a day, and why, before anything is booked. */
import * as z from "zod/mini";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";

const triedPrice = z.object({
  unitName: z.string(),
  /** What the family would owe, in cents; null: the tariff of that day asks nothing for it. */
  amount: z.nullable(z.int()),
  reasons: z.array(z.string()),
});

export const priceTry = {
  "price.try": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/prices",
    ...staff("quotients.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce que paierait chaque enfant d’une famille un jour donné, et pourquoi",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    query: z.strictObject({
      activityId: branded("ActivityId"),
      date: plainDate(),
      /** Each child alone that day, or all of them together. */
      among: z.enum(["alone", "together"]),
    }),
    answer: z.object({
      activityName: z.string(),
      date: branded("PlainDate"),
      /** By which edition of its tariff. */
      tariff: z.object({ name: z.string(), since: branded("PlainDate") }),
      children: z.array(z.object({ id: branded("ChildId"), firstName: z.string(), prices: z.array(triedPrice) })),
    }),
    problems: ["notFound", "notPossible"],
  }),
} as const;
