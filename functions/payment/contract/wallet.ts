/** « Mon porte-monnaie »: what a family has paid before it owes anything, what has moved there, and paying from it. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { movementKinds } from "../../wallet/rules/movement.ts";
import { mostTogether } from "../rules/payable.ts";

const movement = z.object({
  name: z.string(),
  kind: z.enum(movementKinds),
  at: branded("Instant"),
  /** What it added, in cents; below zero, what it took. */
  amount: z.int(),
  months: z.optional(z.array(branded("PlainMonth"))),
  date: z.optional(branded("PlainDate")),
  reason: z.optional(z.string()),
});

const wallet = z.object({
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  balance: z.int(),
  /** Kept for days that were paid when they were booked, by month, the first one first. */
  pots: z.array(z.object({ month: branded("PlainMonth"), amount: z.int() })),
  /** Places that are held until they are paid: how many, what they cost, what the wallet lacks for that, and when the first ends. */
  held: z.optional(z.object({ places: z.int(), amount: z.int(), missing: z.int(), until: branded("Instant") })),
  /** On its way, without a word of the treasury's yet. */
  awaited: z.optional(z.object({ amount: z.int(), at: branded("Instant") })),
  /** From how much to how much may be put in now, and whether online; null: nothing any more. */
  topUp: z.nullable(z.object({ least: z.int(), most: z.int(), online: z.boolean(), test: z.boolean() })),
  /** Latest first. */
  movements: z.array(movement),
});
export type WalletView = z.infer<typeof wallet>;

const wallets = z.object({ seen: z.boolean(), wallets: z.array(wallet) });

/** The server counts how much it is: the page's own figure only says what its payer has seen. */
const amount = z
  .int("Écrivez un montant en centimes.")
  .check(
    z.minimum(1, "Écrivez un montant d’au moins un centime."),
    z.maximum(10_000_000, "Le montant est de 100 000 euros au plus."),
  );

export const paymentWallet = {
  "payment.wallet": route({
    method: "GET",
    path: "/api/wallet",
    access: "guardian",
    status: 200,
    summary: "Ce qu’il y a dans le porte-monnaie de la famille, compte par compte, et ce qui y a bougé",
    answer: wallets,
    problems: [],
  }),
  "payment.beginTopUp": route({
    method: "POST",
    path: "/api/wallet/top-ups",
    access: "guardian",
    status: 201,
    summary: "Verser sur le porte-monnaie, en ligne : l’adresse de la page de la trésorerie",
    body: z.strictObject({ accountId: branded("CollectionAccountId"), amount }),
    answer: z.object({ page: z.string(), operation: branded("PayfipOperationId") }),
    problems: ["notFound", "notPossible", "changed"],
  }),
  "payment.payFromWallet": route({
    method: "POST",
    path: "/api/wallet/payments",
    access: "guardian",
    status: 201,
    summary: "Payer une ou plusieurs factures d’un compte avec le porte-monnaie, la plus ancienne d’abord",
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      accountId: branded("CollectionAccountId"),
      periods: z
        .array(branded("PlainMonth"))
        .check(
          z.minLength(1, "Choisissez au moins une facture."),
          z.maxLength(mostTogether, `Choisissez ${mostTogether} factures au plus à la fois.`),
        ),
      amount,
    }),
    answer: wallets,
    problems: ["notFound", "notPossible", "changed", "idempotencyKey.reused"],
  }),
} as const;
