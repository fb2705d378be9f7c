/** Reading what may not be there. */
import { readFile } from "node:fs/promises";

/** Node's code of a failed system call (`ENOENT`…), or undefined. */
export const errorCode = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/**
 * Text of a file, or null when there is none. Any other failure is thrown. `ESRCH`: a process's file in /proc, read as
 * it ended.
 */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(String(errorCode(error)))) return null;
    throw error;
  }
}
