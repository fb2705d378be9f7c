/**
 * Keeps the history of bookings: every write of a child's day, whoever made it, tells what it changed
 * (history/rules/history.ts). A record of the stream holds the day before and after, so that nothing is read and neither
 * replays nor reordering change what is told.
 */
import { historyOf } from "../rules/history.ts";
import { childDayOf } from "../../booking/store/child-days.ts";
import { recordExpiredOffer } from "../store/expired-offers.ts";
import { recordEvent } from "../store/history.ts";
import type { Table } from "../../table/table.ts";
import { familyOf } from "../../booking/follow/repair-from-stream.ts";
import type { Prepare } from "../../stream/stream-record.ts";

export interface HistoryDependencies {
  readonly table: Table;
  /** Days for which an event is kept. */
  readonly historyKeptDays: number;
}

/** Record by record; a batch asks for nothing beforehand. Records of other entities, and removals, tell nothing. */
export const recordingHistory =
  ({ table, historyKeptDays }: HistoryDependencies): Prepare =>
  () =>
    Promise.resolve(async (record) => {
      const { entity, before, after } = record;
      if (entity !== "childDay" || !after) return;
      const family = familyOf(record);
      const events = historyOf(family, before && childDayOf(before), childDayOf(after));
      await Promise.all(
        events.flatMap((event) => [
          recordEvent(table, family, event, historyKeptDays),
          ...(event.what === "expired" ? [recordExpiredOffer(table, family, event, historyKeptDays)] : []),
        ]),
      );
    });
