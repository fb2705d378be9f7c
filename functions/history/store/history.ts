/**
 * What happened to a family's bookings: one record an event, written once by the table's stream, forgotten after a set
 * time.
 *
 *     pk FAMILY#<code>, sk HISTORY#<at>#<date>#<child>#<revision>#<unit>
 *
 * The key says which unit of which write of the child's day it tells, so that a record of the stream that comes again,
 * or late, tells nothing twice and lands in its own place.
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { absenceKinds } from "../../booking/rules/absences.ts";
import { statuses } from "../../booking/rules/child-day.ts";
import { happenings, type HistoryEvent } from "../rules/history.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { unitKeyText } from "../../booking/store/child-days.ts";
import * as keys from "../../table/keys.ts";
import { between, readPages, readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, remove } from "../../table/write.ts";

const historyRecord = lazily((): z.ZodMiniType<HistoryEvent> =>
  z.object({
    what: z.enum(happenings),
    at: branded("Instant"),
    childId: branded("ChildId"),
    date: branded("PlainDate"),
    unit: unitKeyText(),
    siteId: branded("SiteId"),
    revision: z.int(),
    from: z.enum(statuses),
    to: z.enum(statuses),
    by: z.optional(branded("Login")),
    reason: z.optional(z.string()),
    other: z.optional(z.object({ date: branded("PlainDate"), unit: unitKeyText() })),
    until: z.optional(branded("Instant")),
    absence: z.optional(z.enum(absenceKinds)),
  }),
);

/** Records an event unless it is recorded. Whether this call did. */
export async function recordEvent(
  table: Table,
  code: FamilyCode,
  event: HistoryEvent,
  keptDays: number,
): Promise<boolean> {
  const { written } = await put(table, {
    Item: {
      ...keys.history(code, event.at, event),
      entity: "history",
      ...event,
      expiresAt: epochSeconds(event.at) + keptDays * 86_400,
    },
    ...ifAbsent,
  });
  return written;
}

/** Events at once. */
const width = 8;

/**
 * A household has become part of another one: what happened before is told there. `but`: what made the two one, which each
 * tells itself.
 */
export async function passTo(
  table: Table,
  gone: FamilyCode,
  kept: FamilyCode,
  but: Pick<HistoryEvent, "at" | "by">,
): Promise<void> {
  const items = await readRange(table, startingWith(keys.familyPartition(gone), keys.historyPrefix));
  const passing = items.filter((item) => item["at"] !== but.at || item["by"] !== but.by);
  await inParallel(passing, width, async (item) => {
    const Key = { pk: keys.familyPartition(gone), sk: String(item["sk"]) };
    await put(table, { Item: { ...item, ...Key, pk: keys.familyPartition(kept), entity: "history" }, ...ifAbsent });
    await remove(table, { Key });
  });
}

export interface HistoryPage {
  /** Latest first. */
  readonly events: readonly HistoryEvent[];
  /** Where the next page goes on: what happened before that instant. */
  readonly before?: Instant;
}

/** Events read at once: a page is about as long. */
const about = 60;

/**
 * Events before an instant, latest first. What happened at one instant, a whole basket or both sides of a change, is
 * never cut in two: a page may be shorter or longer for that, and an instant is cursor enough.
 */
export async function readHistory(table: Table, code: FamilyCode, before?: Instant): Promise<HistoryPage> {
  const found: HistoryEvent[] = [];
  // Whatever happened at `before` sorts after it: its key goes on. "~" sorts after every digit.
  const range = between(keys.familyPartition(code), {
    from: keys.historyPrefix,
    to: `${keys.historyPrefix}${before ?? "~"}`,
  });
  for await (const { items, next } of readPages(table, { ...range, ScanIndexForward: false, Limit: about })) {
    found.push(...items.map((item) => z.parse(historyRecord(), item)));
    if (!next) break;
    const last = found.at(-1)?.at;
    const whole = found.filter(({ at }) => at !== last);
    const end = whole.at(-1)?.at;
    if (end !== undefined) return { events: whole, before: end };
  }
  return { events: found };
}
