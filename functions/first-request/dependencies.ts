import type { Bucket } from "../files/bucket.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Table } from "../table/table.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { Robot } from "../sign-in/robot.ts";

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

/** What the office does with first requests. */
export interface OfficeDependencies extends Common {
  readonly canMail: boolean;
}
