/**
 * What two households of a child pay each, as staff says it: billed to the cent, foreseen, corrected by the next run; each
 * household reads its own part and nothing of the other.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLinesOf } from "../../../functions/billing/store/statements.ts";
import { passTo, readShares } from "../../../functions/billing/store/shares.ts";
import { creditLines } from "../../../functions/billing/use-cases/credit.ts";
import { detailOf } from "../../../functions/billing/use-cases/views.ts";
import { billingSharesUseCases } from "../../../functions/billing/use-cases/shares.ts";
import type { SaidShare } from "../../../functions/billing/contract/shares.ts";
import { absenceRulesOf } from "../../../functions/catalogue/store/absence-record.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { id, type FamilyCode, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { town } from "../../support/town.ts";
import { staffSession } from "../booking/http.ts";
import { child, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import { at, billedCatalogue, callChild, canteenId, december, setBooked, stateMonth, till } from "./support.ts";

let world: World;
const [one, two, stranger] = [code(1), code(2), code(3)];
const january = id("PlainMonth", "2027-01");
const asStaff = { ...shell, session: staffSession };
const acts = () =>
  billingSharesUseCases({
    table: world.table,
    catalogue: catalogueCache(
      () => readCatalogue(world.table, { tariffOf, accountOf, absenceRulesOf }),
      () => at,
    ),
    clock: () => at,
    town,
  });
const said = (first: number, change: Partial<SaidShare> = {}): SaidShare => ({
  childId: child(1),
  activityId: null,
  parts: [
    { familyCode: one, share: first },
    { familyCode: two, share: 1_000_000 - first },
  ],
  from: id("PlainDate", "2026-12-01"),
  until: null,
  ...change,
});
interface Act {
  readonly by?: FamilyCode;
  readonly about?: IdempotencyKey;
  readonly key?: IdempotencyKey;
}
const set = async (share: SaidShare | null, { by = one, about, key = newKey() }: Act = {}) =>
  (
    await acts()["billing.setShare"]({
      ...asStaff,
      params: { familyCode: by },
      body: {
        ...(share
          ? { what: "say", said: share, ...(about ? { about } : {}) }
          : { what: "withdraw", about: about ?? key }),
        idempotencyKey: key,
        reason: "Jugement du 12 mars",
      },
    })
  ).body;
const stated = async (family: FamilyCode, month: typeof december) =>
  (await readLinesOf(world.table, family, month)).flatMap(({ lines }) => lines);
const sum = (lines: Awaited<ReturnType<typeof stated>>): number => lines.reduce((all, { amount }) => all + amount, 0);

const share = newKey();
beforeAll(async () => {
  world = await openWorld(billedCatalogue(405));
  // One child of two households; the second child of the first is its own.
  const [first, second] = [familyOf(1, {}, [{ sharedWith: [two] }, {}]), familyOf(2, {}, [{ sharedWith: [one] }])];
  await putFamilies(world.table, [first, second, familyOf(3)]);
  await setBooked(world.table, one, child(1), "2026-12-02");
  await setBooked(world.table, one, child(2), "2026-12-02");
  await callChild(world.table, one, child(1), "2026-12-02", [{ what: "here", time: "08:05" }]);
  await setBooked(world.table, two, child(1), "2026-12-03", { activity: canteenId });
});
afterAll(() => world.end());

describe("A share between the households of a child", () => {
  test("is refused whole where it cannot be, and nothing is kept of it", async () => {
    const parts = (list: readonly (readonly [FamilyCode, number])[]) =>
      list.map(([familyCode, part]) => ({ familyCode, share: part }));
    for (const wrong of [
      said(600_000, {
        parts: parts([
          [one, 600_000],
          [two, 300_000],
        ]),
      }),
      said(600_000, {
        parts: parts([
          [one, 600_000],
          [stranger, 400_000],
        ]),
      }),
      said(600_000, { childId: child(2) }),
      said(600_000, { childId: child(7) }),
      said(600_000, { until: id("PlainDate", "2026-11-30") }),
      said(600_000, { activityId: id("ActivityId", "inconnue") }),
    ])
      await expect(set(wrong)).rejects.toMatchObject({ code: "request.invalid" });
    await expect(set(null)).rejects.toMatchObject({ code: "notPossible" });
    expect(
      await Promise.all([one, two].map(async (family) => (await readShares(world.table, family)).version)),
    ).toEqual([0, 0]);
  });

  test("is the same in both households, kept once however often it is sent, with who said it and why", async () => {
    await Promise.all([set(said(600_000), { key: share }), set(said(600_000), { key: share })]);
    const view = await set(said(600_000), { key: share });
    expect(view.children).toMatchObject([
      {
        childId: child(1),
        households: [{ familyCode: one }, { familyCode: two }],
        shares: [
          {
            about: share,
            state: "now",
            acts: [{ by: staffSession.displayName, reason: "Jugement du 12 mars" }],
          },
        ],
      },
    ]);
    const [own, other] = await Promise.all([one, two].map((family) => readShares(world.table, family)));
    expect(own?.acts.length).toBe(1);
    expect(other?.acts).toEqual(own?.acts);
    await expect(set(said(500_000), { by: two })).rejects.toMatchObject({
      details: { errors: [{ field: "from" }] },
    });
  });

  test("is billed to the cent, each household its own part of what either booked, and its own child alone", async () => {
    await stateMonth(world.table, december);
    const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");
    const read = async (family: FamilyCode) =>
      (await stated(family, december)).map(({ date, childId, amount, reasons }) => [
        date,
        childId,
        amount,
        reasons.map(plain).at(-1),
      ]);
    expect((await read(one)).sort()).toEqual([
      ["2026-12-02", child(1), 432, "votre part : 60 % de 7,20 €"],
      ["2026-12-02", child(2), 720, "prix qui ne dépend pas du quotient"],
      // The odd cent is the booker's.
      ["2026-12-03", child(1), 243, "votre part : 60 % de 4,05 €"],
    ]);
    expect((await read(two)).sort()).toEqual([
      ["2026-12-02", child(1), 288, "votre part : 40 % de 7,20 €"],
      ["2026-12-03", child(1), 162, "votre part : 40 % de 4,05 €"],
    ]);
    // Of the day that the other booked: not when the child was there, nor how the other came to its price.
    const { lines } = await detailOf(world.table, { familyCode: two, period: december, accountId: till.id });
    expect(lines).toMatchObject([{ date: "2026-12-02", unitPrice: 288 }]);
    expect(lines[0]).not.toHaveProperty("attended");
    expect(JSON.stringify(await readLinesOf(world.table, two, december))).not.toContain(one);
  });

  test("another one says first what it bills again, in both households, and the next run states just that", async () => {
    const { body: foreseen } = await acts()["billing.rebillShares"]({
      ...asStaff,
      params: { familyCode: two },
      body: { what: "say", about: share, said: said(500_000) },
    });
    expect(foreseen.period).toBe(january);
    // A line that the office has lessened stays so, whatever the share.
    const [line] = await stated(two, december);
    await creditLines({ table: world.table, clock: () => at })({
      ...asStaff,
      params: { familyCode: two, period: december, accountId: till.id },
      body: { lines: [{ period: december, rank: line?.rank ?? 0, due: 100 }], reason: "Geste du guichet" },
    });
    await set(said(500_000), { by: two, about: share });
    await stateMonth(world.table, january);
    const after = await Promise.all([one, two].map((family) => stated(family, january)));
    expect(foreseen.families.map(({ familyCode, total }) => [familyCode, total])).toEqual([
      [two, 72 + 41],
      [one, -72 - 41],
    ]);
    const [own = [], other = []] = after;
    expect(sum(own)).toBe(-113);
    // The note of that month, and the correction of the one line that was not lessened.
    expect(sum(other)).toBe(100 - 288 + 41);
  });

  test("withdrawn, each pays what it booked; who comes second is told so", async () => {
    const view = await set(null, { about: share });
    expect(view.children[0]?.shares).toMatchObject([{ state: "withdrawn", acts: [{ words: null }, {}, {}] }]);
    await expect(set(null, { about: share })).rejects.toMatchObject({ code: "notPossible" });
    await stateMonth(world.table, id("PlainMonth", "2027-02"));
    const months = [december, january, id("PlainMonth", "2027-02")];
    const all = async (family: FamilyCode) =>
      sum((await Promise.all(months.map((month) => stated(family, month)))).flat());
    expect(await all(one)).toBe(1440);
    // Its line that was lessened is of a day that it did not book: it owes nothing of it any more.
    expect(await all(two)).toBe(405);
  });

  test("is refused where a third household of the child shares it already with one of these", async () => {
    const [first, second, third] = [code(11), code(12), code(13)];
    const trio = [first, second, third];
    await putFamilies(
      world.table,
      [11, 12, 13].map((rank) => familyOf(rank, {}, [{ sharedWith: trio.filter((other) => other !== code(rank)) }])),
    );
    const halves = (...pair: readonly FamilyCode[]) => ({
      parts: pair.map((familyCode) => ({ familyCode, share: 500_000 })),
    });
    await set(said(500_000, halves(second, third)), { by: second });
    await expect(set(said(500_000, halves(first, second)), { by: first })).rejects.toMatchObject({
      code: "request.invalid",
    });
    expect((await readShares(world.table, first)).acts).toEqual([]);
  });

  test("goes on in the household that another one has become part of, once", async () => {
    for (const _ of [1, 2]) await passTo(world.table, two, stranger);
    expect((await readShares(world.table, stranger)).acts).toEqual((await readShares(world.table, two)).acts);
  });
});
