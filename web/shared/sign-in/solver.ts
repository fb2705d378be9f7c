/**
 * The work behind « Je ne suis pas un robot », done in web workers so that the page stays responsive.
 *
 * This module is both sides: the page imports it, and its workers run it from that same address. A strict `worker-src
 * 'self'` is enough, and the build treats it as any chunk.
 */
import { solveChallengeWorkers } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import type { Challenge, Solution } from "altcha-lib/types";
import { handler } from "altcha-lib/workers/shared";

if (typeof window === "undefined") handler({ deriveKey });

/** Two at most: a phone's other cores are the page's. */
const workers = Math.max(1, Math.min(2, (navigator.hardwareConcurrency || 2) - 1));

/** Null when it was given up. */
export const solve = (challenge: Challenge, controller: AbortController): Promise<Solution | null> =>
  solveChallengeWorkers({
    challenge,
    controller,
    concurrency: workers,
    timeout: 60_000,
    createWorker: () => new Worker(import.meta.url, { type: "module" }),
  });
