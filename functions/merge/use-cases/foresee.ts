/** What a child has that is held twice, day by day, and what would become of it. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { incompatible } from "../../catalogue/rules/units.ts";
import { emptyChildDay, type ChildDay } from "../../booking/rules/child-day.ts";
import { fatesOf, type Fate, type TwoDays } from "../../booking/rules/hand-over.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import type { OfHousehold } from "../../booking/store/hand-over.ts";
import { id, type ChildId, type FamilyCode, type PlainDate, type UnitKey } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";

/** Before any booking: what is past moves too, since what is paid for is read from it. */
const everything = id("PlainDate", "2000-01-01");

/** Whether a child cannot have both units on a day. */
export const excludesOn = (catalogue: Catalogue, zone: SchoolZone) => {
  const { units } = slotsOf(catalogue, zone);
  return (date: PlainDate): TwoDays["excludes"] =>
    (one, other) => {
      const [first, second] = [units(date).get(one), units(date).get(other)];
      return first !== undefined && second !== undefined && incompatible(first, second);
    };
};

export interface ForeseenUnit {
  readonly date: PlainDate;
  readonly unit: UnitKey;
  /** Of the code that goes. */
  readonly day: ChildDay;
  readonly kept: ChildDay;
  readonly fate: Fate;
}

/** The child under two codes of one household, or in two households that are one. */
export interface Twofold {
  readonly gone: OfHousehold;
  readonly kept: OfHousehold;
}

/** Each of these children, as two households that are one have it: what it has in the one that goes passes. */
export const twofoldChildren = (
  { gone, kept }: { readonly gone: FamilyCode; readonly kept: FamilyCode },
  children: readonly { readonly id: ChildId }[],
): readonly Twofold[] =>
  children.map(({ id: childId }) => ({ gone: { familyCode: gone, childId }, kept: { familyCode: kept, childId } }));

/** All days of families, each read once. */
export function familyDays(table: Table): (code: FamilyCode) => Promise<readonly ChildDay[]> {
  const known = new Map<FamilyCode, Promise<readonly ChildDay[]>>();
  return (code) => {
    const days = known.get(code) ?? readFamilyDays(table, code, { from: everything });
    known.set(code, days);
    return days;
  };
}

/** What becomes of all that the one that goes has, by date. `others`: other households of the one that stays. */
export async function foresee(
  daysOf: (code: FamilyCode) => Promise<readonly ChildDay[]>,
  { gone, kept }: Twofold,
  others: readonly FamilyCode[],
  excludes: (date: PlainDate) => TwoDays["excludes"],
): Promise<readonly ForeseenUnit[]> {
  const [own, staying, ...there] = await Promise.all([gone.familyCode, kept.familyCode, ...others].map(daysOf));
  const of = (days: readonly ChildDay[] | undefined, childId: ChildId, date: PlainDate): ChildDay =>
    days?.find((day) => day.childId === childId && day.date === date) ?? emptyChildDay(childId, date);
  return (own ?? [])
    .filter(({ childId }) => childId === gone.childId)
    .flatMap((day) => {
      const { date } = day;
      const two: TwoDays = {
        gone: day,
        kept: of(staying, kept.childId, date),
        elsewhere: there.map((days) => of(days, kept.childId, date)),
        excludes: excludes(date),
      };
      return [...fatesOf(two)].map(([unit, fate]) => ({ date, unit, day, kept: two.kept, fate }));
    });
}
