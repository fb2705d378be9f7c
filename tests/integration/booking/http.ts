/** A function's handler as API Gateway calls it, with a session that is given rather than opened. */
import type { Context } from "aws-lambda";
import { edgeHeaders } from "../../../functions/http/edge-headers.ts";
import type { Method, Routes } from "../../../functions/http/route.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { Session, StaffSession } from "../../../functions/http/session.ts";
import { answered, httpHandler, type HttpDependencies, type HttpHandler } from "../../../functions/http/pipeline.ts";
import type { HttpEvent, UseCases } from "../../../functions/http/call.ts";
import { accessCookie, sidCookie } from "../../../functions/http/cookies.ts";
import { silentLog } from "../../support/log.ts";
import { monday } from "./support.ts";

const secret = "edge-secret-of-the-test";
const origin = "https://portail.example.fr";

/** Answers `session` to whoever calls. */
export const handlerOf = <R extends Routes>(
  routes: R,
  useCases: UseCases<R>,
  session: Session,
  recordAccess: HttpDependencies["recordAccess"] = () => Promise.resolve(),
): HttpHandler =>
  httpHandler([answered(routes, useCases)], {
    log: silentLog,
    portalSecret: secret,
    recordAccess,
    sessions: {
      clock: () => monday,
      verifyToken: () =>
        Promise.resolve({ login: session.login, staff: session.role === "staff", expiresAt: Infinity }),
      readSession: () => Promise.resolve(session),
    },
  });

export interface Sent {
  readonly method: Method;
  /** As declared: `/api/activities/{activityId}/grid`. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const context = { awsRequestId: "request-1" } as Context;

export async function send(
  handler: HttpHandler,
  { method, path, params, query, body, headers = {} }: Sent,
): Promise<Answered> {
  const routeKey = `${method} ${path}`;
  const event: HttpEvent = {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: "",
    cookies: [`${sidCookie}=s`, `${accessCookie}=t`],
    headers: {
      ...headers,
      [edgeHeaders.secret]: secret,
      [edgeHeaders.origin]: origin,
      "sec-fetch-site": "same-origin",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    requestContext: {
      accountId: "0",
      apiId: "a",
      domainName: "d",
      domainPrefix: "d",
      requestId: "r",
      routeKey,
      stage: "$default",
      time: "",
      timeEpoch: Date.now(),
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    },
    isBase64Encoded: false,
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
  const { statusCode, body: text } = await handler(event, context);
  return { status: statusCode ?? 0, body: JSON.parse(text ?? "{}") as Answered["body"] };
}

export const staffSession: StaffSession = {
  role: "staff",
  login: id("Login", "AGENT1"),
  displayName: "Agent",
  openedAt: monday,
  endsAt: id("Instant", "2026-11-23T18:00:00Z"),
  requiredAction: null,
  grants: [{ role: "administrator" }],
  device: "",
  origin: "",
};
