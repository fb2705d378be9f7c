import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Table } from "../table/table.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

/** What the use cases of reminders need. */
export interface RemindersDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly tokens: UnsubscribeTokens;
  readonly town: Pick<TownForFunctions, "mailsPerSecond">;
}
