/**
 * Trying again, only where trying again can help: two writers met on one record (the SDK does not retry that), or the
 * table asks to slow down (the SDK has retried already, briefly). A refused condition is an answer, never retried.
 */
import { Busy } from "../kernel/busy.ts";

/** How DynamoDB names what a moment later can succeed. Nobody else needs to know these names. */
const passing: ReadonlySet<string> = new Set([
  "TransactionConflictException",
  "TransactionInProgressException",
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
]);
/** The same, where the SDK itself has tried as often as is of use. */
const spent: ReadonlySet<string> = new Set(["InternalServerError", "ServiceUnavailable", "TimeoutError"]);

const attempts = 6;
/** Milliseconds: 20, 40, 80, 160, 320 at most, some 0.3 s in all on average. */
const longestWait = (attempt: number): number => 20 * 2 ** attempt;

/** A random wait, so that those who met do not meet again. */
export const waitUpTo = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * milliseconds));

/** Runs a data call, again after a random wait when it met contention or throttling. `Busy` when that did not help. */
export async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const again = error instanceof Busy || passing.has(error.name);
      if (again && attempt < attempts - 1) await waitUpTo(longestWait(attempt));
      else if (error instanceof Busy || !(again || spent.has(error.name))) throw error;
      else throw new Busy(`The table did not answer: ${error.name}`, { cause: error });
    }
  }
}
