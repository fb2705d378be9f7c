/** What of a child's days each of its households pays: said by staff, from a day to a day. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { rebilledView } from "./rebilling.ts";
import { spanStates } from "../../price/rules/circumstances.ts";

/** Households of one child, in number. */
const mostParts = 4;

const part = z.strictObject({
  familyCode: branded("FamilyCode"),
  /** In millionths. */
  share: z
    .int()
    .check(z.gte(0, "Une part ne peut pas être négative."), z.lte(1_000_000, "Une part ne dépasse pas 100 %.")),
});

const said = z.strictObject({
  childId: branded("ChildId"),
  /** Null: every activity. */
  activityId: z.nullable(branded("ActivityId")),
  parts: z.array(part).check(z.minLength(2, "Dites la part de chaque foyer."), z.maxLength(mostParts)),
  from: plainDate(),
  until: z.nullable(plainDate()),
});
export type SaidShare = z.infer<typeof said>;

const shareView = z.object({
  /** Names it; a change and a withdrawal say it. */
  about: branded("IdempotencyKey"),
  activityId: z.nullable(branded("ActivityId")),
  parts: z.array(z.object({ familyCode: branded("FamilyCode"), share: z.int() })),
  from: branded("PlainDate"),
  until: z.nullable(branded("PlainDate")),
  state: z.enum(spanStates),
  /** Latest first; `words` is null where it was withdrawn. */
  acts: z.array(
    z.object({ at: branded("Instant"), by: z.string(), reason: z.string(), words: z.nullable(z.string()) }),
  ),
});
export type ShareView = z.infer<typeof shareView>;

const familyShares = z.object({
  today: branded("PlainDate"),
  /** Children who have other households, and those of whom something was said. */
  children: z.array(
    z.object({
      childId: branded("ChildId"),
      firstName: z.string(),
      households: z.array(z.object({ familyCode: branded("FamilyCode"), familyName: z.string() })),
      /** What holds first, then what is to come, what is over, what was withdrawn. */
      shares: z.array(shareView),
    }),
  ),
  /** Activities that are billed. */
  activities: z.array(z.object({ id: branded("ActivityId"), name: z.string() })),
});
export type FamilyShares = z.infer<typeof familyShares>;

const params = z.strictObject({ familyCode: branded("FamilyCode") });
const about = branded("IdempotencyKey");
const acting = <M extends z.core.$ZodShape>(more: M) =>
  z.discriminatedUnion("what", [
    /** `about`: what it corrects; absent: it is said for the first time. */
    z.strictObject({ what: z.literal("say"), about: z.optional(about), said, ...more }),
    z.strictObject({ what: z.literal("withdraw"), about, ...more }),
  ]);

export const billingShares = {
  "billing.shares": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/shares",
    ...staff("billing.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce que paie chaque foyer des enfants d’une famille qui en ont plusieurs, avec qui l’a dit et pourquoi",
    params,
    answer: familyShares,
    problems: ["notFound"],
  }),
  "billing.rebillShares": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/shares/rebilling",
    ...staff("billing.write", touches("params.familyCode", "body.said.parts.familyCode")),
    status: 200,
    summary: "Ce qu’un partage entre foyers changerait à ce qui leur a été facturé",
    params,
    body: acting({}),
    answer: rebilledView,
    problems: ["notFound"],
  }),
  "billing.setShare": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/shares",
    ...staff("billing.write", touches("params.familyCode", "body.said.parts.familyCode")),
    status: 200,
    summary: "Dire ce que paie chaque foyer d’un enfant, d’un jour à un autre, le corriger ou le retirer",
    params,
    body: acting({ idempotencyKey: branded("IdempotencyKey"), reason }),
    answer: familyShares,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
