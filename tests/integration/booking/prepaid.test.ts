/**
 * Days that are paid when they are booked: the price leaves the wallet in the write that books, and comes back in the one that
 * ends it; no place without its price, no price without its place, whoever comes at once and wherever a process dies.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import type { SiteDay } from "../../../functions/booking/store/day-record.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { endPlace } from "../../../functions/closure/store/taken.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { transact } from "../../../functions/table/transact.ts";
import { potMonth } from "../../../functions/wallet/rules/engagement.ts";
import { intoWallet } from "../../../functions/wallet/rules/movement.ts";
import { movementWrites, readWallets } from "../../../functions/wallet/store/wallets.ts";
import { prepaidCatalogue, till } from "../billing/support.ts";
import { inconsistencies } from "./consistency.ts";
import { diesAt, everyDeath } from "./faults.ts";
import { comeToRest, repair, repairHandler, quietLogger } from "./stream.ts";
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
  type Guardian,
  type World,
} from "./support.ts";

const places = 2;
const catalogue = prepaidCatalogue(places);
const price = 720;

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogue);
});
afterAll(() => world.end());

let topUps = 0;
const topUp = async (familyCode: FamilyCode, amount: number): Promise<void> => {
  topUps += 1;
  await transact(
    world.table,
    movementWrites({
      name: `versement-${topUps}`,
      familyCode,
      accountId: till.id,
      kind: "topUp",
      amount: cents(amount),
      at: monday,
    }),
  );
};

const codes = ({ lines }: BasketAnswer): readonly string[] =>
  lines.map(({ outcome, refusal }) => refusal?.code ?? outcome);
/** A family with a wallet, and what it can do. */
async function someone(amount: number, children = 1) {
  const code = await world.newFamily(children);
  if (amount > 0) await topUp(code, amount);
  return { code, own: guardian(await useCasesOver(world.table), code) };
}
/** Wednesdays that no other scene books: the day's places are this one's. */
let weeks = 0;
const freeDay = (): PlainDate => {
  weeks += 1;
  // From 6 January on, holidays left out.
  const day = addDays(wednesday, 35 + 7 * (weeks % 5));
  return day;
};

const bookedOf = async (code: FamilyCode) =>
  (await readFamilyDays(world.table, code, { from: wednesday })).flatMap(({ date, units }) =>
    [...units.values()].filter(({ status }) => status === "booked").map((state) => ({ date, state })),
  );

/** What holds at any time of a family: each booked day has its price, in the pot of its month, and no cent is made or lost. */
async function whole(code: FamilyCode, paidIn: number): Promise<void> {
  const [booked, { wallets, movements, pots }] = await Promise.all([bookedOf(code), readWallets(world.table, code)]);
  for (const { state } of booked) expect(state.engaged).toEqual({ accountId: till.id, amount: state.price?.amount });
  const kept = new Map<string, number>();
  for (const { date, state } of booked)
    kept.set(potMonth(date), (kept.get(potMonth(date)) ?? 0) + (state.engaged?.amount ?? 0));
  expect(
    new Map(pots.filter(({ amount }) => amount > 0).map(({ month, amount }) => [month as string, amount as number])),
  ).toEqual(kept);
  const balance = wallets.reduce((sum, one) => sum + one.balance, 0);
  expect(balance).toBeGreaterThanOrEqual(0);
  expect(balance).toBe(movements.reduce((sum, one) => sum + intoWallet(one), 0));
  expect(balance + [...kept.values()].reduce((sum, one) => sum + one, 0)).toBe(paidIn);
}
const balanceOf = async (code: FamilyCode): Promise<number> =>
  (await readWallets(world.table, code)).wallets.reduce((sum, one) => sum + one.balance, 0);

describe("A day that is paid when it is booked", () => {
  test("takes its price from the wallet, says so before, and gives it back when it is given up in time", async () => {
    const { code, own } = await someone(2000);
    expect((await own.preview([line(1, wednesday)])).cost?.prepaid).toEqual({ amount: price, balance: 2000 });
    expect(codes(await own.book([line(1, wednesday)]))).toEqual(["booked"]);
    expect(await balanceOf(code)).toBe(2000 - price);
    await whole(code, 2000);
    expect((await own.preview([{ ...line(1, wednesday), giveUp: true }])).cost?.prepaid?.amount).toBe(-price);
    expect(codes(await own.cancel([line(1, wednesday)]))).toEqual(["cancelled"]);
    expect(await balanceOf(code)).toBe(2000);
    await whole(code, 2000);
    expect(codes(await own.book([line(1, wednesday)]))).toEqual(["booked"]);
    await whole(code, 2000);
    await own.cancel([line(1, wednesday)]);
  });

  test("is refused with what it costs and what is there when the wallet has less, and keeps no place from others", async () => {
    const { code, own } = await someone(1000);
    const lines = [line(1, wednesday), line(1, nextWednesday)];
    expect((await own.preview(lines)).cost?.prepaid).toEqual({ amount: 2 * price, balance: 1000 });
    const answer = await own.book(lines);
    expect(codes(answer).toSorted()).toEqual(["booked", "walletShort"]);
    const refusal = answer.lines.find(({ outcome }) => outcome === "refused")?.refusal;
    expect(refusal).toMatchObject({ href: "/mon-porte-monnaie" });
    expect(refusal?.sentence).toContain("il coûte 7,20\u00a0€, et votre porte-monnaie contient 2,80\u00a0€");
    await whole(code, 1000);
    const days: readonly SiteDay[] = [wednesday, nextWednesday].map((date) => ({ siteId, date }));
    await repair(world.table, code, days);
    expect(await inconsistencies(world.table, days, code)).toEqual([]);
    await topUp(code, 500);
    expect(codes(await own.book(lines)).toSorted()).toEqual(["alreadyBooked", "booked"]);
    await whole(code, 1500);
    await own.cancel(lines);
  });

  test("is paid once by two who book it at the same instant, and two days are not paid by the money of one", async () => {
    const { code, own } = await someone(price);
    const other = guardian(await useCasesOver(world.another().table), code);
    const both = await Promise.all([own.book([line(1, wednesday)]), other.book([line(1, wednesday)])]);
    expect(both.flatMap(codes).filter((outcome) => outcome === "booked")).toHaveLength(1);
    await whole(code, price);
    await own.cancel([line(1, wednesday)]);
    const one = await Promise.all([own.book([line(1, wednesday)]), other.book([line(1, nextWednesday)])]);
    expect(one.flatMap(codes).toSorted()).toEqual(["booked", "walletShort"]);
    await whole(code, price);
    await own.cancel([line(1, wednesday), line(1, nextWednesday)]);
  });

  test("does not move to another day: it is given up, and the other one booked", async () => {
    const { code, own } = await someone(2000);
    await own.book([line(1, wednesday)]);
    const { unitId } = line(1, wednesday);
    const moved = await own.change([{ ...line(1, wednesday), to: { unitId, date: nextWednesday } }]);
    expect(codes(moved)).toEqual(["prepaidChange"]);
    await whole(code, 2000);
    await own.cancel([line(1, wednesday)]);
  });

  test("comes back to the wallet when the site closes that day, with what the family is told of it", async () => {
    const { code, own } = await someone(2000);
    await own.book([line(1, nextWednesday)]);
    const day = { siteId, date: nextWednesday };
    const { places: taken } = (await readFullDays(world.table, [day]))(day);
    const place = taken.find(({ familyCode }) => familyCode === code);
    const [known] = await readFamilyDays(world.table, code, { from: nextWednesday });
    if (!place || !known) throw new Error("Nothing is booked");
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
    expect(await bookedOf(code)).toEqual([]);
    expect(await balanceOf(code)).toBe(2000);
    await whole(code, 2000);
  });

  test("is not kept unpaid when the request that claimed its place has died", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(2000);
      const day = freeDay();
      await dying(() => own.book([line(1, day)]));
      await repair(world.table, code, [{ siteId, date: day }]);
      await whole(code, 2000);
      expect(await inconsistencies(world.table, [{ siteId, date: day }], code)).toEqual([]);
      await own.cancel([line(1, day)]);
    });
  });

  test("is booked and paid once when a request that died is sent again", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(2000);
      const [day, key] = [freeDay(), newKey()];
      await dying(() => own.book([line(1, day)], key));
      expect(codes(await own.book([line(1, day)], key))).toEqual(["booked"]);
      expect(await balanceOf(code)).toBe(2000 - price);
      await whole(code, 2000);
      await own.cancel([line(1, day)]);
    });
  });

  test("comes back to the wallet once, wherever the request that gives it up dies", async () => {
    await everyDeath(world.faults, async (dying) => {
      const { code, own } = await someone(2000);
      const [day, key] = [freeDay(), newKey()];
      await own.book([line(1, day)]);
      await dying(() => own.cancel([line(1, day)], key));
      await whole(code, 2000);
      expect(codes(await own.cancel([line(1, day)], key))).toEqual(["cancelled"]);
      expect(await balanceOf(code)).toBe(2000);
      await whole(code, 2000);
    });
  });
});

const days = [wednesday, nextWednesday] as const;
const who = fc.nat(2);
const event = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("topUp" as const), who, amount: fc.constantFrom(500, 720, 1500) }),
  },
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
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("rest" as const) }) },
);

describe("Wallets and places", () => {
  test(
    "agree whatever is booked, given up, topped up, sent twice and cut: no place oversold, none unpaid, no cent lost",
    { timeout: 120_000 },
    async () => {
      const handler = repairHandler(world.table, quietLogger().log);
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 18 }), async (story) => {
          const families = await Promise.all([1, 2, 3].map(() => someone(price)));
          const paidIn = new Map(families.map(({ code }) => [code, price]));
          const siteDays = days.map((date) => ({ siteId, date }));
          const all = families.map(({ code }) => code);
          const delivered = new Map<string, Record<string, unknown>>();
          const rest = () => comeToRest(handler, world.table, siteDays, all, delivered);
          const other = world.another();
          const act = (
            own: Guardian,
            kind: "book" | "cancel",
            lines: Parameters<Guardian["cancel"]>[0],
            key = newKey(),
          ) => (kind === "book" ? own.book(lines, key) : own.cancel(lines, key));
          for (const one of story) {
            if (one.kind === "rest") {
              await rest();
              continue;
            }
            const family = families[one.who];
            if (!family) continue;
            if (one.kind === "topUp") {
              await topUp(family.code, one.amount);
              paidIn.set(family.code, (paidIn.get(family.code) ?? 0) + one.amount);
              continue;
            }
            const lines = one.which.map((rank) => line(1, days[rank === 0 ? 0 : 1]));
            const theirs = guardian(await useCasesOver(other.table), family.code);
            if (one.how === "alone") await act(family.own, one.kind, lines);
            else if (one.how === "twice") {
              const key = newKey();
              await Promise.all([act(family.own, one.kind, lines, key), act(theirs, one.kind, lines, key)]);
            } else {
              other.faults.plan(diesAt(one.how, "after"));
              await act(theirs, one.kind, lines).catch((error: unknown) => {
                if (!String(error).includes("The process has died")) throw error;
              });
              await other.faults.clear();
            }
            for (const { code } of families) await whole(code, paidIn.get(code) ?? 0);
          }
          await rest();
          for (const { code } of families) await whole(code, paidIn.get(code) ?? 0);
          expect(await inconsistencies(world.table, siteDays)).toEqual([]);
          // The next story finds the days free.
          for (const { own } of families) await own.cancel(days.map((date) => line(1, date)));
          await rest();
        }),
        { numRuns: 15, endOnFailure: true },
      );
    },
  );
});

test("a family's wallet is its own: no other's booking is paid from it", async () => {
  const [rich, poor] = [await someone(2000), await someone(0)];
  expect(codes(await poor.own.book([line(1, nextWednesday)]))).toEqual(["walletShort"]);
  await whole(rich.code, 2000);
  await whole(poor.code, 0);
});
