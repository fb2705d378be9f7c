/**
 * The table's address for functions: asks permissions.ts, then hands bytes through. A request that carries several
 * kinds of write (TransactWriteItems) needs each of them granted, as IAM has it.
 *
 * Always on: a call through it costs 0.4 ms of CPU more, beside 1.6 for the SDK and the engine; a request of the API,
 * which makes two calls, costs 6 to 10 (measured on the 2 cores of the build machine).
 */
import { Agent, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import { actionOf, answerError, answerJson, AwsError, isRecord, parseObject, readBody } from "../aws-json.ts";
import { healthPartitions } from "../../../functions/table/keys.ts";
import { indexArn, tableArn } from "../names.ts";
import { type Listener, serve } from "../net.ts";
import { type Caller, callerOf, denial } from "../permissions.ts";
import type { TableAnswer, TableHook } from "./hook.ts";

const writes: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/** Actions that a request needs, by IAM's rules. */
function actionsIn(action: string, body: Buffer): readonly string[] {
  if (action === "TransactGetItems") return ["GetItem"];
  if (action !== "TransactWriteItems") return [action];
  const { TransactItems } = parseObject(body.toString());
  const items = Array.isArray(TransactItems) ? TransactItems.filter(isRecord) : [];
  return [...new Set(items.flatMap((item) => Object.keys(item)).map((kind) => writes[kind] ?? kind))];
}

/**
 * Partitions of health that a request names: of the keys that it reads or writes, and of its query. Most bodies do not
 * hold the word, and are not read again.
 */
function partitionsIn(body: Buffer): readonly string[] {
  if (!body.includes(healthPartitions)) return [];
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isRecord(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const text = isRecord(inner) ? inner["S"] : undefined;
      if ((name === "pk" || name.startsWith(":")) && typeof text === "string") found.push(text);
      else look(inner);
    }
  };
  look(parseObject(body.toString()));
  return found;
}

/** What may be of an index. */
const ofIndex: ReadonlySet<string> = new Set(["Query", "Scan"]);

/** A query or a scan is of the table or of its index, which roles grant apart. */
const resourceOf = (action: string, body: Buffer, table: string): string =>
  ofIndex.has(action) && typeof parseObject(body.toString())["IndexName"] === "string"
    ? indexArn(table)
    : tableArn(table);

function check(caller: Caller, action: string, body: Buffer, table: string): void {
  const refusal = denial(caller, {
    service: "dynamodb",
    actions: actionsIn(action, body),
    resource: resourceOf(action, body, table),
    partitions: partitionsIn(body),
  });
  if (refusal !== null) throw new AwsError("AccessDeniedException", refusal);
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | null,
  engine: URL,
  agent: Agent,
): void {
  const upstream = send(
    {
      agent,
      host: engine.hostname,
      port: engine.port,
      method: request.method,
      path: request.url,
      headers: request.headers,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on("error", (error) => {
    if (response.headersSent) response.destroy(error);
    else
      answerError(
        response,
        "1.0",
        new AwsError("InternalServerError", `The DynamoDB engine does not answer: ${error.message}`, 500),
      );
  });
  if (body) upstream.end(body);
  else request.pipe(upstream);
}

/** The engine's answer, whole. */
function ask(request: IncomingMessage, body: string, engine: URL, agent: Agent): Promise<TableAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { ...request.headers, "content-length": String(Buffer.byteLength(body)) };
    const upstream = send(
      { agent, host: engine.hostname, port: engine.port, method: "POST", path: "/", headers },
      (answer) => {
        readBody(answer).then((bytes) => {
          resolve({ kind: "answer", status: answer.statusCode ?? 502, body: bytes.toString() });
        }, reject);
      },
    );
    upstream.once("error", reject);
    upstream.end(body);
  });
}

function answerWith(answer: TableAnswer, response: ServerResponse): void {
  if (answer.kind === "cut") response.destroy();
  else answerJson(response, "1.0", answer.status, answer.body);
}

export interface DynamoProxyOptions {
  readonly engine: string;
  readonly table: string;
  /** Stands between functions and the table; the operator's own calls pass beside it. */
  readonly hook?: TableHook | undefined;
}

export async function startDynamoProxy({ engine, table, hook }: DynamoProxyOptions): Promise<Listener> {
  const target = new URL(engine);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const listener = await serve((request, response) => {
    const caller = callerOf(request);
    const action = actionOf(request);
    const pass = async (): Promise<void> => {
      const hooked = caller.kind === "function" && hook !== undefined;
      // What a function asks is in the body: kinds of write, an index, partitions. The operator's stream through unread.
      const body = caller.kind === "function" ? await readBody(request) : null;
      check(caller, action, body ?? Buffer.alloc(0), table);
      if (!hooked) forward(request, response, body, target, agent);
      else
        answerWith(
          await hook({ caller: caller.name, action, body: String(body) }, (sent) => ask(request, sent, target, agent)),
          response,
        );
    };
    pass().catch((error: unknown) => {
      request.resume();
      answerError(
        response,
        "1.0",
        error instanceof AwsError ? error : new AwsError("InternalServerError", String(error), 500),
      );
    });
  });
  return {
    ...listener,
    close: async () => {
      await listener.close();
      agent.destroy();
    },
  };
}
