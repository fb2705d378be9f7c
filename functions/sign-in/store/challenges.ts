import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put } from "../../table/write.ts";

/**
 * Uses a robot check up. False when it was used before: a solved challenge opens one door, once. `expiresAt` in epoch
 * seconds.
 */
export async function useChallengeOnce(table: Table, signature: string, expiresAt: number): Promise<boolean> {
  const { written } = await put(table, {
    Item: { ...keys.challenge(signature), entity: "challenge", expiresAt },
    ...ifAbsent,
  });
  return written;
}
