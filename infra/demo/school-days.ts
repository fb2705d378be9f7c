/** What the demo town offers around school at Les Tilleuls: the canteen, and care in the morning and in the evening. */
import type { Activity, BookingWindow, Unit } from "../../functions/catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../functions/calendar/rules/school-calendar.ts";
import type { Deadline } from "../../functions/catalogue/rules/deadlines.ts";
import { id, type PlainDate } from "../../functions/kernel/ids.ts";
import { startYear } from "./calendars.ts";
import { tilleuls } from "./places.ts";

/**
 * Thursday of the week before, at midnight: kitchens order by the week. A meal can be given up until two working days
 * before.
 */
const mealBooked: Deadline = { kind: "weekdayOfWeek", weekday: 4, weeks: 1, at: "23:59" };
const mealCancelled: Deadline = { kind: "days", days: 2, counting: "ouvrés", at: "10:00" };
const eve: Deadline = { kind: "days", days: 1, counting: "ouvrés", at: "12:00" };

const unit = (unitId: string, name: string, from: Unit["from"], to: Unit["to"], more: Partial<Unit> = {}): Unit => ({
  id: id("UnitId", unitId),
  name,
  from,
  to,
  meal: false,
  excludes: [],
  implies: [],
  places: null,
  placesOn: [],
  pools: [],
  approval: false,
  bookBefore: eve,
  cancelBefore: eve,
  ...more,
});

const short = id("UnitId", "soir-court");
export const late = id("UnitId", "soir-tard");
/** Begins the code of the activity that asks for an enrolment. */
export const theatre = "theatre";
/** Begins the code of the activity that is paid when it is booked. */
export const cooking = "cuisine";
const grown = id("PoolName", "soir-plus-6");
const young = id("PoolName", "soir-moins-6");

/** `name`: of an activity of that year, apart from its twin of the year after when both are on offer. */
export function schoolDays(
  year: SchoolCalendar,
  to: PlainDate,
  window: BookingWindow,
  name: (plain: string) => string,
): readonly Activity[] {
  const common = {
    effectiveFrom: year.starts,
    siteId: tilleuls.id,
    from: year.starts,
    to,
    runs: { weekdays: [1, 2, 4, 5], during: "schoolTime", onBridgeDays: false },
    windows: [window],
    eligibility: { schools: [tilleuls.nurserySchool, tilleuls.primarySchool] },
    within: [],
    quota: null,
  } as const;
  const code = (what: string): Activity["id"] => id("ActivityId", `${what}-${tilleuls.id}-${startYear(year)}`);
  return [
    // A canteen refuses nobody but for want of a place (Code de l’éducation, art. L. 131-13): no waiting list to climb,
    // no other rule.
    {
      ...common,
      id: code("cantine"),
      kind: "canteen",
      name: name("Restaurant scolaire"),
      pools: [],
      waiting: null,
      units: [
        unit("repas", "Repas", "11:45", "13:30", {
          meal: true,
          places: 180,
          bookBefore: mealBooked,
          cancelBefore: mealCancelled,
        }),
      ],
    },
    {
      ...common,
      id: code("matin"),
      kind: "morningCare",
      name: name("Accueil du matin"),
      pools: [],
      waiting: { holdHours: 24 },
      units: [unit("matin", "Matin", "07:15", "08:30", { places: 40 })],
    },
    // One adult for 14 children under 6 and for 18 from 6 on, with a PEDT (Code de l’action sociale et des familles,
    // art. R. 227-16).
    {
      ...common,
      id: code("soir"),
      kind: "eveningCare",
      name: name("Accueil du soir"),
      waiting: { holdHours: 24 },
      pools: [
        { id: young, name: "Moins de 6 ans", staff: { adults: 2, ratio: 14 }, ages: { to: 5 }, placesOn: [] },
        { id: grown, name: "6 ans et plus", staff: { adults: 2, ratio: 18 }, ages: { from: 6 }, placesOn: [] },
      ],
      units: [
        unit("soir-court", "Jusqu’à 17 h 30", "16:30", "17:30", { excludes: [late], pools: [young, grown] }),
        unit("soir-tard", "Jusqu’à 19 h, sur accord", "16:30", "19:00", {
          excludes: [short],
          pools: [young, grown],
          approval: true,
        }),
      ],
    },
    // A subscription: every Monday or every Thursday from a day on, to the end of the year.
    {
      ...common,
      id: code("multisports"),
      kind: "eveningCare",
      name: name("École multisports"),
      runs: { weekdays: [1, 4], during: "schoolTime", onBridgeDays: false },
      minimum: { days: "weekday", per: "activity" },
      pools: [],
      waiting: null,
      units: [unit("seance", "Séance", "17:30", "18:30", { places: 20 })],
    },
    // A troupe: the file is confirmed and the child enrolled for the year first, then it comes on the Tuesdays that its family
    // books.
    {
      ...common,
      id: code(theatre),
      kind: "eveningCare",
      name: name("Atelier théâtre"),
      runs: { weekdays: [2], during: "schoolTime", onBridgeDays: false },
      eligibility: { ...common.eligibility, requires: ["record", "vaccines", "enrolment", "certification"] },
      pools: [],
      waiting: { holdHours: 24 },
      units: [unit("seance", "Séance", "17:30", "18:45", { places: 24 })],
    },
    // Paid when it is booked, from the family's wallet, or held while the family pays: nobody waits for it.
    {
      ...common,
      id: code(cooking),
      kind: "eveningCare",
      name: name("Ateliers cuisine"),
      runs: { weekdays: [5], during: "schoolTime", onBridgeDays: false },
      pools: [],
      waiting: null,
      prepaid: true,
      holdMinutes: 20,
      units: [unit("seance", "Atelier", "16:30", "18:00", { places: 12 })],
    },
  ];
}
