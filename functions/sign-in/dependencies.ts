import type { Clock } from "../kernel/clock.ts";
import type { Log } from "../kernel/log.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { SessionReader } from "../http/session-guard.ts";
import type { Table } from "../table/table.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import type { Robot } from "./robot.ts";

export interface SignInDependencies {
  readonly table: Table;
  readonly identity: IdentityProvider;
  readonly robot: Robot;
  readonly verifyToken: SessionReader["verifyToken"];
  readonly town: TownForFunctions;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds that answers which must not tell who exists take, at least (see `even-time.ts`). */
  readonly evenPace: number;
  /** Encrypts what waits in a cookie between two steps of a sign-in. */
  readonly stepSecret: string;
  /** Encrypts what a device remembers of having signed in. */
  readonly deviceSecret: string;
}
