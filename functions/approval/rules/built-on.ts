/** What may stand on a decision, and is looked for before the decision is taken back. Pure. */
import type { ActivityId, ChildId, FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";

/** Bookings of a household, made since that moment, for days from that one on. Absent: of any child, any activity, any day after. */
export interface BookedSince {
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
  readonly activityId?: ActivityId | undefined;
  readonly from: PlainDate;
  readonly to?: PlainDate | undefined;
  readonly since: Instant;
}

/** Whether there are any. */
export type AnyBooked = (sought: BookedSince) => Promise<boolean>;
