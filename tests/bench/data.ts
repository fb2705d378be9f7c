/**
 * What each call of the API asks of the table: round trips one after the other, and the capacity they consume, the
 * session's check included.
 *
 * A second gateway beside a running portal runs the built functions with the table's address replaced by a meter in
 * front of it. Each call is made twice and the second one counts: the first may meet a function that has just started.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request as forward } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { gridView, type GridView } from "../../functions/booking/contract/look.ts";
import { actionOf, parseObject, readBody } from "../../infra/local/aws-json.ts";
import { environmentFor } from "../../infra/local/environment.ts";
import { createApi } from "../../infra/local/gateway/api.ts";
import { gatewayMessage } from "../../infra/local/gateway/event.ts";
import { openGateway } from "../../infra/local/gateway/server.ts";
import { startRuntime } from "../../infra/local/lambda/runtime.ts";
import { serve, type Listener } from "../../infra/local/net.ts";
import { readTown } from "../../infra/town/read.ts";
import type { PortalFacts } from "../e2e/command.ts";
import { freeCells } from "../e2e/steps.ts";
import { send, signIn, type Sent, type SignedIn } from "../integration/http/client.ts";

export interface DataUse {
  readonly name: string;
  /** Calls that are made without waiting for each other count one. */
  readonly waves: number;
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** What a parent's page reads: held to the budget of round trips. */
  readonly page: boolean;
  /** Units that it may consume, for a family of two children and a school year of Wednesdays. */
  readonly most: { readonly read: number; readonly write: number };
}

interface TableMeter extends Listener {
  /** Counts what `work` asks of the table. */
  readonly during: (work: () => Promise<void>) => Promise<Omit<DataUse, "name" | "page" | "most">>;
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
async function startMeter(table: string): Promise<TableMeter> {
  const upstream = new URL(table);
  let counting = false;
  let [waves, calls, readUnits, writeUnits] = [0, 0, 0, 0];
  let held: (() => void)[] = [];
  let release: NodeJS.Timeout | undefined;
  /**
   * While it counts, answers wait until nothing more arrives: what a call did not wait for is in the same round trip.
   */
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (held.length === 0) waves += 1;
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
      [waves, calls, readUnits, writeUnits] = [0, 0, 0, 0];
      counting = true;
      try {
        await work();
      } finally {
        counting = false;
      }
      return { waves, calls, readUnits, writeUnits };
    },
  };
}

interface Measured extends Pick<DataUse, "name" | "page" | "most"> {
  /** Made anew for each of the two calls: a booking repeated with its key would cost nothing. */
  readonly call: () => Sent;
}

async function callsToMeasure(url: string, guardian: SignedIn, staff: SignedIn): Promise<readonly Measured[]> {
  const get =
    (path: string, cookies = guardian.cookies) =>
    (): Sent => ({ method: "GET", path, cookies });
  const read = async (path: string): Promise<unknown> => JSON.parse((await send(url, get(path)())).text);
  const { activities } = z
    .object({
      activities: z.array(z.object({ id: z.string(), kind: z.string(), window: z.object({ state: z.string() }) })),
    })
    .parse(await read("/api/activities"));
  const grids = await Promise.all(
    activities
      .filter(({ kind, window }) => kind === "wednesday" && window.state === "open")
      .map(async ({ id }) => gridView.parse(await read(`/api/activities/${id}/grid`))),
  );
  // Room for everybody: a line that is refused would cost less than one that is booked.
  const roomy = (one: GridView) => freeCells(one).filter(({ places }) => places >= 4);
  const grid = grids.find((one) => roomy(one).length >= 4);
  if (!grid) throw new Error("No open activity has four free cells for this family");
  const { activity } = grid;
  const free = roomy(grid);
  const from = free[0]?.date ?? "";
  const lines = (first: number) =>
    free
      .slice(first, first + 2)
      .map(({ childId, date }) => ({ childId, activityId: activity.id, unitId: activity.units[0]?.id, date }));
  const post = (path: string, choose: () => ReturnType<typeof lines>) => (): Sent => ({
    method: "POST",
    path,
    cookies: guardian.cookies,
    body: { requestKey: `mesure-${randomUUID()}`, lines: choose() },
  });
  let booked = 0;
  let cancelled = 0;
  return [
    { name: "Qui est connecté", page: true, most: { read: 1, write: 0 }, call: get("/api/session") },
    { name: "Ma fiche famille", page: true, most: { read: 3, write: 0 }, call: get("/api/family") },
    { name: "Les activités", page: true, most: { read: 3, write: 0 }, call: get("/api/activities") },
    {
      name: "Grille d’une activité",
      page: true,
      most: { read: 24, write: 0 },
      call: get(`/api/activities/${activity.id}/grid`),
    },
    {
      name: "Mes réservations, un mois",
      page: true,
      most: { read: 5, write: 0 },
      call: get(`/api/bookings?from=${from.slice(0, 8)}01&to=${from.slice(0, 8)}28`),
    },
    {
      name: "Réserver 2 jours",
      page: false,
      most: { read: 8, write: 5 },
      call: post("/api/bookings", () => lines(2 * booked++)),
    },
    {
      name: "Annuler 2 jours",
      page: false,
      most: { read: 8, write: 5 },
      call: post("/api/bookings/cancellations", () => lines(2 * cancelled++)),
    },
    {
      name: "Les accueils (agent)",
      page: false,
      most: { read: 2, write: 0 },
      call: get("/api/staff/sites", staff.cookies),
    },
    // The days of the children tell who is absent or to be approved: one read a child more than the sheet alone.
    {
      name: "Feuille du jour (agent)",
      page: false,
      most: { read: 30, write: 0 },
      call: get(`/api/staff/sites/${activity.siteId}/days/${from}`, staff.cookies),
    },
  ];
}

export async function measureData({ portal, data, operator, demo }: PortalFacts): Promise<readonly DataUse[]> {
  const stack = new AsyncDisposableStack();
  try {
    const logs = await mkdtemp(join(tmpdir(), "portail-mesure-"));
    stack.defer(() => rm(logs, { recursive: true, force: true }));
    const meter = stack.adopt(await startMeter(operator.endpoints.dynamodb), (started) => started.close());
    const envOf = environmentFor({
      town: readTown(),
      clientId: operator.userPoolClientId,
      endpoints: { ...operator.endpoints, dynamodb: meter.url },
    });
    const runtime = stack.adopt(await startRuntime({ envOf, logs, clockOffset: 0 }), (started) => started.stop());
    const gateway = stack.adopt(await openGateway(0), (opened) => opened.close());
    gateway.connect({
      api: createApi({ runtime }),
      secret: await readFile(join(data, "portal-secret"), "utf8"),
      files: { answer: () => gatewayMessage(404, "Not Found"), reload: () => Promise.resolve() },
    });
    const family = demo.signIns.filter(({ role }) => role === "guardian")[3];
    const agent = demo.signIns.find(({ role }) => role === "staff");
    if (!family || !agent) throw new Error("The demo town has no family or no agent that may sign in");
    const [guardian, staff] = [
      await signIn(portal, family.login, family.password),
      await signIn(portal, agent.login, agent.password, agent.totpSecret),
    ];
    const found: DataUse[] = [];
    for (const { name, page, most, call } of await callsToMeasure(portal, guardian, staff)) {
      const once = async (): Promise<void> => {
        const answer = await send(gateway.url, call());
        if (answer.status !== 200 || answer.text.includes('"refused"') !== answer.text.includes('"refusals"'))
          throw new Error(`${name}: ${answer.status} ${answer.text}`);
      };
      await once();
      found.push({ name, page, most, ...(await meter.during(once)) });
    }
    return found;
  } finally {
    await stack.disposeAsync();
  }
}
