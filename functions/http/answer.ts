/** How an answer leaves: headers, compression, and every error as problem+json. */
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { RouteSpec } from "./route.ts";
import { Busy } from "../kernel/busy.ts";
import type { Log } from "../kernel/log.ts";
import type { HttpEvent, HttpMiddleware, HttpResult } from "./call.ts";
import { Problem } from "./problem.ts";

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff", vary: "accept-encoding" };
const smallest = 1024;

/**
 * How other services than the table (whose kit throws `Busy`) say « later »: retries are spent, nothing is known to be
 * wrong.
 */
const busy = new Set(["ThrottlingException", "TooManyRequestsException", "ServiceUnavailable", "TimeoutError"]);

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof Busy || (error instanceof Error && busy.has(error.name)))
    return new Problem("server.busy", {
      detail:
        "Beaucoup de familles sont connectées en ce moment. Attendez quelques secondes et recommencez : rien n’est perdu.",
      retryAfter: 3,
    });
  return null;
}

/** Families have the desk; the desk has who runs the portal. */
const whomToTell = (routeKey: string): string =>
  routeKey.includes(" /api/staff/") ? "prévenez qui s’occupe du portail" : "appelez le guichet";

/**
 * Any error becomes RFC 9457; only those of our own making speak, the others are logged and answered as
 * `server.failed`.
 */
export function problems(log: Log): HttpMiddleware {
  return {
    onError: (request) => {
      const known = asProblem(request.error);
      if (!known)
        log.error("request.failed", { route: request.event.routeKey, error: request.error ?? new Error("unknown") });
      const problem =
        known ??
        new Problem(
          "server.failed",
          `Le portail a rencontré une erreur. Recommencez dans un instant ; si cela continue, ${whomToTell(request.event.routeKey)}.`,
        );
      request.response = {
        statusCode: problem.status,
        headers: {
          ...headers,
          "content-type": "application/problem+json",
          ...(problem.details.retryAfter === undefined ? {} : { "retry-after": String(problem.details.retryAfter) }),
        },
        body: JSON.stringify(problem.body(request.context.awsRequestId)),
        ...(problem.details.cookies ? { cookies: [...problem.details.cookies] } : {}),
      };
    },
  };
}

/** CloudFront does not compress what it may not cache, so the answer leaves compressed. */
export function compress(): HttpMiddleware {
  const run: HttpMiddleware["after"] = ({ event, response }) => {
    if (response) squeeze(event, response);
  };
  return { after: run, onError: run };
}

function squeeze(event: HttpEvent, response: HttpResult): void {
  const accepted = event.headers["accept-encoding"] ?? "";
  if (!response.body || response.isBase64Encoded || Buffer.byteLength(response.body) < smallest) return;
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
  if (!encoding) return;
  const bytes =
    encoding === "br"
      ? brotliCompressSync(response.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : gzipSync(response.body);
  response.body = bytes.toString("base64");
  response.isBase64Encoded = true;
  response.headers = { ...response.headers, "content-encoding": encoding };
}

/** Weak, because the same answer leaves compressed or not. */
const etagOf = (body: string): string => `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;

/** What a use case answered, already held to the contract (`undefined`: nothing), as it leaves. */
export function answerOf(spec: RouteSpec, event: HttpEvent, answer: unknown): HttpResult {
  if (!spec.answer) return { statusCode: spec.status, headers: { ...headers } };
  if (spec.status === 303) return { statusCode: 303, headers: { ...headers, location: String(answer) } };
  const body = spec.answerType !== undefined && typeof answer === "string" ? answer : JSON.stringify(answer);
  const typed = { ...headers, "content-type": spec.answerType ?? "application/json" };
  if (!spec.conditional) return { statusCode: spec.status, headers: typed, body };
  const etag = etagOf(body);
  // To be kept by who asks, and asked for again each time.
  const kept = { etag, "cache-control": "private, no-cache" };
  const has = (event.headers["if-none-match"] ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .includes(etag);
  return has
    ? { statusCode: 304, headers: { ...headers, ...kept } }
    : { statusCode: spec.status, headers: { ...typed, ...kept }, body };
}
