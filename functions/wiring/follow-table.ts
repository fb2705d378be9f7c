/** Which handlers a record of the stream concerns. Each is idempotent, and judges by what the table says now. */
import { id, type PlainDate, type SiteId } from "../kernel/ids.ts";
import { waitingOf } from "../booking/store/waiting-list.ts";
import { childDayOf } from "../booking/store/child-days.ts";
import { dayOf } from "../booking/store/days.ts";
import {
  deskTellings,
  followAct,
  followRepaired,
  type TellActDependencies,
  type Tellings,
} from "../booking/follow/tell-acts.ts";
import { tellDecisions } from "../booking/follow/tell-decisions.ts";
import { officeActOf } from "../booking/store/office-acts.ts";
import { tellClosed } from "../account-closing/follow/tell-closed.ts";
import { tellChange } from "../booking/follow/tell-change.ts";
import { followClosure, goOnWithClosure } from "../closure/follow/close-days.ts";
import {
  followChildDay,
  followDay,
  followPlaces,
  followWaiting,
  type WaitingListDependencies,
} from "../waiting-list/follow/follow-waiting-list.ts";
import { recordingHistory, type HistoryDependencies } from "../history/follow/record-history.ts";
import { renewCards } from "../booking/follow/renew-cards.ts";
import { familyOf, repairing, siteDayOf } from "../booking/follow/repair-from-stream.ts";
import { schedulingReminders, type ScheduleDependencies } from "../reminder/follow/schedule-reminders.ts";
import type { Prepare, StreamRecord } from "../stream/stream-record.ts";

export type FollowDependencies = WaitingListDependencies &
  HistoryDependencies &
  ScheduleDependencies &
  Omit<TellActDependencies, "tellings">;

/** How each kind of act of the office is told; its subject words it. */
export const tellings: Tellings = { ...deskTellings, changeAccepted: tellChange, accountClosed: tellClosed };

async function followRecord(dependencies: FollowDependencies, record: StreamRecord): Promise<void> {
  const { entity, after, before } = record;
  if (entity === "closure") return followClosure(dependencies, { before, after });
  if (!after) return;
  switch (entity) {
    case "day":
      return followDay(dependencies, siteDayOf(after), dayOf(after));
    case "childDay": {
      const days = [familyOf(record), before && childDayOf(before), childDayOf(after)] as const;
      await followRepaired({ ...dependencies, tellings }, ...days);
      await tellDecisions(dependencies, ...days);
      return followChildDay(dependencies, ...days);
    }
    case "officeAct":
      return followAct({ ...dependencies, tellings }, familyOf(record), officeActOf(after));
    case "waiting":
      return followWaiting(dependencies, waitingOf(after));
    case "closing":
      return goOnWithClosure(dependencies, after);
    case "site":
    case "activity":
      return followPlaces(dependencies, placesOf(record));
    case "household":
    case "child":
      return renewCards(dependencies, { ...record, after });
    default:
      return;
  }
}

/** The days that a record of the catalogue counts places of, to its end: those of an activity, or all of a site's. */
const placesOf = ({ entity, after }: StreamRecord): { readonly siteId: SiteId; readonly to?: PlainDate } =>
  entity === "site"
    ? { siteId: id("SiteId", String(after?.["id"])) }
    : { siteId: id("SiteId", String(after?.["siteId"])), to: id("PlainDate", String(after?.["to"])) };

/** Repairs first: what follows reads what they have put in order. */
export const followTable =
  (dependencies: FollowDependencies): Prepare =>
  async (records) => {
    const [repair, recordHistory, scheduleReminders] = await Promise.all([
      repairing(dependencies)(records),
      recordingHistory(dependencies)(records),
      schedulingReminders(dependencies)(records),
    ]);
    return async (record) => {
      await repair(record);
      await recordHistory(record);
      await scheduleReminders(record);
      await followRecord(dependencies, record);
    };
  };
