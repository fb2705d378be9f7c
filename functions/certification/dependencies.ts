import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { Table } from "../table/table.ts";

export interface CertificationDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "certification">;
}
