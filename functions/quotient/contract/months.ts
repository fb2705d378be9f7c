/** « Mon quotient familial », and what staff enters of it. */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { quotientKinds } from "../../kernel/town-for-functions.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import { bounds } from "../rules/figures.ts";
import { statedOrigins } from "../rules/quotient.ts";

/** Whole cents, up to a million euros. */
export const amount = z
  .int("Écrivez un montant en euros, avec deux décimales au plus.")
  .check(
    z.gte(bounds.amount.least, "Un montant ne peut pas être négatif."),
    z.lte(bounds.amount.most, "Ce montant dépasse un million d’euros : relisez-le."),
  );

export const quotientValueView = z.object({
  kind: z.enum(quotientKinds),
  month: branded("PlainMonth"),
  /** In cents. */
  value: z.int(),
  from: branded("PlainDate"),
  until: branded("PlainDate"),
  origin: z.enum(quotientOrigins),
});
export type QuotientValueView = z.infer<typeof quotientValueView>;

/** How the family stands today, by the way of counting that the town uses. */
const standing = z.discriminatedUnion("state", [
  z.object({
    state: z.enum(["valid", "ending"]),
    inForce: quotientValueView,
    /** Until when some value counts, without a break. */
    coveredUntil: branded("PlainDate"),
  }),
  z.object({ state: z.literal("ended"), last: quotientValueView }),
  z.object({ state: z.literal("none"), next: z.nullable(quotientValueView) }),
]);

export const quotientView = z.object({
  kind: z.enum(quotientKinds),
  standing,
  /** Every value that stands, whatever its kind, latest month first. */
  values: z.array(quotientValueView),
});
export type QuotientView = z.infer<typeof quotientView>;

/** What a staff member did about a month, as it was said. */
const quotientAct = z.object({
  at: branded("Instant"),
  by: z.string(),
  reason: z.string(),
  /** Null: it was withdrawn. */
  entered: z.nullable(quotientValueView),
});
export const quotientMonthView = z.object({
  kind: z.enum(quotientKinds),
  month: branded("PlainMonth"),
  /** What a change must say it has seen. */
  version: z.int(),
  /** Latest first. */
  acts: z.array(quotientAct),
});
export type QuotientMonthView = z.infer<typeof quotientMonthView>;

export const familyQuotientView = z.extend(quotientView, {
  familyName: z.string(),
  /** Every month that something was ever entered for, latest first. */
  months: z.array(quotientMonthView),
  /** The current month, and until when a value from its first day on counts unless staff says otherwise. */
  month: branded("PlainMonth"),
  usualUntil: branded("PlainDate"),
});
export type FamilyQuotientView = z.infer<typeof familyQuotientView>;

const papers = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("caf"),
    yearlyIncome: amount,
    monthlyBenefits: amount,
    children: z.int().check(z.gte(bounds.children.least), z.lte(bounds.children.most, "20 enfants au plus.")),
  }),
  z.strictObject({
    kind: z.literal("fiscal"),
    yearlyIncome: amount,
    quarterParts: z
      .int()
      .check(
        z.gte(bounds.quarterParts.least, "Un foyer a au moins une part."),
        z.lte(bounds.quarterParts.most, "20 parts au plus."),
      ),
  }),
  z.strictObject({
    kind: z.literal("perPerson"),
    monthlyIncome: amount,
    monthlyBenefits: amount,
    monthlyRent: amount,
    persons: z
      .int()
      .check(
        z.gte(bounds.persons.least, "Un foyer compte au moins une personne."),
        z.lte(bounds.persons.most, "30 personnes au plus."),
      ),
  }),
]);

const params = z.strictObject({ familyCode: branded("FamilyCode") });
const ofMonth = z.strictObject({ familyCode: branded("FamilyCode"), month: branded("PlainMonth") });
const idempotencyKey = branded("IdempotencyKey");
/** The version of the month's record that the person had on screen; 0: nothing was there. */
const seen = z.int().check(z.gte(0));

const entered = {
  idempotencyKey,
  seen,
  /** First day on which it counts; absent: the first of the month. */
  from: z.optional(plainDate()),
  /** Last day; absent: as the town has it. */
  until: z.optional(plainDate()),
  reason,
};

export const ownQuotient = {
  "quotient.own": route({
    method: "GET",
    path: "/api/quotient",
    access: "guardian",
    status: 200,
    summary: "Mon quotient familial : la valeur qui compte aujourd’hui, d’où elle vient, jusqu’à quand",
    answer: quotientView,
    problems: [],
  }),
} as const;

export const quotientLook = {
  "quotient.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/quotient",
    ...staff("quotients.read", touches("params.familyCode")),
    status: 200,
    summary: "Le quotient d’une famille, mois par mois, avec qui l’a saisi et pourquoi",
    params,
    answer: familyQuotientView,
    problems: ["notFound"],
  }),
} as const;

export const quotientActs = {
  "quotient.enter": route({
    method: "PUT",
    path: "/api/staff/families/{familyCode}/quotient/{month}",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Saisir le quotient d’un mois : une valeur, ou les chiffres des justificatifs, que le portail calcule",
    params: ofMonth,
    body: z.discriminatedUnion("origin", [
      z.strictObject({ ...entered, origin: z.enum(statedOrigins), value: amount }),
      z.strictObject({ ...entered, origin: z.literal("papers"), papers }),
    ]),
    answer: familyQuotientView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "quotient.withdraw": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/quotient/{month}/withdrawal",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Retirer le quotient d’un mois, saisi par erreur",
    params: ofMonth,
    body: z.strictObject({ idempotencyKey, seen, reason }),
    answer: familyQuotientView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
