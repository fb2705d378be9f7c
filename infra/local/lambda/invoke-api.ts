/**
 * Lambda's Invoke over HTTP, and a door for tests: `POST /2015-03-31/functions/<name>/invocations`, `POST
 * /schedules/<name>`.
 */
import type { IncomingMessage } from "node:http";
import { functionNames, type FunctionName } from "../../../functions/manifest.ts";
import { readBody } from "../aws-json.ts";
import { type Listener, serve } from "../net.ts";
import type { InvokeResult } from "./environment.ts";
import type { LambdaRuntime } from "./runtime.ts";

export interface InvokeApiOptions {
  readonly runtime: LambdaRuntime;
  /** Fires a schedule now; null when there is none of that name. */
  readonly fire: (schedule: string) => Promise<InvokeResult | null>;
}

const nameIn = (text: string): FunctionName | undefined =>
  functionNames.find((name) => name === text || text.endsWith(`:${name}`));

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const notFound = (message: string): Answer => ({
  status: 404,
  body: JSON.stringify({ Message: message }),
  headers: { "x-amzn-errortype": "ResourceNotFoundException" },
});

/** As Invoke answers: 200 even when the function failed, which a header tells. */
const answerOf = (result: InvokeResult): Answer =>
  result.ok
    ? { status: 200, body: result.payload, headers: { "x-amz-executed-version": "$LATEST" } }
    : {
        status: 200,
        body: JSON.stringify(result.error),
        headers: { "x-amz-executed-version": "$LATEST", "x-amz-function-error": "Unhandled" },
      };

function parseEvent(body: string): { readonly event: unknown } | { readonly fault: string } {
  try {
    return { event: JSON.parse(body === "" ? "{}" : body) };
  } catch (error) {
    return { fault: String(error) };
  }
}

export async function startInvokeApi({ runtime, fire }: InvokeApiOptions): Promise<Listener> {
  const invoke = async (name: string, request: IncomingMessage): Promise<Answer> => {
    const parsed = parseEvent((await readBody(request)).toString());
    const known = nameIn(name);
    if (!known) return notFound(`Function not found: ${name}`);
    if ("fault" in parsed)
      return {
        status: 400,
        body: JSON.stringify({ Message: parsed.fault }),
        headers: { "x-amzn-errortype": "InvalidRequestContentException" },
      };
    return answerOf(await runtime.invoke(known, parsed.event));
  };
  const route = async (request: IncomingMessage): Promise<Answer> => {
    const path = new URL(request.url ?? "/", "http://local").pathname;
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1];
    const schedule = /^\/schedules\/([^/]+)$/.exec(path)?.[1];
    if (request.method !== "POST") return { status: 405, body: "{}" };
    if (name !== undefined) return invoke(decodeURIComponent(name), request);
    if (schedule === undefined) return notFound(`No such address: ${path}`);
    const result = await fire(decodeURIComponent(schedule));
    return result ? answerOf(result) : notFound(`No such schedule: ${schedule}`);
  };
  return serve((request, response) => {
    route(request)
      .catch((error: unknown): Answer => ({ status: 500, body: JSON.stringify({ Message: String(error) }) }))
      .then(
        ({ status, body, headers = {} }) =>
          response.writeHead(status, { "content-type": "application/json", ...headers }).end(body),
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      );
  });
}
