/** The waiting list at the desk: who calls instead of clicking joins it, accepts a place or declines it, and is told. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { historyOf } from "../../../functions/history/rules/history.ts";
import { walkWaitingList } from "../../../functions/waiting-list/follow/walk-waiting-list.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { inconsistencies } from "../booking/consistency.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  line,
  newKey,
  openWorld,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { asStaff, closureDependencies, planningOver, toldTo, type Planning } from "../planning/support.ts";

let world: World;
let planning: Planning;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
  planning = await planningOver(world.table);
});
afterAll(() => world.end());

const reason = "Appel de la famille";
const basket = (code: FamilyCode, date: PlainDate, idempotencyKey = newKey()) => ({
  ...asStaff,
  params: { familyCode: code },
  body: { idempotencyKey, reason, lines: [line(1, date)] },
});
const wait = (code: FamilyCode, date: PlainDate) => ({
  ...asStaff,
  params: { familyCode: code },
  body: { idempotencyKey: newKey(), reason, lines: [{ ...line(1, date), ifFull: "wait" as const }] },
});
const dayOf = async (code: FamilyCode, date: PlainDate) => {
  const key = { familyCode: code, childId: child(1), date };
  return (await readChildDays(world.table, [key]))(key);
};
const stateOf = async (code: FamilyCode, date: PlainDate) =>
  (await dayOf(code, date)).units.get(unitKey(activityId, unitIds.day));
const walk = (date: PlainDate) => walkWaitingList(closureDependencies(world.table), { siteId, date });
/** By their acts: what a mail is called says nothing of when it was written. */
const told = async (code: FamilyCode) =>
  (await toldTo(world.table, code))
    .flatMap((mail) => (mail.kind === "acted" ? [mail.facts] : []))
    .toSorted((one, other) => one.act.localeCompare(other.act));

/** One family has the only place of the day, another one waits for it at the desk's hand and is offered it. */
async function offered(date: PlainDate): Promise<FamilyCode> {
  const [first, second] = [await world.newFamily(1), await world.newFamily(1)];
  const parents = await useCasesOver(world.table);
  await guardian(parents, first).book([line(1, date)]);
  const { body } = await planning["booking.bookForFamily"](wait(second, date));
  expect(body.lines).toMatchObject([{ outcome: "waiting", position: 1 }]);
  expect(await told(second)).toHaveLength(1);
  await guardian(parents, first).cancel([line(1, date)]);
  expect(await walk(date)).toBe(1);
  expect(await stateOf(second, date)).toMatchObject({ status: "offered" });
  return second;
}

describe("The waiting list at the desk", () => {
  test("is joined for a family, which is told where it stands and why", async () => {
    const date = wednesday;
    const [first, second] = [await world.newFamily(1), await world.newFamily(1)];
    await planning["booking.bookForFamily"](wait(first, date));
    const request = wait(second, date);
    for (let times = 0; times < 2; times += 1)
      expect((await planning["booking.bookForFamily"](request)).body.lines).toMatchObject([
        { outcome: "waiting", position: 1 },
      ]);
    // Where there was a place, it is booked; where not, the family waits: each is told what became of it.
    expect(await told(first)).toMatchObject([{ act: "booked", reason, lines: [{ date }], waiting: [] }]);
    expect(await told(second)).toMatchObject([{ act: "booked", reason, lines: [], waiting: [{ date }] }]);
    expect(historyOf([second], null, await dayOf(second, date))).toMatchObject([
      { what: "waiting", by: "AGENT.TEST", reason },
    ]);
  });

  test("an offer is accepted for a family, once", async () => {
    const date = addDays(wednesday, 7);
    const code = await offered(date);
    const before = await dayOf(code, date);
    const request = basket(code, date);
    for (let times = 0; times < 2; times += 1)
      expect((await planning["waiting-list.acceptForFamily"](request)).body.lines).toMatchObject([
        { outcome: "accepted" },
      ]);
    expect(await told(code)).toMatchObject([{ act: "accepted", reason, lines: [{ date }] }, { act: "booked" }]);
    expect(historyOf([code], before, await dayOf(code, date))).toMatchObject([
      { what: "accepted", by: "AGENT.TEST", reason },
    ]);
    // It is a booking by now: declining it changes nothing.
    const { body } = await planning["waiting-list.declineForFamily"](basket(code, date));
    expect(body.lines).toMatchObject([{ outcome: "refused", refusal: { code: "notOffered" } }]);
    expect(await stateOf(code, date)).toMatchObject({ status: "booked" });
    expect(await inconsistencies(world.table, [{ siteId, date }])).toEqual([]);
  });

  test("an offer is declined for a family, and goes to who waits next", async () => {
    const date = addDays(wednesday, 42);
    const code = await offered(date);
    const next = await world.newFamily(1);
    await planning["booking.bookForFamily"](wait(next, date));
    const before = await dayOf(code, date);
    const { body } = await planning["waiting-list.declineForFamily"](basket(code, date));
    expect(body.lines).toMatchObject([{ outcome: "cancelled" }]);
    expect(await told(code)).toMatchObject([{ act: "booked" }, { act: "declined", reason, lines: [{ date }] }]);
    expect(historyOf([code], before, await dayOf(code, date))).toMatchObject([
      { what: "declined", by: "AGENT.TEST", reason },
    ]);
    expect(await walk(date)).toBe(1);
    expect(await stateOf(next, date)).toMatchObject({ status: "offered" });
  });

  test("is not joined in vain: after the deadline no place is offered any more", async () => {
    const date = addDays(wednesday, 49);
    const first = await world.newFamily(1);
    await planning["booking.bookForFamily"](wait(first, date));
    const late = await planningOver(world.table, (): Instant => id("Instant", `${date}T05:00:00Z`));
    const second = await world.newFamily(1);
    const { body } = await late["booking.bookForFamily"](wait(second, date));
    expect(body.lines).toMatchObject([{ outcome: "refused", refusal: { code: "full" } }]);
    expect(body.lines[0]?.refusal?.sentence).not.toMatch(/liste d’attente|guichet/u);
  });
});

describe("Before booking for a family", () => {
  test("staff see its own grid and preview, with what their leave opens, in words for staff", async () => {
    const date = addDays(wednesday, 56);
    const late = await planningOver(world.table, (): Instant => id("Instant", `${date}T05:00:00Z`));
    const code = await world.newFamily(2);
    const params = { familyCode: code, activityId };
    const cellAt = async (at: Planning) => {
      const { body } = await at["booking.gridForFamily"]({ ...asStaff, params });
      return body.days.find((day) => day.date === date)?.cells[0]?.[0];
    };
    expect(await cellAt(planning)).toMatchObject({ state: "free", places: 1 });
    // For the family itself it is too late; the desk may.
    const own = await useCasesOver(world.table, () => id("Instant", `${date}T05:00:00Z`));
    expect((await guardian(own, code).book([line(1, date)])).lines[0]?.refusal?.code).toBe("tooLate");
    expect(await cellAt(late)).toMatchObject({ state: "free", places: 1 });
    const preview = await late["booking.previewForFamily"]({
      ...asStaff,
      params: { familyCode: code },
      body: { lines: [line(1, date), line(2, date)] },
    });
    // One place, two children.
    expect(preview.body.lines.map(({ outcome }) => outcome)).toEqual(["booked", "refused"]);
    expect(preview.body.lines[1]?.refusal?.sentence).not.toMatch(/guichet|votre/iu);
    const gone = id("FamilyCode", "INCONNU1");
    await expect(
      planning["booking.gridForFamily"]({ ...asStaff, params: { familyCode: gone, activityId } }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});
