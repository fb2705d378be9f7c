/** How far each shard has been delivered, kept on disk: a restart neither loses a record nor starts over. */
import { rename, writeFile } from "node:fs/promises";
import { readIfThere } from "../../build/files.ts";
import { parseObject } from "../aws-json.ts";

export interface Checkpoint {
  readonly of: (shard: string) => string | null;
  readonly set: (shard: string, sequenceNumber: string) => Promise<void>;
}

export async function openCheckpoint(file: string): Promise<Checkpoint> {
  const positions = new Map(
    Object.entries(parseObject((await readIfThere(file)) ?? "")).map(([shard, position]) => [shard, String(position)]),
  );
  return {
    of: (shard) => positions.get(shard) ?? null,
    set: async (shard, sequenceNumber) => {
      positions.set(shard, sequenceNumber);
      const fresh = `${file}.${shard.replaceAll(/[^A-Za-z0-9-]/g, "")}.new`;
      await writeFile(fresh, JSON.stringify(Object.fromEntries(positions)));
      await rename(fresh, file);
    },
  };
}
