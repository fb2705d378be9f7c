/**
 * Each confirmation of a family is told by exactly one mail, whatever dies: its request between any two of its data
 * calls, and what follows it from the table's stream between any two of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellBasket, type TellBasketDependencies } from "../../../functions/booking/follow/tell-basket.ts";
import type { WishLine } from "../../../functions/booking/contract/basket.ts";
import type { ReceiptFacts } from "../../../functions/booking/receipt-mails.fr.ts";
import { endBasket, toldBasketOf } from "../../../functions/booking/store/idempotency.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { FamilyCode, IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { asStaff, followActs, mailsTo, planningOver, recordsOf } from "../planning/support.ts";
import { diesAt } from "./faults.ts";
import { repair } from "./stream.ts";
import {
  catalogueWith,
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

let world: World;
/** Two full days, many halves. */
beforeAll(async () => {
  world = await openWorld(catalogueWith(2, 1000));
});
afterAll(() => world.end());

/** What tells receipts, as the stream's function holds it. */
const tellers = (): TellBasketDependencies => ({
  table: world.table,
  catalogue: catalogueCache(
    () => readCatalogue(world.table),
    () => monday,
  ),
  endBasketLater: ({ familyCode, idempotencyKey }) => endBasket(world.table, familyCode, idempotencyKey),
});

/** Delivers what the stream shows of a family's baskets, as they are. */
async function deliver(code: FamilyCode): Promise<void> {
  for (const item of await recordsOf(world.table, code, "IDEMPOTENCY#")) {
    const basket = toldBasketOf(item);
    if (basket) await tellBasket(tellers(), code, basket);
  }
}
/** The same until no schedule is left to fire: what was begun and never answered is then said to be over. */
async function follow(code: FamilyCode): Promise<void> {
  for (let times = 0; times < 2; times += 1) await deliver(code);
}

const receipts = async (code: FamilyCode): Promise<readonly ReceiptFacts[]> =>
  (await mailsTo(world.table, code)).map((mail) => {
    if (mail.kind === "receipt") return mail.facts;
    throw new Error(`A mail that nobody expects: ${mail.kind}`);
  });
/** Everything that the receipts of a family say, a mail a list. */
const told = async (code: FamilyCode): Promise<readonly (readonly string[])[]> =>
  (await receipts(code)).map(({ groups }) =>
    groups.flatMap(({ firstName, days }) =>
      days.map(({ date, outcome, position }) => `${firstName} ${date} ${outcome}${position ?? ""}`),
    ),
  );
const toldOnce = async (code: FamilyCode): Promise<readonly string[]> => (await told(code)).flat().toSorted();

const book = async (code: FamilyCode, lines: readonly WishLine[], key: IdempotencyKey = newKey()) =>
  guardian(await useCasesOver(world.table), code).book(lines, key);

test("One mail says what was booked, what waits with its rank, what was refused and why", async () => {
  for (const rank of [1, 2, 3]) {
    const before = await world.newFamily();
    await book(before, [{ ...line(1, wednesday), ifFull: "wait" }]);
    if (rank === 3) expect(await follow(before).then(() => told(before))).toEqual([[`Lou1 ${wednesday} waiting1`]]);
  }
  const code = await world.newFamily(2);
  const key = newKey();
  const lines: readonly WishLine[] = [
    line(1, nextWednesday, unitIds.morning),
    { ...line(1, wednesday), ifFull: "wait" },
    line(2, wednesday),
    line(2, nextWednesday, unitIds.morning),
  ];
  await book(code, lines, key);
  for (let times = 0; times < 2; times += 1) {
    await follow(code);
    await book(code, lines, key);
  }
  expect(await told(code)).toEqual([
    [
      `Lou1 ${nextWednesday} booked`,
      `Lou1 ${wednesday} waiting2`,
      `Lou2 ${wednesday} refused`,
      `Lou2 ${nextWednesday} booked`,
    ],
  ]);
  const [facts] = await receipts(code);
  expect(facts?.groups.map(({ unitName, activityName }) => `${activityName}, ${unitName}`)).toEqual([
    "Mercredis, Matin avec repas",
    "Mercredis, Journée avec repas",
    "Mercredis, Journée avec repas",
    "Mercredis, Matin avec repas",
  ]);
  expect(facts?.groups[2]?.days[0]?.why).toMatch(/^Les 2\splaces de ce jour sont prises\./u);
});

test("What staff books for a family is told by the mail that it has already, and by no other", async () => {
  const code = await world.newFamily();
  const planning = await planningOver(world.table);
  await planning["booking.bookForFamily"]({
    ...asStaff,
    params: { familyCode: code },
    body: { idempotencyKey: newKey(), reason: "hospitalisation", lines: [line(1, nextWednesday, unitIds.morning)] },
  });
  await follow(code);
  await followActs(world.table, code);
  expect((await mailsTo(world.table, code)).map(({ kind }) => kind)).toEqual(["acted"]);
});

test("What is cancelled or changed is no confirmation of days that are wanted", async () => {
  const code = await world.newFamily();
  const own = guardian(await useCasesOver(world.table), code);
  await own.book([line(1, nextWednesday, unitIds.morning)]);
  await own.change([
    { ...line(1, nextWednesday, unitIds.morning), to: { date: nextWednesday, unitId: unitIds.afternoon } },
  ]);
  await own.cancel([line(1, nextWednesday, unitIds.afternoon)]);
  await follow(code);
  expect(await told(code)).toEqual([[`Lou1 ${nextWednesday} booked`]]);
});

test("A basket that is being settled is told once it is answered: nothing is scheduled for one that has been by then", async () => {
  const code = await world.newFamily();
  await book(code, [line(1, nextWednesday, unitIds.morning)]);
  const [item] = await recordsOf(world.table, code, "IDEMPOTENCY#");
  const basket = item && toldBasketOf(item);
  if (!basket) throw new Error("The basket is not recorded");
  const { lines: _lines, refusals: _refusals, ...begun } = basket;
  let scheduled = 0;
  await tellBasket({ ...tellers(), endBasketLater: () => Promise.resolve(void (scheduled += 1)) }, code, begun);
  expect([scheduled, await told(code)]).toEqual([0, []]);
});

/** Wednesdays of school time in January. */
const [first, second] = [addDays(wednesday, 35), addDays(wednesday, 42)];
const days = [first, second].map((date) => ({ siteId, date }));
const basket = [line(1, first, unitIds.morning), line(2, second, unitIds.afternoon)];
const all = [`Lou1 ${first} booked`, `Lou2 ${second} booked`];

const stood = async (code: FamilyCode): Promise<readonly string[]> =>
  (await readFamilyDays(world.table, code, { from: wednesday }))
    .flatMap(({ childId, date, units }) =>
      [...units.values()].flatMap(({ status }) =>
        status === "booked" ? [`${childId.replace("E", "Lou")} ${date} booked`] : [],
      ),
    )
    .toSorted();

/** Runs something that dies at one of its data calls; whether there was such a call. */
async function dying(index: number, when: "before" | "after", act: () => Promise<unknown>): Promise<boolean> {
  world.faults.plan(diesAt(index, when));
  const died = await act().then(
    () => false,
    (error: unknown) => {
      if (!String(error).includes("The process has died")) throw error;
      return true;
    },
  );
  const more = (await world.faults.clear()) > index;
  expect(died, `call ${index}`).toBe(more);
  return more;
}

describe.each(["before", "after"] as const)("Whatever dies %s any of its data calls", (when) => {
  test("the family is told once what stands, and what its retry obtains", async () => {
    for (let index = 0, more = true; more; index += 1) {
      const code = await world.newFamily(2);
      const key = newKey();
      more = await dying(index, when, () => book(code, basket, key));
      await repair(world.table, code, days);
      await follow(code);
      const standing = await stood(code);
      expect(await toldOnce(code)).toEqual(standing);
      expect((await told(code)).length).toBe(Math.min(standing.length, 1));
      await book(code, basket, key);
      await follow(code);
      await follow(code);
      expect(await toldOnce(code)).toEqual(all);
      expect((await told(code)).length).toBe(standing.length % all.length === 0 ? 1 : 2);
    }
  }, 120_000);

  test("a retry within seconds is told in one mail", async () => {
    for (let index = 0, more = true; more; index += 1) {
      const code = await world.newFamily(2);
      const key = newKey();
      more = await dying(index, when, () => book(code, basket, key));
      await book(code, basket, key);
      await repair(world.table, code, days);
      await follow(code);
      expect((await told(code)).map((lines) => lines.toSorted())).toEqual([all]);
    }
  }, 120_000);

  test("the teller's death changes nothing", async () => {
    for (let index = 0, more = true; more; index += 1) {
      const code = await world.newFamily(2);
      await book(code, basket);
      more = await dying(index, when, () => deliver(code));
      await follow(code);
      expect((await told(code)).map((lines) => lines.toSorted())).toEqual([all]);
    }
  }, 120_000);
});
