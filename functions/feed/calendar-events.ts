/** A family's days as events of a calendar: what is booked, what is not sure yet, and what was booked and given up. */
import { createHash } from "node:crypto";
import type { ChildDay, Status, UnitState } from "../booking/rules/child-day.ts";
import { feedWords, type Shown } from "./words.fr.ts";
import type { Child } from "../family/rules/family.ts";
import type { FamilyCode, UnitKey } from "../kernel/ids.ts";
import type { Slots } from "../booking/rules/slots.ts";
import type { CalendarEvent } from "./rules/ical.ts";

export interface FeedFacts {
  readonly familyCode: FamilyCode;
  readonly children: readonly Child[];
  readonly slots: Slots;
  /** Address of the portal, where the events lead. */
  readonly portal: string;
}

/** One booking has one name, whatever becomes of it; which family's it is cannot be read from it. */
const uidOf = (code: FamilyCode, { childId, date }: ChildDay, unit: UnitKey): string =>
  `${createHash("sha256").update(`${code} ${childId} ${date} ${unit}`).digest("hex").slice(0, 32)}@portail-famille`;

const eventStatus: Record<Exclude<Status, "none">, CalendarEvent["status"]> = {
  booked: "CONFIRMED",
  pending: "TENTATIVE",
  offered: "TENTATIVE",
  waiting: "TENTATIVE",
};

/** What a unit is in a calendar; null for one of which nothing was ever there. */
function shownOf({ status, was, waited, absence, toPay }: UnitState): Shown | null {
  if (status === "none") return was ? "cancelled" : waited ? "left" : null;
  if (toPay) return "held";
  return status === "booked" && absence ? "absent" : status;
}

function eventOf(
  day: ChildDay,
  unit: UnitKey,
  state: UnitState,
  { familyCode, children, slots, portal }: FeedFacts,
): readonly CalendarEvent[] {
  const shown = shownOf(state);
  const child = children.find(({ id }) => id === day.childId);
  const found = slots.named(unit, day.date);
  // Of a child or a unit that is gone there is nothing to say.
  if (!shown || !child || !found) return [];
  const {
    activity,
    unit: { name, from, to },
  } = found;
  const site = slots.site(activity);
  return [
    {
      uid: uidOf(familyCode, day, unit),
      sequence: day.revision + slots.moves(unit),
      changedAt: state.at,
      date: day.date,
      from,
      to,
      status: state.status === "none" ? "CANCELLED" : eventStatus[state.status],
      busy: shown === "booked",
      ...feedWords({
        shown,
        firstName: child.firstName,
        unitName: name,
        activityName: activity.name,
        until: state.until,
        reason: state.reason,
      }),
      location: site.name.includes(site.town) ? site.name : `${site.name}, ${site.town}`,
      url: `${portal}/mes-reservations?mois=${day.date.slice(0, 7)}`,
    },
  ];
}

const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * In the order of the days, then of children and units: a record's units come in any order, and a program that asks again
 * is told that nothing has changed only when the text is the same.
 */
export const calendarEvents = (days: readonly ChildDay[], facts: FeedFacts): readonly CalendarEvent[] =>
  [...days]
    .sort((one, other) => inOrder(one.date, other.date) || inOrder(one.childId, other.childId))
    .flatMap((day) =>
      [...day.units]
        .sort(([one], [other]) => inOrder(one, other))
        .flatMap(([unit, state]) => eventOf(day, unit, state, facts)),
    );
