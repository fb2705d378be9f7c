import { setTimeout } from "node:timers/promises";

/**
 * Answers no sooner than `milliseconds` after the start: asking for an account that exists calls Cognito and mails,
 * asking for one that does not calls nothing, and the difference would tell.
 */
export async function inConstantTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work, setTimeout(milliseconds)]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
