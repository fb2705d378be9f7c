/** Between HTTP and Lambda: API Gateway's payload format 2.0, both ways. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { isRecord } from "../aws-json.ts";
import { account } from "../names.ts";
import type { RouteMatch } from "./routes.ts";

/** Never go further than the next hop. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
]);
/** The gateway computes them itself. */
const ownHeaders = new Set([...hopByHop, "content-length", "date"]);

/** Host name of the API behind the edge; the viewer's own is in a header of the edge. */
const apiHost = "api.portail.local";

/** Headers as the function gets them: lower case, repeated ones joined by commas, cookies apart. */
export function eventHeaders(request: IncomingMessage, set: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values === undefined || hopByHop.has(name) || name === "cookie") continue;
    kept[name] = values.join(",");
  }
  return {
    ...kept,
    host: apiHost,
    "x-forwarded-for": request.socket.remoteAddress ?? "",
    "x-forwarded-proto": "https",
    ...set,
  };
}

/** Kinds of body that API Gateway hands over as text; all others travel in base64. */
const isText = (contentType: string): boolean =>
  /^(?:text\/|application\/(?:json|javascript|xml)|[^;]*\+(?:json|xml))/i.test(contentType) || contentType === "";

function queryOf(search: URLSearchParams): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const key of search.keys()) found[key] = search.getAll(key).join(",");
  return Object.keys(found).length > 0 ? found : null;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `23/Nov/2026:08:00:00 +0000`. */
function logTime(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()].map(two).join(":");
  return `${two(now.getUTCDate())}/${months[now.getUTCMonth()] ?? ""}/${now.getUTCFullYear()}:${time} +0000`;
}

export interface EventParts {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly route: RouteMatch;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export function toEvent({ request, url, route, headers, body }: EventParts): APIGatewayProxyEventV2 {
  const now = new Date();
  const method = request.method ?? "GET";
  const cookies = (request.headers.cookie ?? "")
    .split(";")
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
  const query = queryOf(url.searchParams);
  const text = isText(headers["content-type"] ?? "") && headers["content-encoding"] === undefined;
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    ...(Object.keys(route.pathParameters).length > 0 ? { pathParameters: { ...route.pathParameters } } : {}),
    requestContext: {
      accountId: account,
      apiId: "local",
      domainName: apiHost,
      domainPrefix: "api",
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: "$default",
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(text ? "utf8" : "base64") } : {}),
    isBase64Encoded: body.length > 0 && !text,
  };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

export const gatewayMessage = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify({ message })),
});

/** What a function returned, as HTTP. Without a status code the whole value is the body, as API Gateway infers. */
export function fromResult(payload: string): HttpAnswer {
  const result: unknown = JSON.parse(payload);
  if (!isRecord(result) || !("statusCode" in result))
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: Buffer.from(typeof result === "string" ? result : payload),
    };
  const status = Number(result["statusCode"]);
  if (!Number.isInteger(status) || status < 100 || status > 599) return gatewayMessage(500, "Internal Server Error");
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(isRecord(result["headers"]) ? result["headers"] : {}))
    if (!ownHeaders.has(name.toLowerCase())) headers[name.toLowerCase()] = String(value);
  const cookies = result["cookies"];
  if (Array.isArray(cookies) && cookies.length > 0) headers["set-cookie"] = cookies.map(String);
  const body = typeof result["body"] === "string" ? result["body"] : "";
  return { status, headers, body: Buffer.from(body, result["isBase64Encoded"] === true ? "base64" : "utf8") };
}
