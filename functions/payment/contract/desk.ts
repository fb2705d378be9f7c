/** Payments at the desk: entered, taken back, given back, written off, by instalments; the day's till; what is unpaid. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { dunningChannels } from "../../catalogue/rules/accounts.ts";
import { allMeans, enteredMeans, entryKinds } from "../rules/payment.ts";
import { mostTogether } from "../rules/payable.ts";

/** From a cent to what PayFiP itself takes: more is a slip of the hand. */
export const amount = z
  .int("Écrivez un montant en centimes.")
  .check(
    z.minimum(1, "Écrivez un montant d’au moins un centime."),
    z.maximum(10_000_000, "Le montant est de 100 000 euros au plus."),
  );
export const idempotencyKey = branded("IdempotencyKey");

const entry = z.object({
  name: z.string(),
  kind: z.enum(entryKinds),
  means: z.optional(z.enum(allMeans)),
  familyCode: branded("FamilyCode"),
  accountId: branded("CollectionAccountId"),
  amount: z.int(),
  over: z.int(),
  parts: z.array(z.object({ period: branded("PlainMonth"), number: z.string(), amount: z.int() })),
  on: branded("PlainDate"),
  at: branded("Instant"),
  by: z.optional(z.string()),
  reason: z.optional(z.string()),
  reference: z.optional(z.string()),
  /** It was taken back, or what was too much given back. */
  undone: z.boolean(),
  /** What may still be done about it. */
  can: z.nullable(z.enum(["reverse", "refund"])),
});
export type EntryView = z.infer<typeof entry>;

/** Staff asks no more. */
const exemption = z.object({ reason: z.string(), until: z.optional(branded("PlainDate")), byName: z.string() });
const dunned = z.object({ at: branded("Instant"), by: z.enum(dunningChannels) });
const instalment = z.object({ on: branded("PlainDate"), amount: z.int() });
const open = z.object({
  period: branded("PlainMonth"),
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  number: z.string(),
  dueOn: branded("PlainDate"),
  total: z.int(),
  due: z.int(),
  /** What of it should have been paid by now. */
  late: z.int(),
  /** What of it CESU may still pay. */
  cesu: z.int(),
  plan: z.array(instalment),
  /** How the family was asked again for it, and when it is next. */
  dunned: z.array(dunned),
  next: z.optional(z.object({ by: z.enum(dunningChannels), on: branded("PlainDate") })),
  exempt: z.optional(exemption),
  awaitedSince: z.optional(branded("Instant")),
  debitedOn: z.optional(branded("PlainDate")),
});
export type OpenInvoice = z.infer<typeof open>;

const wallet = z.object({
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  balance: z.int(),
  /** How much may be put in now; null: nothing any more. */
  room: z.nullable(z.int()),
});
export type DeskWallet = z.infer<typeof wallet>;

export const familyPayments = z.object({
  today: branded("PlainDate"),
  /** Those that the town offers, and those that hold something. */
  wallets: z.array(wallet),
  /** Oldest first, account by account. */
  invoices: z.array(open),
  /** Latest first. */
  entries: z.array(entry),
  /** The family is asked again for nothing. */
  exempt: z.optional(exemption),
  /** It books nothing more itself: so much is late, in cents, since that day. */
  suspended: z.optional(z.object({ amount: z.int(), since: branded("PlainDate") })),
});
export type FamilyPayments = z.infer<typeof familyPayments>;

const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const ofEntry = z.strictObject({
  familyCode: branded("FamilyCode"),
  name: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/u, "Cet encaissement n’existe pas.")),
});
const ofInvoice = z.strictObject({
  familyCode: branded("FamilyCode"),
  period: branded("PlainMonth"),
  accountId: branded("CollectionAccountId"),
});

/** `exemption`: null where the family is asked again. */
const exempted = z.strictObject({
  exemption: z.nullable(z.strictObject({ reason, until: z.optional(plainDate()) })),
});

export const paymentDesk = {
  "payment.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/payments",
    ...staff("payments.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce qu’une famille a payé, et ce qui lui reste à payer",
    params: ofFamily,
    answer: familyPayments,
    problems: ["notFound"],
  }),
  "payment.enter": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/payments",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Encaisser pour une ou plusieurs factures d’un compte, en tout ou en partie ; la plus ancienne d’abord",
    params: ofFamily,
    body: z.strictObject({
      idempotencyKey,
      accountId: branded("CollectionAccountId"),
      periods: z
        .array(branded("PlainMonth"))
        .check(
          z.minLength(1, "Choisissez au moins une facture."),
          z.maxLength(mostTogether, `Choisissez ${mostTogether} factures au plus à la fois.`),
        ),
      means: z.enum(enteredMeans, "Choisissez un moyen de paiement."),
      amount,
      /** The day on which it was received. */
      on: plainDate(),
      reference: z.optional(z.string().check(z.trim(), z.maxLength(60, "60 caractères au plus."))),
    }),
    answer: familyPayments,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "payment.reverse": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/payments/{name}/reversal",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Annuler un encaissement ou une remise du guichet, avec un motif : ce qu’il soldait redevient dû",
    params: ofEntry,
    body: z.strictObject({ idempotencyKey, reason }),
    answer: familyPayments,
    problems: ["notFound", "notPossible"],
  }),
  "payment.refund": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/payments/{name}/refund",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Noter que ce qui avait été payé en trop a été rendu, avec un motif",
    params: ofEntry,
    body: z.strictObject({ idempotencyKey, reason }),
    answer: familyPayments,
    problems: ["notFound", "notPossible"],
  }),
  "payment.writeOff": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/write-off",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Renoncer à une somme d’une facture, avec un motif",
    params: ofInvoice,
    body: z.strictObject({ idempotencyKey, amount, reason }),
    answer: familyPayments,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "payment.plan": route({
    method: "PUT",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/instalments",
    ...staff("payments.write", touches("params.familyCode")),
    status: 200,
    summary: "Laisser payer une facture en plusieurs fois, de mois en mois ; en une fois : comme avant",
    params: ofInvoice,
    body: z.strictObject({
      count: z
        .int("Écrivez un nombre de fois.")
        .check(z.minimum(1, "Une fois au moins."), z.maximum(12, "Le nombre de fois est de douze au plus.")),
      first: plainDate(),
    }),
    answer: familyPayments,
    problems: ["notFound", "notPossible"],
  }),
  "payment.exempt": route({
    method: "PUT",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/dunning",
    ...staff("payments.write", touches("params.familyCode")),
    status: 200,
    summary: "Ne plus relancer une facture, avec un motif et jusqu’à un jour ; ou la relancer de nouveau",
    params: ofInvoice,
    body: exempted,
    answer: familyPayments,
    problems: ["notFound", "notPossible"],
  }),
  "payment.exemptFamily": route({
    method: "PUT",
    path: "/api/staff/families/{familyCode}/dunning",
    ...staff("payments.write", touches("params.familyCode")),
    status: 200,
    summary: "Ne plus relancer une famille, avec un motif et jusqu’à un jour ; ou la relancer de nouveau",
    params: ofFamily,
    body: exempted,
    answer: familyPayments,
    problems: ["notFound", "notPossible"],
  }),
  "payment.till": route({
    method: "GET",
    path: "/api/staff/till/{date}",
    ...staff("payments.read", touches()),
    status: 200,
    summary: "La caisse d’un jour : par compte et par moyen, et chaque encaissement",
    params: z.strictObject({ date: plainDate() }),
    answer: z.object({
      sums: z.array(
        z.object({
          accountId: branded("CollectionAccountId"),
          accountName: z.string(),
          means: z.enum(allMeans),
          entries: z.int(),
          amount: z.int(),
        }),
      ),
      entries: z.array(entry),
    }),
    problems: [],
  }),
  "payment.journal": route({
    method: "GET",
    path: "/api/staff/payments/{period}/journal",
    ...staff("payments.read", touches()),
    status: 200,
    summary: "Toutes les écritures d’un mois, pour la comptabilité",
    params: z.strictObject({ period: branded("PlainMonth") }),
    answer: z.object({
      accounts: z.array(z.object({ id: branded("CollectionAccountId"), name: z.string() })),
      /** In the order of their days. */
      entries: z.array(entry),
    }),
    problems: [],
  }),
  "payment.unpaid": route({
    method: "GET",
    path: "/api/staff/unpaid/{period}",
    ...staff("payments.read", touches()),
    status: 200,
    summary: "Les factures d’un mois qui ne sont pas payées, et ce qui est en retard",
    params: z.strictObject({ period: branded("PlainMonth") }),
    answer: z.object({
      invoices: z.array(
        z.object({
          familyCode: branded("FamilyCode"),
          names: z.array(z.string()),
          accountName: z.string(),
          number: z.string(),
          dueOn: branded("PlainDate"),
          due: z.int(),
          late: z.int(),
          awaitedSince: z.optional(branded("Instant")),
          dunned: z.array(dunned),
          exempt: z.boolean(),
          /** The last step is a letter: to whom, and what it says. */
          letter: z.optional(
            z.object({ lines: z.array(z.string()), postcode: z.string(), town: z.string(), text: z.string() }),
          ),
        }),
      ),
      due: z.int(),
      late: z.int(),
    }),
    problems: [],
  }),
} as const;
export type UnpaidView = z.infer<(typeof paymentDesk)["payment.unpaid"]["answer"]>;
