import type { Clock } from "../clock.ts";
import type { TownForFunctions } from "../contract/town-for-functions.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";
import type { Table } from "../store/table.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

/** What the use cases of reminders need. */
export interface RemindersDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly tokens: UnsubscribeTokens;
  readonly town: Pick<TownForFunctions, "mailsPerSecond">;
}
