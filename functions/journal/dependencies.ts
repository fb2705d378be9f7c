import type { Clock } from "../clock.ts";
import type { TownForFunctions } from "../contract/town-for-functions.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";
import type { Table } from "../store/table.ts";

/** What the use cases of history and calendar need. */
export interface JournalDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "schoolZone" | "historyKeptDays">;
}
