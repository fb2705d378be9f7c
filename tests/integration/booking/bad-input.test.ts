import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookingLook } from "../../../functions/booking/contract/look.ts";
import { bookingAct } from "../../../functions/booking/contract/act.ts";
import { waitingListRoutes } from "../../../functions/waiting-list/contract.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { HttpHandler } from "../../../functions/http/pipeline.ts";
import { handlerOf, send, type Answered } from "./http.ts";
import {
  activityId,
  catalogueWith,
  familyCode,
  guardian,
  guardianOf,
  line,
  newKey,
  nextWednesday,
  openWorld,
  putFamily,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";
import { inconsistencies } from "./consistency.ts";

const [own, other] = [familyCode(1), familyCode(2)];
const idempotencyKey = "demande-0123456789";
let world: World;
let handler: HttpHandler;
beforeAll(async () => {
  world = await openWorld(catalogueWith(12));
  await putFamily(world.table, own);
  await putFamily(world.table, other, 3);
  const useCases = await useCasesOver(world.table);
  await guardian(useCases, other).book([line(3, wednesday)]);
  handler = handlerOf({ ...bookingLook, ...bookingAct, ...waitingListRoutes }, useCases, guardianOf(own));
});
afterAll(() => world.end());

const book = (body: unknown): Promise<Answered> => send(handler, { method: "POST", path: "/api/bookings", body });
const basketOf = (change: Readonly<Record<string, unknown>>) => ({
  idempotencyKey,
  lines: [{ ...line(1, wednesday), ...change }],
});

describe("A basket that is not one is refused before anything is read or written", () => {
  const tenThousand = Array.from({ length: 10_000 }, () => line(1, wednesday));
  test.each<[string, unknown, number, string]>([
    ["10,000 lines", { idempotencyKey, lines: tenThousand }, 413, "request.tooLarge"],
    ["201 lines", { idempotencyKey, lines: tenThousand.slice(0, 201) }, 400, "request.invalid"],
    ["no line", { idempotencyKey, lines: [] }, 400, "request.invalid"],
    ["no key", { lines: [line(1, wednesday)] }, 400, "request.invalid"],
    ["a short key", { ...basketOf({}), idempotencyKey: "court" }, 400, "request.invalid"],
    ["a field of its own", { ...basketOf({}), familyCode: other }, 400, "request.invalid"],
    ["another family named in a line", basketOf({ familyCode: other }), 400, "request.invalid"],
    ["a day that does not exist", basketOf({ date: "2026-02-30" }), 400, "request.invalid"],
    ["the last day that can be written", basketOf({ date: "9999-12-31" }), 400, "request.invalid"],
    ["the first day that can be written", basketOf({ date: "0000-01-01" }), 400, "request.invalid"],
    ["a time instead of a day", basketOf({ date: "2026-12-02T10:00:00Z" }), 400, "request.invalid"],
    ["ids that would be keys of the table", basketOf({ childId: "E1#DAY" }), 400, "request.invalid"],
    ["a unit that is a path", basketOf({ unitId: "../journee" }), 400, "request.invalid"],
    ["text instead of lines", { idempotencyKey, lines: "toutes" }, 400, "request.invalid"],
    ["broken JSON", '{"idempotencyKey":', 400, "request.notJson"],
  ])("%s", async (_, body, status, code) => {
    world.calls.take();
    const answer = await book(body);
    expect(answer.status).toBe(status);
    expect(answer.body["code"]).toBe(code);
    expect(world.calls.take().calls).toEqual([]);
  });
});

/** Everything in the table but the answers that are kept for whoever sends a basket again. */
async function everything(): Promise<unknown> {
  const { Items } = await world.table.client.send(
    new ScanCommand({ TableName: world.table.name, ConsistentRead: true }),
  );
  return (Items ?? [])
    .filter(({ entity }) => entity !== "idempotency")
    .sort((one, other) =>
      JSON.stringify([one["pk"], one["sk"]]).localeCompare(JSON.stringify([other["pk"], other["sk"]])),
    );
}

const wrongLines: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ["another family's child", { childId: "E3" }, "unknownChild"],
  ["a child that nobody has", { childId: "PERSONNE" }, "unknownChild"],
  ["an activity that does not exist", { activityId: "poney" }, "unknownActivity"],
  ["a unit that the activity does not have", { unitId: "nuit" }, "unknownUnit"],
  ["a day outside the period", { date: "2027-07-07" }, "outsidePeriod"],
  ["the past", { date: "2026-11-18" }, "past"],
  ["a century ahead", { date: "2126-12-04" }, "outsidePeriod"],
];

describe("A basket against the rules is answered line by line, and books nothing", () => {
  test.each(wrongLines)("%s", async (_, change, code) => {
    const before = await everything();
    const answer = await book({ ...basketOf(change), idempotencyKey: newKey() });
    expect(answer.status).toBe(200);
    expect(answer.body["lines"]).toMatchObject([{ outcome: "refused", refusal: { code } }]);
    expect(await everything()).toEqual(before);
    expect(await inconsistencies(world.table, [{ siteId, date: wednesday }], own)).toEqual([]);
  });

  test("another family's child and one that nobody has are refused in the same words", async () => {
    const refusalOf = async (childId: string) =>
      (await book({ ...basketOf({ childId }), idempotencyKey: `meme-refus-${childId}-0000` })).body["lines"];
    const [theirs, nobodys] = await Promise.all([refusalOf("E3"), refusalOf("E9")]);
    expect(JSON.stringify(theirs).replaceAll("E3", "")).toBe(JSON.stringify(nobodys).replaceAll("E9", ""));
  });
});

/**
 * Every other act of a family: what its lines say besides child, activity, unit and day, and the refusal when there is
 * nothing to act on.
 */
const acts: readonly (readonly [string, string, Readonly<Record<string, unknown>>, string])[] = [
  ["cancelling", "cancellations", {}, "notBooked"],
  ["accepting", "acceptances", {}, "notOffered"],
  ["changing", "changes", { to: { unitId: unitIds.day, date: nextWednesday } }, "notBooked"],
  ["an absence", "absences", { kind: "justified" }, "notBooked"],
  ["asking the office", "requests", { reason: "Lou est malade." }, "notBooked"],
];

describe.each(acts)("%s", (_, path, more, nothing) => {
  const act = (change: Readonly<Record<string, unknown>>): Promise<Answered> =>
    send(handler, {
      method: "POST",
      path: `/api/bookings/${path}`,
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, wednesday), ...more, ...change }] },
    });

  test.each([...wrongLines, ["a day on which nothing is booked", {}, nothing]] as const)(
    "%s is refused, and nothing changes",
    async (_name, change, code) => {
      const before = await everything();
      const answer = await act(change);
      expect(answer.status).toBe(200);
      // There is nothing on a day on which nothing could be booked; where the day itself forbids the act, that is said
      // first.
      const codes = code.startsWith("unknown") ? [code] : [nothing, ...(code === "past" ? [code] : [])];
      expect(answer.body["lines"]).toMatchObject([
        { outcome: "refused", refusal: { code: expect.toBeOneOf(codes) as string } },
      ]);
      expect(await everything()).toEqual(before);
    },
  );
});

test("a change towards a unit or a day that is none is refused, and the booking stays", async () => {
  await book({ idempotencyKey: newKey(), lines: [line(1, wednesday)] });
  const before = await everything();
  for (const [to, code] of [
    [{ unitId: "nuit", date: wednesday }, "unknownUnit"],
    [{ unitId: unitIds.day, date: "2026-11-18" }, "past"],
    [{ unitId: unitIds.day, date: "2027-07-07" }, "outsidePeriod"],
  ] as const) {
    const { body } = await send(handler, {
      method: "POST",
      path: "/api/bookings/changes",
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, wednesday), to }] },
    });
    expect(body["lines"]).toMatchObject([{ outcome: "refused", refusal: { code } }]);
    expect(await everything()).toEqual(before);
  }
  await send(handler, {
    method: "POST",
    path: "/api/bookings/cancellations",
    body: { idempotencyKey: newKey(), lines: [line(1, wednesday)] },
  });
});

describe("A client whose clock is wrong", () => {
  const afterDeadline = id("Instant", "2026-12-02T11:00:00Z");
  const dated = (date: string) => ({ date, "if-unmodified-since": date });

  test("books by the server's clock, whatever its own says", async () => {
    const late = handlerOf(bookingAct, await useCasesOver(world.table, () => afterDeadline), guardianOf(own));
    const before = await everything();
    const answer = await send(late, {
      method: "POST",
      path: "/api/bookings",
      body: { idempotencyKey: newKey(), lines: [line(1, wednesday)] },
      headers: dated("Mon, 23 Nov 2026 08:00:00 GMT"),
    });
    expect(answer.body["lines"]).toMatchObject([{ outcome: "refused", refusal: { code: "tooLate" } }]);
    expect(await everything()).toEqual(before);
    // Ahead by ten years: still in time here.
    const early = await send(handler, {
      method: "POST",
      path: "/api/bookings/previews",
      body: { lines: [line(1, wednesday)] },
      headers: dated("Sat, 22 Nov 2036 08:00:00 GMT"),
    });
    expect(early.body["lines"]).toMatchObject([{ outcome: "booked" }]);
  });

  test.each(["now", "at", "sentAt"])("may not say what time it is (%s)", async (field) => {
    world.calls.take();
    for (const body of [
      { ...basketOf({}), [field]: "2026-11-23T08:00:00Z" },
      basketOf({ [field]: "2026-11-23T08:00:00Z" }),
    ])
      expect((await book(body)).body["code"]).toBe("request.invalid");
    expect(world.calls.take().calls).toEqual([]);
  });
});

describe("Reading", () => {
  test("an activity that does not exist is not found", async () => {
    const answer = await send(handler, {
      method: "GET",
      path: "/api/activities/{activityId}/grid",
      params: { activityId: "poney" },
    });
    expect([answer.status, answer.body["code"]]).toEqual([404, "notFound"]);
  });

  test("a period that ends before it begins is refused", async () => {
    const answer = await send(handler, {
      method: "GET",
      path: "/api/bookings",
      query: { from: nextWednesday, to: wednesday },
    });
    expect([answer.status, answer.body["code"]]).toEqual([400, "request.invalid"]);
  });

  test("the grid says each cell's state, each closed day's reason, and each refusal once", async () => {
    await book({ idempotencyKey: "grille-0123456789", lines: [line(1, nextWednesday)] });
    const { status, body } = await send(handler, {
      method: "GET",
      path: "/api/activities/{activityId}/grid",
      params: { activityId },
    });
    expect(status).toBe(200);
    const { days, refusals, children, activity } = body as {
      days: { date: string; closed?: number; cells: { state: string; places?: number; refusal?: number }[][] }[];
      refusals: { code: string }[];
      children: unknown[];
      activity: { units: { id: string; excludes: string[] }[] };
    };
    const on = (date: string) => days.find((one) => one.date === date)!;
    expect(children).toHaveLength(1);
    expect(activity.units.map(({ excludes }) => excludes.length)).toEqual([2, 1, 1]);
    // Another family has one of the twelve places of the 2nd.
    expect(on("2026-12-02").cells).toMatchObject([
      [{ state: "free", places: 11 }, { state: "free", places: 20 }, { state: "free" }],
    ]);
    expect(
      on("2026-12-09").cells[0]!.map(({ state, refusal }) => (refusal === undefined ? state : refusals[refusal]!.code)),
    ).toEqual(["booked", "incompatible", "incompatible"]);
    expect(refusals[on("2026-12-16").closed!]!.code).toBe("siteClosed");
    expect(refusals[on("2026-12-23").closed!]!.code).toBe("schoolHolidays");
    expect(days[0]!.date).toBe("2026-11-25");
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(refusals.length);
  });

  test("the calendar shows the family's bookings and no one else's", async () => {
    const { body } = await send(handler, {
      method: "GET",
      path: "/api/bookings",
      query: { from: "2026-12-01", to: "2026-12-31" },
    });
    expect(body["bookings"]).toMatchObject([
      {
        date: nextWednesday,
        childId: "E1",
        unitId: unitIds.day,
        activityName: "Mercredis",
        siteName: "Les Tilleuls",
        cancellable: true,
      },
    ]);
  });

  test("the list says when each window closes", async () => {
    const { body } = await send(handler, { method: "GET", path: "/api/activities" });
    expect(body["activities"]).toMatchObject([
      {
        id: activityId,
        window: { state: "open", sentence: "Réservations jusqu’au mardi 29\u00A0juin 2027, 23\u00A0h\u00A059" },
      },
    ]);
  });
});
