import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Table } from "../table/table.ts";

/** What the use cases of history and calendar need. */
export interface JournalDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "schoolZone" | "historyKeptDays">;
}
