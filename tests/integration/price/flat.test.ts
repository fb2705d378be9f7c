/** A price that is asked once a month: however its days are taken and given up, everybody reads one price, and it is billed. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { billingWorld } from "../../../functions/billing/dependencies.ts";
import { decideFamily, scopeOf } from "../../../functions/billing/use-cases/decide-family.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { till } from "../billing/support.ts";
import {
  activityId,
  catalogueWith,
  guardian,
  guardianOf,
  line,
  monday,
  nextWednesday,
  openWorld,
  shell,
  unitIds,
  useCasesOver,
  wednesday,
  type GuardianUseCases,
  type World,
} from "../booking/support.ts";

const bare = catalogueWith(100);
const flat = 4000;
let world: World;
let useCases: GuardianUseCases;
beforeAll(async () => {
  world = await openWorld({
    ...bare,
    activities: bare.activities.map((one) => ({ ...one, tariff: id("TariffId", "mercredis"), account: till.id })),
    tariffs: [
      {
        id: id("TariffId", "mercredis"),
        effectiveFrom: id("PlainDate", "2026-09-01"),
        name: "Mercredis",
        lines: [
          {
            units: Object.values(unitIds),
            case: {},
            price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(flat)] } },
            per: { kind: "span", span: "month" },
          },
        ],
        siblings: null,
        late: null,
        rounding: "nearestCent",
      },
    ],
    accounts: [till],
  });
  useCases = await useCasesOver(world.table);
});
afterAll(() => world.end());

const dates = [wednesday, nextWednesday, id("PlainDate", "2027-01-06"), id("PlainDate", "2027-01-13")] as const;
/** What is due of so many days: each child's months that have one. */
const due = (had: ReadonlySet<string>): number =>
  flat * new Set([...had].map((one) => one.replace(/-\d\d /u, " "))).size;

const gridTotal = async (code: FamilyCode): Promise<number> => {
  const { body } = await useCases["booking.grid"]({
    ...shell,
    session: guardianOf(code),
    body: undefined,
    params: { activityId },
  });
  const cells = body.days.flatMap((day) => day.cells.flat());
  return cells.reduce(
    (sum, cell) =>
      cell.state === "booked" && cell.price !== undefined ? sum + (body.prices?.[cell.price]?.amount ?? 0) : sum,
    0,
  );
};
const listTotal = async (code: FamilyCode): Promise<number> => {
  const lists = await Promise.all(dates.map((date: PlainDate) => guardian(useCases, code).list(date)));
  return lists.flatMap((one) => one.bookings).reduce((sum, { price }) => sum + (price?.amount ?? 0), 0);
};
const billedTotal = async (code: FamilyCode): Promise<number> => {
  const family = await readFamily(world.table, code);
  if (!family) throw new Error("The family is there");
  const of = billingWorld(world.table, await readCatalogue(world.table, { tariffOf, accountOf }), {
    quotient: { kind: "caf" },
    schoolZone: "B",
  });
  const months = await Promise.all(
    ["2026-12", "2027-01"].map((month) =>
      decideFamily(of, scopeOf(id("PlainMonth", month), []), family.household, monday),
    ),
  );
  return months.flatMap(({ statements }) => statements).reduce((sum, { own }) => sum + own, 0);
};

test("each month that has a day is due once: in the preview of every change, in the list of any day, on the grid, on the invoices", async () => {
  const act = fc.record({ week: fc.nat(dates.length - 1), child: fc.constantFrom(1, 2) });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      const code = await world.newFamily(2);
      const own = guardian(useCases, code);
      const had = new Set<string>();
      for (const { week, child } of acts) {
        const date = dates[week] ?? wednesday;
        const before = due(had);
        const name = `${date} ${child}`;
        const lines = [had.has(name) ? { ...line(child, date), giveUp: true as const } : line(child, date)];
        const preview = await own.preview(lines);
        const { lines: answers } = await own.book(lines);
        expect(answers.map(({ outcome }) => outcome)).not.toContain("refused");
        if (!had.delete(name)) had.add(name);
        expect(preview.cost?.total).toBe(due(had) - before);
      }
      const expected = due(had);
      expect([await listTotal(code), await gridTotal(code), await billedTotal(code)]).toEqual([
        expected,
        expected,
        expected,
      ]);
    }),
    { numRuns: 5 },
  );
}, 60_000);
