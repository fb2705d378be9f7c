import type { Clock } from "../clock.ts";
import type { SchoolZone } from "../domain/catalogue.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";
import type { Table } from "../store/table.ts";

/** What the staff's use cases need. */
export interface StaffDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}
