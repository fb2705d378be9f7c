/**
 * What the treasury calls when a payment has its result. It signs nothing and names the operation only, by one of two spellings
 * and two verbs: nothing that it says is believed, it says that it is time to look.
 */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";

const operation = z
  .string()
  .check(z.regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/u, "Cette opération de paiement n’existe pas."));
const named = z.strictObject({ idop: z.optional(operation), idOp: z.optional(operation) }).check(
  z.refine(({ idop, idOp }) => idop !== undefined || idOp !== undefined, {
    error: "Cette opération de paiement n’existe pas.",
    path: ["idop"],
  }),
);

const open = {
  path: "/api/payfip",
  access: "anyone",
  fromAnywhere: true,
  status: 204,
  answer: null,
  problems: [],
} as const;

export const paymentNotification = {
  "payment.notified": route({
    ...open,
    method: "POST",
    alsoForm: true,
    bodyLimit: 4096,
    summary:
      "Notification de PayFiP : le résultat de l’opération est demandé à la trésorerie ; deux fois revient à une",
    body: named,
  }),
  "payment.notifiedByAddress": route({
    ...open,
    method: "GET",
    summary: "La même notification, quand la trésorerie l’envoie dans l’adresse",
    query: named,
  }),
} as const;
