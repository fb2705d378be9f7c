import { Problem } from "../../functions/http/problem.ts";

/** The problem that a call answers with; anything else, a success too, fails the test. */
export async function refused(call: Promise<unknown>): Promise<Problem> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw new Error(`A problem was expected, not ${String(error)}`);
  return error;
}
