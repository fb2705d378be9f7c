/** The rank that a child would have on a waiting list is said before it joins, and is the one that it gets. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WishLine } from "../../../functions/booking/contract/basket.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import {
  catalogueWith,
  guardian,
  guardianOf,
  line,
  nextWednesday,
  openWorld,
  shell,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";

let world: World;
/** One full day, many halves. */
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

const preview = async (code: FamilyCode, lines: readonly WishLine[]) =>
  (
    await (
      await useCasesOver(world.table)
    )["booking.preview"]({ ...shell, session: guardianOf(code), body: { lines: [...lines] } })
  ).body.lines.map(({ outcome, mayWait, position }) => [outcome, mayWait, position]);
const book = async (code: FamilyCode, lines: readonly WishLine[]) =>
  (await guardian(await useCasesOver(world.table), code).book(lines)).lines.map(({ outcome, position }) => [
    outcome,
    position,
  ]);
const waits = (child: number): WishLine => ({ ...line(child, wednesday), ifFull: "wait" });

test("before joining, whether it is asked for or only possible; children of one basket one after the other", async () => {
  for (let before = 0; before < 3; before += 1) await book(await world.newFamily(), [waits(1)]);
  const code = await world.newFamily(2);
  expect(await preview(code, [waits(1), line(2, wednesday)])).toEqual([
    ["waiting", undefined, 3],
    ["refused", true, 4],
  ]);
  expect(await preview(code, [line(2, wednesday)])).toEqual([["refused", true, 3]]);
  expect(await book(code, [waits(1), waits(2)])).toEqual([
    ["waiting", 3],
    ["waiting", 4],
  ]);
  // In the order of the lines, whichever child comes first.
  for (let times = 0; times < 8; times += 1) {
    const ranks = await book(await world.newFamily(2), [waits(2), waits(1)]);
    expect(ranks).toEqual([
      ["waiting", 5 + 2 * times],
      ["waiting", 6 + 2 * times],
    ]);
  }
});

test("is counted for the unit that is full, and costs nothing where nothing is", async () => {
  const code = await world.newFamily();
  const day = line(1, nextWednesday);
  await preview(code, [day]);
  world.calls.take();
  expect(await preview(code, [day])).toEqual([["booked", undefined, undefined]]);
  const free = world.calls.take();
  await book(await world.newFamily(), [line(1, nextWednesday), line(1, nextWednesday, unitIds.morning)]);
  world.calls.take();
  expect(await preview(code, [day])).toEqual([["refused", true, 1]]);
  expect(world.calls.take().roundTrips).toBe(free.roundTrips + 1);
});
