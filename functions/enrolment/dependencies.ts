import type { AnyBooked } from "../approval/rules/built-on.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Table } from "../table/table.ts";

export interface EnrolmentDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}

/** What looking on behalf of the office needs besides. */
export interface OfficeEnrolmentDependencies extends EnrolmentDependencies {
  /** Whether the portal may send mail yet: its sender is verified. */
  readonly canMail: boolean;
}

/** What deciding needs besides. */
export interface DecidingDependencies extends OfficeEnrolmentDependencies {
  /** Whether something has been booked, which a decision that is taken back would leave without ground. */
  readonly bookedSince: AnyBooked;
}
