/**
 * Acts on days that were billed: the office is told what each bills again before it is done, to the cent of what the next
 * run then states, and none is noted without a reason, which is kept.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attendanceActUseCases } from "../../../functions/attendance/use-cases/act.ts";
import { attendanceLookUseCases } from "../../../functions/attendance/use-cases/look.ts";
import type { ActSent } from "../../../functions/attendance/contract/routes.ts";
import { readRun } from "../../../functions/billing/store/runs.ts";
import { readLinesOf } from "../../../functions/billing/store/statements.ts";
import { billingRebillingUseCases } from "../../../functions/billing/use-cases/rebilling.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { absenceRulesOf } from "../../../functions/catalogue/store/absence-record.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { id, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { priceOfficeUseCases } from "../../../functions/price/use-cases/circumstances.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import { town } from "../../support/town.ts";
import { staffSession } from "../booking/http.ts";
import { activityId, child, newKey, openWorld, shell, siteId, unitIds, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import { at, billedCatalogue, callChild, december, setBooked, stateMonth } from "./support.ts";

/** Wednesdays by quotient, dearer for who comes unexpected or is collected late. */
const catalogue = (): Catalogue => {
  const { tariffs = [], ...rest } = billedCatalogue();
  return {
    ...rest,
    tariffs: tariffs.map((tariff, rank) =>
      rank > 0
        ? tariff
        : {
            ...tariff,
            lines: tariff.lines.map((line) => ({
              ...line,
              price: {
                kind: "brackets" as const,
                brackets: [
                  { from: cents(0), to: cents(60_000), amount: { kind: "amounts" as const, amounts: [cents(310)] } },
                  { from: cents(60_001), to: null, amount: { kind: "amounts" as const, amounts: [cents(720)] } },
                ],
              },
            })),
            unbooked: { amount: cents(250) },
            latePickUp: { amount: cents(500), block: 15, tolerance: 5, of: "child" as const, again: null },
          },
    ),
  };
};

let world: World;
const [one, two, three] = [code(1), code(2), code(3)];
const january = id("PlainMonth", "2027-01");
const february = id("PlainMonth", "2027-02");
const day = "2026-12-02";
const clock = () => at;
const asStaff = { ...shell, session: staffSession };

const dependencies = () => {
  const read = () => readCatalogue(world.table, { tariffOf, accountOf, absenceRulesOf });
  return { table: world.table, catalogue: catalogueCache(read, clock), clock, town, schoolZone: "B" as const };
};
const rebilling = () => billingRebillingUseCases(dependencies());
const calling = () =>
  attendanceActUseCases({
    ...dependencies(),
    isBilled: async (month) => (await readRun(world.table, month)) !== null,
  });
const called = (familyCode: typeof one, number = 1) => ({
  familyCode,
  childId: child(number),
  units: [{ activityId, unitId: unitIds.day }],
});
const params = { siteId, date: id("PlainDate", day) };
const foresee = async (tap: IdempotencyKey, act: ActSent, children: readonly ReturnType<typeof called>[]) =>
  (
    await rebilling()["billing.rebillAttendance"]({
      ...asStaff,
      params,
      body: { tap, acts: [{ act, children: [...children] }] },
    })
  ).body;
const noteAs = (tap: IdempotencyKey, act: ActSent, children: readonly ReturnType<typeof called>[], reason?: string) =>
  calling()["attendance.note"]({
    ...asStaff,
    params,
    body: { tap, act, children: [...children], ...(reason === undefined ? {} : { reason }) },
  });
const stated = async (family: typeof one, month: typeof december): Promise<number> =>
  (await readLinesOf(world.table, family, month))
    .flatMap(({ lines }) => lines)
    .reduce((sum, { amount }) => sum + amount, 0);

beforeAll(async () => {
  world = await openWorld(catalogue());
  await putFamilies(world.table, [familyOf(1, {}, [{}, {}]), familyOf(2), familyOf(3)]);
  for (const family of [one, two, three]) await setBooked(world.table, family, child(1), day);
  await callChild(world.table, one, child(1), day, [
    { what: "here", time: "08:05" },
    { what: "gone", time: "18:31" },
  ]);
  await stateMonth(world.table, december);
});
afterAll(() => world.end());

describe("A day that was billed", () => {
  const [times, tap] = [{ what: "times", arrived: "08:05", left: "17:55" } as const, newKey()];

  test("says what putting it right bills again: lines, amounts, the invoice that will say so", async () => {
    expect(await stated(one, december)).toBe(720 + 1500);
    const { period, families } = await foresee(tap, times, [called(one), called(two)]);
    expect(period).toBe(january);
    // The second family owes the same whenever its child left.
    expect(families).toMatchObject([
      {
        familyCode: one,
        total: -1500,
        lines: [
          { date: day, what: "latePickUp", was: 1500, is: null, accountName: "Régie", unitName: "départ tardif" },
        ],
      },
    ]);
    const unexpected = await foresee(newKey(), { what: "here", time: "09:00" }, [called(one, 2)]);
    expect(unexpected.families).toMatchObject([
      { familyCode: one, total: 970, lines: [{ what: "unbooked", was: null, is: 970 }] },
    ]);
  });

  test("is not put right without a reason; with one it is, once, and the reason stays with it", async () => {
    await expect(noteAs(tap, times, [called(one)])).rejects.toMatchObject({
      code: "reason.needed",
      details: {
        detail:
          "Le mois de décembre 2026 a été facturé : ce que vous notez change la prochaine facture. Dites pourquoi, puis confirmez.",
      },
    });
    for (const _ of [1, 2]) {
      const { body } = await noteAs(tap, times, [called(one)], "Heure mal lue");
      expect(body.children).toMatchObject([{ outcome: "noted" }]);
    }
    const { body } = await attendanceLookUseCases(dependencies())["attendance.steps"]({
      ...asStaff,
      params: { ...params, familyCode: one, childId: child(1) },
      body: undefined,
    });
    expect(body.steps.map(({ what, reason }) => [what, reason])).toEqual([
      ["times", "Heure mal lue"],
      ["gone", undefined],
      ["here", undefined],
    ]);
    // Noted, it changes nothing more.
    expect((await foresee(tap, times, [called(one)])).families).toEqual([]);
  });

  test("taking it back asks for a reason too; a month that nobody billed asks for none", async () => {
    await expect(noteAs(newKey(), { what: "undo", tap }, [called(one)])).rejects.toMatchObject({
      code: "reason.needed",
    });
    const { body } = await calling()["attendance.note"]({
      ...asStaff,
      params: { siteId, date: id("PlainDate", "2026-11-25") },
      body: { tap: newKey(), act: { what: "here", time: "08:30" }, children: [called(two)] },
    });
    expect(body.children).toMatchObject([{ outcome: "noted" }]);
  });
});

test("a quotient and a payer of a billed month: what is foreseen is what the next runs state, to the cent", async () => {
  const prices = rebilling()["billing.rebillPrices"];
  const { body: byQuotient } = await prices({
    ...asStaff,
    params: { familyCode: two },
    body: { what: "quotient", month: december, entered: { value: 42_000, origin: "caf" } },
  });
  expect(byQuotient).toMatchObject({
    period: january,
    families: [{ familyCode: two, total: -410, lines: [{ was: 720, is: 310 }] }],
  });
  const from = id("PlainDate", "2026-12-01");
  const said = {
    kind: "payer" as const,
    payer: "ccas" as const,
    name: null,
    part: { amount: 200 },
    activityId: null,
  };
  const { body: byPayer } = await prices({
    ...asStaff,
    params: { familyCode: three },
    body: { what: "circumstance", said: { said, from, until: null } },
  });
  expect(byPayer).toMatchObject({ families: [{ familyCode: three, total: -200 }] });

  const act = { at, by: staffSession.login, byName: "Agente", reason: "Attestation reçue", key: newKey() };
  await addAct(
    world.table,
    two,
    { kind: "caf", month: december, seen: 0 },
    {
      ...act,
      entered: { value: cents(42_000), from, until: id("PlainDate", "2027-11-30"), origin: "caf" },
    },
  );
  const key = newKey();
  await priceOfficeUseCases(dependencies())["price.say"]({
    ...asStaff,
    params: { familyCode: three },
    body: { idempotencyKey: key, seen: 0, reason: "Notification du CCAS", said, from, until: null },
  });
  await stateMonth(world.table, january);
  expect(await Promise.all([one, two, three].map((family) => stated(family, january)))).toEqual([-1500, -410, -200]);

  // Withdrawn, both come back; and that is foreseen as well.
  const back = [
    await prices({
      ...asStaff,
      params: { familyCode: two },
      body: { what: "quotient", month: december, entered: null },
    }),
    await prices({
      ...asStaff,
      params: { familyCode: three },
      body: { what: "circumstance", about: key, said: null },
    }),
  ];
  expect(back.map(({ body }) => [body.period, body.families[0]?.total])).toEqual([
    [february, 410],
    [february, 200],
  ]);
});

test("a family that nothing was ever asked of, and one that is not there: nothing is billed again", async () => {
  expect((await foresee(newKey(), { what: "here", time: "09:00" }, [called(code(9))])).families).toEqual([]);
  await expect(
    rebilling()["billing.rebillPrices"]({
      ...asStaff,
      params: { familyCode: code(9) },
      body: { what: "quotient", month: december, entered: null },
    }),
  ).rejects.toMatchObject({ code: "notFound" });
});
