/**
 * Delivers to the repair what the table's stream would: one record for each write seen, in the form that Lambda gives
 * them.
 */
import { S3Client } from "@aws-sdk/client-s3";
import { isDeepStrictEqual } from "node:util";
import { marshall } from "@aws-sdk/util-dynamodb";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { repairing } from "../../../functions/booking/follow/repair-from-stream.ts";
import { streamHandler } from "../../../functions/stream/stream-record.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import type { WaitingListDependencies } from "../../../functions/waiting-list/follow/follow-waiting-list.ts";
import { toldFrom } from "../../../functions/approval/rules/word.ts";
import { tellWord } from "../../../functions/wiring/tell-word.ts";
import { followTable } from "../../../functions/wiring/follow-table.ts";
import { readAll } from "../../../functions/table/batch.ts";
import type { SiteDay } from "../../../functions/booking/store/day-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { familyPartition, waitingListPartition, type Key } from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import type { Log } from "../../../functions/kernel/log.ts";
import { monday } from "./support.ts";

export interface Logged {
  readonly code: string;
  readonly fields: unknown;
}

export function quietLogger() {
  const lines: Logged[] = [];
  const write = (code: unknown, ...fields: readonly unknown[]): void =>
    void lines.push({ code: String(code), fields: fields[0] });
  return { lines, log: { info: write, warn: write, error: write } };
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

/** An image as Lambda delivers it: the document client's item in DynamoDB's own JSON. */
const imageOf = (item: Record<string, unknown>): Image =>
  JSON.parse(JSON.stringify(marshall(item, { removeUndefinedValues: true }))) as Image;

/** A stream event that says of a family's days, and of these days of sites, that they were just written. */
export async function justWritten(
  table: Table,
  family: FamilyCode,
  days: readonly SiteDay[],
): Promise<DynamoDBStreamEvent> {
  const [{ Items: own = [] }, ofSites] = await Promise.all([
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :day)",
        ExpressionAttributeValues: { ":pk": familyPartition(family), ":day": "DAY#" },
      }),
    ),
    readAll(
      table,
      days.map(({ siteId, date }) => keys.day(siteId, date)),
      { consistent: true },
    ),
  ]);
  return {
    Records: [...ofSites, ...own].map((item, index): DynamoDBRecord => {
      const image = imageOf(item);
      return {
        eventName: "MODIFY",
        dynamodb: { Keys: { pk: image["pk"]!, sk: image["sk"]! }, NewImage: image, SequenceNumber: String(index + 1) },
      };
    }),
  };
}

/** The repair as the stream's function holds it. */
export const repairHandler = (table: Table, log: Log) =>
  streamHandler(
    log,
    repairing({
      table,
      log,
      clock: () => monday,
      schoolZone: "B",
      catalogue: catalogueCache(
        () => readCatalogue(table),
        () => monday,
      ),
    }),
  );

/** Runs the repair on what a family's request may have left on these days. */
export async function repair(table: Table, family: FamilyCode, days: readonly SiteDay[]): Promise<readonly Logged[]> {
  const { lines, log } = quietLogger();
  const handler = repairHandler(table, log);
  const { batchItemFailures } = await handler(await justWritten(table, family, days));
  if (batchItemFailures.length > 0) throw new Error(`The repair failed on ${batchItemFailures.length} records`);
  return lines;
}

/** What the table holds of these days and families, to see whether anything still moves. */
async function stateOf(
  table: Table,
  days: readonly SiteDay[],
  families: readonly FamilyCode[],
): Promise<readonly Record<string, unknown>[]> {
  const dates = new Set(days.map(({ date }) => date));
  const query = async (pk: string): Promise<readonly Record<string, unknown>[]> =>
    (
      await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
        }),
      )
    ).Items ?? [];
  const byKeys = families.flatMap((code) => [...dates].map((date) => keys.childDay(code, date, id("ChildId", "E1"))));
  const [ofSites, queues, own] = await Promise.all([
    readAll(
      table,
      days.map(({ siteId, date }) => keys.day(siteId, date)),
      { consistent: true },
    ),
    Promise.all(days.map(({ siteId, date }) => query(waitingListPartition(siteId, date)))),
    readAll(table, byKeys, { consistent: true }),
  ]);
  const order = (item: Record<string, unknown>): string => `${String(item["pk"])} ${String(item["sk"])}`;
  return [...ofSites, ...queues.flat(), ...own].toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** Most rounds that the stream may need until nothing moves. */
const mostRounds = 12;

/** The whole of what follows from the table's changes, as its function holds it. */
export function tableFollower(
  table: Table,
  clock: Clock,
  walkLater: WaitingListDependencies["walkLater"] = () => Promise.resolve(),
): ReturnType<typeof streamHandler> {
  const { log } = quietLogger();
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  return streamHandler(
    log,
    followTable({
      table,
      // Bookings have no files.
      bucket: { name: "none", client: new S3Client({ region: "eu-west-3" }) },
      log,
      clock,
      schoolZone: "B",
      historyKeptDays: 30,
      catalogue,
      walkLater,
      endLater: () => Promise.resolve(),
      endActLater: () => Promise.resolve(),
      endBasketLater: () => Promise.resolve(),
      schedules: { put: () => Promise.resolve(), remove: () => Promise.resolve() },
      quotientKind: "caf",
      warnLater: () => Promise.resolve(),
      // As if the seconds had passed within which it could be taken back.
      tellLater: (word) => tellWord({ table, clock: () => toldFrom(clock()), catalogue }, word),
      tellChangesLater: () => Promise.resolve(),
      endStayLater: () => Promise.resolve(),
      endChildStayLater: () => Promise.resolve(),
      tellOffer: () => Promise.resolve(),
    }),
  );
}

/** What the stream has delivered so far, by key. */
export type Delivered = Map<string, Record<string, unknown>>;

const name = (item: Record<string, unknown>): string => `${String(item["pk"])} ${String(item["sk"])}`;

/** These days as if the stream had shown all of it already. */
export const asDelivered = async (
  table: Table,
  days: readonly SiteDay[],
  families: readonly FamilyCode[],
): Promise<Delivered> => new Map((await stateOf(table, days, families)).map((item) => [name(item), item]));

/** A stream event that says of one record that it was just changed. `was`: what it said before. */
export async function changed(
  table: Table,
  key: Key,
  was: Readonly<Record<string, unknown>> = {},
): Promise<DynamoDBStreamEvent> {
  const [item] = await readAll(table, [key], { consistent: true });
  if (!item) throw new Error("There is no such record");
  const image = imageOf(item);
  return {
    Records: [
      {
        eventName: "MODIFY",
        dynamodb: {
          Keys: { pk: image["pk"]!, sk: image["sk"]! },
          OldImage: imageOf({ ...item, ...was }),
          NewImage: image,
          SequenceNumber: "1",
        },
      },
    ],
  };
}

/** What changed since the stream last delivered it, as the stream would deliver it. */
async function undelivered(
  table: Table,
  days: readonly SiteDay[],
  families: readonly FamilyCode[],
  delivered: Delivered,
): Promise<{ readonly items: readonly Record<string, unknown>[]; readonly event: DynamoDBStreamEvent }> {
  const items = (await stateOf(table, days, families)).filter(
    (item) => item["entity"] !== "arrivals" && !isDeepStrictEqual(item, delivered.get(name(item))),
  );
  return {
    items,
    event: {
      Records: items.map((item, index): DynamoDBRecord => {
        const [image, before] = [imageOf(item), delivered.get(name(item))];
        return {
          eventName: before ? "MODIFY" : "INSERT",
          dynamodb: {
            Keys: { pk: image["pk"]!, sk: image["sk"]! },
            NewImage: image,
            ...(before ? { OldImage: imageOf(before) } : {}),
            SequenceNumber: String(index + 1),
          },
        };
      }),
    },
  };
}

/** The stream's function dies at its work: what it was given comes again, in `comeToRest`. */
export async function dieAtWork(
  handler: ReturnType<typeof streamHandler>,
  table: Table,
  days: readonly SiteDay[],
  families: readonly FamilyCode[],
  delivered: Delivered,
  dying: { readonly begin: () => void; readonly end: () => Promise<unknown> },
): Promise<void> {
  const { event } = await undelivered(table, days, families, delivered);
  if (event.Records.length === 0) return;
  dying.begin();
  await handler(event).catch((error: unknown) => {
    if (!String(error).includes("The process has died")) throw error;
  });
  await dying.end();
}

/**
 * Lets the stream do its work on these days until nothing moves any more: each record that changed, as it was and as it
 * is.
 */
export async function comeToRest(
  handler: ReturnType<typeof streamHandler>,
  table: Table,
  days: readonly SiteDay[],
  families: readonly FamilyCode[],
  delivered: Delivered = new Map(),
): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const { items, event } = await undelivered(table, days, families, delivered);
    if (items.length === 0) return;
    const { batchItemFailures } = await handler(event);
    if (batchItemFailures.length > 0) throw new Error("The stream failed");
    for (const item of items) delivered.set(name(item), item);
  }
  throw new Error("The stream never comes to rest");
}
