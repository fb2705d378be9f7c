/**
 * Shape of the single table, once: CDK declares it, the local cloud and the tests create it. What the records mean
 * stands in functions/table/keys.ts.
 */
export const tableShape = {
  partitionKey: "pk",
  sortKey: "sk",
  /**
   * Sparse and overloaded: a record is in it when it carries both attributes. Names of indexes have three characters at
   * least.
   */
  index: { name: "gsi1", partitionKey: "g1pk", sortKey: "g1sk" },
  /** Epoch seconds; DynamoDB removes the record some time after. */
  timeToLive: "expiresAt",
  /** Side effects need to know what a record was and what it became. */
  stream: "NEW_AND_OLD_IMAGES",
} as const;
