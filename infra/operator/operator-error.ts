import { ChoiceError } from "../choices.ts";
import { TownError } from "../town/read.ts";

/** For the person at the keyboard: printed as it is, without a stack trace. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

/** Runs a command to its end, and turns what went wrong into a sentence and an exit code. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(
      `${isExpected(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

/**
 * Ours, those of the town's configuration and of the operator's choices, and Node's own complaint about unknown or
 * malformed options.
 */
const isExpected = (error: unknown): error is Error =>
  [OperatorError, TownError, ChoiceError].some((kind) => error instanceof kind) ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
