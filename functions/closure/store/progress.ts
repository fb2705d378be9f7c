/** How far the consequences of a closure are: part of its trace (closures.ts), which the stream goes on from. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { ClosureId, SiteId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import type { StandingClosure } from "./closures.ts";

const closureProgressRecord = lazily(() =>
  z.object({
    siteId: branded("SiteId"),
    closureId: branded("ClosureId"),
    /** Times that the decision was taken back: one of the same name is then another. */
    round: z.optional(z.int()),
    /** Which state of the decision the rest of the record is about: its version and round. */
    edition: z.optional(z.string()),
    next: z.optional(branded("PlainDate")),
    /** Day on which the families began to be told: their mails stand under it while they are untold. */
    telling: z.optional(branded("PlainDate")),
    done: z.optional(z.object({ bookings: z.int(), waiting: z.int(), families: z.int() })),
  }),
);
/** How far the consequences of a closure are. */
export type ClosureProgress = z.infer<ReturnType<typeof closureProgressRecord>>;

/** How far a closure is, from its record. */
export const closureProgressOf = (item: Item): ClosureProgress => z.parse(closureProgressRecord(), item);

/** What names one state of a decision: changed by the catalogue's file, or taken back and made again, it is another. */
export const editionOf = (
  { version }: Pick<StandingClosure, "version">,
  progress: Pick<ClosureProgress, "round"> | null,
): string => `${version}.${progress?.round ?? 0}`;

/** What the mails of one state of a decision are called: all its families', by which those untold are counted. */
export const closureMailId = (closure: ClosureId, edition: string): string => `closure-${closure}-${edition}`;

/** How often the decision had been taken back by then. */
export const roundOf = (edition: string): number => Number(edition.split(".")[1] ?? 0);

export async function readClosureProgress(
  table: Table,
  siteId: SiteId,
  closure: ClosureId,
): Promise<ClosureProgress | null> {
  const item = await readRecord(table, keys.closureProgress(siteId, closure));
  return item && closureProgressOf(item);
}

/** What is known of a site's closures, by their ids. */
export async function readClosuresProgress(
  table: Table,
  siteId: SiteId,
): Promise<ReadonlyMap<ClosureId, ClosureProgress>> {
  const { items } = await readPage(table, {
    ...startingWith(keys.sitePartition(siteId), keys.closureProgressPrefix),
    ConsistentRead: true,
  });
  return new Map(items.map(closureProgressOf).map((progress) => [progress.closureId, progress]));
}

/**
 * Notes how far the consequences are, and nothing of what was noted before; the stream goes on from there. False when the decision was taken back meanwhile.
 */
export async function noteProgress(
  table: Table,
  siteId: SiteId,
  closure: ClosureId,
  known: Pick<ClosureProgress, "round"> | null,
  progress: Pick<ClosureProgress, "edition" | "next" | "telling" | "done">,
): Promise<boolean> {
  const round = known?.round;
  const said = [
    { place: "#next", name: ":next", value: progress.next },
    { place: "telling", name: ":telling", value: progress.telling },
    { place: "done", name: ":done", value: progress.done },
  ];
  const set = said.flatMap(({ place, name, value }) => (value === undefined ? [] : [`${place} = ${name}`]));
  const gone = said.flatMap(({ place, value }) => (value === undefined ? [place] : []));
  const values = Object.fromEntries(
    said.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  const { written } = await update(table, {
    Key: keys.closureProgress(siteId, closure),
    UpdateExpression: `SET ${["#entity = :entity", "siteId = :site", "closureId = :closure", "edition = :edition", ...set].join(", ")} REMOVE ${gone.join(", ")}`,
    ConditionExpression: round === undefined ? "attribute_not_exists(#round)" : "#round = :round",
    ExpressionAttributeNames: { "#entity": "entity", "#next": "next", "#round": "round" },
    ExpressionAttributeValues: {
      ":entity": "closing" satisfies Entity,
      ":site": siteId,
      ":closure": closure,
      ":edition": progress.edition,
      ...values,
      ...(round === undefined ? {} : { ":round": round }),
    },
  });
  return written;
}
