import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "./batch.ts";

/**
 * The record that refused a condition, as it was (`ReturnValuesOnConditionCheckFailure: ALL_OLD`), null when there was
 * none. Any other error is thrown on. The document client does not decode what exceptions carry, hence `unmarshall`.
 */
export function refusedItem(error: unknown): Item | null {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return error.Item ? unmarshall(error.Item) : null;
}
