/**
 * What has changed since the index was last kept: one record a change, in the order of time, in a partition of their
 * own. They end by themselves, long after an index that holds them has been kept.
 */
import * as z from "zod/mini";
import { epochSeconds, plusSeconds } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import * as keys from "../../table/keys.ts";
import { between, readRange } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";
import { subjectOf, type Entry } from "../rules/entry.ts";
import { keptEntry } from "./entries.ts";

/** Seconds for which a change can be read. */
export const changesKept = 7 * 86_400;

const record = lazily(() => z.object({ entry: keptEntry() }));

/** Notes a change; the same change noted twice is the same to whoever reads it. */
export async function noteChange(table: Table, entry: Entry, at: Instant): Promise<void> {
  const key = keys.indexChange(at, `${subjectOf(entry)}#${entry.version}`);
  await put(table, {
    Item: { ...key, entity: "indexChange", entry, expiresAt: epochSeconds(plusSeconds(at, changesKept)) },
  });
}

/** What was noted from that moment on: consistent, so that what was noted a moment ago is there. */
export async function readChanges(table: Table, since: Instant): Promise<readonly Entry[]> {
  const items = await readRange(table, {
    ...between(keys.indexPartition, keys.indexChangesSince(since)),
    ConsistentRead: true,
  });
  return items.map((item) => z.parse(record(), item).entry);
}
