/**
 * CloudFront, API Gateway and Lambda on one machine: what a function receives, what a browser receives, and the limits
 * between.
 */
import { readFile } from "node:fs/promises";
import { request as send, type IncomingHttpHeaders } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { cacheControl, securityHeaders } from "../../../infra/edge.ts";
import { startFakePortal, type TestPortal } from "../../support/portal.ts";

const echo = `export const handler = async (event, context) => ({
  statusCode: 200, headers: { "Content-Type": "application/json", Connection: "close", "X-Own": "1" }, cookies: ["a=1; Path=/", "b=2; Path=/"],
  body: JSON.stringify({ event, request: context.awsRequestId, remaining: context.getRemainingTimeInMillis(), region: process.env.AWS_REGION, home: process.env.HOME ?? null, key: process.env.AWS_ACCESS_KEY_ID }),
});`;

const moods = `let served = 0;
export const handler = async (event) => {
  const mood = event.queryStringParameters?.mood;
  served += 1;
  if (mood === "throw") throw new Error("secret detail");
  if (mood === "exit") process.exit(3);
  if (mood === "huge") return { statusCode: 200, body: "x".repeat(6 * 1024 * 1024 + 1) };
  if (mood === "bare") return { hello: "world" };
  if (mood === "binary") return { statusCode: 200, headers: { "content-type": "application/pdf" }, isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString("base64") };
  if (mood === "odd") return { statusCode: "perhaps" };
  if (mood === "empty") return { statusCode: 204, headers: { "x-own": "1" } };
  if (mood === "slow") await new Promise((resolve) => setTimeout(resolve, 150));
  return { statusCode: 200, body: String(served) };
};`;

let test: TestPortal;
let base: string;
beforeAll(async () => {
  test = await startFakePortal({
    signIn: echo,
    book: echo,
    attendance: echo,
    officeLook: echo,
    look: moods,
    reference: "export const handler = async (event) => ({ statusCode: 404, body: event.routeKey });",
  });
  base = test.portal.portal;
});
afterAll(() => test.end());
const bucket = (): string => test.portal.operator.endpoints.s3;

const seen = z.object({
  event: z.object({
    version: z.literal("2.0"),
    routeKey: z.string(),
    rawPath: z.string(),
    rawQueryString: z.string(),
    cookies: z.optional(z.array(z.string())),
    headers: z.record(z.string(), z.string()),
    queryStringParameters: z.optional(z.record(z.string(), z.string())),
    pathParameters: z.optional(z.record(z.string(), z.string())),
    body: z.optional(z.string()),
    isBase64Encoded: z.boolean(),
    requestContext: z.looseObject({
      http: z.object({
        method: z.string(),
        path: z.string(),
        protocol: z.string(),
        sourceIp: z.string(),
        userAgent: z.string(),
      }),
      stage: z.literal("$default"),
      time: z.string(),
      timeEpoch: z.number(),
      requestId: z.string(),
      domainName: z.string(),
    }),
  }),
  request: z.string(),
  remaining: z.number(),
  region: z.string(),
  home: z.nullable(z.string()),
  key: z.string(),
});

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as written, without what fetch adds or hides. */
const raw = (
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: {
    readonly method?: string;
    readonly headers?: Record<string, string | string[]>;
    readonly body?: Buffer | string;
  } = {},
): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = send({ hostname, port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
const received = async (path: string, options?: Parameters<typeof raw>[1]) =>
  seen.parse(JSON.parse((await raw(path, options)).body.toString()));

describe("what a function receives", () => {
  it("is payload format 2.0: route, parameters decoded, query joined, cookies apart, headers lower case and joined", async () => {
    const { event } = await received("/api/staff/sites/la%20clairi%C3%A8re/days/2026-11-23?a=1&b=x%20y&a=2", {
      headers: { Cookie: "one=1; two=2", "X-Many": ["a", "b"], "User-Agent": "test" },
    });
    expect(event).toMatchObject({
      routeKey: "GET /api/staff/sites/{siteId}/days/{date}",
      rawPath: "/api/staff/sites/la%20clairi%C3%A8re/days/2026-11-23",
      rawQueryString: "a=1&b=x%20y&a=2",
      cookies: ["one=1", "two=2"],
      queryStringParameters: { a: "1,2", b: "x y" },
      pathParameters: { siteId: "la clairière", date: "2026-11-23" },
      isBase64Encoded: false,
    });
    expect(event.headers).toMatchObject({ "x-many": "a,b", "user-agent": "test" });
    expect(event.headers).not.toHaveProperty("cookie");
    expect(event.headers["host"]).not.toContain("localhost");
    expect(event.requestContext.http).toEqual({
      method: "GET",
      path: event.rawPath,
      protocol: "HTTP/1.1",
      sourceIp: expect.any(String) as unknown,
      userAgent: "test",
    });
    expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(Math.abs(event.requestContext.timeEpoch - Date.now())).toBeLessThan(60_000);
  });

  it("a body as text when it is text, in base64 when it is not", async () => {
    const post = (headers: Record<string, string>, body: Buffer | string) =>
      received("/api/bookings", { method: "POST", headers, body });
    expect((await post({ "content-type": "application/json" }, '{"é":1}')).event).toMatchObject({
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    expect((await post({ "content-type": "application/octet-stream" }, Buffer.from([0, 255]))).event).toMatchObject({
      body: "AP8=",
      isBase64Encoded: true,
    });
    expect((await post({ "content-type": "application/json" }, "")).event.body).toBeUndefined();
  });

  it("the edge's headers, whatever the client sent under their names, and nothing of the connection", async () => {
    const {
      event: { headers },
    } = await received("/api/session", {
      headers: {
        "X-Portal-Secret": "mine",
        "x-portal-viewer": "1.2.3.4",
        "X-PORTAL-ORIGIN": "https://evil.example",
        Connection: "close",
        "Keep-Alive": "1",
      },
    });
    const secret = await readFile(`${test.data}/portal-secret`, "utf8");
    expect(headers).toMatchObject({
      "x-portal-secret": secret,
      "x-portal-viewer": expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/) as unknown,
      "x-portal-origin": base,
    });
    for (const name of ["connection", "keep-alive", "transfer-encoding"]) expect(headers).not.toHaveProperty(name);
  });

  it("an environment of its own: the manifest's settings and Lambda's variables, not this machine's", async () => {
    const { home, region, key, remaining } = await received("/api/session");
    expect({ home, region, key }).toEqual({ home: null, region: "eu-west-3", key: "signIn" });
    expect(remaining).toBeGreaterThan(20_000);
    expect(remaining).toBeLessThanOrEqual(25_000);
  });
});

describe("what a browser receives", () => {
  it("the function's answer: status, headers, one Set-Cookie a cookie; nothing of the connection", async () => {
    const { status, headers } = await raw("/api/session");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "x-own": "1",
      "set-cookie": ["a=1; Path=/", "b=2; Path=/"],
      ...securityHeaders(bucket()),
    });
    expect(headers.connection).not.toBe("close");
  });

  it("binary, inferred and empty answers", async () => {
    expect((await raw("/api/family?mood=binary")).body).toEqual(Buffer.from([0, 255, 1]));
    const bare = await raw("/api/family?mood=bare");
    expect([bare.status, bare.headers["content-type"], bare.body.toString()]).toEqual([
      200,
      "application/json",
      '{"hello":"world"}',
    ]);
    const empty = await raw("/api/family?mood=empty");
    expect([empty.status, empty.body.length, empty.headers["content-length"]]).toEqual([204, 0, undefined]);
  });

  it("API Gateway's own words when the function fails, and no detail", async () => {
    for (const mood of ["throw", "exit", "huge", "odd"]) {
      const { status, body } = await raw(`/api/family?mood=${mood}`);
      expect([status, body.toString()]).toEqual([500, '{"message":"Internal Server Error"}']);
    }
    expect((await raw("/api/family")).status).toBe(200);
    expect(await readFile(`${test.data}/logs/look.log`, "utf8")).toContain("secret detail");
  });

  it("the manifest's fallback for an unknown path or method", async () => {
    expect((await raw("/api/nowhere")).body.toString()).toBe("$default");
    expect((await raw("/api/family", { method: "DELETE" })).body.toString()).toBe("$default");
  });

  it("413 past 10 MB, announced or not, and the connection lives on", async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, "x");
    const announced = await raw("/api/bookings", {
      method: "POST",
      headers: { "content-length": String(body.length) },
      body,
    });
    const chunked = await raw("/api/bookings", { method: "POST", headers: { "transfer-encoding": "chunked" }, body });
    expect([announced.status, chunked.status]).toEqual([413, 413]);
    expect(announced.body.toString()).toBe('{"message":"Request Entity Too Large"}');
    expect((await raw("/api/bookings", { method: "POST", body: body.subarray(0, 1024 * 1024) })).status).toBe(200);
  });

  it("events handled one at a time by an environment, several environments at once", async () => {
    const counts = await Promise.all(
      Array.from({ length: 9 }, async () => Number((await raw("/api/family?mood=slow")).body.toString())),
    );
    // One environment alone would have counted to nine.
    expect(Math.max(...counts)).toBeLessThan(9);
  });

  it("400 for a target that is no path", async () => {
    expect((await raw("*", { method: "OPTIONS" })).status).toBe(400);
  });
});

describe("pages and files", () => {
  it.each([
    ["/", "Parents"],
    ["/reserver/mercredis", "Parents"],
    ["/agents", "Agents"],
    ["/agents/jour/clairiere", "Agents"],
    ["/agentsx", "Parents"],
    ["/api", "Parents"],
  ])("%s is the page of %s", async (path, title) => {
    const { status, body, headers } = await raw(path);
    expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(body.toString()).toContain(title);
    expect(headers).toMatchObject({ "cache-control": cacheControl.pages, ...securityHeaders(bucket()) });
  });

  it("an asset is immutable and compressed; a missing file is missing", async () => {
    const path = "/assets/main-ABC123.js";
    const plain = await raw(path);
    expect(plain.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": cacheControl.assets,
    });
    const br = await raw(path, { headers: { "accept-encoding": "gzip, br" } });
    expect(br.headers).toMatchObject({ "content-encoding": "br", vary: "accept-encoding" });
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    const gzip = await raw(path, { headers: { "accept-encoding": "gzip" } });
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    const missing = await raw("/assets/none-000000.js");
    expect([missing.status, missing.headers["cache-control"]]).toEqual([404, "no-store"]);
    expect((await raw("/assets/../../portal-secret.txt")).status).toBe(404);
    expect((await raw("/..%2fportal-secret.txt")).status).toBe(404);
  });

  it("validators save the bytes; HEAD and other methods", async () => {
    const { headers } = await raw("/");
    const again = await raw("/", { headers: { "if-none-match": `"other", ${headers.etag ?? ""}` } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const head = await raw("/", { method: "HEAD" });
    expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([
      200,
      0,
      headers["content-length"],
    ]);
    expect((await raw("/", { method: "POST", body: "x" })).status).toBe(405);
  });

  it("the town's files come with the town", async () => {
    for (const [path, type] of [
      ["/town.json", "application/json"],
      ["/town.css", "text/css; charset=utf-8"],
      ["/logo.svg", "image/svg+xml"],
      ["/manifest.webmanifest", "application/manifest+json"],
    ]) {
      const { status, headers } = await raw(path ?? "");
      expect([status, headers["content-type"], headers["cache-control"]]).toEqual([200, type, cacheControl.pages]);
    }
  });
});
