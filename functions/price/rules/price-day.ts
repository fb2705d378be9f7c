/**
 * What the children of one household cost on one day, all of them together: a sibling who comes, or stays away, moves the
 * price of the others. What families read before they book, what a booking keeps, what staff try and what is billed are
 * this. Pure.
 */
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { tariffFor, type Tariff } from "../../catalogue/rules/tariffs.ts";
import { ageOn, eldestFirst, type Child, type Household } from "../../family/rules/family.ts";
import { standingOn } from "../../family/rules/held-enrolments.ts";
import type { ActivityId, ChildId, PlainDate, TariffId, UnitId } from "../../kernel/ids.ts";
import type { QuotientKind } from "../../kernel/town-for-functions.ts";
import { quotientOn, type QuotientValue } from "../../quotient/rules/quotient.ts";
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
}

/** The household, with every child that it has, whether it comes that day or not, and what staff has said of it. */
export interface PricedFamily {
  readonly household: Pick<Household, "resident">;
  readonly children: readonly Pick<Child, "id" | "firstName" | "birthDate" | "grade" | "enrolments" | "formerCodes">[];
  /** Every value that stands, whatever its day. */
  readonly quotients: readonly QuotientValue[];
  readonly circumstances: readonly Circumstance[];
}

/**
 * The price of each line, in the order of the lines. Null: the activity asks no price, or the child is not of the
 * household. `lines`: all that the household's children have that day, for the ranks are counted among them.
 */
export type DayPrices = (
  date: PlainDate,
  family: PricedFamily,
  lines: readonly PriceLine[],
) => readonly (Price | null)[];

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

type Priced = Pick<Catalogue, "activities" | "tariffs">;
/** A process asks for the same catalogue at every request, for seconds. */
const made = new WeakMap<Priced, Map<QuotientKind, DayPrices>>();

/** The prices of any day, by the tariffs of a catalogue that does not change and the town's way of counting quotients. */
export function dayPrices(catalogue: Priced, quotientKind: QuotientKind): DayPrices {
  const ofKinds = made.get(catalogue) ?? new Map<QuotientKind, DayPrices>();
  made.set(catalogue, ofKinds);
  const prices = ofKinds.get(quotientKind) ?? makePrices(catalogue, quotientKind);
  ofKinds.set(quotientKind, prices);
  return prices;
}

function makePrices(catalogue: Priced, quotientKind: QuotientKind): DayPrices {
  const { tariffs = [] } = catalogue;
  const editions = editionsOf(catalogue);
  return (date, family, lines) => {
    const tariffIdOf = ({ activityId }: PriceLine): TariffId | undefined => editions.on(activityId, date)?.tariff;
    const quotientFor = ({ quotients: origins }: Tariff) => {
      const taken = quotientOn(family.quotients, quotientKind, date, origins);
      const refused = taken ? null : quotientOn(family.quotients, quotientKind, date);
      return { quotient: taken?.value ?? null, refusedOrigin: refused?.origin };
    };
    const { worksHere, regime, ownMeal, helps } = holding(family.circumstances, date);
    const counts = new Map<Tariff, readonly ChildId[]>();
    const countedBy = (tariff: Tariff): readonly ChildId[] => {
      const known = counts.get(tariff);
      if (known) return known;
      const { id } = tariff;
      const asking =
        tariff.siblings?.counted === "enrolled"
          ? editions.allOn(date).filter((activity) => activity.tariff === id)
          : [];
      const here = new Set(lines.filter((line) => tariffIdOf(line) === id).map(({ childId }) => childId));
      const found = countedChildren(tariff, date, asking, family, here);
      counts.set(tariff, found);
      return found;
    };
    return lines.map((line) => {
      const tariffId = tariffIdOf(line);
      const child = family.children.find(({ id }) => id === line.childId);
      if (tariffId === undefined || !child) return null;
      const tariff = tariffFor(tariffs, tariffId, { date, since: line.since });
      if (!tariff) return null;
      return priceOf(tariff, line.unitId, {
        resident: family.household.resident,
        worksHere,
        regime,
        age: ageOn(child.birthDate, date),
        grade: child.grade ?? null,
        ownMeal: ownMeal(child),
        ...quotientFor(tariff),
        rank: countedBy(tariff).indexOf(child.id) + 1,
        children: family.children.length,
        late: line.late,
        unbooked: line.unbooked,
        helps: helps(line.activityId),
      });
    });
  };
}
