/** Wallets at the desk: money is put in, and given back. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { walletMeans } from "../rules/payment.ts";
import { amount, familyPayments, idempotencyKey } from "./desk.ts";

const ofWallet = z.strictObject({ familyCode: branded("FamilyCode"), accountId: branded("CollectionAccountId") });
const means = z.enum(walletMeans, "Choisissez un moyen de paiement.");

export const paymentWalletDesk = {
  "payment.topUp": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/wallets/{accountId}/top-ups",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Verser de l’argent sur le porte-monnaie d’une famille",
    params: ofWallet,
    body: z.strictObject({
      idempotencyKey,
      means,
      amount,
      /** The day on which it was received. */
      on: plainDate(),
      reference: z.optional(z.string().check(z.trim(), z.maxLength(60, "60 caractères au plus."))),
    }),
    answer: familyPayments,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "payment.giveBack": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/wallets/{accountId}/refunds",
    ...staff("payments.write", touches("params.familyCode")),
    status: 201,
    summary: "Rendre à une famille ce qu’il y a dans son porte-monnaie, en tout ou en partie, avec un motif",
    params: ofWallet,
    body: z.strictObject({ idempotencyKey, means, amount, reason }),
    answer: familyPayments,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
} as const;
