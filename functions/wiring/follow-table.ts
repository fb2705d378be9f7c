/** Which handlers a record of the stream concerns. Each is idempotent, and judges by what the table says now. */
import { id, type SiteId } from "../kernel/ids.ts";
import type { functions } from "../manifest.ts";
import { waitingOf } from "../booking/store/waiting-list.ts";
import { childDayOf } from "../booking/store/child-days.ts";
import { dayOf } from "../booking/store/day-record.ts";
import {
  deskTellings,
  followAct,
  followRepaired,
  type TellActDependencies,
  type Tellings,
} from "../booking/follow/tell-acts.ts";
import { followHeld, followWallet } from "../booking/follow/held-places.ts";
import { tellBasket, type TellBasketDependencies } from "../booking/follow/tell-basket.ts";
import { followWords, tellDecisions } from "../booking/follow/tell-decisions.ts";
import { toldBasketOf } from "../booking/store/idempotency.ts";
import { officeActOf } from "../booking/store/office-acts.ts";
import { shareHeld, tellHouseholds, type FollowChildDependencies } from "../child-record/follow/follow-child.ts";
import { tellClosed } from "../account-closing/follow/tell-closed.ts";
import { tellDebit, tellMandate } from "../direct-debit/follow/tell-debits.ts";
import { endFile, type EndFileDependencies } from "../document/follow/end-file.ts";
import { followDocument, followShared } from "../document/follow/follow-documents.ts";
import { giveUpDeparted, giveUpLateDeparted, tellLeft } from "../booking/follow/give-up-departed.ts";
import { giveUpEnded, giveUpLate, tellEnded } from "../booking/follow/give-up-ended.ts";
import { endDeparted } from "../enrolment/follow/end-departed.ts";
import { tellAnswered } from "../enrolment/follow/tell-answered.ts";
import { enrolmentOf } from "../enrolment/store/enrolments.ts";
import { noteAdmission } from "../booking/follow/note-admission.ts";
import { tellChange } from "../booking/follow/tell-change.ts";
import { endStrangerFile } from "../first-request/follow/end-file.ts";
import { followClosure, goOnWithClosure } from "../closure/follow/close-days.ts";
import {
  followChildDay,
  followDay,
  followPlaces,
  followWaiting,
  type WaitingListDependencies,
} from "../waiting-list/follow/follow-waiting-list.ts";
import { scheduleRun, type ScheduleRunDependencies } from "../billing/follow/schedule-run.ts";
import { followOwed } from "../billing/follow/hold-owed.ts";
import { followAdultMerge } from "../merge/follow/carry-on-adults.ts";
import { followHouseholdMerge } from "../merge/follow/carry-on-households.ts";
import { followMerge } from "../merge/follow/carry-on.ts";
import { adultMergeOf } from "../merge/store/adult-merges.ts";
import { householdMergeOf } from "../merge/store/household-merges.ts";
import { mergeOf } from "../merge/store/merges.ts";
import { followStatement } from "../payment/follow/pay-from-pots.ts";
import { tellProgramme } from "../planning/follow/tell-programme.ts";
import { recordingHistory, type HistoryDependencies } from "../history/follow/record-history.ts";
import { renewCards } from "../booking/follow/renew-cards.ts";
import { familyOf, repairing, siteDayOf } from "../booking/follow/repair-from-stream.ts";
import { holdPapers } from "../request/follow/hold-papers.ts";
import type { TellLaterDependencies } from "../approval/follow/tell-word.ts";
import { followRequest } from "../request/follow/tell-requests.ts";
import { schedulingReminders, type ScheduleDependencies } from "../reminder/follow/schedule-reminders.ts";
import { planDepartures, type EndStaysDependencies } from "../family/follow/end-stays.ts";
import { planChildDeparture, settledIn, type EndChildStaysDependencies } from "../family/follow/end-child-stays.ts";
import { endRemovedAdults, type EndRemovedDependencies } from "../sign-in/follow/end-removed-adults.ts";
import { scheduleWarnings, type WarningDependencies } from "../quotient/follow/warn-of-end.ts";
import { quotientMonthOf } from "../quotient/store/quotients.ts";
import { notePeople } from "../search/follow/note-people.ts";
import type { Prepare, StreamRecord } from "../stream/stream-record.ts";
import type { Item } from "../table/batch.ts";
import { catalogueAround } from "../catalogue/store/catalogue.ts";

export type FollowDependencies = WaitingListDependencies &
  HistoryDependencies &
  ScheduleDependencies &
  ScheduleRunDependencies &
  WarningDependencies &
  TellLaterDependencies &
  FollowChildDependencies &
  EndStaysDependencies &
  EndChildStaysDependencies &
  EndRemovedDependencies &
  EndFileDependencies &
  TellBasketDependencies &
  Omit<TellActDependencies, "tellings">;

/** How each kind of act of the office is told; its subject words it. */
export const tellings: Tellings = {
  ...deskTellings,
  changeAccepted: tellChange,
  accountClosed: tellClosed,
  enrolmentEnded: tellEnded,
  childLeft: tellLeft,
};

/** What the manifest has the stream's filter let through. */
type Stream = (typeof functions)["tableStream"]["calledBy"];
type Followed = Stream["entities"][number];
type Follow = (dependencies: FollowDependencies, record: StreamRecord) => Promise<void>;
type Standing = StreamRecord & { readonly after: Item };

const siteIn = (text: unknown): SiteId => id("SiteId", String(text));

/** For what has nothing to follow once it is gone. */
const whileThere =
  (follow: (dependencies: FollowDependencies, record: Standing) => Promise<void>): Follow =>
  async (dependencies, record) => {
    const { after } = record;
    if (after) await follow(dependencies, { ...record, after });
  };

/** For what a new record has not: an import of thousands of families tells nobody's roster anything. */
const onceChanged =
  (follow: (dependencies: FollowDependencies, record: Standing) => Promise<void>): Follow =>
  async (dependencies, record) => {
    const { before, after } = record;
    if (before && after) await follow(dependencies, { ...record, after });
  };

const ofChangedHousehold = onceChanged(async (dependencies, record) => {
  await endRemovedAdults(dependencies, record, familyOf(record));
  await renewCards(dependencies, record);
});
const ofChangedChild = onceChanged(async (dependencies, record) => {
  await renewCards(dependencies, record);
  await followShared(dependencies, record, familyOf(record));
  await shareHeld(dependencies, record, familyOf(record));
});

const ofDepartedChild = onceChanged(async (dependencies, record) => {
  const leaving = settledIn(record);
  if (!leaving) return;
  const departed = { familyCode: familyOf(record), childId: id("ChildId", String(record.after["id"])) };
  await giveUpDeparted(dependencies, departed, leaving);
  await endDeparted(dependencies, departed, leaving);
});

/** One for each entity that the filter lets through, and for no other: else this does not compile. */
const followers: { readonly [E in Followed]: Follow } = {
  day: whileThere((dependencies, { after }) => followDay(dependencies, siteDayOf(after), dayOf(after))),
  childDay: whileThere(async (dependencies, record) => {
    const { before, after } = record;
    const days = [familyOf(record), before && childDayOf(before), childDayOf(after)] as const;
    await followRepaired({ ...dependencies, tellings }, ...days);
    await tellDecisions(dependencies, ...days);
    await followWords(dependencies, ...days);
    await followChildDay(dependencies, ...days);
    await followHeld(dependencies, ...days);
    await noteAdmission(dependencies, ...days);
  }),
  officeAct: whileThere(async (dependencies, record) => {
    const act = officeActOf(record.after);
    // Once no request can live any more, what one booked that knew nothing of the end.
    if (act.kind === "enrolmentEnded" && act.ends > 1)
      await giveUpLate(dependencies, familyOf(record), act.requestToken);
    if (act.kind === "childLeft" && act.ends > 1)
      await giveUpLateDeparted(dependencies, familyOf(record), act.requestToken);
    await followAct({ ...dependencies, tellings }, familyOf(record), act);
  }),
  enrolment: whileThere(async (dependencies, { before, after }) => {
    // Its household has become part of another one: what was done of it was followed there.
    if (!before && after["handedOver"] === true) return;
    const acts = before ? enrolmentOf(before).acts.length : 0;
    const enrolment = enrolmentOf(after);
    await tellAnswered(dependencies, acts, enrolment);
    await giveUpEnded(dependencies, acts, enrolment);
  }),
  idempotency: whileThere(async (dependencies, record) => {
    const basket = toldBasketOf(record.after);
    if (basket) await tellBasket(dependencies, familyOf(record), basket);
  }),
  waiting: whileThere((dependencies, { after }) => followWaiting(dependencies, waitingOf(after))),
  closure: followClosure,
  closing: whileThere((dependencies, { after }) => goOnWithClosure(dependencies, after)),
  site: whileThere((dependencies, { before, after }) =>
    followPlaces(dependencies, {
      siteId: siteIn(after["id"]),
      around: (now) => catalogueAround(now, { entity: "site", before, after }),
    }),
  ),
  activity: whileThere(async (dependencies, { before, after }) => {
    await followPlaces(dependencies, {
      siteId: siteIn(after["siteId"]),
      to: id("PlainDate", String(after["to"])),
      around: (now) => catalogueAround(now, { entity: "activity", before, after }),
    });
    await tellProgramme(dependencies, { entity: "activity", before, after });
  }),
  calendar: whileThere((dependencies, { before, after }) =>
    tellProgramme(dependencies, { entity: "calendar", before, after }),
  ),
  billRun: scheduleRun,
  mandate: whileThere(tellMandate),
  debit: whileThere(tellDebit),
  statement: async (dependencies, record) => {
    await followStatement(dependencies, record);
    await followOwed(dependencies, record);
  },
  dunningExemption: followOwed,
  wallet: followWallet,
  document: followDocument,
  file: endFile,
  recordChange: tellHouseholds,
  strangerFile: endStrangerFile,
  request: async (dependencies, record) => {
    await followRequest(dependencies, record);
    await holdPapers(dependencies, record);
  },
  household: async (dependencies, record) => {
    await notePeople(dependencies, record);
    await planDepartures(dependencies, record, familyOf(record));
    await ofChangedHousehold(dependencies, record);
  },
  child: async (dependencies, record) => {
    await notePeople(dependencies, record);
    await planChildDeparture(dependencies, record, familyOf(record));
    await ofDepartedChild(dependencies, record);
    await ofChangedChild(dependencies, record);
  },
  merge: whileThere((dependencies, { after }) => followMerge(dependencies, mergeOf(after))),
  householdMerge: whileThere((dependencies, { after }) => followHouseholdMerge(dependencies, householdMergeOf(after))),
  adultMerge: whileThere((dependencies, { after }) => followAdultMerge(dependencies, adultMergeOf(after))),
  quotient: whileThere((dependencies, record) =>
    scheduleWarnings(dependencies, familyOf(record), quotientMonthOf(record.after)),
  ),
};
const isFollowed = (entity: StreamRecord["entity"]): entity is Followed =>
  entity !== null && Object.hasOwn(followers, entity);

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
      if (isFollowed(record.entity)) await followers[record.entity](dependencies, record);
    };
  };
