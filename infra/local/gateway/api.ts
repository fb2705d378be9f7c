/**
 * API Gateway over the contract: finds the route, calls its function, keeps AWS's limits and AWS's own answers past
 * them.
 */
import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { eventHeaders, fromResult, gatewayMessage, type HttpAnswer, toEvent } from "./event.ts";
import { findRoute } from "./routes.ts";

/** Largest body that an HTTP API takes, and that Lambda returns, in bytes. */
export const limits = { request: 10 * 1024 * 1024, response: 6 * 1024 * 1024, milliseconds: 29_000 } as const;

/** The body, or null once it is over the limit; the rest is then thrown away. */
async function readLimited(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > limits.request) {
    request.resume();
    return null;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limits.request) chunks.push(chunk);
  }
  return size > limits.request ? null : Buffer.concat(chunks);
}

export interface ApiOptions {
  readonly runtime: LambdaRuntime;
  /** Milliseconds after which API Gateway gives up. */
  readonly patience?: number;
}

/** `edge`: the headers that the edge adds; those a client sent under the same names are gone. */
export type Api = (request: IncomingMessage, url: URL, edge: Readonly<Record<string, string>>) => Promise<HttpAnswer>;

export const createApi =
  ({ runtime, patience = limits.milliseconds }: ApiOptions): Api =>
  async (request, url, edge) => {
    const body = await readLimited(request);
    if (!body) return gatewayMessage(413, "Request Entity Too Large");
    const route = findRoute(request.method ?? "GET", url.pathname);
    if (!route) return gatewayMessage(404, "Not Found");
    const event = toEvent({ request, url, route, body, headers: eventHeaders(request, edge) });
    const timer = new AbortController();
    const result = await Promise.race([
      runtime.invoke(route.functionName, event),
      wait(patience, null, { signal: timer.signal }),
    ]).finally(() => timer.abort());
    if (result === null) return gatewayMessage(503, "Service Unavailable");
    if (!result.ok || Buffer.byteLength(result.payload) > limits.response)
      return gatewayMessage(500, "Internal Server Error");
    return fromResult(result.payload);
  };
