import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { daySheetRoutes, type DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import type { HttpHandler } from "../../../functions/http/pipeline.ts";
import { catalogueRoutes } from "../../../functions/catalogue/contract.ts";
import { catalogueUseCases } from "../../../functions/catalogue/use-cases/list-sites.ts";
import { daySheetUseCases } from "../../../functions/day-sheet/use-cases/index.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { renewCards } from "../../../functions/booking/follow/renew-cards.ts";
import { readAll } from "../../../functions/table/batch.ts";
import * as keys from "../../../functions/table/keys.ts";
import { repair } from "../booking/stream.ts";
import { handlerOf, send, staffSession } from "../booking/http.ts";
import {
  catalogueWith,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  openWorld,
  putFamily,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";

let world: World;
let handler: HttpHandler;
const useCases = async () => {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table),
    () => monday,
  );
  await catalogue.latest();
  const dependencies = { table: world.table, catalogue, clock: () => monday, schoolZone: "B" } as const;
  return { ...daySheetUseCases(dependencies), ...catalogueUseCases(dependencies) };
};
beforeAll(async () => {
  world = await openWorld(catalogueWith(12));
  await putFamily(world.table, familyCode(1), 2);
  await putFamily(world.table, familyCode(2), 1);
  const parents = await useCasesOver(world.table);
  await guardian(parents, familyCode(1)).book([
    line(1, wednesday),
    line(2, wednesday, unitIds.afternoon),
    line(2, wednesday, unitIds.morning),
  ]);
  await guardian(parents, familyCode(2)).book([line(1, wednesday, unitIds.afternoon)]);
  handler = handlerOf({ ...daySheetRoutes, ...catalogueRoutes }, await useCases(), staffSession);
});
afterAll(() => world.end());

const sheet = async (date: string, site: string = siteId) => {
  const { status, body } = await send(handler, {
    method: "GET",
    path: "/api/staff/sites/{siteId}/days/{date}",
    params: { siteId: site, date },
  });
  return { status, body, view: body as unknown as DaySheetView };
};

describe("The day's sheet", () => {
  test("names every child who comes, with units in the order of the day and whom to call", async () => {
    const { view } = await sheet(wednesday);
    expect(
      view.children.map(({ lastName, firstName, units }) => [lastName, firstName, units.map(({ name }) => name)]),
    ).toEqual([
      ["Durand FAM0001", "Lou1", ["Journée avec repas"]],
      ["Durand FAM0001", "Lou2", ["Matin avec repas", "Après-midi"]],
      ["Durand FAM0002", "Lou1", ["Après-midi"]],
    ]);
    expect(view.children[0]).toMatchObject({
      age: 8,
      grade: "CE2",
      contacts: [{ name: "Claire Durand FAM0001", phone: "06 12 34 56 78" }],
    });
    expect(view.units.map(({ name, count, places }) => [name, count.booked, places])).toEqual([
      ["Journée avec repas", 1, 12],
      ["Matin avec repas", 1, 20],
      ["Après-midi", 2, 20],
    ]);
    expect(view.meals).toEqual({ booked: 2, pending: 0, offered: 0, held: 0, absent: 0 });
    expect(view.closed).toBeUndefined();
  });

  test("shows who is declared absent, and counts them neither among those who come nor for the meals", async () => {
    const date = addDays(wednesday, 35);
    const parents = await useCasesOver(world.table);
    const own = guardian(parents, familyCode(1));
    await own.book([line(1, date), line(2, date)]);
    const { body } = await parents["booking.absences"]({
      ...shell,
      session: guardianOf(familyCode(1)),
      body: { idempotencyKey: newKey(), lines: [{ ...line(2, date), kind: "justified" }] },
    });
    expect(body.lines).toMatchObject([{ outcome: "noted" }]);
    const { view } = await sheet(date);
    expect(view.children.map(({ units }) => units)).toMatchObject([
      [{ status: "booked" }],
      [{ status: "booked", absence: "justified" }],
    ]);
    const one = { booked: 1, pending: 0, offered: 0, held: 0, absent: 1 };
    expect([view.expected, view.units[0]?.count, view.meals]).toEqual([one, one, one]);
  });

  test.each([
    ["2026-12-16", "travaux"],
    ["2026-11-11", "armistice de 1918"],
    ["2026-12-10", "Aucune activité n’a lieu ce jour-là."],
    ["2026-12-23", "Aucune activité"],
  ])("says on %s why nobody comes: %s", async (date, reason) => {
    const { view } = await sheet(date);
    expect(view.closed).toContain(reason);
    expect(view.children).toEqual([]);
  });

  test("of a site that does not exist is not found", async () => {
    expect((await sheet(wednesday, "nulle-part")).status).toBe(404);
  });

  test("is closed to parents", async () => {
    const asParent = handlerOf({ ...daySheetRoutes, ...catalogueRoutes }, await useCases(), guardianOf(familyCode(1)));
    const { status, body } = await send(asParent, { method: "GET", path: "/api/staff/sites" });
    expect([status, body["code"]]).toEqual([403, "access.denied"]);
  });

  test("is read in two waves once the roster shows everybody, and says the same as before", async () => {
    const { view: early } = await sheet(wednesday);
    for (const code of [familyCode(1), familyCode(2)]) await repair(world.table, code, [{ siteId, date: wednesday }]);
    world.calls.take();
    const { view } = await sheet(wednesday);
    const { roundTrips, calls } = world.calls.take();
    expect([roundTrips, calls.map(({ name }) => name)]).toEqual([2, ["BatchGetItem", "Query"]]);
    expect(view).toEqual(early);
  });

  test("calls a child by its new name, and gives the new telephone, once they have changed", async () => {
    const code = familyCode(1);
    const household = { ...keys.household(code) };
    const [before] = await readAll(world.table, [household], { consistent: true });
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: household,
        UpdateExpression: "SET guardians[0].phone = :phone",
        ExpressionAttributeValues: { ":phone": "07 00 00 00 00" },
      }),
    );
    const [after] = await readAll(world.table, [household], { consistent: true });
    await renewCards(
      { table: world.table, clock: () => monday },
      { entity: "household", pk: household.pk, before: before!, after: after! },
    );
    const phones = (await sheet(wednesday)).view.children.map(({ contacts: [first] }) => first?.phone);
    expect(phones).toEqual(["07 00 00 00 00", "07 00 00 00 00", "06 12 34 56 78"]);
  });
});

test("the sites, and today where they stand", async () => {
  const { body } = await send(handler, { method: "GET", path: "/api/staff/sites" });
  expect(body).toEqual({ sites: [{ id: siteId, name: "Les Tilleuls", town: "Pithiviers" }], today: "2026-11-23" });
});
