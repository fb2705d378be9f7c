/**
 * Keeps the history of bookings: every write of a child's day, whoever made it, tells what it changed
 * (history/rules/history.ts). A record of the stream holds the day before and after, so that neither replays nor
 * reordering change what is told; all that is read is by which codes a family signs in.
 */
import { authorOf, historyOf } from "../rules/history.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { childDayOf } from "../../booking/store/child-days.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
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

/** The codes of its sign-ins. Read only where somebody wrote who has none of its own code: the office, as a rule. */
async function codesOf(table: Table, family: FamilyCode, day: ChildDay): Promise<readonly FamilyCode[]> {
  const isAnother = [...day.units.values()].some((state) => state.by && authorOf([family], state) === "office");
  const household = isAnother ? await readHousehold(table, family) : null;
  return [family, ...(household?.formerCodes ?? [])];
}

/** Record by record; a batch asks for nothing beforehand. Records of other entities, and removals, tell nothing. */
export const recordingHistory =
  ({ table, historyKeptDays }: HistoryDependencies): Prepare =>
  () =>
    Promise.resolve(async (record) => {
      const { entity, before, after } = record;
      if (entity !== "childDay" || !after) return;
      const family = familyOf(record);
      const day = childDayOf(after);
      const events = historyOf(await codesOf(table, family, day), before && childDayOf(before), day);
      await Promise.all(
        events.flatMap((event) => [
          recordEvent(table, family, event, historyKeptDays),
          ...(event.what === "expired" ? [recordExpiredOffer(table, family, event, historyKeptDays)] : []),
        ]),
      );
    });
