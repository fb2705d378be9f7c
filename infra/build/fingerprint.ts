/** Whether a build is still good: a hash over the content of what went into it. */
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { errorCode } from "./files.ts";
import { root } from "./paths.ts";

async function filesIn(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  });
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path, { withFileTypes: true, recursive: true });
  return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Hash of every file under the given paths, names included. A few hundred files take some milliseconds. */
export async function fingerprint(...paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesIn))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256");
  files.forEach((file, i) => {
    const content = contents[i] ?? Buffer.alloc(0);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  });
  return hash.digest("hex");
}
