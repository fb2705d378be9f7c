import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Section } from "../family/sections/section.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Table } from "../table/table.ts";

export interface RequestDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  /** Every part of a family's file (wiring/sections.ts). */
  readonly sections: readonly Section[];
}
