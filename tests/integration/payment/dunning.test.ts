/** Families are asked again, on the emulator: once a step whatever dies and however many run, never who paid in that second. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dunning } from "../../../functions/catalogue/rules/accounts.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { dun } from "../../../functions/payment/follow/dun.ts";
import { deskLists } from "../../../functions/payment/use-cases/desk-views.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import { exemptUseCases } from "../../../functions/payment/use-cases/exempt.ts";
import { readStatement } from "../../../functions/billing/store/statements.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, startingWith } from "../../../functions/table/read.ts";
import type { Table } from "../../../functions/table/table.ts";
import { billedCatalogue, setBooked, stateMonth, till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { child, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { silentLog } from "../../support/log.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";

const december = id("PlainMonth", "2026-12");
const dunning: Dunning = {
  minimum: cents(100),
  steps: [
    { after: 8, by: "mail", text: "Un oubli ?" },
    { after: 30, by: "letter", text: "Nous vous demandons de payer." },
  ],
};
/** The invoices are of 5 January, to be paid by 4 February. */
const firstDay = "2027-02-12";
const secondDay = "2027-03-15";
const families = 6;
let world: World;
let today = firstDay;
const clock = () => instantOf(Date.parse(`${today}T08:30:00Z`));

beforeAll(async () => {
  const base = billedCatalogue();
  const accounts = (base.accounts ?? []).map((one) => (one.id === till.id ? { ...one, dunning } : one));
  world = await openWorld({ ...base, accounts });
  await putFamilies(
    world.table,
    Array.from({ length: families }, (_, index) => familyOf(index + 1)),
  );
  for (let number = 1; number <= families; number += 1)
    await setBooked(world.table, code(number), child(1), "2026-12-02");
  await stateMonth(world.table, december, id("Instant", "2027-01-05T08:00:00Z"));
}, 60_000);
afterAll(() => world.end());

const run = (table: Table = world.table) =>
  dun({
    table,
    clock,
    stopwatch: { seconds: () => Date.parse(clock()) / 1000, wait: () => Promise.resolve() },
    accounts: async () => (await readCatalogue(table, { accountOf })).accounts ?? [],
    town: { mailsPerSecond: 1000 },
    log: silentLog,
  });
const acts = () => {
  const dependencies = {
    table: world.table,
    clock,
    catalogue: catalogueCache(() => readCatalogue(world.table, { accountOf }), clock),
  };
  return { ...deskUseCases(dependencies), ...exemptUseCases(dependencies), ...deskLists(dependencies) };
};
const asked = { ...shell, session: staffSession, query: undefined, body: undefined };
const stepsOf = async (family: FamilyCode) =>
  (await readStatement(world.table, { familyCode: family, period: december, accountId: till.id }))?.dunned ?? [];
const mailsTo = async (family: FamilyCode) =>
  (await readRange(world.table, startingWith(keys.familyPartition(family), "MAIL#"))).filter(
    ({ kind }) => kind === "invoiceLate",
  );
const pay = (family: FamilyCode) =>
  acts()["payment.enter"]({
    ...asked,
    params: { familyCode: family },
    body: {
      idempotencyKey: newKey(),
      accountId: till.id,
      periods: [december],
      means: "cash",
      amount: 720,
      on: id("PlainDate", today),
    },
  });
const exempt = (family: FamilyCode, exemption: { readonly reason: string; readonly until?: string } | null) =>
  acts()["payment.exemptFamily"]({
    ...asked,
    params: { familyCode: family },
    body: {
      exemption: exemption && {
        reason: exemption.reason,
        ...(exemption.until === undefined ? {} : { until: id("PlainDate", exemption.until) }),
      },
    },
  });

describe("Asking again", () => {
  it("leaves alone who has paid, and whom staff exempts, a family or one invoice", async () => {
    await pay(code(1));
    await exempt(code(2), { reason: "Réclamation en cours", until: "2027-02-20" });
    await acts()["payment.exempt"]({
      ...asked,
      params: { familyCode: code(3), period: december, accountId: till.id },
      body: { exemption: { reason: "Erreur de pointage" } },
    });
    await expect(exempt(code(2), { reason: "Passé", until: "2027-01-01" })).rejects.toThrow(Problem);
    await run();
    expect(await Promise.all([1, 2, 3, 4].map(async (one) => (await stepsOf(code(one))).length))).toEqual([0, 0, 0, 1]);
    const { body } = await acts()["payment.ofFamily"]({ ...asked, params: { familyCode: code(2) } });
    expect(body.exempt).toEqual({
      reason: "Réclamation en cours",
      until: "2027-02-20",
      byName: staffSession.displayName,
    });
  });
  it("is done once a step, by two runs at once, by one done again, and wherever one dies", async () => {
    today = secondDay;
    const dying = world.another();
    await everyDeath(dying.faults, async (died) => {
      await died(() => run(dying.table));
    });
    await Promise.all([run(), run(world.another().table)]);
    await run();
    for (const number of [4, 5, 6]) {
      const steps = await stepsOf(code(number));
      const mails = await mailsTo(code(number));
      expect(mails.map(({ facts }) => facts)).toMatchObject([{ late: 720, text: "Un oubli ?" }]);
      expect(steps.filter(({ by }) => by === "mail")).toHaveLength(1);
    }
    expect((await stepsOf(code(4))).map(({ by }) => by)).toEqual(["mail", "letter"]);
    // Asked for the first time on that day: the letter keeps its distance.
    expect(await stepsOf(code(2))).toHaveLength(1);
    expect(await stepsOf(code(3))).toEqual([]);
  });
  it("never reaches who pays in the same second: what was read is not what stands", async () => {
    await exempt(code(2), null);
    today = "2027-05-10";
    await Promise.all([run(), pay(code(5)), pay(code(6))]);
    await run();
    for (const number of [5, 6]) {
      const statement = await readStatement(world.table, {
        familyCode: code(number),
        period: december,
        accountId: till.id,
      });
      const lastStep = statement?.dunned?.at(-1);
      // Either it was asked before it paid, or not at all: each write expects what the other leaves.
      expect(statement?.settlement?.paid).toBe(720);
      expect(lastStep?.by).toMatch(/mail|letter/u);
    }
    const { body } = await acts()["payment.unpaid"]({ ...asked, params: { period: december } });
    const shown = body.invoices.map(({ familyCode, exempt: left, dunned, letter }) => [
      familyCode,
      left,
      dunned.length,
      letter?.town,
    ]);
    expect(shown.sort()).toEqual([
      [code(2), false, 2, "Pithiviers"],
      [code(3), true, 0, undefined],
      [code(4), false, 2, "Pithiviers"],
    ]);
  });
});
