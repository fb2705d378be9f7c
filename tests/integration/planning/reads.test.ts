/** What the office's pages of a day read of the table: in proportion to what they show, not to how many children come. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { daySheetUseCases } from "../../../functions/day-sheet/use-cases/index.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { repair } from "../booking/stream.ts";
import {
  catalogueWith,
  guardian,
  line,
  monday,
  openWorld,
  siteId,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { asStaff, planningOver, type Planning } from "./support.ts";

let world: World;
let planning: Planning;
const [few, many] = [wednesday, addDays(wednesday, 7)];
const children = { [few]: 4, [many]: 120 } as const;

async function fill(date: PlainDate, number: number): Promise<void> {
  const parents = await useCasesOver(world.table);
  for (let family = 0; family < number / 2; family += 1) {
    const code = await world.newFamily(2);
    await guardian(parents, code).book([line(1, date), line(2, date)]);
    await repair(world.table, code, [{ siteId, date }]);
  }
}
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000));
  planning = await planningOver(world.table);
  await fill(few, 4);
  await fill(many, 120);
}, 120_000);
afterAll(() => world.end());

/** Read units of one act. */
async function units(act: () => Promise<unknown>): Promise<number> {
  world.calls.take();
  await act();
  return world.calls.take().readUnits;
}
const month = (from: PlainDate) => () =>
  planning["planning.site"]({ ...asStaff, params: { siteId }, query: { from, to: addDays(from, 30) } });
const placesOf = (date: PlainDate) => () =>
  planning["planning.site"]({ ...asStaff, params: { siteId }, query: { from: date, to: date } });
const dayOf = (date: PlainDate) => () => planning["planning.day"]({ ...asStaff, params: { siteId, date } });

test("the places of a day, and its page, read as little with 120 children as with 4", async () => {
  for (const page of [placesOf, dayOf]) {
    const [small, large] = [await units(page(few)), await units(page(many))];
    expect(large).toBeLessThanOrEqual(small + 1);
    expect(large).toBeLessThan(8);
  }
  // A month: a unit or two a day that somebody has claimed, and the catalogue's closures.
  expect(await units(month(few))).toBeLessThan(40);
});

test("a day's sheet reads half a unit for each four children that it shows", async () => {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table),
    () => monday,
  );
  await catalogue.latest();
  const sheet = daySheetUseCases({ table: world.table, catalogue, clock: () => monday, schoolZone: "B" });
  for (const date of [few, many]) {
    const read = await units(async () => {
      const { body } = await sheet["day-sheet.read"]({ ...asStaff, params: { siteId, date } });
      expect(body.children).toHaveLength(children[date] ?? 0);
    });
    expect(read).toBeLessThanOrEqual(2 + (children[date] ?? 0) / 8);
  }
});
