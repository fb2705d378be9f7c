/** Booked days as `due.ts` judges them: with what their deadlines are counted from, and the rules that their activity names. */
import type { ChildDay, UnitState } from "../../booking/rules/child-day.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import type { SchoolCalendar, SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { AbsenceRules } from "../../catalogue/rules/absence-rules.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { subjectOf } from "../../catalogue/rules/deadline-subject.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { ChildId, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { Mark } from "./marks.ts";
import { dueOf, type BookedDay, type DueDay, type KnownAbsence } from "./due.ts";

/** One unit that a child has booked on a day. */
export interface BookedUnit {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly state: UnitState;
}

export const bookedName = ({ childId, date, unit }: Pick<BookedUnit, "childId" | "date" | "unit">): string =>
  `${date} ${childId} ${unit}`;

/** What the family has declared of it. */
export const declaredOf = ({ state: { absence } }: BookedUnit): KnownAbsence | null =>
  absence ? { kind: absence.kind, toldAt: absence.at } : null;

/**
 * What is known of it once staff has called the children. Who came was not absent, whatever had been declared; that nobody
 * said anything is what a roll-call says of who does not come, and gives way to who did say it.
 */
export function absenceKnown(declared: KnownAbsence | null, mark: Mark | undefined): KnownAbsence | null {
  if (mark?.absent === undefined) return mark?.arrived === undefined && mark?.left === undefined ? declared : null;
  return declared && mark.absent === "unannounced" ? declared : { ...declared, kind: mark.absent };
}

export interface Judge {
  /**
   * What is due of each booked unit of these days, by its name. `days`: of the children's, from the first whose absence
   * may still last, or in whose period free days are counted.
   */
  readonly due: (
    days: readonly ChildDay[],
    absenceOf: (booked: BookedUnit) => KnownAbsence | null,
  ) => ReadonlyMap<string, DueDay>;
  readonly calendars: readonly SchoolCalendar[];
}

/** Judges by the rules of a catalogue that does not change. */
export function judgeOf(catalogue: Catalogue, zone: SchoolZone): Judge {
  const { calendars, named } = slotsOf(catalogue, zone);
  const editions = editionsOf(catalogue);
  const rules = new Map<string | undefined, AbsenceRules>((catalogue.absences ?? []).map((one) => [one.id, one]));
  const due: Judge["due"] = (days, absenceOf) => {
    const found = new Map<string, DueDay>();
    for (const [childId, own] of Map.groupBy(days, (day) => day.childId)) {
      const booked = new Map<string, BookedDay>();
      for (const { date, units } of own)
        for (const [unit, state] of units) {
          const known = named(unit, date);
          if (state.status !== "booked" || !known) continue;
          const { activity } = known;
          const one = { childId, date, unit, state };
          booked.set(bookedName(one), {
            activityId: activity.id,
            subject: subjectOf(activity, known.unit, date, calendars, editions.firstDays(activity)),
            rules: rules.get(activity.absences) ?? null,
            absence: absenceOf(one),
          });
        }
      const judged = dueOf([...booked.values()], calendars);
      for (const [rank, name] of [...booked.keys()].entries()) {
        const one = judged[rank];
        if (one) found.set(name, one);
      }
    }
    return found;
  };
  return { due, calendars };
}
