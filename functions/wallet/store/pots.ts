/**
 * What of a family's money is kept for a month's invoice of an account (rules/engagement.ts):
 *
 *     pk FAMILY#<code>, sk WALLETPOT#<account>#<month>   how much, while it is more than was ever paid from it
 *
 * It grows and shrinks with the bookings, in their own writes, and is gone once an invoice has been paid from it: what is given
 * up of a month after that is the next invoice's to correct.
 */
import type { PlainMonth } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, between } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write, Writes } from "../../table/transact.ts";
import type { HeldPlace } from "../rules/held.ts";
import { potMonth } from "../rules/engagement.ts";
import type { Movement } from "../rules/movement.ts";
import { movementWrites, potOf, type Pot, type WalletName } from "./wallets.ts";

/** How much is in it; nothing where there is none. */
export async function readPot(table: Table, { familyCode, accountId }: WalletName, month: PlainMonth): Promise<Cents> {
  const item = await readRecord(table, keys.walletPot(familyCode, accountId, month));
  return item ? potOf(item).amount : cents(0);
}

/** Those of a month and of any before it. */
export const readPotsUntil = async (
  table: Table,
  { familyCode, accountId }: WalletName,
  month: PlainMonth,
): Promise<readonly Pot[]> =>
  (
    await readRange(table, {
      ...between(keys.familyPartition(familyCode), keys.walletPotsUntil(accountId, month)),
      ConsistentRead: true,
    })
  ).map(potOf);

/** What a booked day moves: from the wallet to the pot of its month, or back. Refused where there is less. `paid`: it was held. */
export function engagementWrites(
  one: Movement & { readonly date: NonNullable<Movement["date"]> },
  paid?: HeldPlace,
): Writes {
  const { familyCode, accountId, amount, kind, date } = one;
  const month = potMonth(date);
  const Key = keys.walletPot(familyCode, accountId, month);
  const grows: Write = {
    Update: {
      Key,
      UpdateExpression:
        "SET #entity = :entity, familyCode = :family, accountId = :account, #month = :month, amount = if_not_exists(amount, :none) + :added",
      ExpressionAttributeNames: { "#entity": "entity", "#month": "month" },
      ExpressionAttributeValues: {
        ":entity": "walletPot" satisfies Entity,
        ":family": familyCode,
        ":account": accountId,
        ":month": month,
        ":none": 0,
        ":added": amount,
      },
    },
  };
  const shrinks: Write = {
    Update: {
      Key,
      UpdateExpression: "SET amount = amount - :taken",
      ConditionExpression: "amount >= :taken",
      ExpressionAttributeValues: { ":taken": amount },
    },
  };
  return [...movementWrites(one, { paid }), kind === "booked" ? grows : shrinks];
}

/** All of it is used: expected as it was read. */
export const emptiedWrite = ({ familyCode, accountId, month, amount }: Pot): Write => ({
  Delete: {
    Key: keys.walletPot(familyCode, accountId, month),
    ConditionExpression: "amount = :seen",
    ExpressionAttributeValues: { ":seen": amount },
  },
});
