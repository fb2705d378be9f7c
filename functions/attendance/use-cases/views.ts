/** What is noted, as pages are shown it. */
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { AttendedChild, MarkView, RollCallView } from "../contract/views.ts";
import type { Attendance, Mark } from "../rules/marks.ts";
import { isOver, type RollCallDay } from "../store/attendance.ts";

/** A mark with what it says, and no more. */
export function markViewOf({ arrived, left, absent, unbooked, byNight }: Mark): MarkView {
  return {
    ...(arrived === undefined ? {} : { arrived }),
    ...(left === undefined ? {} : { left }),
    ...(absent === undefined ? {} : { absent }),
    ...(unbooked ? { unbooked } : {}),
    ...(byNight === undefined ? {} : { byNight }),
  };
}

export const attendedChildOf = ({ familyCode, childId, revision, marks }: Attendance): AttendedChild => ({
  familyCode,
  childId,
  revision,
  marks: [...marks].map(([unit, mark]) => ({ ...unitOf(unit), mark: markViewOf(mark) })),
});

/** How far a day's roll-call is, at that moment. */
export function rollCallOf(day: RollCallDay | null, date: PlainDate, now: Instant): RollCallView {
  if (date > localDate(now)) return { state: "future" };
  const last = day?.reopenings.at(-1);
  const reopened = last ? { reopened: { at: last.at, byName: last.byName, reason: last.reason } } : {};
  if (!day || !isOver(day)) return { state: "open", ...reopened };
  const { closedAt, left, absent } = day;
  return {
    state: "closed",
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(left === undefined ? {} : { left }),
    ...(absent === undefined ? {} : { absent }),
    ...reopened,
  };
}
