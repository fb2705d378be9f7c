/** Closing a family's account: what it has booked ends, nothing more is booked, until it is opened again. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FamilyCode, PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { readAll } from "../../../functions/table/batch.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { claimPlace } from "../../../functions/booking/store/days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { nthDeath } from "../booking/faults.ts";
import { repair } from "../booking/stream.ts";
import {
  activityId,
  child,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { asStaff, deskCatalogue, type Planning, planningOver, toldTo } from "../planning/support.ts";

let world: World;
let planning: Planning;

beforeAll(async () => {
  world = await openWorld(deskCatalogue());
  planning = await planningOver(world.table);
});
afterAll(() => world.end());

const newFamily = (children = 1): Promise<FamilyCode> => world.newFamily(children);
const parent = async (code: FamilyCode) => guardian(await useCasesOver(world.table), code);
const consistent = async (date: PlainDate): Promise<void> =>
  expect(await inconsistencies(world.table, [{ siteId, date }])).toEqual([]);

describe("The bookings of a family whose account is closed", () => {
  const book = (code: FamilyCode, lines: readonly ReturnType<typeof line>[], idempotencyKey = newKey()) =>
    planning["booking.bookForFamily"]({
      ...asStaff,
      params: { familyCode: code },
      body: { idempotencyKey, reason: "hospitalisation de la mère", lines: [...lines] },
    });

  test("end all at once, wherever the process dies, and the places go to those who wait", async () => {
    let weeks = 4;
    const close = (code: FamilyCode, idempotencyKey: ReturnType<typeof newKey>) =>
      planning["account-closing.close"]({
        ...asStaff,
        params: { familyCode: code },
        body: { idempotencyKey, reason: "déménagement" },
      });
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const code = await newFamily(2);
      // 20 January and 27 January, then the same with other families gone.
      const [one, two] = [addDays(nextWednesday, 7 * (weeks + 2)), addDays(nextWednesday, 7 * (weeks + 3))];
      weeks = weeks === 4 ? 6 : 4;
      expect(
        (await (await parent(code)).book([line(1, one), line(2, one, unitIds.afternoon), line(1, two)])).lines.map(
          ({ outcome }) => outcome,
        ),
      ).toEqual(["booked", "toApprove", "booked"]);
      const idempotencyKey = newKey();
      world.faults.plan(death.plan);
      const died = await close(code, idempotencyKey).then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      expect((await close(code, idempotencyKey)).body).toEqual({ cancelled: 3 });
      expect((await close(code, idempotencyKey)).body).toEqual({ cancelled: 3 });
      expect(await toldTo(world.table, code)).toMatchObject([
        { kind: "accountClosed", facts: { lines: [{}, {}, {}] } },
      ]);
      const days = await readFamilyDays(world.table, code, { from: wednesday });
      expect(
        days.flatMap(({ units }) => [...units.values()].map(({ status, reason }) => `${status} ${reason}`)),
      ).toEqual(["none déménagement", "none déménagement", "none déménagement"]);
      await consistent(one);
      await consistent(two);
    }
    const record = (await readDays(world.table, [{ siteId, date: addDays(nextWednesday, 42) }], { consistent: true }))({
      siteId,
      date: addDays(nextWednesday, 42),
    });
    expect([record.claims.length, record.freed !== null]).toEqual([0, true]);
  }, 120_000);

  test("are not made for it, by the family or the office, an import notwithstanding, until it is opened again", async () => {
    const code = await newFamily();
    const day = addDays(nextWednesday, 91);
    const params = { familyCode: code };
    const close = (reason: string) =>
      planning["account-closing.close"]({ ...asStaff, params, body: { idempotencyKey: newKey(), reason } });
    expect((await close("déménagement")).body).toEqual({ cancelled: 0 });
    expect((await close("une seconde fois")).body).toEqual({ cancelled: 0 });
    const [household] = await readAll(world.table, [keys.household(code)], { consistent: true });
    expect(household).toMatchObject({ closed: { reason: "déménagement" }, version: 2 });
    const family = await readFamily(world.table, code);
    expect(
      (
        await enterFamilies(
          { table: world.table, clock: () => monday },
          [
            {
              ...family!,
              household: {
                ...family!.household,
                address: { lines: ["2 rue Neuve"], postcode: "45300", town: "Pithiviers" },
              },
            },
          ],
          { dryRun: false },
        )
      ).counts.changed,
    ).toBe(1);
    for (const answer of [await (await parent(code)).book([line(1, day)]), (await book(code, [line(1, day)])).body])
      expect(answer.lines).toMatchObject([{ outcome: "refused", refusal: { code: "accountClosed" } }]);
    const {
      body: {
        activities: [activity],
      },
    } = await (
      await useCasesOver(world.table)
    )["booking.activities"]({ ...shell, session: guardianOf(code), body: undefined });
    expect(activity?.window).toMatchObject({
      state: "readOnly",
      sentence: expect.stringContaining("compte de votre famille est fermé") as unknown,
    });
    expect(
      (await planning["planning.ofFamily"]({ ...asStaff, params, query: { from: day, to: day } })).body.closedAt,
    ).toBe((household?.["closed"] as { at: string }).at);
    await planning["account-closing.reopen"]({ ...asStaff, params });
    await planning["account-closing.reopen"]({ ...asStaff, params });
    expect(
      (await planning["planning.ofFamily"]({ ...asStaff, params, query: { from: day, to: day } })).body.closedAt,
    ).toBeUndefined();
    expect((await (await parent(code)).book([line(1, day)])).lines).toMatchObject([{ outcome: "booked" }]);
  });

  test("that are being made meanwhile end with the rest", async () => {
    const code = await newFamily();
    const day = addDays(nextWednesday, 35);
    // Its rules have said yes before the account was closed; its place is taken, its booking not yet written.
    await claimPlace(
      world.table,
      { siteId, date: day },
      {
        claim: {
          familyCode: code,
          childId: child(1),
          activityId,
          unitId: unitIds.day,
          generation: 0,
          requestToken: "underway",
        },
        pools: [{ id: `${activityId}/=${unitIds.day}`, capacity: 2 }],
      },
    );
    await planning["account-closing.close"]({
      ...asStaff,
      params: { familyCode: code },
      body: { idempotencyKey: newKey(), reason: "déménagement" },
    });
    await repair(world.table, code, [{ siteId, date: day }]);
    expect(
      (await readFullDays(world.table, [{ siteId, date: day }]))({ siteId, date: day }).places.filter(
        (claim) => claim.familyCode === code,
      ),
    ).toEqual([]);
    await consistent(day);
  });
});
