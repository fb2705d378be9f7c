/**
 * The first family that one signs in as has a wallet: topped up at the desk, then online, and a day is booked from it. Made by the
 * stores of wallets and bookings.
 */
import { slotOf } from "../../functions/booking/rules/booking-rules.ts";
import { placedUnits } from "../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../functions/booking/store/bookings.ts";
import { readChildDays } from "../../functions/booking/store/child-days.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { calendarsOf } from "../../functions/catalogue/rules/running-days.ts";
import { unitKey, unitsOnDays } from "../../functions/catalogue/rules/units.ts";
import { minusSeconds } from "../../functions/kernel/clock.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, daysFrom, localDate } from "../../functions/kernel/time.ts";
import type { Payment } from "../../functions/payment/rules/payment.ts";
import { paymentWrite } from "../../functions/payment/store/payments.ts";
import type { Table } from "../../functions/table/table.ts";
import { transact } from "../../functions/table/transact.ts";
import { movementWrites } from "../../functions/wallet/store/wallets.ts";
import type { DemoFamily } from "./families.ts";
import { booking } from "./occupancy.ts";
import { cooking } from "./school-days.ts";

const day = 86_400;

const topUps = (now: Instant) =>
  [
    {
      name: "porte-monnaie-demo-1",
      means: "cash",
      amount: cents(4000),
      at: minusSeconds(now, 40 * day),
      by: { login: id("Login", "AGENT.DEMO"), name: "Guichet unique" },
    },
    { name: "porte-monnaie-demo-2", means: "card", amount: cents(2500), at: minusSeconds(now, 9 * day) },
  ] as const satisfies readonly Pick<Payment, "name" | "means" | "amount" | "at" | "by">[];

/** What an evening costs at most: the invoice gives back what it does not ask. */
const evening = cents(450);

async function bookAnEvening(table: Table, catalogue: Catalogue, family: DemoFamily, now: Instant): Promise<void> {
  const [child] = family.children;
  const activity = catalogue.activities.find(
    ({ id: code, to }) => code.startsWith(`${cooking}-`) && to >= localDate(now),
  );
  const [unit] = activity?.units ?? [];
  const site = catalogue.sites.find(({ id: siteId }) => siteId === activity?.siteId);
  if (!child || !activity || !unit || !site || activity.account === undefined) return;
  const calendars = calendarsOf(catalogue, "B");
  const open = daysFrom(addDays(localDate(now), 4), addDays(localDate(now), 60)).filter(
    (one) => slotOf(activity, unit, site, one, calendars).closed === null,
  );
  const familyCode = family.household.code;
  const days = open.map((date) => ({ familyCode, childId: child.id, date }));
  const dayOf = await readChildDays(table, days);
  // An evening on which the child has nothing else, or that an earlier load has booked.
  const own = unitKey(activity.id, unit.id);
  const key = days.find((one) => placedUnits(dayOf(one)).every((placed) => placed === own));
  if (!key) throw new Error("No evening of the demo town is free to be paid when it is booked");
  const { date } = key;
  const { poolsFor } = slotOf(activity, unit, site, date, calendars);
  const units = unitsOnDays(catalogue)(date);
  const { wanted, at } = booking({ familyCode, child, activity, unit, date, pools: poolsFor(child), units, now });
  const { outcome } = await bookUnit(
    table,
    { ...wanted, engaged: { accountId: activity.account, amount: evening } },
    dayOf(key),
    { requestToken: "demowallet", at, by: id("Login", familyCode) },
  );
  if (outcome.kind !== "booked") throw new Error(`What is paid when it is booked ended as ${outcome.kind}`);
}

/** Written once, however often the town is loaded: an entry that is there is left. */
export async function fillWallet(table: Table, catalogue: Catalogue, family: DemoFamily, now: Instant): Promise<void> {
  const accountId = catalogue.accounts?.find(({ wallet }) => wallet)?.id;
  if (accountId === undefined) return;
  const familyCode = family.household.code;
  for (const one of topUps(now)) {
    const { name, amount, at } = one;
    await transact(table, [
      paymentWrite({
        ...one,
        kind: "topUp",
        familyCode,
        accountId,
        parts: [],
        over: cents(0),
        on: localDate(at),
      }),
      ...movementWrites({ name, familyCode, accountId, kind: "topUp", amount, at }),
    ]);
  }
  await bookAnEvening(table, catalogue, family, now);
}
