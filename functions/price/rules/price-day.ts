/**
 * What the children of one household cost on one day, all of them together: a sibling who comes, or stays away, moves the
 * price of the others. What families read before they book, what a booking keeps, what staff try and what is billed are
 * this. Pure.
 */
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { spanAround, spansOf } from "../../catalogue/rules/flat-spans.ts";
import type { Span } from "../../catalogue/rules/minimum.ts";
import { lineFor, tariffFor, type LineFacts, type Tariff, type TariffLine } from "../../catalogue/rules/tariffs.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { ageOn, eldestFirst, type Child, type Household } from "../../family/rules/family.ts";
import { standingOn } from "../../family/rules/held-enrolments.ts";
import type { ActivityId, ChildId, PlainDate, TariffId, UnitId, UnitKey } from "../../kernel/ids.ts";
import { daysFrom, type LocalTime } from "../../kernel/time.ts";
import type { QuotientKind } from "../../kernel/town-for-functions.ts";
import { quotientOn, type QuotientValue } from "../../quotient/rules/quotient.ts";
import { stayIn } from "./blocks.ts";
import { holding, type Circumstance } from "./circumstances.ts";
import { priceOf, type Price } from "./price-of.ts";

/** One unit that a child has that day, or would have. */
export interface PriceLine {
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  /** Booked after the deadline. */
  readonly late: boolean;
  /** Nobody had booked it, and the child came. */
  readonly unbooked?: boolean | undefined;
  /**
   * When it was booked, or any day on which the edition held by which it was priced then; the editions that began since
   * say whether it keeps that price. Absent: it is priced by the edition of its own day.
   */
  readonly since?: PlainDate | undefined;
  /** Only looked at: of several days of a flat price it bears it last, since it is not there yet. */
  readonly wished?: true | undefined;
  /** As the roll-call noted it. */
  readonly noted?: { readonly arrived?: LocalTime | undefined; readonly left?: LocalTime | undefined } | undefined;
}

/** The household, with every child that it has, whether it comes that day or not, and what staff has said of it. */
export interface PricedFamily {
  readonly household: Pick<Household, "resident">;
  readonly children: readonly Pick<Child, "id" | "firstName" | "birthDate" | "grade" | "enrolments" | "formerCodes">[];
  /** Every value that stands, whatever its day. */
  readonly quotients: readonly QuotientValue[];
  readonly circumstances: readonly Circumstance[];
}

/** What the household's children have on any other day, as far as flat prices reach. */
export type OtherLines = (date: PlainDate) => readonly PriceLine[];

/** A price, and of one that is asked once for several days, all of them, on the one that bears it. */
export interface DayPrice extends Price {
  readonly covers?: readonly { readonly date: PlainDate; readonly unit: UnitKey }[];
}

export interface DayPrices {
  /**
   * The price of each line, in the order of the lines. Null: the activity asks no price, or the child is not of the
   * household. `lines`: all that the household's children have that day, for the ranks are counted among them.
   */
  readonly on: (
    date: PlainDate,
    family: PricedFamily,
    lines: readonly PriceLine[],
    others: OtherLines,
  ) => readonly (DayPrice | null)[];
  /** The days on which something of an activity may move what that day costs, or be moved by it; null: that day alone. */
  readonly reach: (activityId: ActivityId, date: PlainDate) => Span | null;
}

type PricedChild = PricedFamily["children"][number];

/** By birth; twins by name, then by code, so that each keeps its rank whatever the order in which they are given. */
const inOrder = (one: PricedChild, other: PricedChild): number =>
  eldestFirst(one, other) || (one.id < other.id ? -1 : 1);

/** The children whose rank a tariff counts, eldest first. */
function countedChildren(
  tariff: Tariff,
  date: PlainDate,
  asking: readonly Activity[],
  { children }: PricedFamily,
  here: ReadonlySet<ChildId>,
): readonly ChildId[] {
  // Where nothing is asked to be enrolled in, every child of the household counts as enrolled.
  const wanted = asking.filter(({ eligibility }) => eligibility.requires?.includes("enrolment"));
  const enrolled = ({ enrolments }: PricedChild): boolean =>
    wanted.length === 0 || wanted.some(({ id }) => standingOn(enrolments, id, date) === "accepted");
  const sameDay = (tariff.siblings?.counted ?? "enrolled") === "sameDay";
  return [...children]
    .sort(inOrder)
    .filter((child) => here.has(child.id) || (!sameDay && enrolled(child)))
    .map(({ id }) => id);
}

type Priced = Pick<Catalogue, "activities" | "tariffs"> & Partial<Pick<Catalogue, "calendars">>;
/** A process asks for the same catalogue at every request, for seconds. */
const made = new WeakMap<Priced, Map<QuotientKind, DayPrices>>();

/** The prices of any day, by the tariffs of a catalogue that does not change and the town's way of counting quotients. */
export function dayPrices(catalogue: Priced, quotientKind: QuotientKind, zone: SchoolZone): DayPrices {
  const ofKinds = made.get(catalogue) ?? new Map<QuotientKind, DayPrices>();
  made.set(catalogue, ofKinds);
  const prices = ofKinds.get(quotientKind) ?? makePrices(catalogue, quotientKind, zone);
  ofKinds.set(quotientKind, prices);
  return prices;
}

/** Whose price it is of several days: booked before unbooked, the first of them. */
const bearing = (one: Covered, other: Covered): number => {
  const of = ({ line, date }: Covered): string =>
    [line.wished ? 1 : 0, line.unbooked ? 1 : 0, date, line.unitId].join(" ");
  return of(one) < of(other) ? -1 : 1;
};
const sameSpan = (one: Span | null, other: Span): boolean => one?.from === other.from && one.to === other.to;
interface Covered {
  readonly line: PriceLine;
  readonly date: PlainDate;
}

function makePrices(catalogue: Priced, quotientKind: QuotientKind, zone: SchoolZone): DayPrices {
  const { tariffs = [] } = catalogue;
  const calendars = (catalogue.calendars ?? []).filter((one) => one.zone === zone);
  const editions = editionsOf(catalogue);
  const anyFlat = spansOf(tariffs).size > 0;
  const tariffIdOn = (date: PlainDate, { activityId }: PriceLine): TariffId | undefined =>
    editions.on(activityId, date)?.tariff;

  const on: DayPrices["on"] = (date, family, lines, others) => {
    const linesOf = (day: PlainDate): readonly PriceLine[] => (day === date ? lines : others(day));
    const held = new Map<PlainDate, ReturnType<typeof holding>>();
    const holdingOn = (day: PlainDate): ReturnType<typeof holding> => {
      const known = held.get(day) ?? holding(family.circumstances, day);
      held.set(day, known);
      return known;
    };
    /** By what a line is priced: of that day, or of another one of the same span. */
    const pricedBy = (day: PlainDate, line: PriceLine) => {
      const tariffId = tariffIdOn(day, line);
      const child = family.children.find(({ id }) => id === line.childId);
      const tariff =
        tariffId !== undefined && child ? tariffFor(tariffs, tariffId, { date: day, since: line.since }) : null;
      if (!child || !tariff) return null;
      const { worksHere, regime, ownMeal } = holdingOn(day);
      const facts: LineFacts = {
        resident: family.household.resident,
        worksHere,
        regime,
        age: ageOn(child.birthDate, day),
        grade: child.grade ?? null,
        ownMeal: ownMeal(child),
      };
      return { child, tariff, facts, by: lineFor(tariff, line.unitId, facts) };
    };
    const spanOf = (day: PlainDate, by: TariffLine | null): Span | null =>
      by?.per?.kind === "span" ? spanAround(by.per.span, day, calendars) : null;
    /** What one flat price is asked for: the child's days of the span under lines for the same units. */
    const coveredWith = (line: PriceLine, by: TariffLine, span: Span): readonly Covered[] =>
      daysFrom(span.from, span.to)
        .flatMap((day) =>
          linesOf(day)
            .filter(
              (one) =>
                one.childId === line.childId &&
                one.activityId === line.activityId &&
                by.units.includes(one.unitId) &&
                sameSpan(spanOf(day, pricedBy(day, one)?.by ?? null), span),
            )
            .map((one) => ({ line: one, date: day })),
        )
        .sort(bearing);

    const quotientFor = ({ quotients: origins }: Tariff) => {
      const taken = quotientOn(family.quotients, quotientKind, date, origins);
      const refused = taken ? null : quotientOn(family.quotients, quotientKind, date);
      return { quotient: taken?.value ?? null, refusedOrigin: refused?.origin };
    };
    const counts = new Map<string, readonly ChildId[]>();
    /** Of a flat price, who comes on any of its days comes with the others. */
    const countedBy = (tariff: Tariff, span: Span | null): readonly ChildId[] => {
      const name = `${tariff.id} ${tariff.effectiveFrom} ${span?.from ?? ""} ${span?.to ?? ""}`;
      const known = counts.get(name);
      if (known) return known;
      const { id } = tariff;
      const asking =
        tariff.siblings?.counted === "enrolled"
          ? editions.allOn(date).filter((activity) => activity.tariff === id)
          : [];
      const days = span ? daysFrom(span.from, span.to) : [date];
      const here = new Set(
        days.flatMap((day) =>
          linesOf(day)
            .filter((line) => tariffIdOn(day, line) === id)
            .map(({ childId }) => childId),
        ),
      );
      const found = countedChildren(tariff, date, asking, family, here);
      counts.set(name, found);
      return found;
    };
    const hoursOf = ({ activityId, unitId }: PriceLine) => {
      const activity = editions.on(activityId, date);
      return [...(activity?.units ?? []), ...(activity?.former ?? [])].find(({ id }) => id === unitId);
    };
    return lines.map((line): DayPrice | null => {
      const found = pricedBy(date, line);
      if (!found) return null;
      const { tariff, child, facts, by } = found;
      const span = spanOf(date, by);
      const covered = span && by ? coveredWith(line, by, span) : [];
      const [first] = covered;
      const unit = by?.per?.kind === "time" ? hoursOf(line) : undefined;
      const price = priceOf(tariff, line.unitId, {
        ...facts,
        ...quotientFor(tariff),
        rank: countedBy(tariff, span).indexOf(child.id) + 1,
        children: family.children.length,
        late: line.late,
        unbooked: line.unbooked,
        included: first && first.line !== line ? true : undefined,
        stay: unit && stayIn(unit, line.noted ?? {}),
        helps: holdingOn(date).helps(line.activityId),
      });
      if (!price || covered.length === 0 || first?.line !== line) return price;
      return {
        ...price,
        covers: covered.map((one) => ({ date: one.date, unit: unitKey(one.line.activityId, one.line.unitId) })),
      };
    });
  };

  const reach: DayPrices["reach"] = (activityId, date) => {
    const tariffId = anyFlat ? editions.on(activityId, date)?.tariff : undefined;
    if (tariffId === undefined) return null;
    const spans = [...spansOf(tariffs, tariffId)].map((span) => spanAround(span, date, calendars));
    const from = spans.map((one) => one.from).reduce<PlainDate>((least, one) => (one < least ? one : least), date);
    const to = spans.map((one) => one.to).reduce<PlainDate>((most, one) => (one > most ? one : most), date);
    return spans.length > 0 ? { from, to } : null;
  };
  return { on, reach };
}
