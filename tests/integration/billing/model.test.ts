/**
 * Random months: bookings, changes, absences and their certificates, who came unbooked, quotients that go back, credit
 * notes, what two households of a child pay each; runs that die, that are two at once, that are repeated. After every run the ledger is held against a model that
 * knows what is due and nothing of statements.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { beginRun, readRun } from "../../../functions/billing/store/runs.ts";
import { standing, subjectOf, sumOf } from "../../../functions/billing/rules/statement.ts";
import {
  readBillAccounts,
  readLinesFrom,
  readSeries,
  readStatementsFrom,
} from "../../../functions/billing/store/statements.ts";
import { addShare, readShares, standingShares } from "../../../functions/billing/store/shares.ts";
import { creditLines } from "../../../functions/billing/use-cases/credit.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id, type Instant, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays, localToInstant, weekdayOf } from "../../../functions/kernel/time.ts";
import { firstDayOf } from "../../../functions/quotient/rules/quotient.ts";
import { addAct, readQuotients } from "../../../functions/quotient/store/quotients.ts";
import { monthsBefore } from "../../../functions/billing/rules/periods.ts";
import { diesAt } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { activityId, child, openWorld, shell, unitIds, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import {
  absenceRules,
  acceptCertificate,
  agent,
  billedCatalogue,
  callChild,
  goOn,
  setBooked,
  till,
} from "./support.ts";

const families = [1, 2];
const children = [1, 2];
const firstMonth = id("PlainMonth", "2026-09");
const [low, high, unbooked] = [301, 707, 250];
const whole = 1_000_000;

/** Wednesdays at 3.01 up to a quotient of 500, at 7.07 above; half of them due when the child is absent without a paper. */
function town(threshold: number | null): Catalogue {
  const { activities, tariffs = [], accounts = [], ...catalogue } = billedCatalogue();
  const [wednesdays] = tariffs;
  if (!wednesdays) throw new Error("The catalogue has no tariff");
  const amount = (value: number) => ({ kind: "amounts" as const, amounts: [cents(value)] });
  return {
    ...catalogue,
    activities: activities.map((activity) => ({ ...activity, absences: absenceRules.id })),
    accounts: accounts.map((one) => ({ ...one, threshold: threshold === null ? null : cents(threshold) })),
    absences: [
      {
        ...absenceRules,
        kinds: {
          ...absenceRules.kinds,
          unjustified: { share: rate(500_000), certificate: [], waiting: null },
        },
      },
    ],
    tariffs: tariffs.map((tariff) =>
      tariff.id === wednesdays.id
        ? {
            ...tariff,
            unbooked: { amount: cents(unbooked) },
            lines: tariff.lines.map((line) => ({
              ...line,
              price: {
                kind: "brackets" as const,
                brackets: [
                  { from: cents(0), to: cents(50_000), amount: amount(low) },
                  { from: cents(50_001), to: null, amount: amount(high) },
                ],
              },
            })),
          }
        : tariff,
    ),
  };
}

interface Day {
  booked: boolean;
  absence: "justified" | "unjustified" | null;
  certified: boolean;
  came: boolean;
  /** It was not booked when it came. */
  unexpected: boolean;
  /** What is left due of it, by household that was asked it. */
  remitted: Map<number, number>;
}
type Act = "book" | "cancel" | "ill" | "away" | "certify" | "come" | "quotient" | "credit" | "share";

const event = fc.record({
  act: fc.constantFrom<Act>(
    "book",
    "book",
    "book",
    "cancel",
    "ill",
    "away",
    "certify",
    "come",
    "quotient",
    "credit",
    "share",
  ),
  family: fc.constantFrom(...families),
  child: fc.constantFrom(...children),
  ago: fc.nat(2),
  week: fc.nat(3),
  pick: fc.nat(1000),
});
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;
const month = fc.record({
  events: fc.array(event, { minLength: 2, maxLength: 12 }),
  /** How the month is run: cut at that call, by two at once, again. */
  cut: fc.option(fc.record({ at: fc.integer({ min: 0, max: 40 }), when: fc.constantFrom("before", "after") })),
  twice: fc.boolean(),
});

/** The model: what is due of each day, and no more. */
class Model {
  readonly days = new Map<string, Day>();
  readonly quotients = new Map<string, number>();
  /** Of a child: from each day on, the part of the first household in millionths; null: each pays what it booked. */
  readonly shares = new Map<number, readonly { readonly from: string; readonly first: number | null }[]>();
  dayOf(name: string): Day {
    const known = this.days.get(name) ?? {
      booked: false,
      absence: null,
      certified: false,
      came: false,
      unexpected: false,
      remitted: new Map<number, number>(),
    };
    this.days.set(name, known);
    return known;
  }
  priceOn(family: number, date: string): number {
    const latest = [...this.quotients]
      .filter(([name]) => name.startsWith(`${family} `) && name.slice(2) <= date.slice(0, 7))
      .sort()
      .at(-1);
    return latest && latest[1] <= 50_000 ? low : high;
  }
  /** Of what one household booked: what this one pays. Who booked bears the cent that cannot be divided. */
  partOf(family: number, booker: number, ofChild: number, date: string, full: number): number {
    const first = this.shares.get(ofChild)?.findLast(({ from }) => from <= date)?.first ?? null;
    if (first === null) return family === booker ? full : 0;
    const other = Math.floor((full * (booker === 1 ? whole - first : first)) / whole);
    return family === booker ? full - other : other;
  }
  due(family: number): number {
    let sum = 0;
    for (const [name, day] of this.days) {
      const [own, ofChild, date = ""] = name.split(" ");
      const price = this.priceOn(Number(own), date);
      const absence = day.came ? null : day.absence;
      const full = !day.booked
        ? day.unexpected
          ? price + unbooked
          : 0
        : absence === "justified"
          ? day.certified
            ? 0
            : price
          : absence === "unjustified"
            ? Math.round(price / 2)
            : price;
      const part = this.partOf(family, Number(own), Number(ofChild), date, full);
      sum += Math.min(part, day.remitted.get(family) ?? part);
    }
    return sum;
  }
}

const wednesdayOf = (period: PlainMonth, week: number) => {
  const first = firstDayOf(period);
  return addDays(first, ((3 - weekdayOf(first) + 7) % 7) + 7 * week);
};

async function happen(world: World, model: Model, period: PlainMonth, now: Instant, one: Event): Promise<void> {
  const { table } = world;
  const family = code(one.family);
  const childId = child(one.child);
  const of = monthsBefore(period, one.ago);
  if (of < firstMonth) return;
  const date = wednesdayOf(of, one.week);
  const name = `${one.family} ${one.child} ${date}`;
  const day = model.dayOf(name);
  const said = (kind: "justified" | "unjustified") => ({
    absence: { kind, at: localToInstant(date, "07:30"), by: id("Login", "MARTIN01") },
  });
  switch (one.act) {
    case "book":
      Object.assign(day, { booked: true, absence: null });
      await setBooked(table, family, childId, date);
      return;
    case "cancel":
      Object.assign(day, { booked: false, absence: null });
      await setBooked(table, family, childId, date, { booked: false });
      return;
    case "ill":
    case "away": {
      const kind = one.act === "ill" ? "justified" : "unjustified";
      if (!day.booked) return;
      day.absence = kind;
      await setBooked(table, family, childId, date, said(kind));
      return;
    }
    case "certify":
      day.certified = true;
      await acceptCertificate(
        table,
        { familyCode: family, childId },
        { sentAt: localToInstant(date, "12:00"), from: date, to: date },
      );
      return;
    case "come":
      // Of a child who is expected the roll-call says no more than that it came.
      if (!day.came) day.unexpected = !day.booked;
      day.came = true;
      await callChild(table, family, childId, date, [{ what: "here", time: "08:00" }], { booked: day.booked });
      return;
    case "quotient": {
      const value = one.pick % 2 === 0 ? 30_000 : 90_000;
      model.quotients.set(`${one.family} ${of}`, value);
      const seen = (await readQuotients(table, family)).find((known) => known.month === of)?.version ?? 0;
      await addAct(
        table,
        family,
        { kind: "caf", month: of, seen },
        {
          at: now,
          by: agent.startedBy,
          byName: agent.startedByName,
          reason: "Essai",
          key: id("IdempotencyKey", `essai-${of}-${seen}-${one.family}-0000`),
          entered: {
            value: cents(value),
            from: firstDayOf(of),
            until: id("PlainDate", "2028-12-31"),
            origin: "caf",
          },
        },
      );
      return;
    }
    case "credit": {
      const stated = (await readLinesFrom(table, family, firstMonth)).flatMap(({ lines }) => lines);
      const lines = standing(stated).filter(({ amount }) => amount > 1);
      const line = lines[one.pick % Math.max(1, lines.length)];
      if (!line) return;
      const due = Math.floor(line.amount / 2);
      await creditLines({ table, clock: () => now })({
        ...shell,
        params: { familyCode: family, period: line.period, accountId: till.id },
        body: { lines: [{ period: line.period, rank: line.rank, due }], reason: "Geste du guichet" },
        session: staffSession,
      });
      const booker = line.ofOther ? 3 - one.family : one.family;
      model.dayOf(`${booker} ${line.childId.slice(1)} ${line.date}`).remitted.set(one.family, due);
      return;
    }
    case "share": {
      const first = [600_000, 500_000, 333_333, null][one.pick % 4] ?? null;
      const from = firstDayOf(of);
      // As it was until then, and so from then on: earlier days are closed by now.
      const before = (model.shares.get(one.child) ?? []).filter((known) => known.from < from);
      model.shares.set(one.child, [...before, { from, first }]);
      const shares = standingShares(await readShares(table, family)).filter((known) => known.childId === childId);
      const parts = [first ?? 0, whole - (first ?? 0)].map((part, index) => ({
        familyCode: code(index + 1),
        share: rate(part),
      }));
      const ended = shares
        .filter(({ until }) => until === null || until >= from)
        .map(({ about, ...known }) => ({
          about,
          said: known.from < from ? { ...known, until: addDays(from, -1) } : null,
        }));
      for (const { about, said: meant } of [
        ...ended,
        ...(first === null ? [] : [{ about: null, said: { childId, activityId: null, parts, from, until: null } }]),
      ]) {
        const records = await Promise.all(
          families.map(async (n) => [code(n), await readShares(table, code(n))] as const),
        );
        const key = id("IdempotencyKey", `essai-partage-${records[0]?.[1].version ?? 0}-0000`);
        const act = { at: now, by: agent.startedBy, byName: agent.startedByName, reason: "Essai", key };
        expect(await addShare(table, new Map(records), { ...act, about: about ?? key, said: meant })).toBe(true);
      }
      return;
    }
  }
}

async function run(
  world: World,
  period: PlainMonth,
  now: Instant,
  { cut, twice }: { readonly cut: { readonly at: number; readonly when: string } | null; readonly twice: boolean },
): Promise<void> {
  await beginRun(world.table, period, agent, now);
  if (cut) {
    world.faults.plan(diesAt(cut.at, cut.when === "before" ? "before" : "after"));
    await goOn(world.table, period, now).catch((error: unknown) => {
      if (!String(error).includes("The process has died")) throw error;
    });
    await world.faults.clear();
  }
  await Promise.all([goOn(world.table, period, now), ...(twice ? [goOn(world.another().table, period, now)] : [])]);
  await goOn(world.table, period, now);
  expect((await readRun(world.table, period))?.state).toBe("announcing");
}

async function hold(world: World, model: Model, year: number): Promise<void> {
  const numbers: number[] = [];
  for (const n of families) {
    const statements = await readStatementsFrom(world.table, code(n), firstMonth);
    const stated = await readLinesFrom(world.table, code(n), firstMonth);
    const accounts = await readBillAccounts(world.table, code(n));
    const nameOf = ({ period, note }: { readonly period: string; readonly note?: number | undefined }) =>
      `${period} ${note ?? ""}`;
    // One statement a month, and one of each note.
    expect(new Set(statements.map(nameOf)).size).toBe(statements.length);
    for (const statement of statements) {
      const { lines = [] } = stated.find((one) => nameOf(one) === nameOf(statement)) ?? {};
      expect(sumOf(lines.map(({ amount }) => amount))).toBe(statement.own);
      for (const { quantity, unitPrice, amount } of lines) expect(quantity * unitPrice + 0).toBe(amount + 0);
      expect(statement.total).toBe(sumOf([statement.own, ...statement.carried.map(({ own }) => own)]));
      expect(sumOf(statement.children.map(({ amount }) => amount))).toBe(statement.own);
      if (statement.issue) numbers.push(statement.issue.number.year === year ? statement.issue.number.rank : 0);
    }
    const lines = stated.flatMap((one) => one.lines);
    // The ledger is the sum of its lines: invoiced or waiting, each once.
    const invoices = statements.filter(({ issue }) => issue);
    const waiting = accounts.flatMap((one) => one.waiting);
    expect(sumOf([...invoices.map(({ total }) => total), ...waiting.map(({ own }) => own)])).toBe(
      sumOf(lines.map(({ amount }) => amount)),
    );
    expect([...invoices.flatMap(({ carried }) => carried), ...waiting].map(nameOf).sort()).toEqual(
      statements
        .filter(({ issue }) => !issue)
        .map(nameOf)
        .sort(),
    );
    // What is due, to the cent, and each day once.
    expect(sumOf(lines.map(({ amount }) => amount))).toBe(model.due(n));
    const subjects = standing(lines).map(subjectOf);
    expect(new Set(subjects).size).toBe(subjects.length);
  }
  const own = numbers.filter((rank) => rank > 0).sort((one, other) => one - other);
  expect(own).toEqual(Array.from({ length: own.length }, (_, index) => index + 1));
  expect(await readSeries(world.table, "ALSH", year)).toBe(own.length);
}

test(
  "whatever happens, and however the runs go: the ledger is the sum of its lines and what is due, no invoice is there twice, no number is missing",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(month, { minLength: 3, maxLength: 5 }),
        fc.constantFrom(null, 1500),
        async (months, threshold) => {
          const world = await openWorld(town(threshold));
          try {
            await putFamilies(
              world.table,
              families.map((n) => familyOf(n, {}, [{}, { birthDate: id("PlainDate", "2019-05-02") }])),
            );
            const model = new Model();
            for (const [index, { events, ...how }] of months.entries()) {
              const period = monthsBefore(firstMonth, -index);
              const during = localToInstant(addDays(firstDayOf(period), 27), "10:00");
              for (const one of events) await happen(world, model, period, during, one);
              // All runs are of one year, so that all numbers are of one series.
              await run(world, period, id("Instant", `2027-${String(index + 2).padStart(2, "0")}-05T08:00:00Z`), how);
              await hold(world, model, 2027);
            }
          } finally {
            await world.end();
          }
        },
      ),
      { numRuns: 10, endOnFailure: true },
    );
  },
);

// The unit that everything is about, so that a change of the support is seen here.
test("the model speaks of one activity and one unit", () => {
  expect([activityId, unitIds.day]).toEqual(["mercredis", "journee"]);
});
