/**
 * An adult whom staff has shut out of a child's file, through the gateway and the built functions. Which routes there are
 * is the contract's to say, so that one that is added is held to it: its raw answers to that adult hold nothing of the
 * child, what names the child is answered as if there were no such child, what was sent before and comes again too; and the
 * other adult sees what they saw.
 *
 * Told by what is the child's alone: its code, first name and day of birth, and what was put into its file for this. Its
 * last name is the family's.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allRoutes, type RouteId } from "../../../functions/contract.ts";
import type { RouteSpec } from "../../../functions/http/route.ts";
import { send, signIn, type Received, type Sent, type SignedIn } from "./client.ts";
import { startDemoPortal, type DemoPortal } from "./portal.ts";
import { table, type Facts } from "./table.ts";

const specOf = (id: RouteId): RouteSpec => allRoutes[id];
/** Whatever a signed-in adult of a family may call. */
const own = Object.keys(allRoutes)
  .filter((id): id is RouteId => id in allRoutes)
  .filter((id) => ["guardian", "signedIn"].includes(specOf(id).access));

const nobody = "NOBODY99";
/** Put into the child's file, and nowhere else. */
const marks = { contact: "Ermengarde", doctor: "Théodulphe", allergy: "Rutabaga", document: "papier-cigogne.pdf" };

let demo: DemoPortal;
let kept: SignedIn;
let shutOut: SignedIn;
let staff: SignedIn;
let code: string;
let child: { readonly id: string; readonly firstName: string; readonly birthDate: string };
let sibling: typeof child;
let place: Pick<Facts, "activityId" | "unitId" | "siteId" | "date">;
let feed: string;
/** What the other adult saw before. */
const before = new Map<string, string>();
/** Acts that the adult had done before, sent again as they were. */
const replays: (Sent & { readonly id: RouteId })[] = [];

const childView = z.object({ id: z.string(), firstName: z.string(), birthDate: z.string() });
const familyView = z.object({ guardians: z.array(z.object({ id: z.string() })), children: z.array(childView) });
const bookings = z.object({ bookings: z.array(z.object({ childId: z.string(), date: z.string() })) });
const grid = z.object({
  activity: z.object({ siteId: z.string(), units: z.array(z.object({ id: z.string() })) }),
  children: z.array(z.object({ id: z.string() })),
  days: z.array(z.object({ date: z.string(), cells: z.array(z.array(z.object({ state: z.string() }))) })),
});
const activities = z.object({ activities: z.array(z.object({ id: z.string() })) });
const outcomes = z.object({ lines: z.array(z.object({ outcome: z.string() })) });

const ask = (session: SignedIn, sent: Sent): Promise<Received> => send(demo.url, { ...sent, cookies: session.cookies });
async function read(session: SignedIn, path: string): Promise<unknown> {
  const answer = await ask(session, { method: "GET", path });
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text);
}

/** Whether a schema names a child anywhere. */
const namesChild = (schema: z.core.$ZodType | undefined): boolean =>
  schema !== undefined &&
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" })).includes('"childId"');
const hasOwn = (schema: { readonly shape?: object } | undefined): boolean => "childId" in (schema?.shape ?? {});

/** A right call of a route that names that child wherever the contract lets it. */
function callOf(id: RouteId, childId: string, key: string): Sent {
  const spec = specOf(id);
  const row = table[id];
  const facts: Facts = { familyCode: code, robot: "x", ...place, childId };
  const params = row.params?.(facts) ?? {};
  const path = spec.path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const query = {
    ...row.query?.(facts),
    ...(hasOwn(spec.query) ? { childId } : {}),
  };
  const body = row.body && {
    ...row.body(facts),
    ...(hasOwn(spec.body as { readonly shape?: object }) ? { childId } : {}),
  };
  return {
    method: spec.method,
    path: Object.keys(query).length > 0 ? `${path}?${new URLSearchParams(query).toString()}` : path,
    ...(body ? { body: "idempotencyKey" in body ? { ...body, idempotencyKey: key } : body } : {}),
  };
}

const blank: Facts = {
  familyCode: "A",
  childId: "A",
  activityId: "a",
  unitId: "a",
  siteId: "a",
  date: "2026-12-02",
  robot: "x",
};
const naming = own.filter((id) => {
  const call = (childId: string): string =>
    JSON.stringify([
      specOf(id).path,
      table[id].params?.({ ...blank, childId }),
      table[id].body?.({ ...blank, childId }),
    ]);
  return call("ONE1") !== call("OTHER2") || hasOwn(specOf(id).query) || namesChild(specOf(id).body);
});
const looking = own.filter((id) => specOf(id).method === "GET");

/** Pages that need more than their row says: a whole year of bookings, what was sent of a child. */
const more = (): readonly string[] => [
  "/api/bookings?from=2026-01-01&to=2026-12-31",
  "/api/bookings?from=2026-09-01&to=2027-08-31",
  `/api/activities/${place.activityId}/grid`,
  "/api/file",
];

/** An answer without what changes by the minute, is drawn by chance, or counts the writes of a record; the units of a day come in any order. */
function settled(text: string): string {
  const steady = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one: unknown) => JSON.stringify(steady(one))).sort();
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).filter(
      ([name]) => !["now", "until", "endsAt", "instance", "version"].includes(name),
    );
    return Object.fromEntries(fields.map(([name, field]) => [name, steady(field)]));
  };
  return text === "" ? "" : JSON.stringify(steady(JSON.parse(text)), null, 1);
}

function expectNothingOfChild({ text }: Received, what: string): void {
  const decoded = `${text} ${decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/giu, ""))}`;
  for (const told of [child.birthDate, ...Object.values(marks)]) expect(decoded, what).not.toContain(told);
  for (const word of [child.id, child.firstName])
    expect(decoded, `${what}: ${word}`).not.toMatch(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u"));
}

async function findPlace(): Promise<typeof place> {
  for (const { id: activityId } of activities.parse(await read(kept, "/api/activities")).activities) {
    const { activity, children, days } = grid.parse(await read(kept, `/api/activities/${activityId}/grid`));
    const rank = children.findIndex(({ id }) => id === child.id);
    for (const { date, cells } of days)
      for (const [unit, { state }] of (cells[rank] ?? []).entries())
        if (state === "free") return { activityId, unitId: activity.units[unit]!.id, siteId: activity.siteId, date };
  }
  throw new Error("Nothing is open to the child");
}

beforeAll(async () => {
  demo = await startDemoPortal();
  const [household, other] = [demo.guardians[2]!, demo.guardians[4]!];
  const [first, second, agent] = await Promise.all([
    signIn(demo.url, household.login, household.password),
    signIn(demo.url, other.login, other.password),
    signIn(demo.url, demo.staff.login, demo.staff.password, demo.staff.totpSecret),
  ]);
  [kept, staff, code] = [first, agent, household.login];
  const family = familyView.parse(await read(kept, "/api/family"));
  const theirs = familyView.parse(await read(second, "/api/family"));
  const shared = family.children.find(({ id }) => theirs.children.some((one) => one.id === id));
  const alone = family.children.find(({ id }) => id !== shared?.id);
  if (!shared || !alone || family.guardians.length < 2) throw new Error("The demo town has no such household");
  [child, sibling] = [shared, alone];
  shutOut = await demo.sessionAs(kept, "2");
  place = await findPlace();

  const change = (path: string, changes: object) => ask(kept, { method: "PATCH", path, body: { changes } });
  const file = z.object({ fields: z.record(z.string(), z.object({ version: z.number() })) });
  const versionOf = async (path: string, field: string) => file.parse(await read(kept, path)).fields[field]!.version;
  const record = `/api/children/${child.id}/record`;
  const health = `/api/children/${child.id}/health`;
  const contact = {
    firstName: marks.contact,
    lastName: "Test",
    link: "Voisine",
    phone: "06 12 34 56 78",
    call: true,
    collect: true,
    identity: false,
  };
  for (const answer of [
    await change(record, {
      contacts: { seen: await versionOf(record, "contacts"), value: [contact] },
      doctor: { seen: await versionOf(record, "doctor"), value: { name: marks.doctor, phone: "02 38 30 00 12" } },
    }),
    await change(health, {
      allergies: { seen: await versionOf(health, "allergies"), value: [{ to: marks.allergy, kind: "food" }] },
    }),
    await ask(kept, {
      method: "POST",
      path: "/api/documents",
      body: { childId: child.id, kind: "assurance", name: marks.document, size: 1000 },
    }),
  ])
    expect([200, 201], answer.text).toContain(answer.status);
  // What the adult has done before, of every kind that names a child: each finds its own answer when it comes again.
  for (const id of naming.filter((one) => specOf(one).method !== "GET")) {
    const call = callOf(id, child.id, `avant-la-mesure-${id}`.replaceAll(".", "-"));
    replays.push({ id, ...call });
    await ask(shutOut, call);
  }
  const made = await ask(shutOut, { method: "POST", path: "/api/calendar/feed" });
  feed = new URL(z.object({ address: z.string() }).parse(JSON.parse(made.text)).address).pathname;
  expect((await ask(kept, { method: "GET", path: feed })).text).toContain(child.firstName);
  await demo.portal.settled();
  for (const id of looking) before.set(id, settled((await ask(kept, callOf(id, child.id, "x"))).text));
  for (const path of more()) before.set(path, settled((await ask(kept, { method: "GET", path })).text));
  const began = await ask(staff, {
    method: "POST",
    path: `/api/staff/families/${code}/protections`,
    body: {
      idempotencyKey: "mesure-de-protection-1",
      guardianId: "2",
      childId: child.id,
      decidedOn: "2026-01-15",
      reason: "Ordonnance du juge aux affaires familiales",
    },
  });
  expect(began.status, began.text).toBe(200);
});
afterAll(() => demo.end());

describe("of a child that an adult is shut out of", () => {
  it.each(looking)("%s tells that adult nothing", async (id) => {
    expectNothingOfChild(await ask(shutOut, callOf(id, nobody, "x")), id);
  });

  it("no page that asks for more tells anything, nor does the calendar link made before", async () => {
    for (const path of [...more(), feed]) expectNothingOfChild(await ask(shutOut, { method: "GET", path }), path);
  });

  it.each(naming)("%s answers that adult as of a child that is not there", async (id) => {
    const answer = await ask(shutOut, callOf(id, child.id, `mesure-${id}-connu`.replaceAll(".", "-")));
    const unknown = await ask(shutOut, callOf(id, nobody, `mesure-${id}-inconnu`.replaceAll(".", "-")));
    expect(answer.status, answer.text).toBe(unknown.status);
    expect(settled(answer.text.replaceAll(child.id, nobody))).toBe(settled(unknown.text));
  });

  it("what was done before and is sent again is answered so too", async () => {
    // What is sent here is a change of the household: no part of a file that requests change is a child's.
    for (const { id, ...call } of replays.filter((one) => one.id !== "request.send")) {
      const answer = await ask(shutOut, call);
      const unknown = await ask(shutOut, callOf(id, nobody, `rejeu-${id}-inconnu`.replaceAll(".", "-")));
      expect(answer.status, `${id} ${answer.text}`).toBe(unknown.status);
      expect(settled(answer.text.replaceAll(child.id, nobody)), id).toBe(settled(unknown.text));
    }
  });

  it("the other adult sees what they saw", async () => {
    for (const id of looking)
      expect(settled((await ask(kept, callOf(id, child.id, "x"))).text), id).toBe(before.get(id));
    for (const path of more())
      expect(settled((await ask(kept, { method: "GET", path })).text), path).toBe(before.get(path));
    const all = [...before.values()].join(" ");
    for (const told of [child.id, child.firstName, child.birthDate, ...Object.values(marks)])
      expect(all).toContain(told);
  });

  it("the adult books for the other child as before, and sees it", async () => {
    const booked = outcomes.parse(JSON.parse((await ask(shutOut, callOf("booking.preview", sibling.id, "x"))).text));
    expect(booked.lines).toHaveLength(1);
    const family = familyView.parse(await read(shutOut, "/api/family"));
    expect(family.children.map(({ id }) => id)).toEqual([sibling.id]);
    const listed = bookings.parse(await read(shutOut, "/api/bookings?from=2026-01-01&to=2026-12-31")).bookings;
    expect(new Set(listed.map(({ childId }) => childId))).toEqual(new Set([sibling.id]));
  });
});

describe("of an adult whose address is protected", () => {
  const told: string[] = [];
  beforeAll(async () => {
    const family = z
      .object({
        guardians: z.array(z.object({ id: z.string(), email: z.optional(z.string()), phone: z.optional(z.string()) })),
        address: z.object({ lines: z.array(z.string()), postcode: z.string() }),
      })
      .parse(await read(staff, `/api/staff/families/${code}`));
    const first = family.guardians.find((adult) => adult.id === "1");
    told.push(...family.address.lines, family.address.postcode);
    told.push(...[first?.email, first?.phone].filter((one) => one !== undefined));
    expect(told.length).toBeGreaterThan(3);
    const own = (await ask(kept, { method: "GET", path: "/api/family" })).text;
    for (const one of told) expect(own).toContain(one);
    const began = await ask(staff, {
      method: "POST",
      path: `/api/staff/families/${code}/protections`,
      body: {
        idempotencyKey: "mesure-de-protection-2",
        guardianId: "1",
        decidedOn: "2026-01-15",
        reason: "Ordonnance de protection",
      },
    });
    expect(began.status, began.text).toBe(200);
  });

  // The adult of this test has a session of the other's sign-in, whose own e-mail it is that « Mes codes d’accès » shows.
  it.each(looking.filter((id) => id !== "access.read"))("%s tells the others neither where nor how", async (id) => {
    const { text } = await ask(shutOut, callOf(id, sibling.id, "x"));
    for (const one of told) expect(text).not.toContain(one);
  });

  it("no page that asks for more does, and the household's own papers are not there", async () => {
    for (const path of more()) {
      const { text } = await ask(shutOut, { method: "GET", path });
      for (const one of told) expect(text).not.toContain(one);
    }
    expect((await ask(shutOut, { method: "GET", path: "/api/documents/sent?kind=domicile" })).status).toBe(404);
  });

  it("that adult and staff see it, and staff that it is protected", async () => {
    const own = (await ask(kept, { method: "GET", path: "/api/family" })).text;
    const office = (await ask(staff, { method: "GET", path: `/api/staff/families/${code}` })).text;
    for (const one of told) {
      expect(own).toContain(one);
      expect(office).toContain(one);
    }
    expect(office).toContain('"shielded":true');
    expect(office).toContain('"shutOut":["2"]');
  });
});

it("every route that takes a child's code is among those that were tried", () => {
  const taking = own.filter((id) => {
    const { params, query, body } = specOf(id);
    return [params, query, body].some(namesChild);
  });
  expect(naming).toEqual(expect.arrayContaining(taking));
  expect(taking.length).toBeGreaterThan(15);
});
