/**
 * Trying again, only where trying again can help: two writers met on one record (the SDK does not retry that), or the
 * table asks to slow down (the SDK has retried already, briefly). A refused condition is an answer, never retried.
 */
const passing: ReadonlySet<string> = new Set([
  "TransactionConflictException",
  "TransactionInProgressException",
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
]);

const attempts = 6;
/** Milliseconds: 20, 40, 80, 160, 320 at most, some 0.3 s in all on average. */
const longestWait = (attempt: number): number => 20 * 2 ** attempt;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs a data call, again after a random wait when it met contention or throttling; the last error is thrown as it is.
 */
export async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error && passing.has(error.name)) || attempt === attempts - 1) throw error;
      await wait(Math.random() * longestWait(attempt));
    }
  }
}
