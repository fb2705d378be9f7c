import type { Clock } from "../kernel/clock.ts";
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Table } from "../table/table.ts";

/** What the staff's use cases need. */
export interface StaffDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}
