/** « Paiements en ligne » at the office: what has no result yet, what only staff can clear up. */
import * as z from "zod/mini";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { attemptStates } from "../rules/attempt.ts";

const attempt = z.object({
  operation: branded("PayfipOperationId"),
  familyCode: branded("FamilyCode"),
  accountName: z.string(),
  reference: z.string(),
  amount: z.int(),
  state: z.enum(attemptStates),
  at: branded("Instant"),
  lookedAt: branded("Instant"),
  /** To be given back. */
  over: z.int(),
  /** It pays no invoice: it goes into the family’s wallet. */
  wallet: z.boolean(),
  invoices: z.array(z.object({ period: branded("PlainMonth"), number: z.string() })),
});
export type AttemptView = z.infer<typeof attempt>;

export const paymentOffice = {
  "payment.watch": route({
    method: "GET",
    path: "/api/staff/payments",
    ...staff("payments.read", touches()),
    status: 200,
    summary: "Les paiements en ligne sans résultat, ceux qui sont à éclaircir, et les notifications falsifiées",
    answer: z.object({
      /** Oldest first. */
      waiting: z.array(attempt),
      odd: z.array(attempt),
      /** By day, latest first. */
      forged: z.array(z.object({ date: branded("PlainDate"), count: z.int(), lastAt: branded("Instant") })),
    }),
    problems: [],
  }),
} as const;
