/**
 * The treasury says that an operation has its result; anybody can say so. Whoever it is, the operation is looked up; one that
 * is not the portal's is noted, and what was settled before is settled. The answer tells nobody which it was.
 */
import type { UseCases } from "../../http/call.ts";
import { readId } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import type { paymentNotification } from "../contract/notification.ts";
import type { PayFip } from "../payfip.ts";
import { noteForgery } from "../store/forgeries.ts";
import { settle, type Settling } from "./settle.ts";

interface Dependencies extends Omit<Settling, "payfip"> {
  readonly log: Log;
  readonly payfip: { readonly service: PayFip } | null;
}

interface Named {
  readonly idop?: string | undefined;
  readonly idOp?: string | undefined;
}

export function notifiedUseCases({ table, clock, payfip, log }: Dependencies): UseCases<typeof paymentNotification> {
  const notified = async ({ idop, idOp }: Named) => {
    const operation = readId("PayfipOperationId", (idop ?? idOp ?? "").toLowerCase());
    const settled = operation && payfip ? await settle({ table, clock, payfip: payfip.service }, operation) : null;
    if (!settled) {
      log.warn("payfip.notification.unknown");
      await noteForgery(table, clock());
    }
    return { body: undefined };
  };
  return {
    "payment.notified": ({ body }) => notified(body),
    "payment.notifiedByAddress": ({ query }) => notified(query),
  };
}
