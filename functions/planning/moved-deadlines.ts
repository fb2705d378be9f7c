/**
 * Deadlines that a new catalogue moves on days to come: families have read until when they book and cancel, and are told
 * of nothing but what they have booked. Staff see it before they enter it, with a case.
 */
import { deadlineInstant } from "../catalogue/rules/deadlines.ts";
import { subjectOf } from "../catalogue/rules/deadline-subject.ts";
import type { Activity, Unit } from "../catalogue/rules/catalogue.ts";
import type { ActivityId, Instant, PlainDate, UnitId } from "../kernel/ids.ts";
import { addDays, daysFrom, localToInstant } from "../kernel/time.ts";
import { farthestDays, isHeld, type Programme } from "./rules/booked-changes.ts";

export interface DeadlineMoved {
  readonly kind: "deadlineMoved";
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly act: "bookBefore" | "cancelBefore";
  /** On how many days. */
  readonly days: number;
  /** The first of them; null: never cancelled. */
  readonly date: PlainDate;
  readonly before: Instant | null;
  readonly after: Instant | null;
}

type Act = DeadlineMoved["act"];
const acts: readonly Act[] = ["bookBefore", "cancelBefore"];

/** Until when that is done, by one of the two catalogues. */
function until(
  { editions, calendars }: Programme,
  edition: Activity,
  unit: Unit,
  date: PlainDate,
  act: Act,
): Instant | null {
  const deadline = unit[act];
  if (deadline.kind === "never") return null;
  return deadlineInstant(deadline, subjectOf(edition, unit, date, calendars, editions.firstDays(edition)));
}

export function movedDeadlines(
  [was, is]: readonly [Programme, Programme],
  activityIds: ReadonlySet<ActivityId>,
  today: PlainDate,
): readonly DeadlineMoved[] {
  const found = new Map<string, DeadlineMoved>();
  const now = localToInstant(today, "00:00");
  for (const activityId of activityIds)
    for (const date of daysFrom(today, addDays(today, farthestDays - 1))) {
      const [old, edition] = [was.editions.on(activityId, date), is.editions.on(activityId, date)];
      if (!old || !edition || !isHeld(was, old, date) || !isHeld(is, edition, date)) continue;
      for (const unit of edition.units) {
        const known = old.units.find(({ id }) => id === unit.id);
        if (!known) continue;
        for (const act of acts) {
          const [before, after] = [until(was, old, known, date, act), until(is, edition, unit, date, act)];
          // What is over by both is nobody's business any more.
          if (before === after || ((before ?? now) < now && (after ?? now) < now)) continue;
          const name = `${activityId} ${unit.id} ${act}`;
          const first = found.get(name);
          found.set(
            name,
            first
              ? { ...first, days: first.days + 1 }
              : { kind: "deadlineMoved", activityId, unitId: unit.id, act, days: 1, date, before, after },
          );
        }
      }
    }
  return [...found.values()];
}
