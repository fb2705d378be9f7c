import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Table } from "../table/table.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

/** What staff's list of reminders needs. */
export interface ReminderListDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "mailsPerSecond" | "schoolZone">;
}

/** What a person's own choice needs. */
export interface PreferenceDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly tokens: UnsubscribeTokens;
}
