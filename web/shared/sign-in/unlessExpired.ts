/** The second step lasts a few minutes: past them, the server asks for the password again, and says so. */
import { Problem } from "../api/problem.ts";

/**
 * Runs a call of the second step; what the server says when the time is over goes to `onExpired` instead of being
 * thrown.
 */
export async function unlessExpired(work: () => Promise<void>, onExpired: (detail: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || !error.is("signIn.refused")) throw error;
    onExpired(error.detail);
  }
}
