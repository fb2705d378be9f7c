/**
 * The index as a file of the bucket: everybody's entries, compressed, and the moment from which changes are to be read
 * after it. The file says itself what it is, and S3 puts it in its place whole: of two that are made at once either is
 * right, and one that cannot be read, or that another version of the portal made, counts as missing.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod/mini";
import type { Bucket } from "../../files/bucket.ts";
import { keepMade, readMade } from "../../files/made.ts";
import { minusSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Log } from "../../kernel/log.ts";
import type { Table } from "../../table/table.ts";
import type { Entry } from "../rules/entry.ts";
import { keptEntry, readEverybody } from "../store/entries.ts";

/** Raised whenever entries are made otherwise. */
const format = 3;
const file = "people.json.gz";

export interface KeptPeople {
  /** What was noted from then on is not in it, or not surely. */
  readonly upTo: Instant;
  readonly entries: readonly Entry[];
}

const kept = lazily(() =>
  z.object({ format: z.literal(format), upTo: branded("Instant"), entries: z.array(keptEntry()) }),
);

/** Seconds by which clocks may differ, a write may be under way, and the table's index be behind the table. */
export const overlap = 120;

/** Null: there is none, or none that can be read. */
export async function readKept(bucket: Bucket, log: Log): Promise<KeptPeople | null> {
  const bytes = await readMade(bucket, "search", file);
  if (!bytes) return null;
  try {
    return z.parse(kept(), JSON.parse(gunzipSync(bytes).toString()));
  } catch (error) {
    // Truncated, of another version: made again, and worth a look. What it holds is not said.
    log.warn("search.indexUnreadable", { error: error instanceof Error ? error.name : "unknown" });
    return null;
  }
}

export async function keep(bucket: Bucket, { upTo, entries }: KeptPeople): Promise<void> {
  await keepMade(bucket, "search", file, gzipSync(JSON.stringify({ format, upTo, entries })));
}

/** Reads everybody anew, and keeps that. */
export async function keepAnew(
  { table, bucket }: { readonly table: Table; readonly bucket: Bucket },
  now: Instant,
): Promise<KeptPeople> {
  const people = { upTo: minusSeconds(now, overlap), entries: await readEverybody(table) };
  await keep(bucket, people);
  return people;
}
