/**
 * Shape of the single table, once: CDK declares it, the local cloud and the tests create it. What the records mean stands in
 * functions/store/table.ts.
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  /** Epoch seconds; DynamoDB removes the record some time after. */
  timeToLive: "expiresAt",
  /** Side effects need to know what a record was and what it became. */
  stream: "NEW_AND_OLD_IMAGES",
} as const;
