/**
 * What staff changes of a day's places, with who, when, from what to what, and why: the change and its record are one
 * write.
 */
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { PoolId } from "../rules/capacity.ts";
import { type SiteDay } from "./day-record.ts";
import { placesUpdate } from "./day-settings.ts";
import * as keys from "../../table/keys.ts";
import { readPage, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

const placesChange = lazily(() =>
  z.object({
    pool: z.string(),
    at: branded("Instant"),
    by: branded("Login"),
    /** As the staff member was called then. */ byName: z.string(),
    reason: z.string(),
    /** Absent: the catalogue's own number. */
    before: z.optional(z.int()),
    after: z.optional(z.int()),
  }),
);
export type PlacesChange = z.infer<ReturnType<typeof placesChange>>;

/**
 * Sets a limit's places for a day (`after` absent: the catalogue's number again) and says so beside. Those who wait are
 * looked at again. `seen`: how many places that frees, of a record that awaits these limits. False, and nothing written,
 * when what was set is not `before` any more: somebody else has changed it.
 */
export async function changePlaces(
  table: Table,
  { siteId, date }: SiteDay,
  change: PlacesChange & { readonly pool: PoolId },
  seen: Parameters<typeof placesUpdate>[3],
): Promise<boolean> {
  const record = {
    ...keys.placesChange(siteId, date, change.at, randomBytes(4).toString("base64url")),
    entity: "placesChange" as const,
    siteId,
    date,
    ...change,
  };
  const outcome = await transact(table, [
    { Update: placesUpdate({ siteId, date }, change.pool, change.after ?? null, seen, change.before ?? null) },
    { Put: { Item: record } },
  ]);
  return outcome === "done";
}

/** What was changed of a day's places, latest first, consistent. */
export async function readPlacesChanges(
  table: Table,
  { siteId, date }: SiteDay,
  most: number,
): Promise<readonly PlacesChange[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.dayPartition(siteId, date), keys.changePrefix),
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: most,
  });
  return items.map((item) => z.parse(placesChange(), item));
}
