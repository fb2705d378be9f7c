/**
 * What a family's days cost: what was booked, as its absences leave it due; children who came and were not booked; late
 * pick-ups. Priced by the functions that make prices, and judged by those that judge absences.
 */
import {
  absenceKnown,
  bookedName,
  declaredOf,
  type BookedUnit,
  type Judge,
} from "../../attendance/rules/booked-days.ts";
import { schoolYearOf, type DueDay } from "../../attendance/rules/due.ts";
import type { Mark } from "../../attendance/rules/marks.ts";
import type { FamilyAttendance } from "../../attendance/store/attendance.ts";
import { dueReasonWords } from "../../attendance/due-words.fr.ts";
import { pricedAs } from "../../booking/rules/costs.ts";
import type { ChildDay, UnitState } from "../../booking/rules/child-day.ts";
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { tariffOn } from "../../catalogue/rules/tariffs.ts";
import { unitOf, unitsOnDays } from "../../catalogue/rules/units.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import { exactly, rounded, timesRate } from "../../kernel/exact.ts";
import type { ChildId, CollectionAccountId, Instant, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import { latePickUps, type PickUp } from "../../price/rules/late-pick-up.ts";
import type { Circumstance } from "../../price/rules/circumstances.ts";
import { askedFor } from "../../price/rules/promised.ts";
import type { DayPrice, PriceLine } from "../../price/rules/price-day.ts";
import { splitOf, type Price, type PriceReason } from "../../price/rules/price-of.ts";
import { pickUpWords, promisedWords, reasonWords } from "../../price/words.fr.ts";
import type { QuotientValue } from "../../quotient/rules/quotient.ts";
import type { BillingWorld } from "../dependencies.ts";
import { subjectOf, type Attended, type Charge } from "../rules/statement.ts";

/** A unit whose price nobody can say. */
export interface Unpriced {
  readonly accountId: CollectionAccountId;
  readonly subject: string;
  readonly childId: ChildId;
  readonly firstName: string;
  readonly date: PlainDate;
  readonly activityName: string;
  readonly unitName: string;
}

interface AccountCharge {
  readonly accountId: CollectionAccountId;
  readonly charge: Charge;
}

export interface Charges {
  readonly charges: readonly AccountCharge[];
  readonly unpriced: readonly Unpriced[];
}

/** What is known of a family: of the days that are billed, and of those around that count with them. */
export interface KnownFamily {
  readonly household: Household;
  readonly children: readonly Child[];
  readonly quotients: readonly QuotientValue[];
  readonly circumstances: readonly Circumstance[];
  readonly days: readonly ChildDay[];
  readonly attended: readonly FamilyAttendance[];
  /** When the accepted certificate of an absence was sent. */
  readonly certificateOf: (booked: BookedUnit) => Instant | undefined;
}

/** A unit of a day that is asked for; without a state, nobody had booked it. */
interface Item {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly state: UnitState | null;
  readonly mark: Mark | undefined;
}

const attendedOf = (mark: Mark | undefined): { readonly attended?: Attended } =>
  mark === undefined || (mark.arrived === undefined && mark.left === undefined && mark.absent === undefined)
    ? {}
    : {
        attended: {
          ...(mark.arrived === undefined ? {} : { arrived: mark.arrived }),
          ...(mark.left === undefined ? {} : { left: mark.left }),
          ...(mark.absent === undefined ? {} : { absent: mark.absent }),
        },
      };

/** What is booked, and who was there without being booked. */
function itemsOf({ days, attended }: KnownFamily): readonly Item[] {
  const items = new Map<string, Item>();
  const marks = new Map(
    attended.flatMap(({ childId, date, marks: own }) =>
      [...own].map(([unit, mark]) => [bookedName({ childId, date, unit }), { childId, date, unit, mark }] as const),
    ),
  );
  for (const { childId, date, units } of days)
    for (const [unit, state] of units) {
      const name = bookedName({ childId, date, unit });
      if (state.status === "booked") items.set(name, { childId, date, unit, state, mark: marks.get(name)?.mark });
    }
  for (const [name, { mark, ...one }] of marks)
    if (mark.unbooked && mark.arrived !== undefined && !items.has(name)) items.set(name, { ...one, state: null, mark });
  return [...items.values()];
}

/** The times that the roll-call noted; what the night wrote is a guess. */
const notedOf = (mark: Mark | undefined): Pick<PriceLine, "noted"> =>
  mark === undefined || (mark.arrived === undefined && mark.left === undefined)
    ? {}
    : { noted: { arrived: mark.arrived, ...(mark.byNight === undefined ? { left: mark.left } : {}) } };

const lineOf = ({ childId, unit, state, mark }: Item): PriceLine => ({
  childId,
  ...unitOf(unit),
  ...notedOf(mark),
  ...(state ? pricedAs(state) : { late: false, unbooked: true }),
});

/** Of a price that is asked once for several days: as much is due as of the day of which most is. */
function dueOfCovered({ covers }: DayPrice, item: Item, due: ReadonlyMap<string, DueDay>): DueDay | undefined {
  const names = covers?.map((one) => bookedName({ ...one, childId: item.childId })) ?? [bookedName(item)];
  const all = names.map((name) => due.get(name));
  return all.reduce((most, one) => (!most || !one ? undefined : one.share > most.share ? one : most));
}

type PaidPart = Extract<PriceReason, { readonly kind: "payer" }>;
const helpsOf = ({ reasons }: Price): readonly PaidPart[] =>
  reasons.flatMap((one) => (one.kind === "payer" ? [one] : []));

interface Left {
  readonly unitPrice: Cents;
  readonly whole?: Cents;
  readonly why: readonly string[];
  /** What others pay, of what is left. */
  readonly helps: readonly PaidPart[];
}

/** What an absence leaves due of a price, and why. */
function leftDue(price: Price, due: DueDay | undefined, { tariffs = [] }: Pick<Catalogue, "tariffs">): Left {
  const reasons = (due?.reasons ?? []).filter(({ kind }) => kind !== "booked");
  if (!due || reasons.length === 0) return { unitPrice: price.amount, why: [], helps: helpsOf(price) };
  const edition = tariffs.find(
    ({ id, effectiveFrom }) => id === price.tariff.id && effectiveFrom === price.tariff.effectiveFrom,
  );
  const of = (amount: Cents): Cents =>
    rounded(timesRate(exactly(amount), due.share), edition?.rounding ?? "nearestCent");
  const unitPrice = of(price.amount);
  return {
    unitPrice,
    ...(unitPrice === price.amount ? {} : { whole: price.amount }),
    why: reasons.map(dueReasonWords),
    helps: helpsOf(price)
      .map((help) => ({ ...help, amount: of(help.amount), of: of(help.of) }))
      .filter(({ amount }) => amount > 0),
  };
}

/** A child's last unit of each day: whoever goes on to another one is not collected late from the one before. */
function pickUpsOf(
  items: readonly Item[],
  { catalogue, judge }: Pick<BillingWorld, "catalogue" | "judge">,
  activityOn: (item: Item) => Activity | null,
): readonly (PickUp & { readonly item: Item })[] {
  const { tariffs = [] } = catalogue;
  const unitsOn = unitsOnDays(catalogue);
  const end = ({ unit, date }: Item): string => unitsOn(date).get(unit)?.unit.to ?? "";
  const last = new Map<string, Item>();
  for (const item of items) {
    const name = `${item.date} ${item.childId}`;
    const before = last.get(name);
    if (!before || end(before) < end(item)) last.set(name, item);
  }
  return [...last.values()].flatMap((item) => {
    const { mark, date, unit, childId } = item;
    const tariffId = activityOn(item)?.tariff;
    const tariff = tariffId === undefined ? null : tariffOn(tariffs, tariffId, date);
    const until = unitsOn(date).get(unit)?.unit.to;
    // What the night wrote is a guess.
    if (!tariff || !until || mark?.left === undefined || mark.byNight !== undefined) return [];
    return [{ item, childId, date, left: mark.left, until, tariff, year: schoolYearOf(date, judge.calendars) }];
  });
}

/** Of the days that are asked for; what no account collects is priced too, for it counts among siblings, and is left out. */
export function chargesOf(
  world: Pick<BillingWorld, "catalogue" | "prices" | "judge">,
  family: KnownFamily,
  isAsked: (date: PlainDate) => boolean,
): Charges {
  const { catalogue, prices, judge } = world;
  const editions = editionsOf(catalogue);
  const named = new Map(family.children.map(({ id, firstName }) => [id, firstName]));
  const items = itemsOf(family);
  const activityOn = ({ unit, date }: Item): Activity | null => editions.on(unitOf(unit).activityId, date);
  const due = dueOfAll(judge, family, items);
  /** What a charge says of what it is for; null: nobody collects it. */
  const aboutOf = (item: Item) => {
    const { childId, date, unit } = item;
    const { activityId, unitId } = unitOf(unit);
    const activity = activityOn(item);
    if (!activity || activity.account === undefined) return null;
    const known = [...activity.units, ...(activity.former ?? [])].find(({ id }) => id === unitId);
    return {
      accountId: activity.account,
      about: {
        childId,
        firstName: named.get(childId) ?? childId,
        date,
        activityId,
        activityName: activity.name,
        unitId,
        unitName: known?.name ?? unitId,
      },
    };
  };
  const charges: AccountCharge[] = [];
  const unpriced: Unpriced[] = [];
  const days = Map.groupBy(items, (item) => item.date);
  const linesOf = (date: PlainDate): readonly PriceLine[] => (days.get(date) ?? []).map(lineOf);
  for (const [date, ofDay] of days) {
    if (!isAsked(date)) continue;
    const priced = prices.on(date, family, linesOf(date), linesOf);
    for (const [index, item] of ofDay.entries()) {
      const of = aboutOf(item);
      if (!of) continue;
      const { accountId, about } = of;
      const now = priced[index];
      if (!now) {
        unpriced.push({ ...about, accountId, subject: subjectOf(about) });
        continue;
      }
      const promised = item.state?.price;
      const { price, movedBy } = askedFor(promised, now);
      const { why, helps, ...left } = leftDue(price, dueOfCovered(now, item, due), catalogue);
      // What an absence leaves due is for no care at all.
      const split = why.length === 0 ? splitOf(price) : null;
      charges.push({
        accountId,
        charge: {
          ...about,
          ...(item.state ? {} : { what: "unbooked" }),
          ...left,
          ...attendedOf(item.mark),
          ...(split ? { split } : {}),
          ...(helps.length > 0
            ? { helps: helps.map(({ payer, name, amount, of: whole }) => ({ payer, name, amount, of: whole })) }
            : {}),
          reasons: [
            ...price.reasons
              .filter(({ kind }) => kind !== "payer" && (split !== null || kind !== "split"))
              .map(reasonWords),
            ...helps.map(reasonWords),
            ...(promised && movedBy.length > 0 ? [promisedWords(promised.amount, movedBy)] : []),
            ...why,
          ],
          tariff: price.tariff,
        },
      });
    }
  }
  for (const { pickUp, amount, reason } of latePickUps(pickUpsOf(items, world, activityOn))) {
    const { item, tariff } = pickUp;
    const of = isAsked(item.date) ? aboutOf(item) : null;
    if (of)
      charges.push({
        accountId: of.accountId,
        charge: {
          ...of.about,
          what: "latePickUp",
          unitName: "départ tardif",
          unitPrice: amount,
          ...attendedOf(item.mark),
          reasons: [pickUpWords(reason)],
          tariff: { id: tariff.id, effectiveFrom: tariff.effectiveFrom },
        },
      });
  }
  return { charges, unpriced };
}

/** What is due of each booked unit; nothing is judged where nobody was absent. */
function dueOfAll(judge: Judge, family: KnownFamily, items: readonly Item[]): ReadonlyMap<string, DueDay> {
  const marks = new Map(items.map((item) => [bookedName(item), item.mark]));
  const absenceOf = (booked: BookedUnit) => {
    const known = absenceKnown(declaredOf(booked), marks.get(bookedName(booked)));
    const certificateAt = known && family.certificateOf(booked);
    return known && certificateAt !== undefined && certificateAt !== null ? { ...known, certificateAt } : known;
  };
  const absent = items.some(({ childId, date, unit, state }) => state && absenceOf({ childId, date, unit, state }));
  return absent ? judge.due(family.days, absenceOf) : new Map<string, DueDay>();
}
