/** Delivers to the repair what the table's stream would: one record for each write seen, in the form that Lambda gives them. */
import { marshall } from "@aws-sdk/util-dynamodb";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { repairFromStream } from "../../../functions/events/repair-from-stream.ts";
import { readCatalogue } from "../../../functions/store/catalogue.ts";
import { catalogueCache } from "../../../functions/store/catalogue-cache.ts";
import type { FamilyCode } from "../../../functions/domain/ids.ts";
import { readAll } from "../../../functions/store/batch.ts";
import type { SiteDay } from "../../../functions/store/days.ts";
import { familyPartition, keys, type Table } from "../../../functions/store/table.ts";
import { monday } from "./support.ts";

export interface Logged {
  readonly code: string;
  readonly fields: unknown;
}

export function quietLogger() {
  const lines: Logged[] = [];
  const write = (code: unknown, ...fields: readonly unknown[]): void => void lines.push({ code: String(code), fields: fields[0] });
  return { lines, log: { info: write, warn: write, error: write } };
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

/** An image as Lambda delivers it: the document client's item in DynamoDB's own JSON. */
const imageOf = (item: Record<string, unknown>): Image => JSON.parse(JSON.stringify(marshall(item, { removeUndefinedValues: true }))) as Image;

/** A stream event that says of a family's days, and of these days of sites, that they were just written. */
export async function justWritten(table: Table, family: FamilyCode, days: readonly SiteDay[]): Promise<DynamoDBStreamEvent> {
  const [{ Items: own = [] }, ofSites] = await Promise.all([
    table.client.send(new QueryCommand({ TableName: table.name, ConsistentRead: true, KeyConditionExpression: "pk = :pk AND begins_with(sk, :day)", ExpressionAttributeValues: { ":pk": familyPartition(family), ":day": "DAY#" } })),
    readAll(table, days.map(({ siteId, date }) => keys.day(siteId, date)), { consistent: true }),
  ]);
  return {
    Records: [...ofSites, ...own].map((item, index): DynamoDBRecord => {
      const image = imageOf(item);
      return { eventName: "MODIFY", dynamodb: { Keys: { pk: image["pk"]!, sk: image["sk"]! }, NewImage: image, SequenceNumber: String(index + 1) } };
    }),
  };
}

/** Runs the repair on what a family's request may have left on these days. */
export async function repair(table: Table, family: FamilyCode, days: readonly SiteDay[]): Promise<readonly Logged[]> {
  const { lines, log } = quietLogger();
  const handler = repairFromStream({ table, log, clock: () => monday, catalogue: catalogueCache(() => readCatalogue(table), () => monday) });
  const { batchItemFailures } = await handler(await justWritten(table, family, days));
  if (batchItemFailures.length > 0) throw new Error(`The repair failed on ${batchItemFailures.length} records`);
  return lines;
}

