/**
 * May this child have this unit on this day? Yes, or the one reason why not.
 *
 * When several rules refuse, the most final one is named first (the day, then the child, then the deadline, then the
 * window, then what changes with other people's choices), so that nobody waits for an opening that would not help. A
 * refusal that time alone can lift says when: `changesAt`.
 */
import { placesInAll, placesLeft, placesOpen, poolsOf, type Counters, type Kept, type Pool } from "./capacity.ts";
import type {
  Activity,
  BookingWindow,
  Catalogue,
  DocumentKind,
  Minimum,
  Site,
  Unit,
} from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { isQuotaReached, type Period } from "./quota.ts";
import { comes, heldElsewhere, placedUnits, statusOf, type ChildDay } from "./child-day.ts";
import { lackingFor, type Lacking } from "../../document/rules/needs.ts";
import { deadlineInstant } from "../../catalogue/rules/deadlines.ts";
import { subjectOf } from "../../catalogue/rules/deadline-subject.ts";
import { firstDaysAlone, type FirstDays } from "../../catalogue/rules/editions.ts";
import type { FileRules } from "../../catalogue/rules/file-rules.ts";
import { suspensionFor, type SuspensionRule } from "../../catalogue/rules/suspension.ts";
import { missingFor, type Missing } from "./file.ts";
import { whyIneligible, type Ineligible } from "../../family/rules/eligibility.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import type { Overdue } from "../../family/rules/owes.ts";
import type { Cents } from "../../kernel/money.ts";
import type { ChildId, Instant, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { whyClosed, type DayClosed } from "../../catalogue/rules/running-days.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import {
  addDays,
  lastSecondOf,
  localDate,
  localToInstant,
  minuteOver,
  plusHours,
  type Weekday,
} from "../../kernel/time.ts";
import { suspensionOf } from "./suspension.ts";
import { incompatible, unitKey, type UnitsByKey } from "../../catalogue/rules/units.ts";
import { windowFor, windowOn, type Who } from "../../catalogue/rules/windows.ts";

/** Why not, with the facts that its sentence needs. */
export type Refusal =
  | DayClosed
  | Ineligible
  | { readonly code: "unknownChild" | "unknownActivity" | "unknownUnit" }
  /** Staff has closed the family's account. */
  | { readonly code: "accountClosed"; readonly since: Instant }
  /** The family is late in paying. Null: who asks may know nothing of its money. */
  | { readonly code: "suspended"; readonly overdue: (Overdue & Pick<SuspensionRule, "text">) | null }
  /** Supporting documents that the activity asks for are not there, or hold no more on that day. */
  | {
      readonly code: "documentMissing";
      readonly firstName: string;
      readonly childId: ChildId;
      readonly lacking: readonly Lacking[];
    }
  /** The child's file lacks something that the activity asks for. */
  | {
      readonly code: "fileIncomplete";
      readonly firstName: string;
      readonly childId: ChildId;
      readonly missing: readonly Missing[];
    }
  | { readonly code: "past" }
  /** No window opens that day yet. */
  | { readonly code: "notAnnounced" }
  | { readonly code: "tooLate"; readonly since: Instant }
  | { readonly code: "windowClosed"; readonly since: Instant }
  | { readonly code: "windowSoon"; readonly opensAt: Instant; readonly residentsFirst: boolean }
  /** It opens for this family when it is too late for this day. */
  | { readonly code: "opensTooLate"; readonly opensAt: Instant; readonly bookBefore: Instant }
  /** The window has no step for families from elsewhere. */
  | { readonly code: "residentsOnly" }
  | { readonly code: "alreadyBooked" | "alreadyWaiting" | "alreadyAsked"; readonly firstName: string }
  /** A place is kept for the child: it is to be accepted, not booked. */
  | { readonly code: "offered"; readonly firstName: string; readonly until: Instant }
  | {
      readonly code: "incompatible";
      readonly firstName: string;
      readonly unitName: string;
      readonly activityName: string;
    }
  /** Another household of the child has booked that, or something that excludes it. */
  | {
      readonly code: "otherHousehold";
      readonly firstName: string;
    }
  | {
      readonly code: "full";
      readonly places: number;
      /** Until when another family can give a place up and this one book it; null when no such moment is left. */
      readonly freedUntil: Instant | null;
      /** Whether families can wait for a place. */ readonly list: boolean;
    }
  /** A place was freed a moment ago and goes to those who wait. */
  | { readonly code: "beingOffered" }
  /** The child has its share of days; more go to the waiting list, and may be offered from then on. */
  | {
      readonly code: "quotaReached";
      readonly firstName: string;
      readonly days: number;
      readonly per: Period["per"];
      readonly furtherFrom: Instant;
    }
  /** Days that go together: too few would be booked, or left (rules/minimum.ts). */
  | {
      readonly code: "minimum";
      readonly firstName: string;
      readonly minimum: Minimum;
      /** Of the days that go together. */
      readonly from: PlainDate;
      readonly to: PlainDate;
      /** Of a subscription. */
      readonly weekday?: Weekday | undefined;
      /** `blocked`: too few of them can be booked at all. */
      readonly by: "adding" | "removing" | "waiting" | "blocked";
      readonly needed: number;
      readonly days: number;
      readonly missing: PlainDate | null;
      /** Whether all that the child has of them can still be given up. */
      readonly mayLeave: boolean;
    }
  /** A place is held for the child: it is to be paid, not booked. */
  | { readonly code: "toPay"; readonly firstName: string; readonly until: Instant }
  /** It is paid when it is booked, and the wallet has less. `why`: nor is it held, as others are. */
  | {
      readonly code: "walletShort";
      readonly price: Cents;
      readonly balance: Cents;
      readonly why?: "enough" | "before" | undefined;
    }
  /** What is paid when it is booked is given up and booked anew, never moved. */
  | { readonly code: "prepaidChange" }
  /** It was closed while this was asked. */
  | { readonly code: "justClosed" }
  /** It changed elsewhere while this was asked: another page, another adult of the family. */
  | { readonly code: "changed" }
  | { readonly code: "notBooked" }
  | { readonly code: "tooLateToCancel"; readonly since: Instant }
  /** What is booked is booked for good. */
  | { readonly code: "neverCancelled" }
  /** The place is not kept any more, or never was. */
  | { readonly code: "notOffered" }
  /** It can still be cancelled, or changed like that, without asking. */
  | { readonly code: "cancelInstead" | "changeInstead" }
  /** What it is to become waits for staff's word. */
  | { readonly code: "approvalFirst" }
  /** A change of something to itself. */
  | { readonly code: "sameBooking" };

/** The instant from which waiting has helped; null when waiting alone never helps. */
export const changesAt = (refusal: Refusal): Instant | null =>
  refusal.code === "windowSoon" ? refusal.opensAt : refusal.code === "quotaReached" ? refusal.furtherFrom : null;

/** A unit on a day, with all that does not depend on who asks: made once, asked for each child. */
export interface Slot {
  readonly activity: Activity;
  readonly unit: Unit;
  readonly date: PlainDate;
  readonly window: BookingWindow | null;
  readonly closed: DayClosed | null;
  /** When the day is over. */
  readonly over: Instant;
  /** The last minutes at which it can be booked, and given up; null: it cannot be given up. */
  readonly bookBefore: Instant;
  readonly cancelBefore: Instant | null;
  /** From when on days beyond a child's share may be offered; absent without a share. */
  readonly furtherFrom?: Instant;
  /** What the town asks for, of everybody or by activities. */
  readonly documents: readonly DocumentKind[];
  /** What the town says of the fields of files. */
  readonly file: FileRules | undefined;
  /** When a family that is late in paying books it no more. */
  readonly suspension?: SuspensionRule;
  /** The limits that count that child. */
  readonly poolsFor: (child: Child) => readonly Pool[];
}

/** `activity`: the edition that rules that day. */
export function slotOf(
  activity: Activity,
  unit: Unit,
  site: Site,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
  firstDays: FirstDays = firstDaysAlone(activity),
  { documents = [], file, suspension }: Pick<Catalogue, "documents" | "file" | "suspension"> = {},
): Slot {
  const rule = suspensionFor(suspension, activity);
  const subject = subjectOf(activity, unit, date, calendars, firstDays);
  return {
    activity,
    unit,
    date,
    window: windowOn(activity, date, calendars),
    closed: whyClosed(activity, site, date, calendars),
    over: localToInstant(addDays(date, 1), "00:00"),
    bookBefore: deadlineInstant(unit.bookBefore, subject),
    cancelBefore: unit.cancelBefore.kind === "never" ? null : deadlineInstant(unit.cancelBefore, subject),
    documents,
    file,
    ...(rule ? { suspension: rule } : {}),
    ...(activity.quota ? { furtherFrom: deadlineInstant(activity.quota.furtherFrom, subject) } : {}),
    poolsFor: (child) => poolsOf(activity, unit, site, date, child),
  };
}

/** Who asks: a child of a family, and what it already has. */
export interface Asker {
  readonly child: Child;
  readonly household: Pick<Household, "closedAt" | "documents" | "certified" | "owes"> & Who["household"];
  /** Whether it may know of the family's money; staff may, and who pays. */
  readonly seesMoney?: boolean;
  /** What it has that day. */
  readonly day: ChildDay;
  /** What its other households hold for it that day. */
  readonly elsewhere: readonly UnitKey[];
  /** What it has on the other days of the same week and month, which its share counts. */
  readonly days: readonly ChildDay[];
  /** Days that are asked for it in one go, this one among them. */
  readonly asked?: readonly PlainDate[];
}

/** What a site's day says beside its counters. */
export interface DayState {
  readonly counters: Counters;
  /** Freed a moment ago, and kept for those who wait until they have been asked. */
  readonly kept: Kept;
  /** Shut a moment ago: the catalogue that was read may not say so yet. */
  readonly shut: boolean;
}

export type Decision =
  /** `approval`: staff is to approve. */
  | { readonly yes: true; readonly placesLeft: number; readonly approval: boolean }
  /** `mayWait`: the child may be put on the waiting list instead. */
  | { readonly yes: false; readonly refusal: Refusal; readonly mayWait: boolean };

const no = (refusal: Refusal): Decision => ({ yes: false, refusal, mayWait: false });

/** Whether a unit that the child has that day excludes this one. */
export const excluder =
  (units: UnitsByKey, wanted: { readonly activity: Activity; readonly unit: Unit }) =>
  (other: UnitKey): boolean => {
    const held = units.get(other);
    return held !== undefined && incompatible(wanted, held);
  };

export function incompatibleRefusal(firstName: string, units: UnitsByKey, other: UnitKey): Refusal {
  const held = units.get(other);
  return {
    code: "incompatible",
    firstName,
    unitName: held?.unit.name ?? other,
    activityName: held?.activity.name ?? other,
  };
}

/** What the other household has booked is its own business: that the child is expected somewhere that day is enough. */
export const otherHouseholdRefusal = (firstName: string): Refusal => ({ code: "otherHousehold", firstName });

/** The last minute at which a place can still be freed by another family and booked by this one. */
function freedUntil({ cancelBefore, bookBefore, window }: Slot, now: Instant): Instant | null {
  if (cancelBefore === null) return null;
  const last = [cancelBefore, bookBefore, window?.closesAt ?? bookBefore].reduce((one, other) =>
    other < one ? other : one,
  );
  return minuteOver(last, now) ? null : last;
}

/**
 * Whether there is a waiting list for a day: not for one of those that only go all together (rules/minimum.ts), nor after
 * the deadline, when no place is offered any more and a staff member may still book a free one.
 */
export const mayWaitFor = (
  { activity: { waiting, minimum }, bookBefore }: Pick<Slot, "activity" | "bookBefore">,
  now: Instant,
): boolean =>
  waiting !== null && (minimum === undefined || typeof minimum.days === "number") && !minuteOver(bookBefore, now);

export const fullRefusal = (slot: Slot, child: Child, counters: Counters, now: Instant): Refusal => ({
  code: "full",
  places: placesInAll(slot.poolsFor(child), counters),
  freedUntil: freedUntil(slot, now),
  list: mayWaitFor(slot, now),
});

/** The rules on the day and the child, which neither a window nor other people's choices change. */
export function whyNotThatDay(
  { activity, closed, date, over, bookBefore }: Slot,
  child: Child,
  now: Instant,
): Refusal | null {
  if (closed) return closed;
  if (now >= over) return { code: "past" };
  const ineligible = whyIneligible(activity, child, date);
  if (ineligible) return ineligible;
  return minuteOver(bookBefore, now) ? { code: "tooLate", since: bookBefore } : null;
}

/** That the family is late in paying, where that keeps it from booking. */
export function whySuspended(
  { suspension }: Pick<Slot, "suspension">,
  { household, seesMoney = false }: Pick<Asker, "household" | "seesMoney">,
  now: Instant,
): Refusal | null {
  const overdue = suspensionOf(suspension, household, localDate(now));
  if (!overdue) return null;
  return { code: "suspended", overdue: seesMoney ? { ...overdue, text: suspension?.text } : null };
}

/** The supporting documents that keep a child from coming that day, if any. */
function whyWithoutDocument({ activity, documents, date }: Slot, { child, household }: Asker): Refusal | null {
  if (documents.length === 0) return null;
  const lacking = lackingFor(documents, activity, { child, household }, date).filter(({ blocks }) => blocks);
  return lacking.length === 0
    ? null
    : { code: "documentMissing", firstName: child.firstName, childId: child.id, lacking };
}

/** What the file lacks of what the activity asks for that day, if anything. */
function whyFileIncomplete(
  { activity, date, file }: Slot,
  { child, household, days, asked = [] }: Asker,
  now: Instant,
  override: Override | undefined,
): Refusal | null {
  const coming = [...asked, ...days.filter(comes).map((one) => one.date)];
  const missing = missingFor(
    activity,
    { child, household, date, now, file, coming },
    { byStaff: override !== undefined },
  );
  return missing.length === 0
    ? null
    : { code: "fileIncomplete", firstName: child.firstName, childId: child.id, missing };
}

/** The rules on when a family may book. */
function whyNotYet({ window, bookBefore }: Slot, who: Who, now: Instant): Refusal | null {
  if (!window) return { code: "notAnnounced" };
  const { state, opensAt, closesAt, openToOthersFirst } = windowFor(window, who, now);
  if (state === "readOnly") return { code: "windowClosed", since: closesAt };
  if (opensAt >= closesAt) return { code: "residentsOnly" };
  if (minuteOver(bookBefore, opensAt)) return { code: "opensTooLate", opensAt, bookBefore };
  return state === "soon" ? { code: "windowSoon", opensAt, residentsFirst: openToOthersFirst } : null;
}

/** What the child already has of that very unit. What it waits for, staff may book for it: the waiting becomes the booking. */
function whyHas(slot: Slot, { child: { firstName }, day }: Asker, override: Override | undefined): Refusal | null {
  const key = unitKey(slot.activity.id, slot.unit.id);
  const status = statusOf(day, key);
  const { until, toPay } = day.units.get(key) ?? {};
  switch (status) {
    case "none":
      return null;
    case "booked":
      return { code: "alreadyBooked", firstName };
    case "pending":
      return { code: "alreadyAsked", firstName };
    case "waiting":
      return override ? null : { code: "alreadyWaiting", firstName };
    case "offered":
      if (until === undefined) return { code: "alreadyWaiting", firstName };
      return { code: toPay ? "toPay" : "offered", firstName, until };
  }
}

/**
 * For whom a rule is set aside: a staff member acts for families after deadlines and outside windows, and beyond a child's
 * share, and with the paper before its eyes; never beyond places.
 */
export interface Override {
  readonly deadlines: boolean;
}
/** What a staff member at the desk has. */
export const officeLeave: Override = { deadlines: true };

/** `placedUnits` but for the one that would be given up. */
const others = (day: ChildDay, insteadOf: UnitKey | null): readonly UnitKey[] =>
  placedUnits(day).filter((unit) => unit !== insteadOf);

/**
 * Whether the child may book that unit that day, now. `insteadOf`: the booking of the same day that it would replace.
 */
export function decideBooking(
  slot: Slot,
  asker: Asker,
  { counters, kept, shut }: DayState,
  units: UnitsByKey,
  now: Instant,
  { insteadOf = null, override }: { readonly insteadOf?: UnitKey | null; readonly override?: Override } = {},
): Decision {
  const { child, household } = asker;
  const has = whyHas(slot, asker, override);
  if (has) return no(has);
  if (household.closedAt !== undefined) return no({ code: "accountClosed", since: household.closedAt });
  const notThatDay = whyNotThatDay(slot, child, now);
  if (notThatDay && !(override?.deadlines && notThatDay.code === "tooLate")) return no(notThatDay);
  const suspended = override ? null : whySuspended(slot, asker, now);
  if (suspended) return no(suspended);
  const incomplete = whyFileIncomplete(slot, asker, now, override);
  if (incomplete) return no(incomplete);
  const withoutDocument = override ? null : whyWithoutDocument(slot, asker);
  if (withoutDocument) return no(withoutDocument);
  if (shut) return no({ code: "justClosed" });
  const notYet = override?.deadlines ? null : whyNotYet(slot, { household, children: [child] }, now);
  if (notYet) return no(notYet);
  const other = others(asker.day, insteadOf).find(excluder(units, slot));
  if (other) return no(incompatibleRefusal(child.firstName, units, other));
  const there = heldElsewhere(asker.elsewhere, unitKey(slot.activity.id, slot.unit.id), excluder(units, slot));
  if (there) return no(otherHouseholdRefusal(child.firstName));
  const mayWait = mayWaitFor(slot, now);
  const { quota, id } = slot.activity;
  if (quota && !override && slot.furtherFrom !== undefined && isQuotaReached(quota, id, slot.date, asker.days))
    return {
      yes: false,
      mayWait,
      refusal: {
        code: "quotaReached",
        firstName: child.firstName,
        days: quota.days,
        per: quota.per,
        furtherFrom: slot.furtherFrom,
      },
    };
  const pools = slot.poolsFor(child);
  if (placesLeft(pools, counters) === 0)
    return { yes: false, mayWait, refusal: fullRefusal(slot, child, counters, now) };
  const open = placesOpen(pools, counters, kept);
  return open > 0
    ? { yes: true, placesLeft: open, approval: slot.unit.approval }
    : { yes: false, mayWait, refusal: { code: "beingOffered" } };
}

/** Until when a place that is offered now is kept; null when it is too late to keep it. */
export function offeredUntil({ activity: { waiting }, bookBefore, closed }: Slot, now: Instant): Instant | null {
  const last = lastSecondOf(bookBefore);
  if (!waiting || closed || now >= last) return null;
  const kept = plusHours(now, waiting.holdHours);
  return kept < last ? kept : last;
}

/** Until when a place is held while its price is put into the wallet; null: it is not, or it is too late to. */
export function heldUntil(
  { activity: { holdMinutes }, bookBefore }: Pick<Slot, "activity" | "bookBefore">,
  now: Instant,
): Instant | null {
  const last = lastSecondOf(bookBefore);
  if (holdMinutes === undefined || now >= last) return null;
  const end = plusSeconds(now, holdMinutes * 60);
  return end < last ? end : last;
}

/**
 * Why a booking can no longer be given up, or null when it can. Closed windows do not forbid it: its own deadline does.
 */
export function whyNotCancel(
  { over, cancelBefore }: Pick<Slot, "over" | "cancelBefore">,
  now: Instant,
): Refusal | null {
  if (now >= over) return { code: "past" };
  if (cancelBefore === null) return { code: "neverCancelled" };
  return minuteOver(cancelBefore, now) ? { code: "tooLateToCancel", since: cancelBefore } : null;
}
