/** « Essayer un prix » : what each child of a family would pay on a day, and why, before anything is booked. */
import * as z from "zod/mini";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { payers, readHelpPart } from "../rules/circumstances.ts";
import { mostChildren } from "../rules/situation.ts";
import { digits, situationFields, yesNo } from "./simulate.ts";

const localTime: z.ZodMiniType<LocalTime, string> = z.pipe(
  z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, "Écrivez une heure, par exemple 17:40.")),
  z.transform((text): LocalTime => {
    const [hours = "", minutes = ""] = text.split(":");
    return `${hours}:${minutes}`;
  }),
);

const triedPrice = z.object({
  unitName: z.string(),
  /** What the family would owe, in cents; null: the tariff of that day asks nothing for it. */
  amount: z.nullable(z.int()),
  reasons: z.array(z.string()),
});

const part = z
  .string()
  .check(
    z.refine(
      (text) => readHelpPart(text) !== null,
      "Écrivez une part, par exemple 60 %, ou un montant en euros, par exemple 0,76.",
    ),
  );

export const priceTry = {
  "price.tryFree": route({
    method: "GET",
    path: "/api/staff/prices",
    ...staff("quotients.read", touchesNobody("Facts that the office makes up: no family's.")),
    status: 200,
    summary: "Ce que paierait un enfant dans une situation que le guichet décrit, un jour donné, et pourquoi",
    query: z.strictObject({
      ...situationFields,
      /** Left out: nothing is tried yet, and what can be is listed. */
      activityId: z.optional(branded("ActivityId")),
      date: z.optional(plainDate()),
      /** Which of the children it is, eldest first. */
      rank: z.optional(digits(1, mostChildren, `Écrivez un rang de 1 à ${mostChildren}.`)),
      late: z.optional(yesNo),
      unbooked: z.optional(yesNo),
      payer: z.optional(z.enum(payers)),
      payerPart: z.optional(part),
      /** Of a price by time: when the child came and left. */
      arrived: z.optional(localTime),
      left: z.optional(localTime),
    }),
    answer: z.object({
      today: branded("PlainDate"),
      /** Those that ask a price, by name. */
      activities: z.array(z.object({ id: branded("ActivityId"), name: z.string() })),
      grades: z.array(z.string()),
      tried: z.nullable(
        z.object({
          activityName: z.string(),
          date: branded("PlainDate"),
          tariff: z.object({ name: z.string(), since: branded("PlainDate") }),
          prices: z.array(triedPrice),
        }),
      ),
    }),
    problems: ["notFound", "notPossible"],
  }),
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
