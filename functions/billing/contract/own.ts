/** « Liste de mes factures ». */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { detailView, linkView, ofNote, statementView, waitingView } from "./views.ts";

const invoice = z.strictObject({ period: branded("PlainMonth"), accountId: branded("CollectionAccountId") });

export const ownInvoices = z.object({
  today: branded("PlainDate"),
  /** Whether this adult receives the invoices, and whether the other adults may see them. */
  payer: z.boolean(),
  shared: z.boolean(),
  /** Whether it may let the town debit its account. */
  debits: z.boolean(),
  /** False: the payer has not shared them with this adult, and nothing follows. */
  seen: z.boolean(),
  /** False: they speak of a child or an address of which this adult may know nothing. */
  opens: z.boolean(),
  /** Its bookings are suspended: why, and what to do; without amounts for who may not see the invoices. */
  suspended: z.optional(z.object({ title: z.string(), sentence: z.string() })),
  waiting: z.array(waitingView),
  /** Latest month first. */
  statements: z.array(statementView),
});
export type OwnInvoices = z.infer<typeof ownInvoices>;

export const billingOwn = {
  "billing.own": route({
    method: "GET",
    path: "/api/invoices",
    access: "guardian",
    status: 200,
    summary: "Liste de mes factures : montants, échéances, ce qui attend la prochaine",
    answer: ownInvoices,
    problems: [],
  }),
  "billing.detail": route({
    method: "GET",
    path: "/api/invoices/{period}/{accountId}",
    access: "guardian",
    status: 200,
    summary: "Une facture ligne par ligne : jour, prestation, prix et pourquoi",
    params: invoice,
    query: ofNote,
    answer: detailView,
    problems: ["notFound"],
  }),
  "billing.pdf": route({
    method: "GET",
    path: "/api/invoices/{period}/{accountId}/pdf",
    access: "guardian",
    status: 200,
    summary: "Le PDF d’une facture, par un lien de quelques minutes",
    params: invoice,
    answer: linkView,
    problems: ["notFound"],
  }),
  "billing.share": route({
    method: "PUT",
    path: "/api/invoices/sharing",
    access: "guardian",
    status: 204,
    summary: "Laisser ou non les autres responsables du foyer voir les factures ; seul le payeur le peut",
    body: z.strictObject({ shared: z.boolean("Dites si les autres responsables peuvent les voir.") }),
    answer: null,
    problems: ["notPossible"],
  }),
} as const;
