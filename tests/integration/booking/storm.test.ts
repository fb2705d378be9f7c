/**
 * Families book and cancel while one data call in four goes wrong, as DynamoDB's own can and its emulators' never do.
 * Whoever gets no answer sends the same request again. What they were told in the end must be what the table holds.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { diceOf } from "../../../infra/local/faults/dice.ts";
import { faultyTable, type FaultyTable } from "../../../infra/local/faults/table.ts";
import { startDynamoProxy } from "../../../infra/local/dynamo/proxy.ts";
import { region } from "../../../infra/local/names.ts";
import type { Listener } from "../../../infra/local/net.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { inconsistencies } from "./consistency.ts";
import { repair } from "./stream.ts";
import {
  catalogueWith,
  familyCode,
  guardian,
  line,
  newKey,
  nextWednesday,
  openWorld,
  putFamily,
  siteId,
  useCasesOver,
  wednesday,
  type Guardian,
  type World,
} from "./support.ts";

const places = 25;
const days = [
  { siteId, date: wednesday },
  { siteId, date: nextWednesday },
];

let world: World;
let proxy: Listener;
let client: DynamoDBClient;
let faults: FaultyTable;
let stormy: Table;
beforeAll(async () => {
  world = await openWorld(catalogueWith(places));
  const { protocol, hostname, port } = await world.table.client.config.endpoint!();
  faults = faultyTable({ conflict: 0.1, throttled: 0.05, lostBefore: 0.05, lostAfter: 0.1 }, diceOf(20_261_202));
  proxy = await startDynamoProxy({
    engine: `${protocol}//${hostname}:${String(port)}`,
    table: world.table.name,
    hook: faults.hook,
  });
  // The proxy takes it for the booking function, by its access key: faults are for functions only.
  client = new DynamoDBClient({
    endpoint: proxy.url,
    region,
    credentials: { accessKeyId: "book", secretAccessKey: "local" },
    maxAttempts: 4,
  });
  stormy = openTable(world.table.name, client);
});
afterAll(async () => {
  client.destroy();
  await proxy.close();
  await world.end();
});

/** The same again until it is answered. */
async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === 30) throw error;
    }
  }
}

const outcomes = ({ lines }: BasketAnswer): readonly string[] => lines.map(({ outcome }) => outcome);
const families = Array.from({ length: 30 }, (_, index) => familyCode(500 + index));
const basket = [line(1, wednesday), line(2, wednesday), line(1, nextWednesday), line(2, nextWednesday)];

async function eachFamily<T>(act: (own: Guardian, index: number) => Promise<T>): Promise<readonly T[]> {
  // Two processes, each with the catalogue that it read when it started.
  const useCases = await Promise.all([0, 1].map(() => insist(() => useCasesOver(stormy))));
  return Promise.all(families.map((code, index) => act(guardian(useCases[index % 2]!, code), index)));
}

const claimed = async (): Promise<number> => {
  const day = await readFullDays(world.table, days);
  return days.reduce((sum, one) => sum + day(one).places.length, 0);
};

describe("30 families, 60 children, 25 places on each of two days, in a storm", () => {
  test("as many are booked as there are places, every answer is true, and asking again changes nothing", async () => {
    await Promise.all(families.map((code) => putFamily(world.table, code, 2)));
    const answers = await eachFamily(async (own) => {
      const key = newKey();
      const first = await insist(() => own.book(basket, key));
      expect(await insist(() => own.book(basket, key))).toEqual(first);
      return first;
    });
    const told = answers.flatMap(outcomes).filter((outcome) => outcome === "booked").length;
    // A request that died between two calls may have left a claim, until its retry or the stream comes by.
    for (const code of families) await repair(world.table, code, days);
    expect(told).toBe(places * days.length);
    expect(await claimed()).toBe(told);
    expect(await inconsistencies(world.table, days)).toEqual([]);
  });

  test("as many places come back as were given up", async () => {
    const before = await claimed();
    const answers = await eachFamily(async (own) => {
      const key = newKey();
      const first = await insist(() => own.cancel(basket, key));
      expect(await insist(() => own.cancel(basket, key))).toEqual(first);
      return first;
    });
    for (const code of families) await repair(world.table, code, days);
    expect(answers.flatMap(outcomes).filter((outcome) => outcome === "cancelled")).toHaveLength(before);
    expect(await claimed()).toBe(0);
    expect(await inconsistencies(world.table, days)).toEqual([]);
  });

  test("there was a storm", () => {
    for (const met of Object.values(faults.met)) expect(met).toBeGreaterThan(20);
  });
});
