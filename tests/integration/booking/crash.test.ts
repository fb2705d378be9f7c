import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BasketAnswer, BookingLine } from "../../../functions/booking/contract/basket.ts";
import { placedUnits } from "../../../functions/booking/rules/child-day.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { byChildAndDate, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import type { SiteDay } from "../../../functions/booking/store/day-record.ts";
import { readIdempotencyRecord } from "../../../functions/booking/store/idempotency.ts";
import { inconsistencies } from "./consistency.ts";
import { everyDeath } from "./faults.ts";
import { repair } from "./stream.ts";
import {
  catalogueWith,
  familyCode,
  guardian,
  line,
  newKey,
  openWorld,
  putFamily,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type Guardian,
  type World,
} from "./support.ts";

let world: World;
let scenes = 0;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000, 1000));
});
afterAll(() => world.end());

/** A family, and what it asks for: two children on two Wednesdays, which few others have asked for. */
interface Scene {
  readonly code: FamilyCode;
  readonly own: Guardian;
  readonly basket: readonly BookingLine[];
  readonly days: readonly SiteDay[];
}

async function newScene(): Promise<Scene> {
  const code = familyCode((scenes += 1));
  await putFamily(world.table, code, 2);
  // 6 to 27 January, all in school time.
  const first = addDays(wednesday, 35 + 7 * (scenes % 3));
  const second = addDays(first, 7);
  return {
    code,
    own: guardian(await useCasesOver(world.table), code),
    basket: [line(1, first), line(2, second, unitIds.morning)],
    days: [first, second].map((date) => ({ siteId, date })),
  };
}

const held = async ({ code, basket }: Scene): Promise<readonly boolean[]> => {
  const day = byChildAndDate(await readFamilyDays(world.table, code, { from: wednesday }));
  return basket.map(
    ({ childId, date, activityId, unitId }) =>
      day(childId, date).units.get(unitKey(activityId, unitId))?.claim !== undefined,
  );
};
const bookedDays = async ({ code }: Scene): Promise<number> =>
  (await readFamilyDays(world.table, code, { from: wednesday })).filter((day) => placedUnits(day).length > 0).length;
const consistent = async ({ code, days }: Scene): Promise<void> =>
  expect(await inconsistencies(world.table, days, code)).toEqual([]);
const outcomes = ({ lines }: BasketAnswer): readonly string[] =>
  lines.map(({ outcome, refusal }) => refusal?.code ?? outcome);

interface Act {
  readonly act: () => Promise<unknown>;
  readonly check: () => Promise<void>;
}

/** Expects an act to be survived wherever it dies. */
const expectSurvival = (prepare: (scene: Scene) => Promise<Act> | Act): Promise<number> =>
  everyDeath(world.faults, async (dying) => {
    const { act, check } = await prepare(await newScene());
    await dying(act);
    await check();
  });

describe("A request that dies between any two data calls", () => {
  test("books once when it is sent again, with the answers of an undisturbed one", () =>
    expectSurvival((scene) => {
      const key = newKey();
      return {
        act: () => scene.own.book(scene.basket, key),
        check: async () => {
          expect(outcomes(await scene.own.book(scene.basket, key))).toEqual(["booked", "booked"]);
          expect(await bookedDays(scene)).toBe(2);
          await consistent(scene);
        },
      };
    }));

  test("and is never sent again: the stream settles what it left", () =>
    expectSurvival((scene) => ({
      act: () => scene.own.book(scene.basket),
      check: async () => {
        await repair(world.table, scene.code, scene.days);
        await consistent(scene);
      },
    })));

  test("cancels once when it is sent again, and gives the places back", () =>
    expectSurvival(async (scene) => {
      await scene.own.book(scene.basket);
      const key = newKey();
      return {
        act: () => scene.own.cancel(scene.basket, key),
        check: async () => {
          expect(outcomes(await scene.own.cancel(scene.basket, key))).toEqual(["cancelled", "cancelled"]);
          expect(await bookedDays(scene)).toBe(0);
          await consistent(scene);
        },
      };
    }));

  test("and had begun to cancel: the stream gives the places back", () =>
    expectSurvival(async (scene) => {
      await scene.own.book(scene.basket);
      return {
        act: () => scene.own.cancel(scene.basket),
        check: async () => {
          await repair(world.table, scene.code, scene.days);
          await consistent(scene);
        },
      };
    }));

  test("and is overtaken by a change of mind: a late retry books nothing again that was cancelled since", () =>
    expectSurvival((scene) => {
      const key = newKey();
      return {
        act: () => scene.own.book(scene.basket, key),
        check: async () => {
          await repair(world.table, scene.code, scene.days);
          const had = await held(scene);
          await scene.own.cancel(scene.basket);
          const answered = await readIdempotencyRecord(world.table, scene.code, key);
          const late = outcomes(await scene.own.book(scene.basket, key));
          // Answered in time: the same answers again, and nothing booked. Else what it had booked is used up, and the
          // rest is booked now.
          expect(late).toEqual(had.map((booked) => (booked && !answered ? "changed" : "booked")));
          expect(await held(scene)).toEqual(had.map((booked) => !booked && !answered));
          await consistent(scene);
        },
      };
    }));
});
