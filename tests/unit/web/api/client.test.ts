/** The client: renewal of the session, repetition, problems. */
import { beforeEach, describe, expect, it } from "vitest";
import type { RouteId } from "../../../../functions/contract.ts";
import type { Method } from "../../../../functions/http/route.ts";
import { allRoutes } from "../../../../functions/contract.ts";
import { createClient, pathOf, type ClientDeps } from "../../../../web/shared/api/client.ts";
import { Problem } from "../../../../web/shared/api/problem.ts";

const table = Object.fromEntries(
  Object.entries(allRoutes).map(([id, { method, path }]) => [id, [method, path]]),
) as Record<RouteId, [Method, string]>;
const session = {
  login: "ABC1",
  role: "guardian",
  displayName: "Mme X",
  renewBefore: "2026-11-23T10:00:00Z",
  endsAt: "2026-11-23T20:00:00Z",
};
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
const problem = (status: number, code: string, more: object = {}): Response =>
  json(status, { type: "x", title: "Titre", status, code, detail: "Détail", ...more });

type Reply = Response | Error;
let sent: { path: string; method: string; body: unknown }[];
let waits: number[];
let ended: number;
let opened: number;

/** A client whose network answers by a script: one reply a path, the last one for good. */
function client(script: Record<string, Reply[]>) {
  const deps: ClientDeps = {
    routes: table,
    random: () => 0,
    fetch: (path, init) => {
      sent.push({
        path,
        method: init.method ?? "",
        body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      });
      const replies = script[`${init.method ?? ""} ${path}`] ?? [];
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (!reply) throw new Error(`No reply for ${path}`);
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply.clone());
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    onSession: () => {
      opened++;
    },
    onSessionEnd: () => {
      ended++;
    },
    onServerTime: () => undefined,
  };
  return createClient(deps);
}

beforeEach(() => {
  [sent, waits, ended, opened] = [[], [], 0, 0];
});

describe("an expired session", () => {
  it("is renewed once for all the calls that met it, which are then repeated", async () => {
    const { call } = client({
      "GET /api/family": [problem(401, "session.expired"), json(200, { code: "ABC1" })],
      "GET /api/activities": [problem(401, "session.expired"), json(200, { activities: [] })],
      "POST /api/session/renewal": [json(200, session)],
    });
    const [family, activities] = await Promise.all([call("family.read"), call("booking.activities")]);
    expect(family.code).toBe("ABC1");
    expect(activities.activities).toEqual([]);
    expect(sent.filter(({ path }) => path === "/api/session/renewal")).toHaveLength(1);
    expect(opened).toBe(1);
  });

  it("that cannot be renewed ends, and says why", async () => {
    const { call } = client({
      "GET /api/family": [problem(401, "session.expired")],
      "POST /api/session/renewal": [problem(401, "session.missing")],
    });
    await expect(call("family.read")).rejects.toMatchObject({ code: "session.missing" });
    expect(ended).toBe(1);
  });

  it("is not taken for ended when the network is what fails", async () => {
    const { call } = client({
      "GET /api/family": [problem(401, "session.expired")],
      "POST /api/session/renewal": [new TypeError("offline")],
    });
    await expect(call("family.read")).rejects.toMatchObject({ code: "network" });
    expect(ended).toBe(0);
  });

  it("is renewed again the next time", async () => {
    const { call } = client({
      "GET /api/family": [
        problem(401, "session.expired"),
        json(200, {}),
        problem(401, "session.expired"),
        json(200, {}),
      ],
      "POST /api/session/renewal": [json(200, session)],
    });
    await call("family.read");
    await call("family.read");
    expect(opened).toBe(2);
  });
});

describe("a session that is missing", () => {
  it("ends at once, without a renewal", async () => {
    const { call } = client({ "GET /api/family": [problem(401, "session.missing")] });
    await expect(call("family.read")).rejects.toMatchObject({ code: "session.missing" });
    expect(ended).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it("does not turn a wrong password into an ended session", async () => {
    const { call } = client({ "POST /api/session": [problem(401, "signIn.refused")] });
    await expect(call("sign-in.openSession", { body: { login: "ABC1", password: "x" } })).rejects.toMatchObject({
      code: "signIn.refused",
    });
    expect(ended).toBe(0);
  });
});

describe("repetition", () => {
  const lines = [{ childId: "1", activityId: "mercredis", unitId: "journee", date: "2026-12-02" }];

  it("tries a read three times when the network fails", async () => {
    const { call } = client({ "GET /api/family": [new TypeError("offline")] });
    await expect(call("family.read")).rejects.toMatchObject({ code: "network", answerLost: true });
    expect(sent).toHaveLength(3);
    expect(waits).toEqual([600, 1200]);
  });

  it("waits as long as a busy server asks", async () => {
    const { call } = client({ "GET /api/family": [problem(503, "server.busy", { retryAfter: 4 }), json(200, {})] });
    await call("family.read");
    expect(waits).toEqual([4000]);
  });

  it("leaves a long wait to the person", async () => {
    const { call } = client({ "GET /api/family": [problem(503, "server.busy", { retryAfter: 60 })] });
    await expect(call("family.read")).rejects.toMatchObject({ code: "server.busy", retryAfter: 60 });
    expect(sent).toHaveLength(1);
  });

  it("never repeats a write by itself", async () => {
    const { call } = client({ "POST /api/bookings": [new TypeError("offline")] });
    await expect(call("booking.book", { body: { idempotencyKey: "k".repeat(20), lines } })).rejects.toBeInstanceOf(
      Problem,
    );
    expect(sent).toHaveLength(1);
  });

  it("repeats a write that carries a key, word for word", async () => {
    const { call } = client({ "POST /api/bookings": [new TypeError("offline"), json(200, { lines: [] })] });
    await call("booking.book", { body: { idempotencyKey: "k".repeat(20), lines }, repeatable: true });
    expect(sent[1]).toEqual(sent[0]);
  });

  it("does not repeat a refusal", async () => {
    const { call } = client({ "GET /api/family": [problem(403, "access.denied")] });
    await expect(call("family.read")).rejects.toMatchObject({ code: "access.denied" });
    expect(sent).toHaveLength(1);
  });
});

describe("problems", () => {
  it("carry the fields at fault", async () => {
    const errors = [{ field: "email", message: "Incomplète." }, { field: 3 }, "x"];
    const { call } = client({ "GET /api/family": [problem(400, "request.invalid", { errors })] });
    await expect(call("family.read")).rejects.toMatchObject({
      errors: [{ field: "email", message: "Incomplète." }],
      detail: "Détail",
    });
  });

  it("stand for an answer that is not the API's", async () => {
    const { call } = client({ "GET /api/family": [new Response("<html>", { status: 500 })] });
    await expect(call("family.read")).rejects.toMatchObject({ code: "unreadable", status: 500 });
  });
});

describe("paths", () => {
  it("fill parameters, encoded, and append the query", () => {
    expect(pathOf("/api/activities/{activityId}/grid", { params: { activityId: "a/b" } })).toBe(
      "/api/activities/a%2Fb/grid",
    );
    expect(pathOf("/api/bookings", { query: { from: "2026-11-01", to: "2026-11-30" } })).toBe(
      "/api/bookings?from=2026-11-01&to=2026-11-30",
    );
  });

  it("an answer without body is undefined", async () => {
    const { call } = client({ "DELETE /api/session": [json(204, null)] });
    await expect(call("sign-in.closeSession")).resolves.toBeUndefined();
  });
});
