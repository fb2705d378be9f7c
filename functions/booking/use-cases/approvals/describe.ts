/**
 * Bookings that wait for a staff member's word, and cancellations and changes that families ask for, as the list of all that
 * waits says them (approval/kinds.ts). An entry is a child's day; several units of it may wait.
 */
import type { Describe } from "../../../approval/kinds.ts";
import { unitOf } from "../../../catalogue/rules/units.ts";
import { hasAddress, nameInLetters } from "../../../family/rules/family.ts";
import { readPeople, type People } from "../../../family/store/people.ts";
import type { Instant, UnitKey } from "../../../kernel/ids.ts";
import type { WaitingBooking } from "../../contract/approval.ts";
import type { OfficeDependencies } from "../../dependencies.ts";
import type { ChildDay, UnitState } from "../../rules/child-day.ts";
import { wordOn } from "../../rules/decisions.ts";
import { slotsOf, type Slots } from "../../rules/slots.ts";
import { awaitedDay, readChildDays, type ChildDayKey } from "../../store/child-days.ts";

type Said = Pick<WaitingBooking, "what" | "at" | "reason" | "to">;

function what({ status, at, asked }: UnitState, { slots }: Pick<Known, "slots">): Said | null {
  if (status === "pending") return { what: "booking", at };
  if (!asked) return null;
  const said = { at: asked.at, reason: asked.reason };
  if (!asked.to) return { ...said, what: "cancellation" };
  const { date, unit } = asked.to;
  const { unitId } = unitOf(unit);
  return { ...said, what: "change", to: { date, unitId, unitName: slots.named(unit, date)?.unit.name ?? unitId } };
}

interface Known {
  readonly people: People;
  readonly slots: Slots;
  readonly canMail: boolean;
  readonly now: Instant;
}

function waitingOn(key: ChildDayKey, day: ChildDay, known: Known): readonly WaitingBooking[] {
  const { people, slots, canMail, now } = known;
  const child = people.child(key);
  const household = people.household(key.familyCode);
  const [guardian] = household?.guardians ?? [];
  return [...day.units].flatMap(([unit, state]: readonly [UnitKey, UnitState]): readonly WaitingBooking[] => {
    const asks = what(state, known);
    // A word on it is about to be done.
    if (!asks || wordOn(state, now)) return [];
    const { activityId, unitId } = unitOf(unit);
    const named = slots.named(unit, key.date);
    return [
      {
        kind: "booking",
        ...asks,
        familyCode: key.familyCode,
        familyName: guardian ? nameInLetters(guardian) : key.familyCode,
        toCall: !canMail || (household !== null && !hasAddress(household)),
        childId: key.childId,
        date: key.date,
        activityId,
        unitId,
        childName: child ? `${child.firstName} ${child.lastName}` : key.childId,
        activityName: named?.activity.name ?? activityId,
        unitName: named?.unit.name ?? unitId,
        siteName: named ? slots.site(named.activity).name : state.siteId,
      },
    ];
  });
}

export const describeBookings =
  ({ table, catalogue: cache, schoolZone, canMail, clock }: OfficeDependencies): Describe<WaitingBooking> =>
  async (entries) => {
    const keys = entries.map(awaitedDay);
    const [catalogue, readDay, people] = await Promise.all([
      cache.latest(),
      readChildDays(table, keys),
      readPeople(table, keys),
    ]);
    const slots = slotsOf(catalogue, schoolZone);
    return (entry) => {
      const key = awaitedDay(entry);
      return waitingOn(key, readDay(key), { people, slots, canMail, now: clock() });
    };
  };
