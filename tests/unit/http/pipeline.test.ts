import type { Context } from "aws-lambda";
import { JwtExpiredError, JwtInvalidSignatureError } from "aws-jwt-verify/error";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { edgeHeaders } from "../../../functions/http/edge-headers.ts";
import { route, staff as staffOnly, touches, touchesNobody } from "../../../functions/http/route.ts";
import { Busy } from "../../../functions/kernel/busy.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import type { Session } from "../../../functions/http/session.ts";
import { answered, httpHandler, type HttpDependencies } from "../../../functions/http/pipeline.ts";
import type { HttpEvent, HttpResult } from "../../../functions/http/call.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { hashSid } from "../../../functions/http/session-guard.ts";
import { silentLog } from "../../support/log.ts";

const routes = {
  "thing.read": route({
    method: "GET",
    path: "/api/things/{thingId}",
    access: "guardian",
    status: 200,
    summary: "x",
    params: z.strictObject({ thingId: z.string().check(z.regex(/^[a-z]+$/)) }),
    answer: z.object({ name: z.string() }),
    problems: [],
  }),
  "thing.write": route({
    method: "POST",
    path: "/api/things",
    access: "anyone",
    status: 201,
    summary: "x",
    bodyLimit: 2048,
    body: z.strictObject({ name: z.string(), size: z.int() }),
    answer: z.object({ text: z.string() }),
    problems: [],
  }),
  "thing.anywhere": route({
    method: "POST",
    path: "/api/anywhere",
    access: "anyone",
    fromAnywhere: true,
    alsoForm: true,
    bodyLimit: 2048,
    status: 204,
    summary: "x",
    body: z.strictObject({ "One-Field": z.literal("yes") }),
    answer: null,
    problems: [],
  }),
  "thing.page": route({
    method: "GET",
    path: "/api/page",
    access: "anyone",
    status: 303,
    summary: "x",
    answer: z.string(),
    problems: [],
  }),
  "thing.requiredAction": route({
    method: "GET",
    path: "/api/requiredAction",
    access: "signedIn",
    beforeRequiredActions: true,
    status: 204,
    summary: "x",
    answer: null,
    problems: [],
  }),
  "thing.staff": route({
    method: "GET",
    path: "/api/staff/things",
    ...staffOnly("bookings.read", touchesNobody("Nothing is of anybody here.")),
    status: 204,
    summary: "x",
    answer: null,
    problems: [],
  }),
  "thing.ofFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/things",
    ...staffOnly("bookings.write", touches("params.familyCode", "body.lines.childId", "body.absent")),
    status: 200,
    summary: "x",
    params: z.strictObject({ familyCode: z.string() }),
    body: z.strictObject({
      lines: z.array(z.strictObject({ childId: z.string(), name: z.string() })),
      absent: z.optional(z.string()),
      how: z.enum(["well", "refused", "broken"]),
    }),
    answer: z.object({ name: z.string() }),
    problems: ["changed"],
  }),
} as const;

const now = id("Instant", "2026-11-23T08:00:00Z");
const secret = "the-edge-secret";
const guardian: Session = {
  role: "guardian",
  login: id("Login", "ABC4821"),
  displayName: "Mme X",
  familyCode: id("FamilyCode", "ABC4821"),
  guardianId: id("GuardianId", "1"),
  openedAt: now,
  endsAt: id("Instant", "2026-11-23T20:00:00Z"),
  requiredAction: null,
  device: "Firefox",
  origin: "192.0.x.x",
};
const staff: Session = {
  role: "staff",
  login: id("Login", "AGENT1"),
  displayName: "Agent",
  openedAt: now,
  endsAt: guardian.endsAt,
  grants: [{ role: "administrator" }],
  requiredAction: null,
  device: "Firefox",
  origin: "192.0.x.x",
};

const written = vi.fn();
const recordAccess = vi.fn<HttpDependencies["recordAccess"]>(() => Promise.resolve());
const log = { ...silentLog };

/** Sessions by token, as the pool and the table would say. */
function handlerWith(sessions: Record<string, Session | Error>, clock: () => Instant = () => now) {
  const http: HttpDependencies = {
    log,
    portalSecret: secret,
    recordAccess,
    sessions: {
      clock,
      verifyToken: (token) => {
        const found = sessions[token];
        if (!found) return Promise.reject(new JwtInvalidSignatureError("bad"));
        if (found instanceof Error) return Promise.reject(found);
        return Promise.resolve({ login: found.login, staff: found.role === "staff", expiresAt: 0 });
      },
      readSession: (login, hash) => {
        const found = Object.values(sessions).find(
          (session): session is Session => !(session instanceof Error) && session.login === login,
        );
        return Promise.resolve(found && hash === hashSid("sid") ? found : null);
      },
    },
  };
  return httpHandler(
    [
      answered(routes, {
        "thing.read": ({ params, session }) =>
          Promise.resolve({
            body: Object.assign({ name: `${params.thingId} of ${session.familyCode}` }, { secret: "never declared" }),
          }),
        "thing.write": ({ body }) => {
          if (body.name === "explode") throw new Error("SELECT password FROM secrets");
          if (body.name === "busy") throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
          if (body.name === "refused") throw new Problem("changed", "Rechargez la page.");
          written(body);
          return Promise.resolve({ body: { text: "é".repeat(body.size) }, cookies: ["a=b"] });
        },
        "thing.anywhere": ({ body }) => {
          written(body);
          return Promise.resolve({ body: undefined });
        },
        "thing.page": () => Promise.resolve({ body: "/quelque-part#x" }),
        "thing.requiredAction": () => Promise.resolve({ body: undefined }),
        "thing.staff": () => Promise.resolve({ body: undefined }),
        "thing.ofFamily": ({ body: { how } }) => {
          if (how === "refused") throw new Problem("changed", "Rechargez la page.");
          if (how === "broken") throw new Error("SELECT password FROM secrets");
          return Promise.resolve({ body: { name: "Lou Martin" } });
        },
      }),
    ],
    http,
  );
}

const context = { awsRequestId: "request-1" } as Context;

function event(key: string, more: Partial<HttpEvent> = {}): HttpEvent {
  const [method = "GET", path = "/"] = key.split(" ");
  return {
    version: "2.0",
    routeKey: key,
    rawPath: path,
    rawQueryString: "",
    isBase64Encoded: false,
    requestContext: {
      accountId: "1",
      apiId: "1",
      domainName: "x",
      domainPrefix: "x",
      requestId: "1",
      routeKey: key,
      stage: "$default",
      time: "",
      timeEpoch: 0,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    },
    ...more,
    headers: {
      [edgeHeaders.secret]: secret,
      [edgeHeaders.origin]: "https://portail.exemple.fr",
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
      ...more.headers,
    },
  };
}
const post = (body: unknown, more: Partial<HttpEvent> = {}) =>
  event("POST /api/things", { body: typeof body === "string" ? body : JSON.stringify(body), ...more });
const read = (cookies: string[]) => event("GET /api/things/{thingId}", { pathParameters: { thingId: "abc" }, cookies });
const signedIn = (token: string) => [`__Host-sid=sid`, `__Host-access=${token}`];

async function problem(
  answer: Promise<HttpResult>,
): Promise<{ status: number; code: string; detail: string; body: string; errors: { field: string }[] }> {
  const { statusCode = 0, headers, body = "" } = await answer;
  expect(headers?.["content-type"]).toBe("application/problem+json");
  const parsed = JSON.parse(body) as { code: string; detail: string; errors?: { field: string }[] };
  return { status: statusCode, code: parsed.code, detail: parsed.detail, body, errors: parsed.errors ?? [] };
}

beforeEach(() => written.mockClear());
afterEach(() => vi.restoreAllMocks());

describe("the pipeline", () => {
  const handler = handlerWith({ good: guardian, staff, old: new JwtExpiredError("old", 1) });
  const run = (given: HttpEvent) => handler(given, context);

  test("answers a signed-in guardian with what the contract declares, and nothing else", async () => {
    const answer = await run(read(signedIn("good")));
    expect(answer).toMatchObject({
      statusCode: 200,
      body: '{"name":"abc of ABC4821"}',
      headers: { "cache-control": "no-store" },
    });
  });

  describe("a route that is called from anywhere, by a form", () => {
    const boundary = "----x";
    const multipart = (value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="One-Field"\r\n\r\n${value}\r\n--${boundary}--\r\n`;
    const sent = (type: string, body: string, more: Partial<HttpEvent> = {}) => {
      const { "sec-fetch-site": _, ...headers } = event("POST /api/anywhere").headers;
      return { ...event("POST /api/anywhere", { body, ...more }), headers: { ...headers, "content-type": type } };
    };

    test.each([
      ["urlencoded", "application/x-www-form-urlencoded", "One-Field=yes", {}],
      [
        "urlencoded, with a charset and in another case",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
        "One-Field=yes",
        {},
      ],
      ["multipart", `multipart/form-data; boundary=${boundary}`, multipart("yes"), {}],
      [
        "multipart, as API Gateway encodes it",
        `multipart/form-data; boundary=${boundary}`,
        Buffer.from(multipart("yes")).toString("base64"),
        { isBase64Encoded: true },
      ],
      ["JSON", "application/json", '{"One-Field":"yes"}', {}],
    ])("takes it %s, with no word on where it comes from", async (_name, type, body, more) => {
      expect(await run(sent(type, body, more))).toMatchObject({ statusCode: 204 });
      expect(written).toHaveBeenCalledExactlyOnceWith({ "One-Field": "yes" });
    });

    test.each([
      ["another field", "application/x-www-form-urlencoded", "One-Field=yes&Other=1", "request.invalid", 400],
      ["another value", "application/x-www-form-urlencoded", "One-Field=no", "request.invalid", 400],
      ["nothing", "application/x-www-form-urlencoded", "", "request.invalid", 400],
      [
        "a file",
        `multipart/form-data; boundary=${boundary}`,
        multipart("yes").replace('"One-Field"', '"One-Field"; filename="x"'),
        "request.invalid",
        400,
      ],
      ["a broken form", `multipart/form-data; boundary=${boundary}`, "yes", "request.invalid", 400],
      ["a form without a boundary", "multipart/form-data", multipart("yes"), "request.invalid", 400],
      ["another type", "text/plain", "One-Field=yes", "request.wrongContentType", 415],
      [
        "more than it takes",
        "application/x-www-form-urlencoded",
        `One-Field=${"y".repeat(2048)}`,
        "request.tooLarge",
        413,
      ],
    ])("refuses %s", async (_name, type, body, code, status) => {
      expect(await problem(run(sent(type, body)))).toMatchObject({ code, status });
      expect(written).not.toHaveBeenCalled();
    });

    test("comes through CloudFront all the same", async () => {
      const own = sent("application/x-www-form-urlencoded", "One-Field=yes");
      expect(await problem(run({ ...own, headers: { ...own.headers, [edgeHeaders.secret]: "x" } }))).toMatchObject({
        code: "origin.refused",
      });
    });

    test("is the only kind that takes a form", async () => {
      expect(
        await problem(run(post("name=n&size=1", { headers: { "content-type": "application/x-www-form-urlencoded" } }))),
      ).toMatchObject({ code: "request.wrongContentType" });
    });
  });

  test("sends to a page", async () => {
    expect(await run(event("GET /api/page"))).toMatchObject({
      statusCode: 303,
      headers: { location: "/quelque-part#x", "cache-control": "no-store" },
    });
  });

  test("sets cookies and status of the use case", async () => {
    expect(await run(post({ name: "n", size: 1 }))).toMatchObject({ statusCode: 201, cookies: ["a=b"] });
  });

  test("compresses what is long, as the browser accepts", async () => {
    const answer = await run(post({ name: "n", size: 4000 }, { headers: { "accept-encoding": "gzip, br" } }));
    expect(answer.headers?.["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(Buffer.from(answer.body ?? "", "base64")).toString()).toContain("éééé");
    expect((await run(post({ name: "n", size: 4000 }))).headers?.["content-encoding"]).toBeUndefined();
  });

  test.each([
    ["no cookie", [], "session.missing", 401],
    ["a token without a session", ["__Host-access=good"], "session.missing", 401],
    ["a session without a token", ["__Host-sid=sid"], "session.expired", 401],
    ["another session's secret", ["__Host-sid=other", "__Host-access=good"], "session.missing", 401],
    ["a forged token", signedIn("forged"), "session.missing", 401],
    ["an expired token", signedIn("old"), "session.expired", 401],
    ["a staff member on a family's page", signedIn("staff"), "access.denied", 403],
  ])("refuses %s", async (_, cookies, code, status) => {
    expect(await problem(run(read(cookies)))).toMatchObject({ code, status });
  });

  test("refuses a guardian on a staff page, and a session past its end", async () => {
    expect(await problem(run(event("GET /api/staff/things", { cookies: signedIn("good") })))).toMatchObject({
      status: 403,
      code: "access.denied",
    });
    const later = handlerWith({ good: guardian }, () => id("Instant", "2026-11-23T20:00:00Z"));
    expect(await problem(later(read(signedIn("good")), context))).toMatchObject({
      status: 401,
      code: "session.missing",
    });
  });

  test.each([
    [
      "a staff member who must enrol a second factor",
      { ...staff, requiredAction: "enrolSecondFactor" },
      "GET /api/staff/things",
      "secondFactor.toEnrol",
    ],
    [
      "a guardian who must accept the terms",
      { ...guardian, requiredAction: "acceptTerms" },
      "GET /api/things/{thingId}",
      "terms.toAccept",
    ],
  ] as const)("%s can do that, and nothing else", async (_, session, key, code) => {
    const bound = handlerWith({ bound: session });
    expect(
      await problem(bound(event(key, { pathParameters: { thingId: "abc" }, cookies: signedIn("bound") }), context)),
    ).toMatchObject({ status: 403, code });
    expect((await bound(event("GET /api/requiredAction", { cookies: signedIn("bound") }), context)).statusCode).toBe(
      204,
    );
  });

  test.each([
    ["another site (Fetch Metadata)", { "sec-fetch-site": "cross-site" }],
    ["a sibling domain", { "sec-fetch-site": "same-site" }],
    ["an address typed by hand", { "sec-fetch-site": "none" }],
    ["an old browser on another site", { "sec-fetch-site": undefined, origin: "https://evil.example" }],
    ["nobody who says where from", { "sec-fetch-site": undefined }],
    ["a null origin", { "sec-fetch-site": undefined, origin: "null" }],
  ])("a write from %s is refused", async (_, headers) => {
    expect(await problem(run(post({ name: "n", size: 1 }, { headers })))).toMatchObject({
      status: 403,
      code: "origin.refused",
    });
    expect(written).not.toHaveBeenCalled();
  });

  test("an old browser on the portal's own page may write", async () => {
    expect(
      (
        await run(
          post(
            { name: "n", size: 1 },
            { headers: { "sec-fetch-site": undefined, origin: "https://portail.exemple.fr" } },
          ),
        )
      ).statusCode,
    ).toBe(201);
  });

  test.each([[undefined], ["wrong"], [""]])("a request that did not pass the edge is refused (%j)", async (given) => {
    expect(
      await problem(run(post({ name: "n", size: 1 }, { headers: { [edgeHeaders.secret]: given } }))),
    ).toMatchObject({ status: 403, code: "origin.refused" });
  });

  test.each([
    ["bad JSON", "{", {}, "request.notJson", 400],
    ["no body", "", {}, "request.notJson", 400],
    ["an unknown field", { name: "n", size: 1, admin: true }, {}, "request.invalid", 400],
    ["a wrong type", { name: "n", size: "1" }, {}, "request.invalid", 400],
    ["a missing field", { name: "n" }, {}, "request.invalid", 400],
    ["an array", [], {}, "request.invalid", 400],
    [
      "a form",
      "name=n",
      { headers: { "content-type": "application/x-www-form-urlencoded" } },
      "request.wrongContentType",
      415,
    ],
    [
      "text that says nothing",
      { name: "n", size: 1 },
      { headers: { "content-type": undefined } },
      "request.wrongContentType",
      415,
    ],
    ["a body over the limit", { name: "n".repeat(3000), size: 1 }, {}, "request.tooLarge", 413],
    [
      "a parameter nobody declared",
      { name: "n", size: 1 },
      { queryStringParameters: { debug: "1" } },
      "request.invalid",
      400,
    ],
  ] as const)("refuses %s, in French, and writes nothing", async (_, body, more, code, status) => {
    const answer = await problem(run(post(body, more)));
    expect(answer).toMatchObject({ code, status });
    expect(answer.detail).toMatch(/^[A-ZÉ].*\.$/);
    expect(written).not.toHaveBeenCalled();
  });

  test("names the field at fault", async () => {
    expect((await problem(run(post({ name: "n", size: "1" })))).errors).toEqual([
      expect.objectContaining({ field: "size" }),
    ]);
  });

  test("an unexpected error says nothing of itself to the client, and is logged", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
    const answer = await problem(run(post({ name: "explode", size: 1 })));
    expect(answer).toMatchObject({ status: 500, code: "server.failed" });
    expect(answer.body).not.toMatch(/SELECT|password|stack/);
    expect(logged).toHaveBeenCalledWith("request.failed", expect.anything());
  });

  test("a throttled store asks to come back, a refusal speaks for itself, an unknown path is a 404", async () => {
    expect(await run(post({ name: "busy", size: 1 }))).toMatchObject({
      statusCode: 503,
      headers: { "retry-after": "3" },
    });
    expect(await problem(run(post({ name: "refused", size: 1 })))).toMatchObject({
      status: 409,
      code: "changed",
      detail: "Rechargez la page.",
    });
    expect(await problem(run(event("$default")))).toMatchObject({ status: 404, code: "route.unknown" });
  });
});

describe("what staff accesses", () => {
  const lines = [
    { childId: "c1", name: "Lou" },
    { childId: "c2", name: "Zoé" },
    { childId: "c1", name: "Lou" },
  ];
  const call = (how: string) =>
    handlerWith({ staff })(
      event("POST /api/staff/families/{familyCode}/things", {
        pathParameters: { familyCode: "ABC4821" },
        cookies: signedIn("staff"),
        body: JSON.stringify({ lines, how }),
      }),
      context,
    );
  const kept = {
    login: "AGENT1",
    route: "thing.ofFamily",
    of: { "params.familyCode": ["ABC4821"], "body.lines.childId": ["c1", "c2"], "body.absent": [] },
    at: now,
  };
  beforeEach(() => {
    recordAccess.mockClear();
    vi.spyOn(log, "error").mockImplementation(() => undefined);
  });

  test("is recorded with what the route declares, and nothing else of the call", async () => {
    expect((await call("well")).statusCode).toBe(200);
    expect(recordAccess.mock.calls).toEqual([[{ ...kept, outcome: "done" }]]);
  });

  test("is recorded when it is refused, and when the portal fails", async () => {
    expect((await call("refused")).statusCode).toBe(409);
    expect((await call("broken")).statusCode).toBe(500);
    expect(recordAccess.mock.calls.map(([{ outcome }]) => outcome)).toEqual(["changed", "failed"]);
  });

  test("is not shown when it cannot be recorded", async () => {
    recordAccess.mockRejectedValueOnce(new Busy("slow down"));
    const answer = await call("well");
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain("Lou Martin");
  });

  test("is nobody's on a route that says so, nor before a call may be made", async () => {
    await handlerWith({ staff })(event("GET /api/staff/things", { cookies: signedIn("staff") }), context);
    expect((await call("unheard of")).statusCode).toBe(400);
    expect(recordAccess).not.toHaveBeenCalled();
  });
});
