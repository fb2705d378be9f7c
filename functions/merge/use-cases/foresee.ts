/** What a child has under two codes in one household, day by day, and what would become of it. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { incompatible } from "../../catalogue/rules/units.ts";
import { emptyChildDay, type ChildDay } from "../../booking/rules/child-day.ts";
import { fatesOf, type Fate, type TwoDays } from "../../booking/rules/hand-over.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
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

export interface Codes {
  readonly gone: ChildId;
  readonly kept: ChildId;
}

/** All days of families, each read once. */
export function familyDays(table: Table): (code: FamilyCode) => Promise<readonly ChildDay[]> {
  const known = new Map<FamilyCode, Promise<readonly ChildDay[]>>();
  return (code) => {
    const days = known.get(code) ?? readFamilyDays(table, code, { from: everything });
    known.set(code, days);
    return days;
  };
}

/** What becomes of all that the code that goes has in that household, by date. */
export async function foresee(
  daysOf: (code: FamilyCode) => Promise<readonly ChildDay[]>,
  familyCode: FamilyCode,
  others: readonly FamilyCode[],
  { gone, kept }: Codes,
  excludes: (date: PlainDate) => TwoDays["excludes"],
): Promise<readonly ForeseenUnit[]> {
  const [own, ...there] = await Promise.all([familyCode, ...others].map(daysOf));
  const of = (days: readonly ChildDay[] | undefined, childId: ChildId, date: PlainDate): ChildDay =>
    days?.find((day) => day.childId === childId && day.date === date) ?? emptyChildDay(childId, date);
  return (own ?? [])
    .filter(({ childId }) => childId === gone)
    .flatMap((day) => {
      const { date } = day;
      const two: TwoDays = {
        gone: day,
        kept: of(own, kept, date),
        elsewhere: there.map((days) => of(days, kept, date)),
        excludes: excludes(date),
      };
      return [...fatesOf(two)].map(([unit, fate]) => ({ date, unit, day, kept: two.kept, fate }));
    });
}
