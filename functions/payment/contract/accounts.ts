/** By which accounts the town is paid, for the office. */
import * as z from "zod/mini";
import { collections } from "../../catalogue/rules/accounts.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { payfipModes } from "../../kernel/payfip-modes.ts";

const account = z.object({
  id: branded("CollectionAccountId"),
  name: z.string(),
  collection: z.enum(collections),
  series: z.string(),
  /** Its number at PayFiP; absent: nothing of it is paid online. */
  payfip: z.optional(z.string()),
  /** In cents; null: any amount is collected. */
  threshold: z.nullable(z.int()),
  dueDays: z.int(),
  signer: z.object({ name: z.string(), capacity: z.string() }),
  accountant: z.object({ name: z.string(), address: z.array(z.string()) }),
  /** Who debits families' accounts by it, and how long before they are told; absent: nobody is debited. */
  debit: z.optional(z.object({ id: z.string(), name: z.string(), noticeDays: z.int() })),
  /** What is paid by it. */
  activities: z.array(z.string()),
});
export type AccountView = z.infer<typeof account>;

/**
 * `known`: the treasury knows the number, under these names. `refused`: it does not, or it is not open. `away`: it does not
 * answer, which says nothing of the number.
 */
const check = z.object({
  state: z.enum(["known", "refused", "away"]),
  names: z.array(z.string()),
  /** What it means, and what to do. */
  sentence: z.string(),
  at: branded("Instant"),
});
export type AccountCheck = z.infer<typeof check>;

export const accountRoutes = {
  "payment.accounts": route({
    method: "GET",
    path: "/api/staff/collection-accounts",
    ...staff("collectionAccounts.read", touches()),
    status: 200,
    summary: "Les comptes par lesquels la collectivité est payée, et ce qui se paie par chacun",
    /** `mode`: null where nothing is paid online. */
    answer: z.object({ mode: z.nullable(z.enum(payfipModes)), accounts: z.array(account) }),
    problems: [],
  }),
  "payment.checkAccount": route({
    method: "GET",
    path: "/api/staff/collection-accounts/{accountId}/payfip",
    ...staff("collectionAccounts.read", touches()),
    status: 200,
    summary: "Ce que la trésorerie dit du numéro PayFiP d’un compte",
    params: z.strictObject({ accountId: branded("CollectionAccountId") }),
    answer: check,
    problems: ["notFound"],
  }),
} as const;
