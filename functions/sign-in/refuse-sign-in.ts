/**
 * What is told of a sign-in that the pool did not judge: too many ask it at once, or it has locked this user for a while.
 * The password may well be right, so nothing is said of it.
 */
import { Problem } from "../http/problem.ts";
import type { SignInOutcome } from "./identity-provider.ts";

/** What the pool answers that is no word on the password. */
export type Unjudged = Extract<SignInOutcome, "tooMany" | "locked">;

export const isUnjudged = (answer: unknown): answer is Unjudged => answer === "tooMany" || answer === "locked";

/**
 * `locked` is told to whoever is known to be that user: to anybody else it would tell that there is one. For how long, the
 * pool does not say; asking too soon costs nothing, and strangers alone never bring it to a minute (rules/attempts.ts).
 */
export const unjudged = (answer: Unjudged): Problem =>
  answer === "tooMany"
    ? new Problem("server.busy", {
        detail: "Beaucoup de familles se connectent en ce moment. Recommencez dans quelques secondes.",
        retryAfter: 5,
      })
    : new Problem("tooManyAttempts", {
        detail: "Trop d’essais avec cet identifiant en peu de temps. Recommencez dans une minute.",
        retryAfter: 60,
      });
