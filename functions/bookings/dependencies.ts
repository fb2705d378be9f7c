import type { Clock } from "../clock.ts";
import type { SchoolZone } from "../domain/catalogue.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";
import type { Table } from "../store/table.ts";

/** What the use cases of booking need. */
export interface BookingDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}
