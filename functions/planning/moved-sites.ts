/**
 * Activities that a new catalogue holds at another site on days that families have booked already, or wait for. A place is
 * counted, and a child listed, at the site where it was booked: neither follows, so that such a catalogue does not enter.
 */
import type { FullDay } from "../booking/store/roster.ts";
import { readWaitingList } from "../booking/store/waiting-list.ts";
import type { ActivityId, PlainDate, SiteId } from "../kernel/ids.ts";
import type { Table } from "../table/table.ts";
import type { Programme } from "./rules/booked-changes.ts";

export interface SiteMoved {
  readonly kind: "siteMoved";
  readonly activityId: ActivityId;
  readonly from: SiteId;
  readonly to: SiteId;
  /** `bookings`: of children who have a place, or wait for one. */
  readonly days: readonly { readonly date: PlainDate; readonly bookings: number }[];
}

/** `days`: of the sites as they stand, to come. */
export async function movedSites(
  table: Table,
  [was, is]: readonly [Programme, Programme],
  activityIds: ReadonlySet<ActivityId>,
  days: readonly { readonly siteId: SiteId; readonly date: PlainDate; readonly full: FullDay }[],
): Promise<readonly SiteMoved[]> {
  const found = new Map<string, SiteMoved>();
  for (const { siteId, date, full } of days) {
    const moved = [...activityIds].flatMap((activityId) => {
      const to = is.editions.on(activityId, date)?.siteId;
      return was.editions.on(activityId, date)?.siteId === siteId && to !== undefined && to !== siteId
        ? [{ activityId, to }]
        : [];
    });
    if (moved.length === 0) continue;
    const waits = full.record.awaited ? await readWaitingList(table, { siteId, date }) : [];
    for (const { activityId, to } of moved) {
      const bookings = [...full.places, ...waits].filter((one) => one.activityId === activityId).length;
      if (bookings === 0) continue;
      const name = `${activityId} ${siteId} ${to}`;
      const known = found.get(name) ?? { kind: "siteMoved", activityId, from: siteId, to, days: [] };
      found.set(name, { ...known, days: [...known.days, { date, bookings }] });
    }
  }
  return [...found.values()];
}
