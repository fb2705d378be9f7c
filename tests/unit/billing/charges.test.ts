/** What a family's days cost once staff has called the children: absences, who came unbooked, who was collected late. */
import { describe, expect, test } from "vitest";
import { judgeOf } from "../../../functions/attendance/rules/booked-days.ts";
import type { Mark } from "../../../functions/attendance/rules/marks.ts";
import type { FamilyAttendance } from "../../../functions/attendance/store/attendance.ts";
import { chargesOf, type KnownFamily } from "../../../functions/billing/use-cases/charges.ts";
import { emptyChildDay, withUnits, type ChildDay, type UnitState } from "../../../functions/booking/rules/child-day.ts";
import type { AbsenceRules } from "../../../functions/catalogue/rules/absence-rules.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import type { Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import type { Child, Household } from "../../../functions/family/rules/family.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { dayPrices } from "../../../functions/price/rules/price-day.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";

const demo = demoCatalogue(id("Instant", "2026-11-26T09:00:00Z")).catalogue;
const shape = demo.activities.find(({ kind }) => kind === "wednesday");
if (!shape) throw new Error("The demo town has Wednesdays");
const september = id("PlainDate", "2026-09-01");
const activityId = id("ActivityId", "mercredis");
const day = id("UnitId", "journee");
const morning = id("UnitId", "matin-repas");
const afternoon = id("UnitId", "apres-midi");
const unitKey = (unit = day) => `${activityId}/${unit}` as const;
const until = shape.units.find((unit) => unit.id === day)?.to ?? "";
const tariff = (over: Partial<Tariff> = {}): Tariff => ({
  id: id("TariffId", "mercredis"),
  effectiveFrom: september,
  name: "Mercredis",
  lines: [
    {
      units: [day, morning, afternoon],
      case: {},
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(683)] } },
    },
  ],
  siblings: { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null },
  late: { share: rate(500_000) },
  unbooked: { amount: cents(250) },
  latePickUp: { amount: cents(500), block: 15, tolerance: 5, of: "child", again: null },
  rounding: "nearestCent",
  ...over,
});
const rules: AbsenceRules = {
  id: id("AbsenceRulesId", "loisirs"),
  name: "Loisirs",
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
    },
  },
};
const catalogue = (over: Partial<Tariff> = {}): Catalogue => ({
  ...demo,
  activities: [
    {
      ...shape,
      id: activityId,
      effectiveFrom: september,
      from: september,
      tariff: id("TariffId", "mercredis"),
      account: id("CollectionAccountId", "regie"),
      absences: rules.id,
    },
  ],
  tariffs: [tariff(over)],
  absences: [rules],
});

const [lea, noah] = [id("ChildId", "LEA"), id("ChildId", "NOAH")];
const wednesday = id("PlainDate", "2026-11-18");
const booking = (over: Partial<UnitState> = {}): UnitState => ({
  requestToken: "t",
  at: id("Instant", "2026-10-01T08:00:00Z"),
  siteId: shape.siteId,
  generation: 0,
  status: "booked",
  spent: [],
  ...over,
});
type Key = ReturnType<typeof unitKey>;
const entries = <T>(record: Readonly<Partial<Record<Key, T>>>): ReadonlyMap<Key, T> =>
  new Map(
    [day, morning, afternoon].flatMap((unit) => {
      const one = record[unitKey(unit)];
      return one === undefined ? [] : [[unitKey(unit), one] as const];
    }),
  );
const dayOf = (childId: Child["id"], states: Readonly<Partial<Record<Key, UnitState>>>, date = wednesday): ChildDay =>
  withUnits(emptyChildDay(childId, date), entries(states));
const called = (
  childId: Child["id"],
  marks: Readonly<Partial<Record<Key, Mark>>>,
  date = wednesday,
): FamilyAttendance => ({
  familyCode: id("FamilyCode", "MARTIN01"),
  childId,
  date,
  siteId: shape.siteId,
  revision: 1,
  marks: entries(marks),
  steps: [],
});
const household: Household = {
  code: id("FamilyCode", "MARTIN01"),
  address: { lines: [], postcode: "45300", town: "Pithiviers" },
  resident: true,
  guardians: [],
};
const child = (childId: Child["id"], birthDate: string): Child => ({
  id: childId,
  firstName: childId,
  lastName: "Martin",
  birthDate: id("PlainDate", birthDate),
});

function asked(
  known: Partial<KnownFamily>,
  by = catalogue(),
): readonly {
  readonly what: string | undefined;
  readonly unitPrice: number;
  readonly whole: number | undefined;
  readonly reasons: readonly string[];
}[] {
  const { charges } = chargesOf(
    { catalogue: by, prices: dayPrices(by, "caf", "B"), judge: judgeOf(by, "B") },
    {
      household,
      children: [child(noah, "2016-03-01"), child(lea, "2018-05-02")],
      quotients: [],
      circumstances: [],
      days: [],
      attended: [],
      certificateOf: () => undefined,
      ...known,
    },
    () => true,
  );
  return charges.map(({ charge: { what, unitPrice, whole, reasons } }) => ({
    what,
    unitPrice,
    whole,
    reasons: reasons.map((one) => one.replace(/[\u00a0\u202f]/gu, " ")),
  }));
}
const told = (kind: "justified" | "unjustified", at: string) => ({
  absence: { kind, at: id("Instant", at), by: id("Login", "MARTIN01") },
});
const flat = "prix qui ne dépend pas du quotient";

describe("An absence", () => {
  test("told in time leaves nothing due; the line says so, and what the day would have cost", () => {
    const days = [dayOf(lea, { [unitKey()]: booking(told("unjustified", "2026-11-16T09:00:00Z")) })];
    expect(asked({ days })).toMatchObject([{ unitPrice: 0, whole: 683 }]);
    expect(asked({ days })[0]?.reasons.at(-1)).toMatch(/^prévenu à temps, le .* : rien n’est dû$/u);
  });
  test("told too late leaves its share, rounded as the tariff rounds", () => {
    const days = [dayOf(lea, { [unitKey()]: booking(told("unjustified", "2026-11-17T18:00:00Z")) })];
    expect(asked({ days })).toMatchObject([
      { unitPrice: 342, whole: 683, reasons: [flat, "absence sans justificatif : dû à 50 %"] },
    ]);
    expect(asked({ days }, catalogue({ rounding: "upToFiveCents" }))).toMatchObject([{ unitPrice: 345, whole: 685 }]);
  });
  test("with a certificate in time is not due; without one it is, and says until when it was awaited", () => {
    const days = [dayOf(lea, { [unitKey()]: booking(told("justified", "2026-11-18T07:00:00Z")) })];
    const certificateOf = (): Instant => id("Instant", "2026-11-20T10:00:00Z");
    expect(asked({ days })).toMatchObject([{ unitPrice: 683, whole: undefined }]);
    expect(asked({ days })[0]?.reasons[1]).toMatch(/^sans justificatif : il est attendu avant le /u);
    expect(asked({ days, certificateOf })).toMatchObject([{ unitPrice: 0, whole: 683 }]);
  });
  test("that staff noted counts as the roll-call says, and a child who came is not absent", () => {
    const declared = [dayOf(lea, { [unitKey()]: booking(told("unjustified", "2026-11-16T09:00:00Z")) })];
    const came = [called(lea, { [unitKey()]: { arrived: "08:00", left: "17:00" } })];
    expect(asked({ days: declared, attended: came })).toMatchObject([{ unitPrice: 683, reasons: [flat] }]);
    const plain = [dayOf(lea, { [unitKey()]: booking() })];
    const absent = (kind: NonNullable<Mark["absent"]>) => [called(lea, { [unitKey()]: { absent: kind } })];
    expect(asked({ days: plain, attended: absent("strike") })).toMatchObject([{ unitPrice: 0 }]);
    expect(asked({ days: plain, attended: absent("unannounced") })).toMatchObject([
      { unitPrice: 683, reasons: [flat, "absence sans prévenir : dû en entier"] },
    ]);
    // Nobody noted it, and the family had said so in time.
    expect(asked({ days: declared, attended: absent("unannounced") })).toMatchObject([{ unitPrice: 0 }]);
  });
});

describe("A price that is asked once for a week", () => {
  const weekly = catalogue({
    lines: [
      {
        units: [day, morning, afternoon],
        case: {},
        price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(4000)] } },
        per: { kind: "span", span: "week" },
      },
    ],
  });
  const thursday = id("PlainDate", "2026-11-19");
  const away = told("unjustified", "2026-11-16T09:00:00Z");
  test("is billed with its first day, and with the next one when that is given up", () => {
    const both = [dayOf(lea, { [unitKey()]: booking() }), dayOf(lea, { [unitKey()]: booking() }, thursday)];
    expect(asked({ days: both }, weekly).map(({ unitPrice }) => unitPrice)).toEqual([4000, 0]);
    expect(asked({ days: both.slice(1) }, weekly).map(({ unitPrice }) => unitPrice)).toEqual([4000]);
  });
  test("is due for one day that the child came, and is not when it was away on all of them", () => {
    const first = dayOf(lea, { [unitKey()]: booking(away) });
    const came = [first, dayOf(lea, { [unitKey()]: booking() }, thursday)];
    expect(asked({ days: came }, weekly).map(({ unitPrice }) => unitPrice)).toEqual([4000, 0]);
    const none = [first, dayOf(lea, { [unitKey()]: booking(away) }, thursday)];
    expect(asked({ days: none }, weekly)).toMatchObject([{ unitPrice: 0, whole: 4000 }, { unitPrice: 0 }]);
  });
});

describe("A price by the time that a child is there", () => {
  const timed = catalogue({
    lines: [
      {
        units: [day, morning, afternoon],
        case: {},
        price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(100)] } },
        per: { kind: "time", block: 60, tolerance: 10, counted: "stay" },
      },
    ],
    latePickUp: undefined,
  });
  test("is billed by the times of the roll-call; what the night wrote is a guess, and counts the whole unit", () => {
    const days = [dayOf(lea, { [unitKey()]: booking() })];
    const at = (mark: Mark) => asked({ days, attended: [called(lea, { [unitKey()]: mark })] }, timed);
    expect(at({ arrived: "09:00", left: "12:05" })).toMatchObject([{ unitPrice: 300 }]);
    expect(at({ arrived: "09:00", left: "12:15" })).toMatchObject([{ unitPrice: 400 }]);
    const whole = asked({ days }, timed)[0]?.unitPrice ?? 0;
    expect(whole).toBe(1100);
    expect(at({ left: "12:00", byNight: "left" })).toMatchObject([{ unitPrice: whole }]);
  });
});

describe("What was promised", () => {
  const promised = (amount: number, reasons: NonNullable<UnitState["price"]>["reasons"] = []) => ({
    price: {
      amount: cents(amount),
      reasons: [{ kind: "flat" as const, amount: cents(amount) }, ...reasons],
      quotient: null,
      tariff: { id: id("TariffId", "mercredis"), effectiveFrom: september },
    },
  });
  test("is what is asked, unless something has moved, which the line says", () => {
    expect(asked({ days: [dayOf(lea, { [unitKey()]: booking(promised(650)) })] })).toMatchObject([{ unitPrice: 650 }]);
    // A brother comes that day too since.
    const together = [dayOf(noah, { [unitKey()]: booking() }), dayOf(lea, { [unitKey()]: booking(promised(683)) })];
    expect(asked({ days: together })).toMatchObject([
      { unitPrice: 683 },
      {
        unitPrice: 546,
        reasons: [
          flat,
          "2e enfant présent le même jour : 80 % du prix",
          "6,83 € annoncés à la réservation : les frères et sœurs ce jour-là ont changé",
        ],
      },
    ]);
  });
  test("with the surcharge of a late booking is asked with it", () => {
    const late = promised(1025, [{ kind: "late", surcharge: { share: rate(500_000) } }]);
    expect(asked({ days: [dayOf(lea, { [unitKey()]: booking(late) })] })).toMatchObject([
      { unitPrice: 1025, reasons: [flat, "réservation tardive : + 50 %"] },
    ]);
  });
});

describe("What somebody else pays", () => {
  const ccas = (share: number): KnownFamily["circumstances"] => [
    {
      kind: "payer",
      payer: "ccas",
      name: null,
      part: { share: rate(share) },
      activityId: null,
      from: september,
      until: null,
    },
  ];
  test("is on the line, and the family is asked the rest", () => {
    const days = [dayOf(lea, { [unitKey()]: booking() })];
    expect(asked({ days, circumstances: ccas(600_000) })).toMatchObject([
      { unitPrice: 273, whole: undefined, reasons: [flat, "4,10 € pris en charge par le CCAS (60 %), sur 6,83 €"] },
    ]);
  });
  test("of an absence is its part of what is left due, and nothing of a day that is not due", () => {
    const late = [dayOf(lea, { [unitKey()]: booking(told("unjustified", "2026-11-17T18:00:00Z")) })];
    expect(asked({ days: late, circumstances: ccas(600_000) })).toMatchObject([
      {
        unitPrice: 137,
        whole: 273,
        reasons: [
          flat,
          "2,05 € pris en charge par le CCAS (60 %), sur 3,42 €",
          "absence sans justificatif : dû à 50 %",
        ],
      },
    ]);
    const inTime = [dayOf(lea, { [unitKey()]: booking(told("unjustified", "2026-11-16T09:00:00Z")) })];
    const [line] = asked({ days: inTime, circumstances: ccas(600_000) });
    expect(line?.unitPrice).toBe(0);
    expect(line?.reasons.join(" ")).not.toContain("CCAS");
  });
});

describe("A child", () => {
  test("who came without being booked is asked for, with the surcharge, and counts among its siblings", () => {
    const attended = [called(lea, { [unitKey()]: { arrived: "08:00", unbooked: true } })];
    expect(asked({ attended })).toMatchObject([
      { what: "unbooked", unitPrice: 933, reasons: [flat, "présence sans réservation : + 2,50 €"] },
    ]);
    expect(asked({ days: [dayOf(noah, { [unitKey()]: booking() })], attended })).toMatchObject([
      { what: undefined, unitPrice: 683 },
      { what: "unbooked", unitPrice: 796 },
    ]);
  });
  test("who was booked since is asked for once", () => {
    const attended = [called(lea, { [unitKey()]: { arrived: "08:00", unbooked: true } })];
    expect(asked({ days: [dayOf(lea, { [unitKey()]: booking() })], attended })).toMatchObject([
      { what: undefined, unitPrice: 683 },
    ]);
  });
  test("collected late is a line of its own; what the night guessed is not, nor a unit that another one follows", () => {
    const days = [dayOf(lea, { [unitKey()]: booking() })];
    const late = `${until.slice(0, 2)}:${String(Number(until.slice(3)) + 20).padStart(2, "0")}` as const;
    const left = (mark: Partial<Mark>) => [called(lea, { [unitKey()]: { arrived: "08:00", ...mark } })];
    expect(asked({ days, attended: left({ left: late }) })).toMatchObject([
      { what: undefined, unitPrice: 683 },
      { what: "latePickUp", unitPrice: 1000 },
    ]);
    expect(asked({ days, attended: left({ left: late, byNight: "left" }) })).toHaveLength(1);
    const twice = [dayOf(lea, { [unitKey(morning)]: booking(), [unitKey(afternoon)]: booking() })];
    const noon = [called(lea, { [unitKey(morning)]: { arrived: "08:00", left: "14:30" } })];
    expect(asked({ days: twice, attended: noon })).toHaveLength(2);
  });
});
