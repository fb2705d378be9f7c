/**
 * Answers that must not tell who exists. Asking for an account that exists calls the pool, triggers and mails; asking for
 * one that does not calls nothing: the difference would tell, in the answer or in the time it takes.
 */
import { setTimeout } from "node:timers/promises";
import type { Log } from "../kernel/log.ts";

/** Ends after that many milliseconds: begun before the work, awaited before the answer. */
export const evenTime = (milliseconds: number): Promise<void> => setTimeout(milliseconds);

/**
 * Does work of which nothing is told: the caller's answer is the same, and takes as long, when it failed. `what` it was,
 * for the log, which an alarm watches.
 */
export async function quietly(
  { evenPace, log }: { readonly evenPace: number; readonly log: Log },
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const even = evenTime(evenPace);
  try {
    await work();
  } catch (error) {
    log.error("signIn.failedQuietly", { what, error: error instanceof Error ? error.name : "unknown" });
  }
  await even;
}
