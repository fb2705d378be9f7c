/**
 * Between the password and the second factor, what was proven waits in a cookie that only the API can read: whose
 * sign-in, the pool's own challenge, for a few minutes. Nothing is stored of it.
 *
 * What ends the sessions of a sign-in (a new password, a suspension, a factor that was lost) ends what is between its two
 * steps as well: the cookie holds the last such end (`ending`), read before the pool judged the password, and counts only while
 * that still is the last.
 */
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { plusSeconds } from "../kernel/clock.ts";
import { branded } from "../kernel/id-schemas.ts";
import { clearCookie, setCookie, stepCookie } from "../http/cookies.ts";
import { Problem } from "../http/problem.ts";
import { readEnding } from "./store/sessions.ts";
import type { SignInDependencies } from "./dependencies.ts";
import { seal, unseal } from "./sid.ts";

/** Seconds: the life of the pool's challenge. */
const lifetime = 180;

const stepSchema = lazily(() =>
  z.object({
    login: branded("Login"),
    secondStep: z.string(),
    ending: z.string(),
    until: branded("Instant"),
  }),
);
export type Step = z.infer<ReturnType<typeof stepSchema>>;
type Sealing = Pick<SignInDependencies, "stepSecret" | "clock">;

export function askSecondStep({ stepSecret, clock }: Sealing, step: Omit<Step, "until">): Problem {
  const sealed = seal(stepSecret, JSON.stringify({ ...step, until: plusSeconds(clock(), lifetime) }));
  return new Problem("secondFactor.needed", {
    detail: "Ouvrez votre application d’authentification et saisissez le code à 6 chiffres.",
    cookies: [setCookie(stepCookie, sealed, lifetime)],
  });
}

const over = () =>
  new Problem("signIn.refused", {
    detail: "Le temps est écoulé. Saisissez de nouveau votre identifiant et votre mot de passe.",
    cookies: [clearCookie(stepCookie)],
  });

function opened(secret: string, cookie: string): string {
  try {
    return unseal(secret, cookie);
  } catch (error) {
    // Any failure to open is a cookie that we did not make; what remains is to begin again.
    if (error instanceof Error) throw over();
    throw error;
  }
}

/** The step that a cookie proves; throws `signIn.refused` when it is over or not ours. */
export function readStep({ stepSecret, clock }: Sealing, cookies: ReadonlyMap<string, string>): Step {
  const cookie = cookies.get(stepCookie);
  if (cookie === undefined) throw over();
  const step = z.safeParse(stepSchema(), JSON.parse(opened(stepSecret, cookie)));
  // One that an earlier version of this code has made says less; a few minutes later there is none left.
  if (!step.success || step.data.until <= clock()) throw over();
  return step.data;
}

/** The same, while nothing has ended it meanwhile. */
export async function readStandingStep(
  deps: Sealing & Pick<SignInDependencies, "table">,
  cookies: ReadonlyMap<string, string>,
): Promise<Step> {
  const step = readStep(deps, cookies);
  if ((await readEnding(deps.table, step.login)) !== step.ending) throw over();
  return step;
}
