/** The month's invoice of days that were paid when they were booked: paid from what was kept, and the rest goes back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { dueOf } from "../../../functions/billing/rules/settlement.ts";
import { readStatement } from "../../../functions/billing/store/statements.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { followStatement } from "../../../functions/payment/follow/pay-from-pots.ts";
import { readPayments } from "../../../functions/payment/store/payments.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { transact } from "../../../functions/table/transact.ts";
import type { Table } from "../../../functions/table/table.ts";
import { engagementMovement } from "../../../functions/wallet/rules/engagement.ts";
import { engagementWrites } from "../../../functions/wallet/store/pots.ts";
import { movementWrites, readWallets } from "../../../functions/wallet/store/wallets.ts";
import { at, billedCatalogue, december, setBooked, stateMonth, till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { activityId, child, openWorld, unitIds, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";

const families = 20;
let world: World;
beforeAll(async () => {
  world = await openWorld(billedCatalogue());
  await putFamilies(
    world.table,
    Array.from({ length: families }, (_, index) => familyOf(index + 1)),
  );
  for (let number = 1; number <= families; number += 1) {
    const familyCode = code(number);
    await transact(
      world.table,
      movementWrites({
        name: "versement",
        familyCode,
        accountId: till.id,
        kind: "topUp",
        amount: cents(3000),
        at,
      }),
    );
    // Booked for 7.20 each; the third day was given up since by a closure, which leaves nothing due of it.
    for (const [date, booked] of [
      ["2026-12-02", true],
      ["2026-12-09", number !== 2],
    ] as const)
      await engage(familyCode, date, booked, number === 3 ? 1000 : 720);
  }
  await stateMonth(world.table, december);
}, 60_000);
afterAll(() => world.end());

async function engage(familyCode: FamilyCode, day: string, booked: boolean, amount: number): Promise<void> {
  const date = id("PlainDate", day);
  if (booked) await setBooked(world.table, familyCode, child(1), day);
  const moved = engagementMovement(
    "booked",
    { familyCode, childId: child(1), date, unit: `${activityId}/${unitIds.day}`, generation: 0 },
    { accountId: till.id, amount: cents(amount) },
    at,
  );
  await transact(world.table, engagementWrites({ ...moved, date }));
}

const statementOf = async (familyCode: FamilyCode) => {
  const found = await readStatement(world.table, { familyCode, period: december, accountId: till.id });
  if (!found) throw new Error("No statement");
  return found;
};
/** As the stream says that a statement was made. */
const follow = async (familyCode: FamilyCode, table: Table = world.table): Promise<void> =>
  followStatement(
    { table, clock: () => at },
    {
      entity: "statement",
      pk: `FAMILY#${familyCode}`,
      before: null,
      after: await readRecord(world.table, keys.statement(familyCode, december, till.id)),
    },
  );

async function paid(familyCode: FamilyCode) {
  const [statement, entries, { wallets, pots }] = await Promise.all([
    statementOf(familyCode),
    readPayments(world.table, familyCode),
    readWallets(world.table, familyCode),
  ]);
  return {
    due: dueOf(statement),
    entries: entries.map(({ kind, means, amount }) => [kind, means, amount]),
    balance: wallets[0]?.balance,
    kept: pots.reduce((sum, { amount }) => sum + amount, 0),
  };
}

test("an invoice is paid from what was kept for its month, once, however often it is followed", async () => {
  const family = code(1);
  expect(await paid(family)).toEqual({ due: 1440, entries: [], balance: 1560, kept: 1440 });
  await Promise.all([follow(family), follow(family, world.another().table)]);
  await follow(family);
  expect(await paid(family)).toEqual({ due: 0, entries: [["payment", "wallet", 1440]], balance: 1560, kept: 0 });
});

test("what the invoice does not ask goes back to the wallet", async () => {
  await follow(code(2));
  expect(await paid(code(2))).toEqual({ due: 0, entries: [["payment", "wallet", 720]], balance: 2280, kept: 0 });
  await follow(code(3));
  expect(await paid(code(3))).toEqual({ due: 0, entries: [["payment", "wallet", 1440]], balance: 1560, kept: 0 });
});

test("a death at any call leaves all of it or nothing, and the stream brings it again", async () => {
  let number = 3;
  const other = world.another();
  await everyDeath(other.faults, async (dying) => {
    number += 1;
    const family = code(number);
    await dying(() => follow(family, other.table));
    const { due, balance, kept } = await paid(family);
    expect([due + (balance ?? 0), balance, kept]).toEqual(due === 0 ? [1560, 1560, 0] : [3000, 1560, 1440]);
    await follow(family);
    expect(await paid(family)).toEqual({ due: 0, entries: [["payment", "wallet", 1440]], balance: 1560, kept: 0 });
  });
});
