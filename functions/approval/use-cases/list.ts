/**
 * À valider: bookings that wait for a staff member's word, and cancellations and changes that families ask for. The days that
 * come first, first; days that are over, last.
 */
import type { ApprovalsView, approvalLook } from "../contract.ts";
import type { ChildDay, UnitState } from "../../booking/rules/child-day.ts";
import { nameInLetters } from "../../family/rules/family.ts";
import { slotsOf, type Slots } from "../../booking/rules/slots.ts";
import { localDate } from "../../kernel/time.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { UnitKey } from "../../kernel/ids.ts";
import type { UseCases } from "../../http/call.ts";
import { readApprovals } from "../store/approvals.ts";
import { readChildDays, type ChildDayKey } from "../../booking/store/child-days.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";

type Approval = ApprovalsView["approvals"][number];

/** Days shown: what is decided makes room for the rest. */
const most = 200;

function what({ status, at, asked }: UnitState, slots: Slots): Pick<Approval, "what" | "at" | "reason" | "to"> | null {
  if (status === "pending") return { what: "booking", at };
  if (!asked) return null;
  const said = { at: asked.at, reason: asked.reason };
  if (!asked.to) return { ...said, what: "cancellation" };
  const { date, unit } = asked.to;
  const { unitId } = unitOf(unit);
  return { ...said, what: "change", to: { date, unitId, unitName: slots.named(unit, date)?.unit.name ?? unitId } };
}

function approvalsOf(key: ChildDayKey, day: ChildDay, people: People, slots: Slots): readonly Approval[] {
  const child = people.child(key);
  const [guardian] = people.household(key.familyCode)?.guardians ?? [];
  return [...day.units].flatMap(([unit, state]: readonly [UnitKey, UnitState]): readonly Approval[] => {
    const asks = what(state, slots);
    if (!asks) return [];
    const { activityId, unitId } = unitOf(unit);
    const named = slots.named(unit, key.date);
    return [
      {
        ...asks,
        familyCode: key.familyCode,
        familyName: guardian ? nameInLetters(guardian) : key.familyCode,
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

export function listApprovals({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof approvalLook>["approval.list"] {
  return async () => {
    const [catalogue, found] = await Promise.all([cache.latest(), readApprovals(table, localDate(clock()), most + 1)]);
    const shown = found.slice(0, most);
    const [readDay, people] = await Promise.all([readChildDays(table, shown), readPeople(table, shown)]);
    const slots = slotsOf(catalogue, schoolZone);
    return {
      body: {
        more: found.length > most,
        approvals: shown.flatMap((key) => approvalsOf(key, readDay(key), people, slots)),
      },
    };
  };
}
