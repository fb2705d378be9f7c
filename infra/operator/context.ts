/** What is always the same for a town may stand in `context` of cdk.json: every command of the operator reads it there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { root } from "../build/paths.ts";

/** Values by their names; the region is the shell's where cdk.json names none. */
export function readContext(): Readonly<Record<string, unknown>> {
  const { context } = z
    .object({ context: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")));
  return { region: process.env["AWS_REGION"], ...context };
}
