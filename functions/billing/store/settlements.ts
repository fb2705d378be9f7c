/**
 * What has been paid of an invoice, in its statement's own record (`settlement`): a list of invoices shows it without another
 * read. Written with the payment that it counts, in one transaction, under the condition that nobody has moved it since it
 * was read: of two payments at once, one is written first and the other is judged again on what is due then.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { CollectionAccountId, FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import * as keys from "../../table/keys.ts";
import type { Write } from "../../table/transact.ts";
import { failures, unsettled, type Settlement } from "../rules/settlement.ts";

export const settlementSchema = lazily((): z.ZodMiniType<Settlement> => {
  const money = z.pipe(z.int(), z.transform(cents));
  return z.object({
    paid: money,
    writtenOff: z.optional(money),
    plan: z.optional(
      z.object({
        settled: money,
        instalments: z.array(z.object({ on: branded("PlainDate"), amount: money })),
      }),
    ),
    moves: z.int(),
    awaited: z.optional(z.object({ operation: branded("PayfipOperationId"), at: branded("Instant") })),
    debited: z.optional(z.object({ batch: branded("DebitBatchId"), on: branded("PlainDate"), amount: money })),
    failed: z.optional(z.object({ how: z.enum(failures), at: branded("Instant") })),
  });
});

interface Settling {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly accountId: CollectionAccountId;
  readonly settlement?: Settlement | undefined;
}

/** The invoice's settlement as it becomes, expected to be as it was read. */
export function settlementWrite(
  { familyCode, period, accountId, settlement = unsettled }: Settling,
  next: Omit<Settlement, "moves">,
): Write {
  const { moves } = settlement;
  return {
    Update: {
      Key: keys.statement(familyCode, period, accountId),
      UpdateExpression: "SET settlement = :next",
      ConditionExpression:
        moves === 0 ? "attribute_exists(issue) AND attribute_not_exists(settlement)" : "settlement.moves = :moves",
      ExpressionAttributeValues: {
        ":next": { ...next, moves: moves + 1 },
        ...(moves === 0 ? {} : { ":moves": moves }),
      },
    },
  };
}
