import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Address } from "../family/rules/family.ts";
import type { Bucket } from "../files/bucket.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Table } from "../table/table.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { Robot } from "../sign-in/robot.ts";
import type { KnownFamily } from "./rules/likely.ts";

interface Common {
  readonly table: Table;
  readonly clock: Clock;
  readonly bucket: Bucket;
  readonly town: Pick<TownForFunctions, "firstRequests">;
}

/** What a family without a code may do. It can read no family: nothing that it answers could tell of one. */
export interface RequesterDependencies extends Common {
  readonly robot: Robot;
  /** Codes and proofs are kept as digests under it. */
  readonly requestSecret: string;
}

/** The families that there are. `homeOf`: what an address of theirs is compared by. */
export interface KnownTown {
  readonly families: Iterable<KnownFamily>;
  readonly homeOf: (address: Address) => string;
}

/** What the office does with first requests. */
export interface OfficeDependencies extends Common {
  /** Everybody of the town, as the index by which staff finds people has them: no walk through the table. */
  readonly known: () => Promise<KnownTown>;
  /** Which kinds of documents there are. */
  readonly catalogue: CatalogueCache;
  readonly canMail: boolean;
}
