/**
 * Every route, called wrongly in every way that the contract foresees, over HTTP through the gateway and the built
 * functions: the right 4xx as problem+json in French, nothing written, nothing told.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allRoutes, contract, type RouteId } from "../../../functions/contract.ts";
import { functionNames, functions } from "../../../functions/manifest.ts";
import { problems, type ProblemCode } from "../../../functions/http/problems.ts";
import { commonProblems, type RouteSpec } from "../../../functions/http/route.ts";
import {
  accessCookie,
  problemIn,
  send,
  sidCookie,
  signIn,
  solveRobot,
  type Received,
  type Sent,
  type SignedIn,
} from "./client.ts";
import { changesBetween, startDemoPortal, type DemoPortal, type Records } from "./portal.ts";
import { table, type Facts, type Row } from "./table.ts";
import { expiredToken, falseTokens } from "./tokens.ts";

const ids = Object.keys(allRoutes).filter((id): id is RouteId => id in allRoutes);
const specOf = (id: RouteId): RouteSpec => allRoutes[id];
const rowOf = (id: RouteId): Row => table[id];

let demo: DemoPortal;
let facts: Facts;
let guardian: SignedIn;
let other: SignedIn;
let staff: SignedIn;
/** A staff member who signed in and holds no permission. */
let ungranted: SignedIn;

const activities = z.object({
  activities: z.array(z.object({ id: z.string(), window: z.object({ state: z.string() }) })),
});
const grid = z.object({
  activity: z.object({ siteId: z.string(), units: z.array(z.object({ id: z.string() })) }),
  children: z.array(z.object({ id: z.string() })),
  days: z.array(z.object({ date: z.string(), cells: z.array(z.array(z.object({ state: z.string() }))) })),
});

async function read(session: SignedIn, path: string): Promise<unknown> {
  const answer = await send(demo.url, { method: "GET", path, cookies: session.cookies });
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text);
}

/** A day, a unit and a child that could be booked now. */
async function findFacts(): Promise<Facts> {
  const open = activities
    .parse(await read(guardian, "/api/activities"))
    .activities.filter(({ window }) => window.state === "open");
  for (const { id: activityId } of open) {
    const { activity, children, days } = grid.parse(await read(guardian, `/api/activities/${activityId}/grid`));
    for (const { date, cells } of days)
      for (const [child, units] of cells.entries())
        for (const [unit, { state }] of units.entries())
          if (state === "free")
            return {
              familyCode: guardian.view.login,
              childId: children[child]!.id,
              unitId: activity.units[unit]!.id,
              activityId,
              siteId: activity.siteId,
              date,
              robot: "x",
            };
  }
  throw new Error("The demo town has nothing to book");
}

beforeAll(async () => {
  demo = await startDemoPortal();
  const [first, second] = demo.guardians;
  if (!first || !second) throw new Error("The demo town needs two families that may sign in");
  [guardian, other, staff] = (await Promise.all(
    [first, second, demo.staff].map(({ login, password, totpSecret }) => signIn(demo.url, login, password, totpSecret)),
  )) as [SignedIn, SignedIn, SignedIn];
  ungranted = await demo.sessionGranted(staff, []);
  facts = await findFacts();
});
afterAll(() => demo.end());

/** The session that a route asks for. */
const sessionFor = ({ access }: RouteSpec): SignedIn | null =>
  access === "anyone" ? null : access === "staff" ? staff : guardian;
const cookiesFor = (spec: RouteSpec) => sessionFor(spec)?.cookies ?? {};

function rightCall(id: RouteId): Sent & { readonly body?: Readonly<Record<string, unknown>> } {
  const spec = specOf(id);
  const row = rowOf(id);
  const params = row.params?.(facts) ?? {};
  const path = spec.path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const query = row.query ? `?${new URLSearchParams(row.query(facts)).toString()}` : "";
  return {
    method: spec.method,
    path: `${path}${query}`,
    cookies: cookiesFor(spec),
    ...(row.body ? { body: row.body(facts) } : {}),
  };
}

/** Which function serves a route: each has its own bundle of what checks sessions, origins and bodies. */
const servedBy = new Map(
  functionNames.flatMap((name) => {
    const { calledBy } = functions[name];
    if (calledBy.kind !== "http") return [];
    return calledBy.routes.flatMap((group) => Object.keys(contract[group]).map((id) => [id, name] as const));
  }),
);
/** One route of each function and sort of caller meets whatever there is. */
const meetsAll = new Set([
  ...new Map(ids.map((id) => [`${servedBy.get(id) ?? ""} ${specOf(id).access} ${specOf(id).method}`, id])).values(),
]);
/** For the others, some of what is common to all of a function's routes: another one each time. */
const some = <T>(id: RouteId, all: readonly T[]): readonly T[] =>
  meetsAll.has(id) ? all : all.filter((_, rank) => rank === ids.indexOf(id) % all.length);

/** Words that a person must never read, in any answer. */
const leaks = /Exception|at \/|node_modules|\.ts:|\.mjs|DynamoDB|Cognito|ECONN|undefined|\[object|ZodError|Error:/u;
const french = /[àâçéèêëîïôùû]|\b(?:le|la|les|de|du|un|une|ce|cette|votre|pas|est)\b/iu;

const problemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

function expectProblem(answer: Received, code: ProblemCode | readonly ProblemCode[]): void {
  const problem = problemIn(answer);
  expect([code].flat()).toContain(problem.code);
  expect(answer.status).toBe(problem.status);
  const known = problemCode.parse(problem.code);
  expect(problems[known].status).toBe(answer.status);
  expect(problem.type).toBe(`urn:portail-famille:${problem.code}`);
  for (const words of [problem.title, problem.detail, ...(problem.errors ?? []).map(({ message }) => message)]) {
    expect(words).toMatch(french);
    expect(words).not.toMatch(leaks);
  }
  expect(answer.text).not.toMatch(leaks);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
}

/**
 * What calls of the two families may have changed since. The demo town goes on meanwhile: for its other families, by the
 * mails about what it had decided, and by looking up what it had begun to pay.
 */
async function changedSince(before: Records): Promise<readonly string[]> {
  const called = [guardian, other].map(({ view }) => `FAMILY#${view.login} `);
  const lookedUp = /^PAYMENTATTEMPT#\S+ ATTEMPT: \{/u;
  return changesBetween(before, await demo.records()).filter(
    (change) =>
      (!change.startsWith("FAMILY#") && !lookedUp.test(change)) ||
      called.some((family) => change.startsWith(family) && !change.startsWith(`${family}MAIL#request-`)),
  );
}

/** Around tests that must change nothing: the whole table is looked at before the first and after the last. */
function changingNothing(name: string, tests: () => void): void {
  describe(name, () => {
    let before: Records;
    beforeAll(async () => {
      before = await demo.records();
    });
    tests();
    it("has written nothing by all this", async () => {
      expect(await changedSince(before)).toEqual([]);
    });
  });
}

const withSession = ids.filter((id) => specOf(id).access !== "anyone");
const withBody = ids.filter((id) => specOf(id).body !== undefined);
const writing = ids.filter((id) => specOf(id).method !== "GET");
const fromPagesOnly = writing.filter((id) => !specOf(id).fromAnywhere);

describe("the table of routes", () => {
  it("has a row for every route, which names every part that the route takes", () => {
    expect(Object.keys(table).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      const spec = specOf(id);
      const row = rowOf(id);
      expect(row.body !== undefined, id).toBe(spec.body !== undefined);
      expect(row.query !== undefined, id).toBe(spec.query !== undefined);
      expect(row.params !== undefined, id).toBe(spec.params !== undefined);
      const named = { ...row.params?.(facts), ...row.query?.(facts), ...row.body?.(facts) };
      for (const field of Object.keys(named))
        if (!["body"].includes(field)) expect(Object.keys(row.refused ?? {}), `${id}.${field}`).toContain(field);
      if (spec.body) expect(spec.body.safeParse(row.body?.(facts)).error?.issues ?? [], id).toEqual([]);
    }
  });
});

changingNothing("without the right session", () => {
  describe.each(withSession)("%s without the right session", (id) => {
    const spec = specOf(id);
    const call = (cookies: Readonly<Record<string, string>>) => send(demo.url, { ...rightCall(id), cookies });

    it("answers 401 to nobody, and to half a session", async () => {
      const { [sidCookie]: sid = "", [accessCookie]: access = "" } = cookiesFor(spec);
      expectProblem(await call({}), "session.missing");
      const halves = [
        [{ [sidCookie]: sid }, "session.expired"],
        [{ [accessCookie]: access }, "session.missing"],
        [{ [accessCookie]: access, [sidCookie]: `${sid.slice(0, -2)}AA` }, "session.missing"],
        [{ [accessCookie]: access, [sidCookie]: "x" }, "session.missing"],
      ] as const;
      for (const [cookies, code] of some(id, halves)) expectProblem(await call(cookies), code);
    });

    it("answers 401 to false tokens", async () => {
      const { [sidCookie]: sid = "", [accessCookie]: access = "" } = cookiesFor(spec);
      const tokens = [
        ...Object.entries(falseTokens(access, demo.data)).map(
          ([name, token]) => [name, token, "session.missing"] as const,
        ),
        ["expired", expiredToken(access, demo.data), "session.expired"] as const,
      ];
      for (const [name, token, code] of some(id, tokens)) {
        const answer = await call({ [sidCookie]: sid, [accessCookie]: token });
        expect(answer.status, name).toBe(401);
        expectProblem(answer, code);
      }
    });

    it("answers 401 to one family's token with another's session", async () => {
      const mixes = [
        [guardian, other],
        [guardian, staff],
        [staff, guardian],
      ] as const;
      for (const [token, session] of some(id, mixes))
        expectProblem(
          await call({
            [accessCookie]: token.cookies[accessCookie] ?? "",
            [sidCookie]: session.cookies[sidCookie] ?? "",
          }),
          "session.missing",
        );
    });

    if (spec.access !== "signedIn")
      it("answers 403 to the other role", async () => {
        expectProblem(await call((spec.access === "staff" ? guardian : staff).cookies), "access.denied");
      });

    if (spec.access === "staff")
      it("answers 403 to a staff member who does not hold its permission", async () => {
        expectProblem(await call(ungranted.cookies), "access.denied");
      });
  });
});

changingNothing("with a wrong body", () => {
  describe.each(withBody)("%s with a wrong body", (id) => {
    const spec = specOf(id);
    const right = () => rightCall(id);

    it("refuses unknown fields, each missing field and each wrong value, and says which in French", async () => {
      const { body = {}, ...rest } = right();
      const wrong = [
        { field: "", body: { ...body, inattendu: 1 } },
        ...some(id, [[], 12, null, "un texte"]).map((whole) => ({ field: "", body: whole })),
        ...Object.keys(body).map((field) => ({
          field,
          body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
        })),
        ...Object.entries(rowOf(id).refused ?? {})
          .filter(([field]) => !(field in (spec.params?.shape ?? {})))
          .flatMap(([field, values]) => values.map((value) => ({ field, body: { ...body, [field]: value } }))),
      ];
      for (const one of wrong) {
        const answer = await send(demo.url, { ...rest, body: JSON.stringify(one.body) });
        expect(answer.status, JSON.stringify(one.body).slice(0, 200)).toBe(400);
        expectProblem(answer, "request.invalid");
        const named = problemIn(answer).errors?.map(({ field }) => field.split(".")[0]) ?? [];
        if (one.field !== "") expect(named, answer.text).toContain(one.field);
      }
    });

    it("refuses what is no JSON, is not called JSON, or is too long", async () => {
      const { body, ...rest } = right();
      const text = JSON.stringify(body);
      const own = { "sec-fetch-site": "same-origin" };
      for (const broken of some(id, ["{", "", "{'a':1}", `${text},`, "\u0000", "<xml/>"])) {
        const answer = await send(demo.url, { ...rest, body: broken });
        expectProblem(answer, "request.notJson");
      }
      const forms = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
      for (const type of forms)
        expectProblem(
          await send(demo.url, { ...rest, body: text, headers: { ...own, "content-type": type } }),
          spec.alsoForm ? "request.invalid" : "request.wrongContentType",
        );
      for (const type of some(id, ["text/plain", "application/jsonp", ""]))
        expectProblem(
          await send(demo.url, { ...rest, body: text, headers: { ...own, "content-type": type } }),
          "request.wrongContentType",
        );
      const limit = spec.bodyLimit ?? 64 * 1024;
      expectProblem(await send(demo.url, { ...rest, body: `${text}${" ".repeat(limit)}` }), "request.tooLarge");
    });
  });
});

describe("a body past API Gateway’s own limit", () => {
  it("is refused before any function", async () => {
    const { body: _, ...rest } = rightCall("booking.book");
    expect((await send(demo.url, { ...rest, body: " ".repeat(11 * 1024 * 1024) })).status).toBe(413);
  });
});

changingNothing("from another site", () => {
  describe.each(fromPagesOnly)("%s from another site", (id) => {
    const from: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "another site": { "sec-fetch-site": "cross-site", origin: "https://mechant.example" },
      "a sibling of this site": { "sec-fetch-site": "same-site", origin: "https://autre.exemple.fr" },
      "another site's origin, by an old browser": { origin: "https://mechant.example" },
      "no origin, by an old browser": {},
      "an opaque origin": { origin: "null" },
      "a client that names the portal's headers itself": {
        origin: "https://mechant.example",
        "x-portal-origin": "https://mechant.example",
        "x-portal-secret": "x",
        "x-portal-viewer": "10.0.0.1",
      },
    };

    it("is refused before anything else", async () => {
      for (const [name, headers] of some(id, Object.entries(from))) {
        const answer = await send(demo.url, { ...rightCall(id), headers });
        expect(answer.status, name).toBe(403);
        expectProblem(answer, "origin.refused");
      }
    });
  });
});

describe("a route that is called from anywhere", () => {
  it("is for nobody’s session: by it mail programs unsubscribe their reader, or the treasury says that it has a result", () => {
    const open = ids.filter((id) => specOf(id).fromAnywhere);
    expect(open).toEqual(["payment.notified", "payment.notifiedByAddress", "reminder.unsubscribe"]);
    for (const id of open) expect(specOf(id).access).toBe("anyone");
  });
});

changingNothing("with a wrong address", () => {
  describe.each(ids)("%s with a wrong address", (id) => {
    const spec = specOf(id);

    it("refuses parameters that it does not declare, and values that they cannot have", async () => {
      const right = rightCall(id);
      expectProblem(
        await send(demo.url, { ...right, path: `${right.path}${right.path.includes("?") ? "&" : "?"}inattendu=1` }),
        "request.invalid",
      );
      expect(commonProblems(spec)).toContain("request.invalid");
      for (const [field, values] of Object.entries(rowOf(id).refused ?? {}))
        for (const value of values) {
          if (typeof value !== "string" || spec.body) continue;
          const params = { ...rowOf(id).params?.(facts), ...(spec.params ? { [field]: value } : {}) };
          const query = { ...rowOf(id).query?.(facts), ...(spec.query ? { [field]: value } : {}) };
          const path = spec.path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(params[name] ?? ""));
          const answer = await send(demo.url, {
            ...right,
            path: spec.query ? `${path}?${new URLSearchParams(query).toString()}` : path,
          });
          expect(answer.status, `${field}=${value}`).toBe(400);
          expectProblem(answer, "request.invalid");
        }
    });

    if (spec.query)
      it("refuses each parameter that is missing or given twice", async () => {
        const right = rightCall(id);
        const [path = "", query = ""] = right.path.split("?");
        for (const name of new URLSearchParams(query).keys()) {
          const without = new URLSearchParams(query);
          without.delete(name);
          expectProblem(await send(demo.url, { ...right, path: `${path}?${without.toString()}` }), "request.invalid");
          expectProblem(
            await send(demo.url, { ...right, path: `${path}?${query}&${name}=2026-01-01` }),
            "request.invalid",
          );
        }
      });
  });
});

describe.each(ids.filter((id) => specOf(id).method === "GET"))("%s asked for by HEAD", (id) => {
  it("answers as to GET, without a body", async () => {
    const right = rightCall(id);
    const [get, head] = [await send(demo.url, right), await send(demo.url, { ...right, method: "HEAD" })];
    const told = (answer: Received) =>
      [
        answer.status,
        ...["content-type", "cache-control", "location"].map((name) => answer.headers.get(name)),
      ] as const;
    expect(told(head)).toEqual(told(get));
    expect(head.text).toBe("");
  });
});

describe("a staff member", () => {
  it("whose session was opened before there were permissions goes on working", async () => {
    const before = await demo.sessionGranted(staff, null);
    const answer = await send(demo.url, { ...rightCall("planning.ofFamily"), cookies: before.cookies });
    expect(answer.status, answer.text).toBe(200);
  });

  it("who looks at a family leaves a record of it, by codes alone, which ends", async () => {
    // Records of one second are in no order.
    const known = new Set((await demo.accessesOf(staff.view.login)).map(({ sk }) => sk));
    const answer = await send(demo.url, rightCall("planning.ofFamily"));
    expect(answer.status, answer.text).toBe(200);
    const [record, ...others] = (await demo.accessesOf(staff.view.login)).filter(({ sk }) => !known.has(sk));
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      entity: "access",
      login: staff.view.login,
      route: "planning.ofFamily",
      of: { "params.familyCode": [facts.familyCode] },
      outcome: "done",
    });
    expect(Number(record?.["expiresAt"])).toBeGreaterThan(Date.now() / 1000);
    expect(Object.keys(record ?? {}).sort()).toEqual(
      ["at", "entity", "expiresAt", "g1pk", "g1sk", "login", "of", "outcome", "pk", "route", "sk"].sort(),
    );
  });
});

describe("what no route is", () => {
  it.each([
    ["GET", "/api/nulle-part"],
    ["GET", "/api/"],
    ["PUT", "/api/session"],
    ["OPTIONS", "/api/session"],
    ["GET", "/api/bookings/1"],
    ["GET", "/api/staff"],
    ["GET", "/api/family/..%2F..%2Fetc"],
  ])("%s %s is 404 in French", async (method, path) => {
    expectProblem(await send(demo.url, { method, path, cookies: guardian.cookies }), "route.unknown");
  });

  it("is refused from another site all the same", async () => {
    const answer = await send(demo.url, {
      method: "POST",
      path: "/api/nulle-part",
      headers: { origin: "https://mechant.example" },
    });
    expect([403, 404]).toContain(answer.status);
  });
});

describe("another family's ids", () => {
  const childOf = async (session: SignedIn): Promise<string> => {
    const family = z
      .object({ children: z.array(z.object({ id: z.string() })) })
      .parse(await read(session, "/api/family"));
    return family.children[0]!.id;
  };

  it.each(["booking.book", "booking.cancel"] as const)(
    "%s refuses another family's child like one that does not exist, and writes no booking",
    async (id) => {
      const theirs = await childOf(other);
      const outcome = z.object({
        lines: z.array(
          z.object({ outcome: z.string(), refusal: z.object({ code: z.string(), sentence: z.string() }) }),
        ),
      });
      const before = await demo.records();
      const ask = async (childId: string) => {
        const { activityId, unitId, date } = facts;
        const answer = await send(demo.url, {
          ...rightCall(id),
          body: {
            idempotencyKey: `famille-d-a-cote-${id}-${childId}`.replaceAll(".", "-"),
            lines: [{ childId, activityId, unitId, date }],
          },
        });
        expect(answer.status, answer.text).toBe(200);
        return outcome.parse(JSON.parse(answer.text)).lines[0]!;
      };
      const refusedTheirs = await ask(theirs);
      expect(refusedTheirs.outcome).toBe("refused");
      expect(refusedTheirs).toEqual(await ask("NOBODY99"));
      expect((await changedSince(before)).filter((change) => !change.includes('"entity":"idempotency"'))).toEqual([]);
    },
  );

  it("are nowhere in what a family reads", async () => {
    const theirs = await childOf(other);
    for (const path of [
      "/api/family",
      "/api/activities",
      `/api/activities/${facts.activityId}/grid`,
      "/api/bookings?from=2026-01-01&to=2027-12-31",
    ]) {
      const text = JSON.stringify(await read(guardian, path));
      expect(text).not.toContain(`"id":"${theirs}"`);
      expect(text).not.toContain(other.view.login);
    }
  });
});

describe("a session that was closed", () => {
  it("opens nothing any more, and closing again is fine", async () => {
    const first = demo.guardians[0]!;
    const session = await signIn(demo.url, first.login, first.password);
    const close = () => send(demo.url, { method: "DELETE", path: "/api/session", cookies: session.cookies });
    expect((await close()).status).toBe(204);
    expectProblem(
      await send(demo.url, { method: "GET", path: "/api/family", cookies: session.cookies }),
      "session.missing",
    );
    expectProblem(
      await send(demo.url, { method: "POST", path: "/api/session/renewal", cookies: session.cookies }),
      "session.missing",
    );
    expect((await close()).status).toBe(204);
  });

  it("is refused by every route that asks for one, as is that of an adult whose access was withdrawn", async () => {
    const [closed, withdrawn] = (await Promise.all(
      [0, 1].map((index) => signIn(demo.url, demo.guardians[index]!.login, demo.guardians[index]!.password)),
    )) as [SignedIn, SignedIn];
    await send(demo.url, { method: "DELETE", path: "/api/session", cookies: closed.cookies });
    const family = withdrawn.view.login;
    const guardians = z
      .object({ guardians: z.array(z.object({ guardianId: z.string(), login: z.nullable(z.string()) })) })
      .parse(await read(staff, `/api/staff/families/${family}/sign-ins`)).guardians;
    const adult = guardians.find(({ login }) => login === family)!.guardianId;
    expect(
      (
        await send(demo.url, {
          method: "DELETE",
          path: `/api/staff/families/${family}/sign-ins/${adult}`,
          cookies: staff.cookies,
        })
      ).status,
    ).toBe(204);
    for (const { cookies } of [closed, withdrawn])
      for (const id of withSession)
        expectProblem(await send(demo.url, { ...rightCall(id), cookies }), "session.missing");
  });

  it("is renewed by its sid alone, with another token, as long as it is open", async () => {
    const second = demo.guardians[2]!;
    const session = await signIn(demo.url, second.login, second.password);
    const renewed = await send(demo.url, {
      method: "POST",
      path: "/api/session/renewal",
      cookies: { [sidCookie]: session.cookies[sidCookie] ?? "" },
    });
    expect(renewed.status, renewed.text).toBe(200);
    const cookies = { ...session.cookies, ...renewed.cookies };
    expect((await send(demo.url, { method: "GET", path: "/api/family", cookies })).status).toBe(200);
    for (const sid of [
      "x",
      `${second.login}.${"A".repeat(43)}`,
      session.cookies[sidCookie]!.replace(second.login, first()),
    ])
      expectProblem(
        await send(demo.url, { method: "POST", path: "/api/session/renewal", cookies: { [sidCookie]: sid } }),
        "session.missing",
      );
  });
  const first = (): string => demo.guardians[0]!.login;
});

describe("what a stranger can learn", () => {
  /** The answer without what names the request itself, or repeats what was typed. */
  const said = ({ status, text }: Received, ...typed: readonly string[]): unknown => {
    const repeated = typed.reduce(
      (so, one) => so.replaceAll(one, "…"),
      text.replace(/"instance":"[^"]*"/u, '"instance":"…"'),
    );
    return { status, text: repeated };
  };
  const post = (path: string, body: unknown) => send(demo.url, { method: "POST", path, body });
  const unknown = "ZZ99ZZ99";

  it("signing in: nothing about which codes exist", async () => {
    const pending = demo.portal.demo?.activation.familyCode ?? "";
    const answers = [];
    for (const login of [unknown, pending, demo.guardians[0]!.login, demo.staff.login])
      answers.push(said(await post("/api/session", { login, password: "Mauvais-mot-de-passe-1" })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("asking for a forgotten password, or a new code: the same", async () => {
    const pending = demo.portal.demo?.activation.familyCode ?? "";
    for (const [path, field] of [
      ["/api/account/password/code", "login"],
      ["/api/account/activation/code", "familyCode"],
    ] as const) {
      const answers = [];
      for (const login of [unknown, pending, demo.guardians[1]!.login])
        answers.push(said(await post(path, { [field]: login, robot: await solveRobot(demo.url) })));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size, path).toBe(1);
      expect(answers[0]).toMatchObject({ status: 202 });
    }
  });

  it("activating: the same for a code that exists, one that does not, and one that is active", async () => {
    const activation = demo.portal.demo?.activation;
    const terms = z
      .object({ terms: z.object({ version: z.string() }) })
      .parse(await (await fetch(`${demo.url}/town.json`)).json()).terms.version;
    const people = [
      { familyCode: activation?.familyCode, lastName: activation?.lastName, firstName: activation?.firstName },
      { familyCode: activation?.familyCode, lastName: "Personne", firstName: "Aucune" },
      { familyCode: unknown, lastName: "Personne", firstName: "Aucune" },
      { familyCode: demo.guardians[1]!.login, lastName: "Personne", firstName: "Aucune" },
    ];
    const answers = [];
    for (const person of people) {
      const password = "Cinq-Tulipes-Bleues-41";
      const body = {
        ...person,
        email: "essai@exemple.fr",
        emailAgain: "essai@exemple.fr",
        password,
        passwordAgain: password,
        robot: await solveRobot(demo.url),
        termsAccepted: terms,
      };
      answers.push(said(await post("/api/account/activation", body), String(person.familyCode)));
    }
    expect(answers[0]).toMatchObject({ status: 202 });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("confirming or resetting with a wrong code: the same", async () => {
    const password = "Cinq-Tulipes-Bleues-41";
    const pending = demo.portal.demo?.activation.familyCode ?? "";
    const logins = [unknown, pending, demo.guardians[1]!.login];
    const confirmed = [];
    const reset = [];
    for (const login of logins) {
      confirmed.push(said(await post("/api/account/activation/confirmation", { familyCode: login, code: "000000" })));
      reset.push(
        said(await post("/api/account/password", { login, code: "000000", password, passwordAgain: password })),
      );
    }
    for (const answers of [confirmed, reset])
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size, JSON.stringify(answers)).toBe(1);
  });

  it("a robot's proof opens one activation, not two, and no invented one opens any", async () => {
    const robot = await solveRobot(demo.url);
    const password = "Cinq-Tulipes-Bleues-41";
    const terms = z
      .object({ terms: z.object({ version: z.string() }) })
      .parse(await (await fetch(`${demo.url}/town.json`)).json()).terms.version;
    const ask = (proof: string) =>
      post("/api/account/activation", {
        familyCode: "YY88YY88",
        lastName: "Personne",
        firstName: "Aucune",
        email: "essai@exemple.fr",
        emailAgain: "essai@exemple.fr",
        password,
        passwordAgain: password,
        robot: proof,
        termsAccepted: terms,
      });
    expect((await ask(robot)).status).toBe(202);
    expectProblem(await ask(robot), "robot.unverified");
    const decoded = z
      .object({
        challenge: z.object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() }),
        solution: z.unknown(),
      })
      .parse(JSON.parse(Buffer.from(await solveRobot(demo.url), "base64").toString()));
    const forged = {
      ...decoded,
      challenge: { ...decoded.challenge, parameters: { ...decoded.challenge.parameters, cost: 1 } },
    };
    for (const proof of [JSON.stringify(forged), "{}", "[]", "null", "x"].map((text) =>
      Buffer.from(text).toString("base64"),
    ))
      expectProblem(await ask(proof), "robot.unverified");
  });
});
