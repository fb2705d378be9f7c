import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes a configuration as a town's staff member would have left it, right or wrong, and returns its path. */
export function writeTown(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), "town-")), "town.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
