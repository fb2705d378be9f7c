/** An operation at the treasury's, on whose page the payer goes on. */
import { Problem } from "../../http/problem.ts";
import type { Log } from "../../kernel/log.ts";
import type { CollectionAccountId, PayfipOperationId } from "../../kernel/ids.ts";
import type { PayFip } from "../payfip.ts";
import type { PaymentOrder } from "../rules/payfip.ts";
import { payWords } from "../words.fr.ts";

/** Opens it for an order; a treasury that is away or refuses the order is told to the payer, the latter to the log, too. */
export async function openOperation(
  service: PayFip,
  order: PaymentOrder,
  { log, accountId }: { readonly log: Log; readonly accountId: CollectionAccountId },
): Promise<PayfipOperationId> {
  const answer = await service.create(order);
  if (answer.kind === "created") return answer.operation;
  if (answer.kind === "away") throw new Problem("notPossible", payWords.away);
  log.error("payfip.orderRefused", { account: accountId, ...answer });
  throw new Problem("notPossible", payWords.refused);
}
