/**
 * Places that are held while their price is put into the wallet: never a booking that is not paid, never a place that is kept unpaid
 * for ever, no cent lost and no place sold twice, whoever comes at once, whenever money comes, and wherever a process dies.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import { readChildDays, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import type { SiteDay } from "../../../functions/booking/store/day-record.ts";
import { endPlace } from "../../../functions/closure/store/taken.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, readRecord, startingWith } from "../../../functions/table/read.ts";
import type { Table } from "../../../functions/table/table.ts";
import { transact } from "../../../functions/table/transact.ts";
import { endOffer } from "../../../functions/waiting-list/follow/end-offer.ts";
import { potMonth } from "../../../functions/wallet/rules/engagement.ts";
import { mostHeld } from "../../../functions/wallet/rules/held.ts";
import { intoWallet } from "../../../functions/wallet/rules/movement.ts";
import { awaitedWrite, movementWrites, readWallet, readWallets } from "../../../functions/wallet/store/wallets.ts";
import { prepaidCatalogue, till } from "../billing/support.ts";
import { inconsistencies } from "./consistency.ts";
import { diesAt, everyDeath } from "./faults.ts";
import { changed, comeToRest, quietLogger, repair, repairHandler, tableFollower } from "./stream.ts";
import {
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

const price = 720;
const minutes = 20;
const places = 2;
const catalogue = prepaidCatalogue(places, { holdMinutes: minutes });

let world: World;
let now: Instant = monday;
const clock = (): Instant => now;
const later = (by: number): void => {
  now = plusSeconds(now, by * 60);
};
beforeAll(async () => {
  world = await openWorld(catalogue);
});
beforeEach(() => {
  now = monday;
});
afterAll(() => world.end());

const wallet = (familyCode: FamilyCode) => readWallet(world.table, { familyCode, accountId: till.id });

/** What the stream does once a wallet has changed from what is said of it. */
async function told(familyCode: FamilyCode, was: Readonly<Record<string, unknown>>): Promise<void> {
  const { batchItemFailures } = await tableFollower(
    world.table,
    clock,
  )(await changed(world.table, keys.wallet(familyCode, till.id), was));
  expect(batchItemFailures).toEqual([]);
}

let topUps = 0;
/** Money comes in, and the stream says so. `silent`: it has not yet. */
async function topUp(familyCode: FamilyCode, amount: number, { silent = false } = {}): Promise<void> {
  topUps += 1;
  const { balance } = await wallet(familyCode);
  await transact(
    world.table,
    movementWrites({
      name: `versement-${topUps}`,
      familyCode,
      accountId: till.id,
      kind: "topUp",
      amount: cents(amount),
      at: now,
    }),
  );
  if (!silent) await told(familyCode, { balance });
}

/** A payment begins at the treasury's. */
async function begin(familyCode: FamilyCode, amount: number) {
  const awaited = { operation: id("PayfipOperationId", randomUUID()), amount: cents(amount), at: now };
  await transact(world.table, [awaitedWrite(await wallet(familyCode), awaited)]);
  return awaited;
}

/** It has its result. */
async function result(familyCode: FamilyCode, outcome: "paid" | "refused"): Promise<void> {
  const { awaited, ...seen } = await wallet(familyCode);
  if (!awaited) return;
  const { operation: ends, amount } = awaited;
  await transact(
    world.table,
    outcome === "paid"
      ? movementWrites({ name: ends, familyCode, accountId: till.id, kind: "topUp", amount, at: now }, { ends })
      : [awaitedWrite({ ...seen, awaited }, null)],
  );
  await told(familyCode, { balance: seen.balance, awaited });
}

/** The schedule calls for every place that is held, whether its time is over or not. */
async function ends(familyCode: FamilyCode, table: Table = world.table): Promise<void> {
  const { log } = quietLogger();
  for (const { childId, date, unit, generation, until } of (await wallet(familyCode)).held)
    await endOffer(
      { table, clock, log, schoolZone: "B" },
      { familyCode, childId, date, unit, generation, until, siteId },
    );
}

const codes = ({ lines }: BasketAnswer): readonly string[] =>
  lines.map(({ outcome, refusal }) => refusal?.code ?? outcome);

async function someone(amount: number, children = 1) {
  const code = await world.newFamily(children);
  if (amount > 0) await topUp(code, amount, { silent: true });
  return { code, own: guardian(await useCasesOver(world.table, clock), code) };
}
let weeks = 0;
/** Wednesdays that no other scene books. */
const freeDay = (): PlainDate => {
  weeks += 1;
  return addDays(wednesday, 35 + 7 * (weeks % 5));
};

const unitsOf = async (code: FamilyCode) =>
  (await readFamilyDays(world.table, code, { from: wednesday })).flatMap(({ childId, date, units }) =>
    [...units].map(([unit, state]) => ({ childId, date, unit, state })),
  );

/**
 * What holds at any time of a family: a booked day has its price in the pot of its month; a place that is held stands in the wallet,
 * and nothing else does, no more than may be; and no cent is made or lost.
 */
async function whole(code: FamilyCode, paidIn: number): Promise<void> {
  const [units, { wallets, movements, pots }, record] = await Promise.all([
    unitsOf(code),
    readWallets(world.table, code),
    readRecord(world.table, keys.wallet(code, till.id)),
  ]);
  const kept = new Map<string, number>();
  for (const { date, state } of units) {
    if (state.status !== "booked") continue;
    expect(state.engaged).toEqual({ accountId: till.id, amount: state.price?.amount });
    kept.set(potMonth(date), (kept.get(potMonth(date)) ?? 0) + (state.engaged?.amount ?? 0));
  }
  expect(
    new Map(pots.filter(({ amount }) => amount > 0).map(({ month, amount }) => [month as string, amount as number])),
  ).toEqual(kept);
  const offered = units.filter(({ state }) => state.status === "offered");
  for (const { state } of offered) expect(state.toPay?.amount).toBe(state.price?.amount);
  const held = wallets.flatMap((one) => one.held);
  const names = (
    all: readonly { readonly date: string; readonly childId: string; readonly until: string | undefined }[],
  ) => all.map(({ date, childId, until }) => `${date} ${childId} ${until}`).toSorted();
  expect(names(held)).toEqual(names(offered.map(({ state: { until }, ...one }) => ({ ...one, until }))));
  expect(record?.["held"] ?? 0).toBe(held.length);
  expect(held.length).toBeLessThanOrEqual(mostHeld);
  const balance = wallets.reduce((sum, one) => sum + one.balance, 0);
  expect(balance).toBeGreaterThanOrEqual(0);
  expect(balance).toBe(movements.reduce((sum, one) => sum + intoWallet(one), 0));
  expect(balance + [...kept.values()].reduce((sum, one) => sum + one, 0)).toBe(paidIn);
}
const mails = async (code: FamilyCode, kind: string): Promise<readonly unknown[]> =>
  (await readRange(world.table, startingWith(keys.familyPartition(code), "MAIL#"))).filter(
    (one) => one["kind"] === kind,
  );

describe("A day that the wallet cannot pay", () => {
  test("is held for some minutes, counted as taken, and booked by the money that comes in time", async () => {
    const { code, own } = await someone(500);
    expect((await own.preview([line(1, wednesday)])).cost?.prepaid).toEqual({
      amount: price,
      balance: 500,
      heldFor: minutes,
      mostHeld,
    });
    const key = newKey();
    const answer = await own.book([line(1, wednesday)], key);
    const until = plusSeconds(monday, minutes * 60);
    expect(answer.lines).toMatchObject([{ outcome: "held", until, price }]);
    await whole(code, 500);
    expect((await own.list(wednesday)).bookings).toMatchObject([{ status: "offered", until, toPay: "7,20\u00a0€" }]);
    // Sent again, and asked anew.
    expect((await own.book([line(1, wednesday)], key)).lines).toMatchObject([{ outcome: "held", until }]);
    expect(codes(await own.book([line(1, wednesday)]))).toEqual(["toPay"]);
    const others = await Promise.all([someone(price), someone(price)]);
    const theirs = await Promise.all(others.map((other) => other.own.book([line(1, wednesday)])));
    expect(theirs.flatMap(codes).toSorted()).toEqual(["booked", "full"]);
    // Too little for it.
    await topUp(code, 100);
    expect((await wallet(code)).held).toHaveLength(1);
    await topUp(code, 200);
    expect((await unitsOf(code)).map(({ state }) => state.status)).toEqual(["booked"]);
    await whole(code, 800);
    expect(await mails(code, "heldPaid")).toHaveLength(1);
    later(minutes + 1);
    await ends(code);
    expect((await unitsOf(code)).map(({ state }) => state.status)).toEqual(["booked"]);
    for (const one of [{ own }, ...others]) await one.own.cancel([line(1, wednesday)]);
    await whole(code, 800);
  });

  test("is free again when its time is over, is told once, and is not held a second time", async () => {
    const { code, own } = await someone(0);
    const lines = [line(1, wednesday), line(1, nextWednesday)];
    expect(codes(await own.book(lines))).toEqual(["held", "held"]);
    await ends(code);
    expect((await wallet(code)).held).toHaveLength(2);
    const days: readonly SiteDay[] = [wednesday, nextWednesday].map((date) => ({ siteId, date }));
    const delivered = new Map<string, Record<string, unknown>>();
    await comeToRest(tableFollower(world.table, clock), world.table, days, [code], delivered);
    later(minutes);
    await ends(code);
    expect((await wallet(code)).held).toEqual([]);
    await comeToRest(tableFollower(world.table, clock), world.table, days, [code], delivered);
    await whole(code, 0);
    expect(await inconsistencies(world.table, days, code)).toEqual([]);
    expect(await mails(code, "heldEnded")).toHaveLength(1);
    const again = await own.book([line(1, wednesday)]);
    expect(codes(again)).toEqual(["walletShort"]);
    expect(again.lines[0]?.refusal?.sentence).toContain("elle ne l’est qu’une fois");
    // Late money is the family's.
    await topUp(code, price);
    await whole(code, price);
    expect(codes(await own.book([line(1, wednesday)]))).toEqual(["booked"]);
    await whole(code, price);
    await own.cancel([line(1, wednesday)]);
  });

  test("is held on while a payment is under way, once, and no longer than the treasury may take", async () => {
    const { code, own } = await someone(0);
    await own.book([line(1, wednesday)]);
    later(minutes - 1);
    const { at } = await begin(code, price);
    later(1);
    await ends(code);
    expect((await wallet(code)).held).toMatchObject([{ until: plusSeconds(at, 120 * 60) }]);
    await whole(code, 0);
    later(90);
    await ends(code);
    expect((await wallet(code)).held).toHaveLength(1);
    await result(code, "paid");
    expect((await unitsOf(code)).map(({ state }) => state.status)).toEqual(["booked"]);
    await whole(code, price);
    await own.cancel([line(1, wednesday)]);
  });

  test("is free at once when the payment that it was held on for is refused, whatever is begun then", async () => {
    const { code, own } = await someone(0);
    await own.book([line(1, wednesday)]);
    await begin(code, price);
    later(minutes);
    await ends(code);
    await result(code, "refused");
    expect((await wallet(code)).held).toEqual([]);
    const other = await someone(0);
    await other.own.book([line(1, wednesday)]);
    await begin(other.code, price);
    later(minutes);
    await ends(other.code);
    later(120);
    await ends(other.code);
    expect((await wallet(other.code)).held).toEqual([]);
    // Told hours late that it was paid after all.
    await result(other.code, "paid");
    await whole(other.code, price);
    expect((await wallet(other.code)).balance).toBe(price);
  });

  test("is paid in the order in which it was held, as far as the money goes; the rest stays held until its end", async () => {
    const { code, own } = await someone(0);
    for (const date of [nextWednesday, wednesday]) {
      await own.book([line(1, date)]);
      later(1);
    }
    await topUp(code, price + 100);
    const statusOn = async () => new Map((await unitsOf(code)).map(({ date, state }) => [date, state.status]));
    expect(await statusOn()).toEqual(
      new Map([
        [wednesday, "offered"],
        [nextWednesday, "booked"],
      ]),
    );
    await whole(code, price + 100);
    // What is given up pays for what is held.
    await own.cancel([line(1, nextWednesday)]);
    await told(code, { balance: 100 });
    expect((await statusOn()).get(wednesday)).toBe("booked");
    await whole(code, price + 100);
    await own.cancel([line(1, wednesday)]);
  });

  test("is given up by the family, accepted once there is money, and falls with its day", async () => {
    const { code, own } = await someone(0);
    await own.book([line(1, wednesday), line(1, nextWednesday)]);
    expect(codes(await own.accept([line(1, wednesday)]))).toEqual(["walletShort"]);
    expect(codes(await own.cancel([line(1, wednesday)]))).toEqual(["cancelled"]);
    await whole(code, 0);
    await topUp(code, price, { silent: true });
    expect(codes(await own.accept([line(1, nextWednesday)]))).toEqual(["accepted"]);
    await whole(code, price);
    await own.cancel([line(1, nextWednesday)]);
    const other = await someone(0);
    await other.own.book([line(1, nextWednesday)]);
    const day = { siteId, date: nextWednesday };
    const { places: taken } = (await readFullDays(world.table, [day]))(day);
    const place = taken.find(({ familyCode }) => familyCode === other.code);
    const [known] = await readFamilyDays(world.table, other.code, { from: nextWednesday });
    if (!place || !known) throw new Error("Nothing is held");
    const closure = {
      id: id("ClosureId", "neige-2026"),
      siteId,
      kind: "closure",
      from: nextWednesday,
      to: nextWednesday,
      reason: "neige",
      version: 1,
    } as const;
    await endPlace(world.table, { closure, edition: "1", at: monday }, day, place, known);
    expect((await wallet(other.code)).held).toEqual([]);
    await whole(other.code, 0);
  });

  test("is refused beyond what one wallet may hold, also by requests that come at once", async () => {
    const { code, own } = await someone(0);
    const dates = Array.from({ length: mostHeld + 3 }, (_, week) => addDays(wednesday, 14 + 7 * (week + 3)));
    const answers = await Promise.all(dates.map((date) => own.book([line(1, date)])));
    const outcomes = answers.flatMap(codes);
    expect(outcomes.filter((one) => one === "held").length).toBeLessThanOrEqual(mostHeld);
    expect(outcomes).toContain("held");
    const more = await own.book(dates.map((date) => line(1, date)));
    await whole(code, 0);
    expect((await wallet(code)).held).toHaveLength(mostHeld);
    expect(more.lines.map(({ refusal }) => refusal?.sentence).join()).toContain("il n’en est pas gardé plus à la fois");
    later(minutes);
    await ends(code);
    await whole(code, 0);
  });
});

describe("Wherever a process dies", () => {
  test("what a request holds is held or free, and sent again it is held once", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(0);
      const [day, key] = [freeDay(), newKey()];
      await dying(() => own.book([line(1, day)], key));
      await repair(world.table, code, [{ siteId, date: day }]);
      await whole(code, 0);
      await own.book([line(1, day)], key);
      await whole(code, 0);
      await own.cancel([line(1, day)]);
      await repair(world.table, code, [{ siteId, date: day }]);
      expect(await inconsistencies(world.table, [{ siteId, date: day }], code)).toEqual([]);
    });
  });

  test("what money pays for is paid once and told once", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(0);
      const [one, other] = [freeDay(), freeDay()];
      await own.book([line(1, one), line(1, other)]);
      await topUp(code, 2 * price, { silent: true });
      const event = await changed(world.table, keys.wallet(code, till.id), { balance: 0 });
      await dying(async () => {
        const { batchItemFailures } = await tableFollower(world.table, clock)(event);
        if (batchItemFailures.length > 0) throw new Error("The process has died");
      });
      await whole(code, 2 * price);
      await tableFollower(world.table, clock)(event);
      expect((await unitsOf(code)).map(({ state }) => state.status)).toEqual(["booked", "booked"]);
      await whole(code, 2 * price);
      expect(await mails(code, "heldPaid")).toHaveLength(1);
      await own.cancel([line(1, one), line(1, other)]);
    });
  });

  test("what is not paid ends once, and leaves nothing behind", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(0);
      const day = freeDay();
      await own.book([line(1, day)]);
      later(minutes);
      const { held } = await wallet(code);
      const again = async (): Promise<void> => {
        for (const { childId, date, unit, generation, until } of held)
          await endOffer(
            { table: world.table, clock, log: quietLogger().log, schoolZone: "B" },
            { familyCode: code, childId, date, unit, generation, until, siteId },
          );
      };
      await dying(again);
      await whole(code, 0);
      await again();
      await repair(world.table, code, [{ siteId, date: day }]);
      expect((await wallet(code)).held).toEqual([]);
      expect(await inconsistencies(world.table, [{ siteId, date: day }], code)).toEqual([]);
      const key = { familyCode: code, childId: line(1, day).childId, date: day };
      const [state] = [...(await readChildDays(world.table, [key]))(key).units.values()];
      expect(state).toMatchObject({ status: "none", unpaid: true });
    });
  });
});

const days = [wednesday, nextWednesday] as const;
const who = fc.nat(2);
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("book" as const, "book" as const, "cancel" as const),
      who,
      which: fc.constantFrom([0], [1], [0, 1]),
      /** At the same instant by another process too, or dying at that call. */
      how: fc.oneof(fc.constant("alone" as const), fc.constant("twice" as const), fc.nat(9)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("topUp" as const),
      who,
      amount: fc.constantFrom(500, 720, 1500),
      silent: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("begin" as const, "paid" as const, "refused" as const), who }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("later" as const), by: fc.constantFrom(5, 21, 121) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("ends" as const) }) },
);

test(
  "places and wallets agree whatever is booked, held, topped up, prolonged, ended, sent twice and cut",
  { timeout: 120_000 },
  async () => {
    const handler = repairHandler(world.table, quietLogger().log);
    const siteDays = days.map((date) => ({ siteId, date }));
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 6, maxLength: 18 }), async (story) => {
        now = monday;
        const families = await Promise.all([1, 2, 3].map(() => someone(price)));
        const paidIn = new Map(families.map(({ code }) => [code, price]));
        const all = families.map(({ code }) => code);
        const delivered = new Map<string, Record<string, unknown>>();
        const other = world.another();
        const come = (code: FamilyCode, amount: number): void => {
          paidIn.set(code, (paidIn.get(code) ?? 0) + amount);
        };
        for (const one of story) {
          if (one.kind === "later") later(one.by);
          else if (one.kind === "ends") for (const code of all) await ends(code);
          else {
            const family = families[one.who];
            if (!family) continue;
            const { code, own } = family;
            if (one.kind === "topUp") {
              await topUp(code, one.amount, one);
              come(code, one.amount);
            } else if (!("which" in one)) {
              const { awaited } = await wallet(code);
              if (one.kind !== "begin") await result(code, one.kind);
              else if (!awaited) await begin(code, price);
              if (one.kind === "paid" && awaited) come(code, awaited.amount);
            } else {
              const lines = one.which.map((rank) => line(1, days[rank === 0 ? 0 : 1]));
              const act = (by: typeof own, key = newKey()) =>
                one.kind === "book" ? by.book(lines, key) : by.cancel(lines, key);
              const theirs = guardian(await useCasesOver(other.table, clock), code);
              if (one.how === "alone") await act(own);
              else if (one.how === "twice") {
                const key = newKey();
                await Promise.all([act(own, key), act(theirs, key)]);
              } else {
                other.faults.plan(diesAt(one.how, "after"));
                await act(theirs).catch((error: unknown) => {
                  if (!String(error).includes("The process has died")) throw error;
                });
                await other.faults.clear();
              }
            }
          }
          for (const { code } of families) await whole(code, paidIn.get(code) ?? 0);
        }
        // Hours later, everything being told and ended, nothing is held any more.
        later(300);
        for (const code of all) {
          await result(code, "refused");
          await ends(code);
          expect((await wallet(code)).held).toEqual([]);
        }
        await comeToRest(handler, world.table, siteDays, all, delivered);
        for (const { code } of families) await whole(code, paidIn.get(code) ?? 0);
        expect(await inconsistencies(world.table, siteDays)).toEqual([]);
        for (const { own } of families) await own.cancel(days.map((date) => line(1, date)));
        await comeToRest(handler, world.table, siteDays, all, delivered);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  },
);
