/** « Prélèvement automatique »: the mandates of a family, signed and revoked by its payer, and what is debited soon. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { account, mandateView, rum } from "./mandates.ts";

const ownMandates = z.object({
  /** False: another adult of the household pays, and nothing follows. */
  payer: z.boolean(),
  /** Who looks: whose account it probably is. */
  debtor: z.string(),
  /** Those that debit families' accounts; none: the town does not. */
  accounts: z.array(
    z.object({
      accountId: branded("CollectionAccountId"),
      accountName: z.string(),
      creditor: z.object({ id: z.string(), name: z.string() }),
      noticeDays: z.int(),
      /** The last one that was signed. */
      mandate: z.nullable(mandateView),
      /** What is debited soon, the earliest first. */
      coming: z.array(z.object({ on: branded("PlainDate"), amount: z.int(), numbers: z.array(z.string()) })),
    }),
  ),
});
export type OwnMandates = z.infer<typeof ownMandates>;

const ofAccount = z.strictObject({ accountId: branded("CollectionAccountId") });

export const directDebitOwn = {
  "direct-debit.own": route({
    method: "GET",
    path: "/api/mandates",
    access: "guardian",
    status: 200,
    summary: "Prélèvement automatique : mandats du payeur, et ce qui sera prélevé",
    answer: ownMandates,
    problems: [],
  }),
  "direct-debit.sign": route({
    method: "POST",
    path: "/api/mandates/{accountId}",
    access: "guardian",
    status: 201,
    summary: "Signer un mandat de prélèvement pour un compte ; il remplace celui d’avant",
    params: ofAccount,
    body: z.strictObject({ ...account, agreed: z.literal(true, "Cochez la case pour signer le mandat.") }),
    answer: ownMandates,
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.revoke": route({
    method: "POST",
    path: "/api/mandates/{accountId}/revocation",
    access: "guardian",
    status: 200,
    summary: "Révoquer un mandat de prélèvement",
    params: ofAccount,
    body: z.strictObject({ rum }),
    answer: ownMandates,
    problems: ["notFound", "notPossible", "changed"],
  }),
} as const;
