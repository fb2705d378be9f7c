/** What staff sees of invoices, and the runs that make them. */
import * as z from "zod/mini";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { reason } from "../../http/reason.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { runStates } from "../rules/run-states.ts";
import { detailView, linkView, ofNote, statementView, waitingView } from "./views.ts";

/** Lines that one credit note takes: a transaction has an end. */
export const mostCredited = 40;

const ofMonth = z.strictObject({ period: branded("PlainMonth") });
const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const invoice = z.strictObject({
  familyCode: branded("FamilyCode"),
  period: branded("PlainMonth"),
  accountId: branded("CollectionAccountId"),
});

const run = z.object({
  period: branded("PlainMonth"),
  state: z.enum(runStates),
  families: z.int(),
  /** While under way: how many families there were the last time, to show how far it is. */
  outOf: z.optional(z.int()),
  invoices: z.int(),
  amount: z.int(),
  waiting: z.int(),
  unpriced: z.int(),
  archived: z.int(),
  byPost: z.int(),
  startedAt: branded("Instant"),
  startedBy: z.string(),
  /** Last sign of life, or the end. */
  at: branded("Instant"),
  /** It has given no sign of life for long: it may be called again. */
  stuck: z.boolean(),
});
export type RunView = z.infer<typeof run>;

/** What staff looks at before a run. */
const misfit = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("unpriced"),
    familyCode: branded("FamilyCode"),
    familyName: z.string(),
    firstName: z.string(),
    date: branded("PlainDate"),
    what: z.string(),
  }),
  z.object({ kind: z.literal("noAddress"), familyCode: branded("FamilyCode"), familyName: z.string() }),
  z.object({
    kind: z.literal("odd"),
    familyCode: branded("FamilyCode"),
    familyName: z.string(),
    accountName: z.string(),
    own: z.int(),
    /** The month before. */
    before: z.int(),
  }),
  z.object({
    kind: z.literal("first"),
    familyCode: branded("FamilyCode"),
    familyName: z.string(),
    total: z.int(),
  }),
]);
export type Misfit = z.infer<typeof misfit>;

/** One line of a family's statement, as far as somebody else pays it. Amounts in cents. */
const claim = z.object({
  /** Who pays, in French. */
  payer: z.string(),
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  firstName: z.string(),
  date: branded("PlainDate"),
  what: z.string(),
  accountName: z.string(),
  /** The price before anybody paid a part; and the part. Below zero: what was claimed before is taken back. */
  of: z.int(),
  amount: z.int(),
});
export type ClaimView = z.infer<typeof claim>;

const place = z
  .string()
  .check(z.regex(/^[0-9](\.[A-Z0-9]{1,12})?$/u, "La place dans la liste est incorrecte. Recommencez l’essai."));

export const billingOffice = {
  "billing.runs": route({
    method: "GET",
    path: "/api/staff/billing",
    ...staff("billing.read", touchesNobody("Runs over all families, in numbers.")),
    status: 200,
    summary: "Les facturations, mois par mois, et les mois qui peuvent l’être",
    answer: z.object({
      /** Months that are over, latest first. */
      months: z.array(branded("PlainMonth")),
      /** Of them, those that should have been billed for days, after one that was: nobody has asked anything for them. */
      forgotten: z.array(branded("PlainMonth")),
      /** Empty: the town bills nothing. */
      accounts: z.array(z.object({ id: branded("CollectionAccountId"), name: z.string() })),
      /** Latest month first. */
      runs: z.array(run),
    }),
    problems: [],
  }),
  "billing.preview": route({
    method: "GET",
    path: "/api/staff/billing/{period}/preview",
    ...staff("billing.read", touches()),
    status: 200,
    summary: "Essai à blanc d’un mois, quelques familles à la fois : ce qu’elles devraient, et ce qui étonne",
    params: ofMonth,
    query: z.strictObject({ from: z.optional(place) }),
    answer: z.object({
      families: z.int(),
      accounts: z.array(
        z.object({
          accountId: branded("CollectionAccountId"),
          invoices: z.int(),
          amount: z.int(),
          waiting: z.int(),
        }),
      ),
      misfits: z.array(misfit),
      /** Where the next families begin; null after the last. */
      next: z.nullable(place),
    }),
    problems: ["notPossible"],
  }),
  "billing.claims": route({
    method: "GET",
    path: "/api/staff/billing/{period}/claims",
    ...staff("billing.read", touches()),
    status: 200,
    summary: "Ce qui est à demander, pour un mois facturé, à ceux qui paient une part pour des familles",
    params: ofMonth,
    query: z.strictObject({ from: z.optional(place) }),
    answer: z.object({
      families: z.int(),
      claims: z.array(claim),
      /** Where the next families begin; null after the last. */
      next: z.nullable(place),
    }),
    problems: [],
  }),
  "billing.start": route({
    method: "POST",
    path: "/api/staff/billing/{period}/run",
    ...staff("billing.write", touchesNobody("It begins a run over all families; each invoice says its own.")),
    status: 202,
    summary: "Facturer un mois, ou reprendre sa facturation : deux fois revient à une",
    params: ofMonth,
    answer: run,
    problems: ["notPossible"],
  }),
  "billing.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/invoices",
    ...staff("billing.read", touches("params.familyCode")),
    status: 200,
    summary: "Les factures d’une famille, et ce qui attend la prochaine",
    params: ofFamily,
    answer: z.object({ waiting: z.array(waitingView), statements: z.array(statementView) }),
    problems: ["notFound"],
  }),
  "billing.detailOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}",
    ...staff("billing.read", touches("params.familyCode")),
    status: 200,
    summary: "Une facture d’une famille, ligne par ligne",
    params: invoice,
    query: ofNote,
    answer: detailView,
    problems: ["notFound"],
  }),
  "billing.credit": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/credits",
    ...staff("billing.write", touches("params.familyCode")),
    status: 201,
    summary: "Faire un avoir sur des lignes d’une facture : la facture ne change pas, la suivante le déduit",
    params: invoice,
    body: z.strictObject({
      lines: z
        .array(
          z.strictObject({
            period: branded("PlainMonth"),
            rank: z.int().check(z.minimum(0)),
            /** What is left due of it, in cents. */
            due: z.int().check(z.minimum(0, { error: "Ce qui reste dû ne peut pas être négatif." })),
          }),
        )
        .check(
          z.minLength(1, { error: "Choisissez au moins une ligne." }),
          z.maxLength(mostCredited, { error: `Choisissez ${mostCredited} lignes au plus, puis recommencez.` }),
        ),
      reason,
    }),
    answer: statementView,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "billing.pdfOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/pdf",
    ...staff("billing.read", touches("params.familyCode")),
    status: 200,
    summary: "Le PDF d’une facture d’une famille, par un lien de quelques minutes",
    params: invoice,
    answer: linkView,
    problems: ["notFound"],
  }),
} as const;
export type BillingOverview = z.infer<(typeof billingOffice)["billing.runs"]["answer"]>;
export type PreviewPage = z.infer<(typeof billingOffice)["billing.preview"]["answer"]>;
