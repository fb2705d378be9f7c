import type { Clock } from "../kernel/clock.ts";
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { FamilyCode } from "../kernel/ids.ts";
import type { Owed } from "../family/rules/owes.ts";
import type { Table } from "../table/table.ts";

/** What the use cases of booking need. */
export interface BookingDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
  /**
   * What a family owes at this very moment, of the subject of invoices; for functions that families call. Absent: what its own
   * record says is believed.
   */
  readonly owedNow?: (code: FamilyCode) => Promise<readonly Owed[]>;
}

/** What saying prices needs besides: the catalogue is read with its tariffs. */
export interface PricingDependencies extends BookingDependencies {
  readonly town: { readonly quotient: Pick<TownForFunctions["quotient"], "kind"> };
}

/** What looking on behalf of the office needs besides. */
export interface OfficeDependencies extends BookingDependencies {
  /** Whether the portal may send mail yet: its sender is verified. */
  readonly canMail: boolean;
}
