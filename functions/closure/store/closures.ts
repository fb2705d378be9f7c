/**
 * Closing a site for some days.
 *
 *     pk CATALOGUE, sk CLOSURE#<site>#<closure>     the decision: while it stands, nobody comes on these days
 *     pk SITE#<site>, sk CLOSING#<closure>          who closed and who reopened; how far its consequences are (progress.ts)
 *
 * The decision and its trace are one write. What follows from it: taken.ts.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Closure } from "../../catalogue/rules/catalogue.ts";
import { closureItem, closureOf } from "../../catalogue/store/catalogue.ts";
import type { ClosureId, Instant, Login, SiteId } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { ifAbsent, ifPresent, type Stored } from "../../table/write.ts";

/** A decision as it stands. `version` grows when the catalogue's file changes it. */
export interface StandingClosure extends Closure {
  readonly siteId: SiteId;
  readonly version: number;
}

/** A decision from its record, as the stream shows it or the table holds it. */
export const standing = (item: Item): StandingClosure => ({
  ...closureOf(item),
  version: Number(item["version"] ?? 1),
});

/** The decision, or null once it is taken back; consistent. */
export async function readClosure(table: Table, siteId: SiteId, closure: ClosureId): Promise<StandingClosure | null> {
  const item = await readRecord(table, keys.closure(siteId, closure));
  return item && standing(item);
}

/**
 * Every decision that stands for a site; consistent. A town closes a site some tens of times, far below a page of a
 * query.
 */
export async function readClosures(table: Table, siteId: SiteId): Promise<readonly StandingClosure[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.cataloguePartition, keys.closurePrefix(siteId)),
    ConsistentRead: true,
  });
  return items.map(standing);
}

/** Who decides, and when. */
export interface Decider {
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly at: Instant;
}

/** Closes a site; true when this call did. False when this decision was made before, whatever has become of it. */
export async function closeSite(table: Table, siteId: SiteId, closure: Closure, decider: Decider): Promise<boolean> {
  const trace: Stored = {
    ...keys.closureProgress(siteId, closure.id),
    entity: "closing",
    siteId,
    closureId: closure.id,
    closed: { ...decider, from: closure.from, to: closure.to, kind: closure.kind, reason: closure.reason },
  };
  return (
    (await transact(table, [
      { Put: { Item: closureItem(siteId, closure, decider), ...ifAbsent } },
      { Put: { Item: trace, ...ifAbsent } },
    ])) === "done"
  );
}

const closedBefore = lazily(() =>
  z.object({
    closed: z.object({
      from: branded("PlainDate"),
      to: branded("PlainDate"),
      kind: z.enum(["closure", "strike"]),
      reason: z.string(),
    }),
  }),
);

/** What a decision of that id said when staff made it; null when staff made none. */
export async function readDecision(table: Table, siteId: SiteId, closure: ClosureId): Promise<Closure | null> {
  const parsed = z.safeParse(closedBefore(), await readRecord(table, keys.closureProgress(siteId, closure)));
  return parsed.success ? { id: closure, ...parsed.data.closed } : null;
}

/** Takes a decision back; false when there is none any more. Its days open again, what it took stays taken. */
export async function reopenSite(table: Table, siteId: SiteId, closure: ClosureId, decider: Decider): Promise<boolean> {
  return (
    (await transact(table, [
      { Delete: { Key: keys.closure(siteId, closure), ...ifPresent } },
      {
        Update: {
          Key: keys.closureProgress(siteId, closure),
          UpdateExpression:
            "SET #entity = :entity, siteId = :site, closureId = :closure, reopened = :decider REMOVE edition, #next, telling, done ADD #round :one",
          ExpressionAttributeNames: { "#entity": "entity", "#next": "next", "#round": "round" },
          ExpressionAttributeValues: {
            ":entity": "closing" satisfies Entity,
            ":site": siteId,
            ":closure": closure,
            ":decider": decider,
            ":one": 1,
          },
        },
      },
    ])) === "done"
  );
}
