/** A town that bills: two accounts, families in the directory, children's days as bookings leave them, and runs over it all. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { billingWorld, type BillingWorld } from "../../../functions/billing/dependencies.ts";
import { runBilling } from "../../../functions/billing/follow/run-billing.ts";
import { beginRun } from "../../../functions/billing/store/runs.ts";
import { emptyChildDay, type UnitState } from "../../../functions/booking/rules/child-day.ts";
import { childDayUpdate } from "../../../functions/booking/store/child-days.ts";
import { note, type Noted } from "../../../functions/attendance/rules/marks.ts";
import { decideAttendance, readAttendance } from "../../../functions/attendance/store/attendance.ts";
import type { AbsenceRules } from "../../../functions/catalogue/rules/absence-rules.ts";
import { documentIdOf } from "../../../functions/document/rules/document.ts";
import { announce, readDocument, recordDecided, recordJudged } from "../../../functions/document/store/documents.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { plusHours } from "../../../functions/kernel/time.ts";
import type { CollectionAccount } from "../../../functions/catalogue/rules/accounts.ts";
import type { Activity, Catalogue, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import type { Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { absenceRulesOf } from "../../../functions/catalogue/store/absence-record.ts";
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
export const till = account("regie", {
  threshold: null,
  debit: {
    id: "FR72ZZZ123456",
    name: "Communauté de Communes",
    iban: "FR7610071750000000100420284",
    bic: "TRPUFRP1",
    noticeDays: 14,
  },
});
export const role = account("role", { name: "Restauration", collection: "role", series: "ECO", productCode: "CA" });

/** A certificate within three days leaves nothing due, a word the day before either; two days a year are free otherwise. */
export const absenceRules: AbsenceRules = {
  id: id("AbsenceRulesId", "mercredis"),
  name: "Mercredis",
  document: id("DocumentKindId", "certificat"),
  kinds: {
    justified: {
      share: rate(1_000_000),
      certificate: [{ within: { number: 72, unit: "hours" }, waiting: null }],
      waiting: null,
    },
    unjustified: {
      share: rate(500_000),
      toldBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
      certificate: [],
      waiting: null,
      free: { days: 2, per: "schoolYear" },
    },
  },
};

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
/** A town where the days of the till's activities are paid when they are booked, from a wallet. */
export function prepaidCatalogue(places: number, change: Partial<Activity> = {}): Catalogue {
  const billed = billedCatalogue();
  return {
    ...billed,
    activities: billed.activities.map((one) =>
      one.account === till.id
        ? { ...one, prepaid: true, waiting: null, units: one.units.map((unit) => ({ ...unit, places })), ...change }
        : one,
    ),
    accounts: (billed.accounts ?? []).map((one) =>
      one.id === till.id ? { ...one, wallet: { most: cents(30_000) } } : one,
    ),
  };
}

export async function setBooked(
  table: Table,
  familyCode: FamilyCode,
  childId: ChildId,
  date: string,
  {
    activity = activityId,
    unit = unitIds.day,
    booked = true,
    ...said
  }: {
    readonly activity?: Activity["id"];
    readonly unit?: Unit["id"];
    readonly booked?: boolean;
  } & Pick<UnitState, "absence" | "price"> = {},
): Promise<void> {
  const day = id("PlainDate", date);
  const state: UnitState = {
    requestToken: "test",
    at,
    siteId,
    generation: 0,
    status: booked ? "booked" : "none",
    ...said,
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

let taps = 0;
/** Notes a child of a day, as a tablet does. */
export async function callChild(
  table: Table,
  familyCode: FamilyCode,
  childId: ChildId,
  date: string,
  acts: readonly Noted[],
  { booked = true, unit = unitIds.day }: { readonly booked?: boolean; readonly unit?: Unit["id"] } = {},
): Promise<void> {
  const key = { siteId, date: id("PlainDate", date), familyCode, childId };
  for (const act of acts) {
    taps += 1;
    const tap = { id: id("IdempotencyKey", `essai-appel-${taps}-0000`), at, by: agent.startedBy, byName: "Mme Agent" };
    await decideAttendance(table, key, await readAttendance(table, key), (current) =>
      note(current, tap, act, [{ unit: `${activityId}/${unit}`, booked }]),
    );
  }
}

/** A certificate of a child's absence, sent then and accepted later, as the office's decision leaves it. */
export async function acceptCertificate(
  table: Table,
  owner: { readonly familyCode: FamilyCode; readonly childId: ChildId },
  { sentAt, from, to }: { readonly sentAt: string; readonly from: string; readonly to: string },
): Promise<void> {
  taps += 1;
  const sent = id("Instant", sentAt);
  const kind = id("DocumentKindId", "certificat");
  const documentId = documentIdOf(kind, Date.parse(sent), `essai${String(taps).padStart(7, "0")}`);
  await announce(
    table,
    {
      id: documentId,
      owner,
      kind,
      fileId: id("FileId", `essai-de-certificat-numero-${String(taps).padStart(5, "0")}`),
      name: "certificat.pdf",
      about: { from: id("PlainDate", from), to: id("PlainDate", to) },
      sentAt: sent,
      sentBy: id("Login", owner.familyCode),
      state: { status: "sending" },
    },
    { until: plusHours(sent, 48) },
  );
  const announced = await readDocument(table, owner, documentId);
  if (announced)
    await recordJudged(table, announced, { state: { status: "toCheck" }, file: { type: "pdf", size: 1200 } });
  const judged = await readDocument(table, owner, documentId);
  if (!judged) throw new Error("The certificate is not there");
  const token = id("IdempotencyKey", `essai-certificat-${taps}-000`);
  await recordDecided(table, [judged], { status: "accepted", decided: { at, by: agent.startedBy, token } });
}

export const worldOver = async (table: Table): Promise<BillingWorld> =>
  billingWorld(table, await readCatalogue(table, { consistent: true, tariffOf, accountOf, absenceRulesOf }), {
    quotient: { kind: "caf" },
    schoolZone: "B",
  });

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
