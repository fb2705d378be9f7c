import { signInRoutes } from "../sign-in/contract/index.ts";
import { cognitoIdentity } from "../sign-in/identity-provider.ts";
import { robotCheck } from "../sign-in/robot.ts";
import { log } from "../kernel/log.ts";
import { signInUseCases } from "../sign-in/use-cases/index.ts";
import { serve, served } from "../wiring/http.ts";
import { withUserPool, type WithUserPool } from "../wiring/user-pool.ts";

/**
 * Milliseconds: above what Cognito and a cold trigger take, below what a person notices on a form sent once in a
 * lifetime.
 */
const evenPace = 1500;

export const handler = await serve<"signIn", WithUserPool>(withUserPool, {
  "sign-in": served(signInRoutes, ({ cognito, pool, portalSecret, ...started }) =>
    signInUseCases({
      ...started,
      evenPace,
      log,
      stepSecret: `step:${portalSecret}`,
      deviceSecret: `device:${portalSecret}`,
      identity: cognitoIdentity(cognito, pool),
      robot: robotCheck(portalSecret, started.table, started.clock),
    }),
  ),
});
