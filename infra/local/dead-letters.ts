/** What a function could not handle, one JSON object a line, where AWS has a queue a function. */
import { appendFile } from "node:fs/promises";
import type { FunctionName } from "../../functions/manifest.ts";
import type { InvocationError } from "./lambda/messages.ts";

export interface DeadLetter {
  readonly functionName: FunctionName;
  readonly error: InvocationError;
  /** The event, or the records, that were given up. */
  readonly payload: unknown;
}

export type KeepDeadLetter = (letter: DeadLetter) => Promise<void>;

export const deadLettersIn =
  (file: string): KeepDeadLetter =>
  (letter) =>
    appendFile(file, `${JSON.stringify({ at: new Date().toISOString(), ...letter })}\n`);
