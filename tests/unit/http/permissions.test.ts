/** Every route of the office against every kind of caller: what staff may do is declared on the route, and judged. */
import type { Context } from "aws-lambda";
import { describe, expect, it, test } from "vitest";
import * as z from "zod/mini";
import { allRoutes } from "../../../functions/contract.ts";
import type { HttpEvent } from "../../../functions/http/call.ts";
import { edgeHeaders } from "../../../functions/http/edge-headers.ts";
import { answered, httpHandler } from "../../../functions/http/pipeline.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { routeKey, type RouteSpec, type Routes } from "../../../functions/http/route.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { allows, isPermission, permissions, staffRoles } from "../../../functions/kernel/permissions.ts";
import { silentLog } from "../../support/log.ts";

const routes: Routes = allRoutes;
const staffRoutes = Object.entries(routes).flatMap(([name, spec]) => (spec.access === "staff" ? [{ name, spec }] : []));
const secret = "the-edge-secret";
const now = id("Instant", "2026-11-23T08:00:00Z");
const staffMember: StaffSession = {
  role: "staff",
  login: id("Login", "AGENT1"),
  displayName: "Agent",
  openedAt: now,
  endsAt: id("Instant", "2026-11-23T20:00:00Z"),
  requiredAction: null,
  grants: [{ role: "administrator" }],
  device: "",
  origin: "",
};

/** The code of the answer to a call with nothing in it: `notFound` is what the use case would have said. */
async function codeFor(name: string, spec: RouteSpec, grants: StaffSession["grants"]): Promise<unknown> {
  const handler = httpHandler(
    [answered({ [name]: spec }, { [name]: () => Promise.reject(new Problem("notFound", "Introuvable.")) })],
    {
      log: silentLog,
      portalSecret: secret,
      recordAccess: () => Promise.resolve(),
      sessions: {
        clock: () => now,
        verifyToken: () => Promise.resolve({ login: staffMember.login, staff: true, expiresAt: 0 }),
        readSession: () => Promise.resolve({ ...staffMember, grants }),
      },
    },
  );
  const key = routeKey(spec);
  const event: HttpEvent = {
    version: "2.0",
    routeKey: key,
    rawPath: spec.path,
    rawQueryString: "",
    cookies: ["__Host-sid=s", "__Host-access=t"],
    headers: { [edgeHeaders.secret]: secret, "sec-fetch-site": "same-origin" },
    isBase64Encoded: false,
    requestContext: {
      accountId: "0",
      apiId: "a",
      domainName: "d",
      domainPrefix: "d",
      requestId: "r",
      routeKey: key,
      stage: "$default",
      time: "",
      timeEpoch: Date.now(),
      http: { method: spec.method, path: spec.path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    },
  };
  const { body } = await handler(event, { awsRequestId: "request-1" } as Context);
  const answer: unknown = JSON.parse(body ?? "{}");
  return typeof answer === "object" && answer !== null && "code" in answer ? answer.code : undefined;
}

describe.each(staffRoutes)("$name", ({ name, spec }) => {
  it("is refused to a staff member who holds no permission, before anything of the call is read", async () => {
    expect(await codeFor(name, spec, [])).toBe("access.denied");
  });

  it("is open to a staff member whose role allows it", async () => {
    expect(await codeFor(name, spec, staffMember.grants)).not.toBe("access.denied");
  });

  it("takes a permission that exists, and says whose data it touches, or why nobody's", () => {
    expect(isPermission(spec.permission)).toBe(true);
    if ("nobody" in spec.audit) {
      expect(spec.audit.nobody.length).toBeGreaterThan(10);
      // Whoever names a family touches it.
      expect(Object.keys(spec.params?.shape ?? {})).not.toContain("familyCode");
      return;
    }
    for (const path of spec.audit.of) expect(namesSomething(spec, path.split(".")), path).toBe(true);
    if (spec.params && "familyCode" in spec.params.shape) expect(spec.audit.of).toContain("params.familyCode");
  });
});

/** Whether a path of an audit leads to a field that the route takes. */
function namesSomething(spec: RouteSpec, [part, ...path]: readonly string[]): boolean {
  const schema = part === "params" ? spec.params : part === "query" ? spec.query : spec.body;
  return leadsSomewhere(schema, path);
}

/** Of several kinds of bodies, one has it. */
function leadsSomewhere(schema: unknown, path: readonly string[]): boolean {
  if (schema instanceof z.ZodMiniArray) return leadsSomewhere(schema._zod.def.element, path);
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.some((option) => leadsSomewhere(option, path));
  const [field, ...rest] = path;
  if (field === undefined) return schema !== undefined;
  return (
    schema instanceof z.ZodMiniObject &&
    leadsSomewhere(new Map<string, unknown>(Object.entries(schema.shape)).get(field), rest)
  );
}

test("there are routes of the office, and each permission is taken by one", () => {
  expect(staffRoutes.length).toBeGreaterThan(20);
  expect([...new Set(staffRoutes.map(({ spec }) => spec.permission))].sort()).toEqual(Object.keys(permissions).sort());
});

test("the one role there is may do everything, and no grant nothing", () => {
  expect(staffRoles.administrator.toSorted()).toEqual(Object.keys(permissions).sort());
  for (const permission of staffRoles.administrator) {
    expect(allows(staffMember.grants, permission)).toBe(true);
    expect(allows([], permission)).toBe(false);
  }
});

test("each permission is said in one French sentence", () => {
  for (const sentence of Object.values(permissions)) expect(sentence).toMatch(/^[A-ZÉ].+\.$/u);
});
