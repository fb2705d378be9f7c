/** What every HTTP function needs at start, made once: settings, table, secret, keys of the user pool, in parallel. */
import { systemClock, type Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { HttpDependencies } from "../http/pipeline.ts";
import { tokenVerifier } from "../http/session-guard.ts";
import { log, type Log } from "../kernel/log.ts";
import { readSetting } from "./settings.ts";
import { readSession } from "../sign-in/store/sessions.ts";
import { openTable, type Table } from "../table/table.ts";
import { readPortalSecret } from "./secret.ts";

export interface Started {
  readonly table: Table;
  readonly town: TownForFunctions;
  readonly clock: Clock;
  readonly log: Log;
  readonly portalSecret: string;
  readonly http: HttpDependencies;
}

export async function startHttp(): Promise<Started> {
  const table = openTable(readSetting("TABLE_NAME"));
  const clock = systemClock;
  const [portalSecret, verifyToken] = await Promise.all([
    readPortalSecret(readSetting("PORTAL_SECRET_ID")),
    tokenVerifier({ userPoolId: readSetting("USER_POOL_ID"), clientId: readSetting("USER_POOL_CLIENT_ID") }),
  ]);
  const sessions = {
    verifyToken,
    clock,
    readSession: (...session: [Parameters<typeof readSession>[1], string]) => readSession(table, ...session),
  };
  return { table, town: readSetting("TOWN"), clock, log, portalSecret, http: { log, portalSecret, sessions } };
}
