/**
 * Offers that a family let pass, by the site's day: what staff looks at to call who lost a place, where a family's
 * history tells it to that family alone. Written once by the table's stream, forgotten with the history.
 *
 *     pk SITE#<site>#DAY#<date>, sk EXPIRED#<at>#<family>#<child>#<revision>#<unit>
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, PlainDate, SiteId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { unitKeyText } from "../../booking/store/child-days.ts";
import * as keys from "../../table/keys.ts";
import { readPage, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put } from "../../table/write.ts";
import type { HistoryEvent } from "../rules/history.ts";

const record = lazily(() =>
  z.object({
    at: branded("Instant"),
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    unit: unitKeyText(),
  }),
);
export type ExpiredOffer = z.infer<ReturnType<typeof record>>;

/** Records that an offer has expired; told again, it changes nothing. */
export async function recordExpiredOffer(
  table: Table,
  familyCode: FamilyCode,
  event: HistoryEvent,
  keptDays: number,
): Promise<void> {
  const { at, childId, unit, siteId } = event;
  await put(table, {
    Item: {
      ...keys.expiredOffer(siteId, familyCode, at, event),
      entity: "expiredOffer",
      at,
      familyCode,
      childId,
      unit,
      expiresAt: epochSeconds(at) + keptDays * 86_400,
    },
    ...ifAbsent,
  });
}

/** Offers of a site's day that have expired, latest first. */
export async function readExpiredOffers(
  table: Table,
  { siteId, date }: { readonly siteId: SiteId; readonly date: PlainDate },
  most: number,
): Promise<readonly ExpiredOffer[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.dayPartition(siteId, date), keys.expiredPrefix),
    ScanIndexForward: false,
    Limit: most,
  });
  return items.map((item) => z.parse(record(), item));
}
