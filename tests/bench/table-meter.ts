/**
 * A meter in front of the table: how many round trips what passes through it takes, and the capacity it consumes.
 */
import { request as forward } from "node:http";
import * as z from "zod";
import { actionOf, parseObject, readBody } from "../../infra/local/aws-json.ts";
import { serve, type Listener } from "../../infra/local/net.ts";

export interface TableUse {
  /** Calls that are made without waiting for each other count one. */
  readonly trips: number;
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface TableMeter extends Listener {
  /** Counts what `work` asks of the table. */
  readonly during: (work: () => Promise<void>) => Promise<TableUse>;
}

/** Calls made side by side arrive within this many milliseconds, however busy the machine. */
const sideBySide = 80;

const writes: ReadonlySet<string> = new Set([
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "TransactWriteItems",
  "BatchWriteItem",
]);
const capacity = z.object({ CapacityUnits: z.number() });
const answered = z.object({ ConsumedCapacity: z.optional(z.union([capacity, z.array(capacity)])) });

/** Hands everything on to the table, and asks it what each call consumed. */
export async function startMeter(table: string): Promise<TableMeter> {
  const upstream = new URL(table);
  let counting = false;
  let [trips, calls, readUnits, writeUnits] = [0, 0, 0, 0];
  let held: (() => void)[] = [];
  let release: NodeJS.Timeout | undefined;
  /**
   * While it counts, answers wait until nothing more arrives: what a call did not wait for is in the same round trip.
   */
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (held.length === 0) trips += 1;
      held.push(resolve);
      clearTimeout(release);
      release = setTimeout(() => {
        const ready = held;
        held = [];
        for (const go of ready) go();
      }, sideBySide);
    });
  const ask = (
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: string,
  ): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const sent = forward(
        {
          host: upstream.hostname,
          port: upstream.port,
          method: "POST",
          path: "/",
          headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        },
        (answer) => {
          answer.setEncoding("utf8");
          let text = "";
          answer.on("data", (chunk: string) => {
            text += chunk;
          });
          answer.once("end", () => {
            resolve({ status: answer.statusCode ?? 500, text });
          });
          answer.once("error", reject);
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
  const listener = await serve((request, response) => {
    const pass = async (): Promise<void> => {
      if (counting) await hold();
      const body = JSON.stringify({
        ...parseObject((await readBody(request)).toString()),
        ReturnConsumedCapacity: "TOTAL",
      });
      const { status, text } = await ask(request.headers, body);
      const consumed = [answered.parse(JSON.parse(text)).ConsumedCapacity ?? []]
        .flat()
        .reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      calls += 1;
      if (writes.has(actionOf(request))) writeUnits += consumed;
      else readUnits += consumed;
      response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(text);
    };
    pass().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  return {
    ...listener,
    during: async (work) => {
      [trips, calls, readUnits, writeUnits] = [0, 0, 0, 0];
      counting = true;
      try {
        await work();
      } finally {
        counting = false;
      }
      return { trips, calls, readUnits, writeUnits };
    },
  };
}
