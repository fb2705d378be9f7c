/** The catalogue as the rules ask for it: slots by activity, unit and day. */
import { slotOf, type Slot, type Refusal } from "./booking-rules.ts";
import type { Activity, Catalogue, Site, Unit } from "../../catalogue/rules/catalogue.ts";
import type { SuspensionRule } from "../../catalogue/rules/suspension.ts";
import type { SchoolCalendar, SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { ActivityId, PlainDate, UnitId, UnitKey } from "../../kernel/ids.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { unitKey, unitOf, unitsOnDays, type ActivityUnit, type UnitsByKey } from "../../catalogue/rules/units.ts";

export interface Slots {
  /** Units as they are that day. */
  readonly units: (date: PlainDate) => UnitsByKey;
  readonly calendars: readonly SchoolCalendar[];
  /** When a family that is late in paying books no more; null: never. */
  readonly suspension: SuspensionRule | null;
  readonly site: (activity: Activity) => Site;
  /** The edition of an activity that rules that day. */
  readonly activity: (activityId: ActivityId, date: PlainDate) => Activity | null;
  readonly activities: (date: PlainDate) => readonly Activity[];
  readonly slot: (activity: Activity, unit: Unit, date: PlainDate) => Slot;
  /** A booked unit by its key: as it is that day, else as it last was; null when nothing is known of it. */
  readonly named: (unit: UnitKey, date: PlainDate) => ActivityUnit | null;
  /** The slot that a line names, or which part of it does not exist. */
  readonly find: (line: SlotName) => Slot | Refusal;
  /** The same for what may be booked already: also of a unit that has left the catalogue since. */
  readonly held: (line: SlotName) => Slot | Refusal;
  /** How often what is known of an activity's unit may have moved: grows whenever its hours do. */
  readonly moves: (unit: UnitKey) => number;
}

interface SlotName {
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly date: PlainDate;
}

/**
 * A process asks for the same catalogue at every request, for seconds: what is made of a whole town's activities is
 * made once.
 */
const known = new WeakMap<Catalogue, Map<SchoolZone, Slots>>();

/** Of a catalogue that does not change. */
export function slotsOf(catalogue: Catalogue, zone: SchoolZone): Slots {
  const ofZones = known.get(catalogue) ?? new Map<SchoolZone, Slots>();
  known.set(catalogue, ofZones);
  const slots = ofZones.get(zone) ?? makeOffers(catalogue, zone);
  ofZones.set(zone, slots);
  return slots;
}

function makeOffers(catalogue: Catalogue, zone: SchoolZone): Slots {
  const calendars = calendarsOf(catalogue, zone);
  const sites = new Map(catalogue.sites.map((site) => [site.id, site]));
  const editions = editionsOf(catalogue);
  const units = unitsOnDays(catalogue);
  const site = (activity: Activity): Site => {
    const found = sites.get(activity.siteId);
    if (!found) throw new Error(`Activity ${activity.id} names a site that is not in the catalogue`);
    return found;
  };
  const slot = (activity: Activity, unit: Unit, date: PlainDate): Slot =>
    slotOf(activity, unit, site(activity), date, calendars, editions.firstDays(activity), catalogue);
  const find: Slots["find"] = ({ activityId, unitId, date }) => {
    const activity = editions.on(activityId, date);
    if (!activity) return { code: "unknownActivity" };
    const unit = activity.units.find(({ id }) => id === unitId);
    return unit ? slot(activity, unit, date) : { code: "unknownUnit" };
  };
  return {
    units,
    calendars,
    suspension: catalogue.suspension ?? null,
    site,
    slot,
    activity: editions.on,
    activities: editions.allOn,
    named: (unit, date) => units(date).get(unit) ?? null,
    find,
    held: (line) => {
      const known = units(line.date).get(unitKey(line.activityId, line.unitId));
      return known ? slot(known.activity, known.unit, line.date) : find(line);
    },
    moves: (unit) => {
      const { activityId, unitId } = unitOf(unit);
      const own = catalogue.activities.filter(({ id }) => id === activityId);
      const moved = own.flatMap((edition) => edition.moved ?? []).filter((one) => one.unitId === unitId);
      // A new edition may say other hours than the one before.
      return Math.max(0, own.length - 1) + moved.reduce((sum, { times }) => sum + times, 0);
    },
  };
}

export const isRefusal = (found: Slot | Refusal): found is Refusal => "code" in found;
