/** « Payer mes factures »: what can be paid and how, the way to the treasury's page, and what came of it. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { payfipModes } from "../../kernel/payfip-modes.ts";
import { attemptStates } from "../rules/attempt.ts";
import { mostTogether } from "../rules/payable.ts";

const payable = z.object({
  period: branded("PlainMonth"),
  number: z.string(),
  reference: z.string(),
  dueOn: branded("PlainDate"),
  /** What is still to be paid, in cents. */
  due: z.int(),
  /** Since when the treasury has not said whether it was paid. */
  awaitedSince: z.optional(branded("Instant")),
  /** A direct debit collects it on that day: it is not paid otherwise. */
  debitedOn: z.optional(branded("PlainDate")),
});

const payableAccount = z.object({
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  /** Whether several of its invoices may be paid at once. */
  together: z.boolean(),
  how: z.discriminatedUnion("kind", [
    /** On the treasury's page, to which the portal leads. */
    z.object({ kind: z.literal("online"), mode: z.enum(payfipModes) }),
    /** On the treasury's own site, where the payer types these. */
    z.object({ kind: z.literal("treasury"), address: z.string(), client: z.string() }),
    z.object({ kind: z.literal("elsewhere") }),
  ]),
  /** How else, one way a line. */
  ways: z.array(z.string()),
  /** In cents, what the family has paid before; absent: nothing. */
  wallet: z.optional(z.int()),
  /** Oldest first. */
  invoices: z.array(payable),
});
export type PayableAccount = z.infer<typeof payableAccount>;

const result = z.object({
  state: z.enum(attemptStates),
  at: branded("Instant"),
  accountName: z.string(),
  amount: z.int(),
  /** Paid for what was paid meanwhile: it is given back. */
  over: z.int(),
  invoices: z.array(z.object({ period: branded("PlainMonth"), number: z.string() })),
  /** It pays no invoice: it goes into the family’s wallet. */
  wallet: z.boolean(),
  /** The treasury did not answer just now. */
  away: z.boolean(),
});
export type PaymentResult = z.infer<typeof result>;

export const paymentOwn = {
  "payment.payable": route({
    method: "GET",
    path: "/api/payments",
    access: "guardian",
    status: 200,
    summary: "Ce qui reste à payer, compte par compte, et comment",
    answer: z.object({ seen: z.boolean(), accounts: z.array(payableAccount) }),
    problems: [],
  }),
  "payment.begin": route({
    method: "POST",
    path: "/api/payments",
    access: "guardian",
    status: 201,
    summary: "Payer en ligne une ou plusieurs factures d’un compte : l’adresse de la page de la trésorerie",
    body: z.strictObject({
      accountId: branded("CollectionAccountId"),
      periods: z
        .array(branded("PlainMonth"))
        .check(
          z.minLength(1, "Choisissez au moins une facture."),
          z.maxLength(mostTogether, `Choisissez ${mostTogether} factures au plus à la fois.`),
        ),
    }),
    answer: z.object({ page: z.string(), operation: branded("PayfipOperationId") }),
    problems: ["notFound", "notPossible", "changed"],
  }),
  "payment.result": route({
    method: "POST",
    path: "/api/payments/{operation}/result",
    access: "guardian",
    status: 200,
    summary: "Ce qu’est devenu un paiement, demandé à la trésorerie",
    params: z.strictObject({ operation: branded("PayfipOperationId") }),
    answer: result,
    problems: ["notFound"],
  }),
} as const;
