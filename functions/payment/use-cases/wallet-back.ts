/** What taking an entry of the ledger back moves in the family's wallet. */
import { Problem } from "../../http/problem.ts";
import { priceInWords } from "../../kernel/money.ts";
import type { Table } from "../../table/table.ts";
import { intoWallet, type Movement } from "../../wallet/rules/movement.ts";
import { readWallet } from "../../wallet/store/wallets.ts";
import type { Payment } from "../rules/payment.ts";
import { deskWords } from "../words.fr.ts";

/** Null: nothing. Money that had come there leaves it, what it had paid comes back. */
export function movementBack(
  { kind, means, familyCode, accountId, amount, parts }: Payment,
  back: Pick<Movement, "name" | "at" | "reason">,
): Movement | null {
  if (kind === "topUp") return { ...back, familyCode, accountId, amount, kind: "topUpBack" };
  if (means !== "wallet") return null;
  return { ...back, familyCode, accountId, amount, kind: "invoiceBack", months: parts.map(({ period }) => period) };
}

/** Refused where the wallet has less than what would leave it: what came has been spent. */
export async function mustHold(table: Table, moved: Movement): Promise<void> {
  if (intoWallet(moved) > 0) return;
  const { balance } = await readWallet(table, moved);
  if (balance < moved.amount) throw new Problem("notPossible", deskWords.spent(priceInWords(balance)));
}
