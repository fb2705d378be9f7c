import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Table } from "../table/table.ts";

/** What reading the history needs. */
export interface HistoryReading {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly town: Pick<TownForFunctions, "schoolZone" | "historyKeptDays">;
}
