/** « Tarification » : what staff says of a household that its prices turn on, from a day to a day. */
import * as z from "zod/mini";
import { regimes } from "../../catalogue/rules/tariffs.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { payers, spanStates } from "../rules/circumstances.ts";

/** In millionths, and in cents. */
const part = z.union([
  z.strictObject({
    share: z
      .int()
      .check(z.gte(1, "Écrivez une part au-dessus de 0 %."), z.lte(1_000_000, "Une part ne dépasse pas 100 %.")),
  }),
  z.strictObject({
    amount: z
      .int("Écrivez un montant en euros, avec deux décimales au plus.")
      .check(z.gte(1, "Écrivez un montant au-dessus de 0 €."), z.lte(100_000, "Ce montant dépasse 1 000 €.")),
  }),
]);

export const said = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("worksHere") }),
  z.strictObject({ kind: z.literal("regime"), regime: z.enum(regimes) }),
  z.strictObject({ kind: z.literal("ownMeal"), childId: branded("ChildId") }),
  z.strictObject({
    kind: z.literal("payer"),
    payer: z.enum(payers),
    /** Needed where the kind of payer says too little. */
    name: z.nullable(
      z.string().check(z.trim(), z.minLength(1, "Écrivez son nom."), z.maxLength(60, "60 caractères au plus.")),
    ),
    part,
    /** Null: every activity. */
    activityId: z.nullable(branded("ActivityId")),
  }),
]);
export type SaidBody = z.infer<typeof said>;

const spanView = { from: branded("PlainDate"), until: z.nullable(branded("PlainDate")) };
/** One of them in French, as families read it too. */
const inWords = z.object({ words: z.string(), ...spanView });
export const ownCircumstance = z.extend(inWords, { kind: z.enum(["worksHere", "regime", "ownMeal", "payer"]) });

const circumstanceView = z.object({
  /** Names it; a change and a withdrawal say it. */
  about: branded("IdempotencyKey"),
  /** As it was last said. */
  said,
  ...spanView,
  words: z.string(),
  state: z.enum(spanStates),
  /** Latest first; `said` is null where it was withdrawn. */
  acts: z.array(z.object({ at: branded("Instant"), by: z.string(), reason: z.string(), said: z.nullable(inWords) })),
});
export type CircumstanceView = z.infer<typeof circumstanceView>;

const familyCircumstances = z.object({
  familyName: z.string(),
  today: branded("PlainDate"),
  /** What a change must say it has seen. */
  version: z.int(),
  children: z.array(z.object({ id: branded("ChildId"), firstName: z.string() })),
  activities: z.array(z.object({ id: branded("ActivityId"), name: z.string() })),
  /** What holds first, then what is to come, what is over, what was withdrawn. */
  circumstances: z.array(circumstanceView),
});
export type FamilyCircumstances = z.infer<typeof familyCircumstances>;

const params = z.strictObject({ familyCode: branded("FamilyCode") });
const act = { idempotencyKey: branded("IdempotencyKey"), seen: z.int().check(z.gte(0)), reason };

export const priceOffice = {
  "price.circumstances": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/circumstances",
    ...staff("quotients.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce qui compte dans les prix d’une famille, en plus de son quotient, avec qui l’a dit et pourquoi",
    params,
    answer: familyCircumstances,
    problems: ["notFound"],
  }),
  "price.say": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/circumstances",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Dire ce qui compte dans les prix d’une famille, d’un jour à un autre, ou corriger ce qui en était dit",
    params,
    body: z.strictObject({
      ...act,
      /** What it corrects; absent: it is said for the first time. */
      about: z.optional(branded("IdempotencyKey")),
      said,
      from: plainDate(),
      until: z.nullable(plainDate()),
    }),
    answer: familyCircumstances,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "price.unsay": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/circumstances/withdrawal",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Retirer ce qui avait été dit par erreur",
    params,
    body: z.strictObject({ ...act, about: branded("IdempotencyKey") }),
    answer: familyCircumstances,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
