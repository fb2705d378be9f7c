/** What an act of staff on days that were billed would bill again, said before it is done. */
import * as z from "zod/mini";
import { calledAct, dayParams } from "../../attendance/contract/routes.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";
import { said } from "../../price/contract/circumstances.ts";
import { amount } from "../../quotient/contract/months.ts";
import { statedOrigins } from "../../quotient/rules/quotient.ts";
import { otherCharges } from "../rules/statement.ts";

/** Different acts of one tap: on a day that is past, each child at the hours of its own units. */
const mostActs = 12;

const rebilledLine = z.object({
  date: branded("PlainDate"),
  firstName: z.string(),
  activityName: z.string(),
  unitName: z.string(),
  accountName: z.string(),
  /** Absent: what was booked. */
  what: z.optional(z.enum(otherCharges)),
  /** What is due of it now, and what would be; in cents. Null: nothing of the kind. */
  was: z.nullable(z.int()),
  is: z.nullable(z.int()),
  /** Why it would be so much. */
  reasons: z.array(z.string()),
});

export const rebilledView = z.object({
  /** The month whose invoice asks it, or takes it back. */
  period: branded("PlainMonth"),
  /** Those for whom something changes. */
  families: z.array(
    z.object({
      familyCode: branded("FamilyCode"),
      familyName: z.string(),
      lines: z.array(rebilledLine),
      /** What it owes more; below zero, less. */
      total: z.int(),
    }),
  ),
});
export type RebilledView = z.infer<typeof rebilledView>;

const span = { from: z.optional(plainDate()), until: z.optional(z.nullable(plainDate())) };

export const billingRebilling = {
  "billing.rebillAttendance": route({
    method: "POST",
    path: "/api/staff/sites/{siteId}/days/{date}/rebilling",
    ...staff("attendance.write", touches("body.acts.children.familyCode", "body.acts.children.childId")),
    status: 200,
    summary: "Ce qu’une correction de l’appel d’un jour facturé changerait aux prochaines factures",
    params: dayParams,
    body: z.strictObject({
      /** The tap that would note it: noted already, it changes nothing more. */
      tap: branded("IdempotencyKey"),
      acts: z
        .array(z.strictObject(calledAct))
        .check(z.minLength(1), z.maxLength(mostActs, "Notez moins d’enfants à la fois, puis recommencez.")),
    }),
    answer: rebilledView,
    problems: ["notFound"],
  }),
  "billing.rebillPrices": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/rebilling",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Ce qu’un quotient, ou ce qui compte dans les prix d’une famille, changerait à ce qui lui a été facturé",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    body: z.discriminatedUnion("what", [
      z.strictObject({
        what: z.literal("quotient"),
        month: branded("PlainMonth"),
        /** Null: it is withdrawn. */
        entered: z.nullable(z.strictObject({ value: amount, origin: z.enum([...statedOrigins, "papers"]), ...span })),
      }),
      z.strictObject({
        what: z.literal("circumstance"),
        /** What it corrects or withdraws; absent: it is said for the first time. */
        about: z.optional(branded("IdempotencyKey")),
        /** Null: it is withdrawn. */
        said: z.nullable(z.strictObject({ said, from: plainDate(), until: z.nullable(plainDate()) })),
      }),
    ]),
    answer: rebilledView,
    problems: ["notFound"],
  }),
} as const;
