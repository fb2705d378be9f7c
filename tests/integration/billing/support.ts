/** A town that bills: two accounts, families in the directory, children's days as bookings leave them, and runs over it all. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { billingWorld, type BillingWorld } from "../../../functions/billing/dependencies.ts";
import { runBilling } from "../../../functions/billing/follow/run-billing.ts";
import { beginRun } from "../../../functions/billing/store/runs.ts";
import { emptyChildDay, type UnitState } from "../../../functions/booking/rules/child-day.ts";
import { childDayUpdate } from "../../../functions/booking/store/child-days.ts";
import type { CollectionAccount } from "../../../functions/catalogue/rules/accounts.ts";
import type { Activity, Catalogue, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import type { Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { id, type ChildId, type FamilyCode, type Instant, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import type { Log } from "../../../functions/kernel/log.ts";
import type { Table } from "../../../functions/table/table.ts";
import { quietLogger } from "../booking/stream.ts";
import { activityId, catalogueWith, siteId, unitIds } from "../booking/support.ts";

export const at = id("Instant", "2027-01-05T08:00:00Z");
export const december = id("PlainMonth", "2026-12");
export const agent = { startedBy: id("Login", "AGENT.UN"), startedByName: "Mme Agent" };

const account = (accountId: string, change: Partial<CollectionAccount>): CollectionAccount => ({
  id: id("CollectionAccountId", accountId),
  name: "Régie",
  collection: "regie",
  series: "ALSH",
  payfip: "002045",
  threshold: cents(1500),
  dueDays: 30,
  signer: { name: "Sylvie DARNAULT", capacity: "Régisseuse" },
  accountant: { name: "SGC de Pithiviers", address: ["11 rue de la Couronne"] },
  ways: ["Au guichet"],
  contest: "Dans les deux mois.",
  ...change,
});
export const till = account("regie", { threshold: null });
export const role = account("role", { name: "Restauration", collection: "role", series: "ECO", productCode: "CA" });

const flat = (tariffId: string, price: number, units: readonly string[]): Tariff => ({
  id: id("TariffId", tariffId),
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: tariffId,
  lines: [
    {
      units: units.map((unit) => id("UnitId", unit)),
      case: {},
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(price)] } },
    },
  ],
  siblings: null,
  late: null,
  rounding: "nearestCent",
});

export const canteenId = id("ActivityId", "cantine");
const base = catalogueWith(1000);
const [wednesdays] = base.activities as readonly [Activity];

/** Wednesdays at 7.20 by the till, the canteen at `meal` cents by the role. */
export const billedCatalogue = (meal = 400): Catalogue => ({
  ...base,
  activities: [
    { ...wednesdays, tariff: id("TariffId", "mercredis"), account: till.id },
    {
      ...wednesdays,
      id: canteenId,
      kind: "canteen",
      name: "Cantine",
      runs: { weekdays: [1, 2, 4, 5], during: "schoolTime", onBridgeDays: false },
      tariff: id("TariffId", "cantine"),
      account: role.id,
    },
  ],
  tariffs: [
    flat("mercredis", 720, ["journee", "matin-repas", "apres-midi"]),
    flat("cantine", meal, ["journee", "matin-repas", "apres-midi"]),
  ],
  accounts: [till, role],
});

/** Writes or takes away a child's booking, as the booking's own store leaves it. */
export async function setBooked(
  table: Table,
  familyCode: FamilyCode,
  childId: ChildId,
  date: string,
  {
    activity = activityId,
    unit = unitIds.day,
    booked = true,
  }: { readonly activity?: Activity["id"]; readonly unit?: Unit["id"]; readonly booked?: boolean } = {},
): Promise<void> {
  const day = id("PlainDate", date);
  const state: UnitState = {
    requestToken: "test",
    at,
    siteId,
    generation: 0,
    status: booked ? "booked" : "none",
    spent: [],
  };
  const {
    ConditionExpression: _,
    ExpressionAttributeValues,
    ...update
  } = childDayUpdate(
    { familyCode, childId, date: day },
    emptyChildDay(childId, day),
    new Map([[`${activity}/${unit}` as const, state]]),
  );
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      ...update,
      Key: { ...update.Key },
      ExpressionAttributeValues,
    }),
  );
}

export const worldOver = async (table: Table): Promise<BillingWorld> =>
  billingWorld(table, await readCatalogue(table, { consistent: true, tariffOf, accountOf }), "caf");

/** Begins the run of a month and states every family, as the functions do one after the other. */
export async function stateMonth(table: Table, month: PlainMonth, now: Instant = at): Promise<void> {
  await beginRun(table, month, agent, now);
  await goOn(table, month, now);
}

export const goOn = (
  table: Table,
  period: PlainMonth,
  now: Instant = at,
  { seconds = () => 0, log = quietLogger().log }: { readonly seconds?: () => number; readonly log?: Log } = {},
): Promise<void> => runBilling({ world: () => worldOver(table), clock: () => now, seconds, log }, { period });
