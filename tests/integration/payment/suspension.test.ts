/**
 * A family that is late in paying, on the emulator: its record follows its invoices in whatever order the stream tells, twice,
 * and wherever it dies; it books nothing new, gives up what it has, and books again in the second in which it has paid.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followOwed, holdAllOwed } from "../../../functions/billing/follow/hold-owed.ts";
import { readOwed } from "../../../functions/billing/store/owed.ts";
import { billingOwnUseCases } from "../../../functions/billing/use-cases/own.ts";
import { bookingOfficeUseCases } from "../../../functions/booking/use-cases/office.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { readHousehold } from "../../../functions/family/store/families.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import { exemptUseCases } from "../../../functions/payment/use-cases/exempt.ts";
import type { StreamRecord } from "../../../functions/stream/stream-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, readRecord, startingWith } from "../../../functions/table/read.ts";
import type { Table } from "../../../functions/table/table.ts";
import { till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { guardian, guardianOf, line, newKey, shell, useCasesOver } from "../booking/support.ts";
import { code } from "../reminder/support.ts";
import { silentLog } from "../../support/log.ts";
import { november, openPayments, type Payments } from "./support.ts";

/** November’s 7.20 were to be paid by 4 January; of what is due later nothing counts yet. */
const suspension = { from: cents(700), after: 3, except: [], text: "Le CCAS peut vous aider." };
const [first, second] = [id("PlainDate", "2027-01-20"), id("PlainDate", "2027-01-27")];
let town: Payments;

beforeAll(async () => {
  town = await openPayments(7, { suspension });
}, 60_000);
afterAll(() => town.end());

/** What the stream tells of a family's statements as they stand. */
const told = async (family: FamilyCode): Promise<readonly StreamRecord[]> =>
  (await readRange(town.world.table, startingWith(keys.familyPartition(family), keys.statementPrefix))).map(
    (after) => ({
      entity: "statement",
      pk: String(after["pk"]),
      before: null,
      after,
    }),
  );
async function follow(family: FamilyCode, table: Table = town.world.table): Promise<void> {
  for (const record of await told(family)) await followOwed({ table }, record);
}
const owes = async (family: FamilyCode) => (await readHousehold(town.world.table, family, { consistent: true }))?.owes;
const families = async () =>
  useCasesOver(town.world.table, town.clock, { owedNow: (family) => readOwed(town.world.table, family) });
const outcome = async (family: FamilyCode, date: typeof first) =>
  (await guardian(await families(), family).book([line(1, date)])).lines.map((one) => one.refusal?.code ?? one.outcome);
const desk = () => {
  const dependencies = {
    table: town.world.table,
    clock: town.clock,
    catalogue: catalogueCache(() => readCatalogue(town.world.table, { accountOf }), town.clock),
  };
  return { ...deskUseCases(dependencies), ...exemptUseCases(dependencies) };
};
const asked = { ...shell, session: staffSession, query: undefined, body: undefined };
const pay = (family: FamilyCode) =>
  desk()["payment.enter"]({
    ...asked,
    params: { familyCode: family },
    body: {
      idempotencyKey: newKey(),
      accountId: till.id,
      periods: [november],
      means: "cash",
      amount: 720,
      on: id("PlainDate", "2027-01-10"),
    },
  });

describe("A family's record", () => {
  it("says what it owes, whatever the order in which the stream tells it, twice, and wherever it dies", async () => {
    const family = code(1);
    expect(await owes(family)).toBeUndefined();
    const before = await told(family);
    const dying = town.world.another();
    await everyDeath(dying.faults, async (died) => {
      await died(() => follow(family, dying.table));
    });
    await follow(family);
    const all = [
      { on: "2027-01-04", due: 720 },
      { on: "2027-02-04", due: 1440 },
      { on: "2027-02-04", due: 1600 },
    ];
    expect(await owes(family)).toEqual(all);
    await pay(family);
    await follow(family);
    expect(await owes(family)).toEqual(all.slice(1));
    // What is told of before the payment, again and last, changes nothing.
    for (const record of [...before].reverse()) await followOwed({ table: town.world.table }, record);
    expect(await owes(family)).toEqual(all.slice(1));
  });

  it("is left as it is by what says nothing of money, and keeps what others have written of it", async () => {
    const family = code(1);
    const [record] = await told(family);
    const stood = await readRecord(town.world.table, keys.household(family));
    if (!record?.after) throw new Error("It has no statement");
    await followOwed(
      { table: town.world.table },
      { ...record, before: record.after, after: { ...record.after, archived: "x" } },
    );
    expect(await readRecord(town.world.table, keys.household(family))).toEqual(stood);
    expect(stood).toMatchObject({ code: family, guardians: [{ payer: true }] });
  });

  it("that two write at once says in the end what the last of them has seen", async () => {
    const family = code(2);
    await Promise.all([follow(family), pay(family).then(() => follow(family)), follow(family)]);
    expect(await owes(family)).toEqual(await readOwed(town.world.table, family));
    expect(await owes(family)).toHaveLength(2);
  });
});

describe("A family that is late in paying", () => {
  it("is told why on the grid, in the basket and with its invoices, and gives up what it has", async () => {
    const family = code(4);
    expect(await outcome(family, second)).toEqual(["booked"]);
    await follow(family);
    expect(await outcome(family, first)).toEqual(["suspended"]);
    const useCases = await families();
    const own = guardian(useCases, family);
    const { lines } = await own.preview([line(1, first)]);
    expect(lines).toMatchObject([{ outcome: "refused", refusal: { code: "suspended", href: "/payer" } }]);
    expect(lines[0]?.refusal?.sentence).toMatch(/7,20\s€.*Le CCAS peut vous aider/u);
    const { activityId } = line(1, first);
    const grid = await useCases["booking.grid"]({
      ...shell,
      session: guardianOf(family),
      params: { activityId },
      body: undefined,
    });
    expect(grid.body.refusals.map((one) => one.code)).toContain("suspended");
    expect(grid.body.lacking).toMatchObject([{ what: "suspended", blocks: true, href: "/payer" }]);
    expect(grid.body.activity.window).toMatchObject({ state: "readOnly", sentence: "Réservations suspendues" });
    const change = await own.change([{ ...line(1, second), to: { date: first, unitId: line(1, first).unitId } }]);
    expect(change.lines).toMatchObject([{ outcome: "refused", refusal: { code: "suspended" } }]);
    expect((await own.cancel([line(1, second)])).lines).toMatchObject([{ outcome: "cancelled" }]);
  });

  it("is refused by one who may not know its money without a word of it", async () => {
    const family = code(4);
    const { activityId } = line(1, first);
    const another = { ...guardianOf(family), guardianId: id("GuardianId", "2") };
    const { body } = await (
      await families()
    )["booking.grid"]({ ...shell, session: another, params: { activityId }, body: undefined });
    expect(body.lacking).toMatchObject([{ what: "suspended", href: "/contact" }]);
    expect(JSON.stringify([body.refusals, body.lacking])).not.toMatch(/7,20|720|CCAS|retard/u);
  });

  it("is booked for at the desk, which sees what is late", async () => {
    const family = code(4);
    const { table } = town.world;
    const catalogue = catalogueCache(() => readCatalogue(table, { tariffOf }), town.clock);
    const office = bookingOfficeUseCases({
      table,
      catalogue,
      clock: town.clock,
      schoolZone: "B",
      town: { quotient: { kind: "caf" } },
    });
    const { body } = await office["booking.bookForFamily"]({
      ...shell,
      session: staffSession,
      params: { familyCode: family },
      body: { idempotencyKey: newKey(), reason: "Accord du service", lines: [line(1, second)] },
    });
    expect(body.lines).toMatchObject([{ outcome: "booked" }]);
    const seen = await desk()["payment.ofFamily"]({ ...asked, params: { familyCode: family } });
    expect(seen.body.suspended).toEqual({ amount: 720, since: "2027-01-04" });
  });

  it("books in the very second in which it has paid, before its record knows", async () => {
    const family = code(5);
    await follow(family);
    expect(await outcome(family, first)).toEqual(["suspended"]);
    await pay(family);
    expect(await owes(family)).toHaveLength(3);
    expect(await outcome(family, first)).toEqual(["booked"]);
  });

  it("stays suspended while the treasury has not said that it was paid, and books once it has", async () => {
    const family = code(6);
    await follow(family);
    const operation = await town.begin(family, [november]);
    await follow(family);
    expect(await outcome(family, first)).toEqual(["suspended"]);
    await town.choose(operation, { result: "P", notification: "once" });
    expect(await outcome(family, first)).toEqual(["booked"]);
  });

  it("is given time by staff, with a reason and to a day; and reads with its invoices that it is suspended", async () => {
    const family = code(7);
    await follow(family);
    expect(await outcome(family, first)).toEqual(["suspended"]);
    const own = billingOwnUseCases({
      table: town.world.table,
      clock: town.clock,
      catalogue: catalogueCache(() => readCatalogue(town.world.table, { accountOf }), town.clock),
      bucket: { name: "x", client: undefined as never },
    });
    const read = async () =>
      (await own["billing.own"]({ ...shell, session: guardianOf(family), body: undefined })).body;
    expect((await read()).suspended?.sentence).toMatch(/7,20\s€/u);
    await desk()["payment.exemptFamily"]({
      ...asked,
      params: { familyCode: family },
      body: { exemption: { reason: "Dossier d’aide en cours", until: id("PlainDate", "2027-01-10") } },
    });
    expect(await outcome(family, first)).toEqual(["booked"]);
    expect((await read()).suspended).toBeUndefined();
    const exemption = await readRecord(town.world.table, keys.dunningExemption(family));
    await followOwed(
      { table: town.world.table },
      { entity: "dunningExemption", pk: "", before: null, after: exemption },
    );
    expect((await owes(family))?.map(({ sparedUntil }) => sparedUntil)).toEqual(Array(3).fill("2027-01-10"));
    town.pass(24 * 60);
    expect(await outcome(family, second)).toEqual(["suspended"]);
  });
});

describe("What the stream has missed", () => {
  it("is put in order at night where the stream has missed it, if the town has bookings follow", async () => {
    const { table } = town.world;
    const nightly = { table, clock: town.clock, log: silentLog };
    await holdAllOwed(nightly, { suspension: null });
    expect(await owes(code(3))).toBeUndefined();
    await holdAllOwed(nightly, { suspension });
    expect(await owes(code(3))).toHaveLength(3);
    // The other way: it has paid, and its record was never told.
    await pay(code(3));
    await holdAllOwed(nightly, { suspension });
    expect(await owes(code(3))).toHaveLength(2);
  });
});
