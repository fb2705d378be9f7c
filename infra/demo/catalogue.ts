/**
 * What the demo town offers, laid around the injected clock so that any date has something to show: Wednesdays, canteen
 * and care around school open now, the next holidays that open soon, one closed day and one with fewer places.
 */
import type {
  Activity,
  BookingWindow,
  Catalogue,
  Closure,
  PlacesOn,
  Site,
  Unit,
} from "../../functions/catalogue/rules/catalogue.ts";
import type { SchoolCalendar, SchoolHoliday } from "../../functions/calendar/rules/school-calendar.ts";
import type { Deadline } from "../../functions/catalogue/rules/deadlines.ts";
import type { SuspensionRule } from "../../functions/catalogue/rules/suspension.ts";
import { id, type Instant, type PlainDate, type UnitId } from "../../functions/kernel/ids.ts";
import { whyClosed } from "../../functions/catalogue/rules/running-days.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, daysFrom, localDate, localToInstant, weekdayOf } from "../../functions/kernel/time.ts";
import { collected } from "./collection.ts";
import { calendarsAround, startYear, yearsFrom } from "./calendars.ts";
import { documentKinds, holidayDocuments, fileRules } from "./document-kinds.ts";
import { eldest, youngest } from "./families.ts";
import { clairiere, gatinais, sites, tilleuls, type DemoSite } from "./places.ts";
import { ruled } from "./absences.ts";
import { priced } from "./tariffs.ts";
import { schoolDays } from "./school-days.ts";

/** Kitchens order two working days ahead: on Monday at 10:00 for a Wednesday. */
const withMeal: Deadline = { kind: "days", days: 2, counting: "ouvrés", at: "10:00" };
const withoutMeal: Deadline = { kind: "days", days: 1, counting: "calendar", at: "12:00" };

const unit = (unitId: string): UnitId => id("UnitId", unitId);
export const day = unit("journee");
export const morning = unit("matin-repas");
export const afternoon = unit("apres-midi");

const young = id("PoolName", "moins-6");
const grown = id("PoolName", "plus-6");

/**
 * Groups by age: one adult for 8 children under 6, for 12 from 6 on (Code de l’action sociale et des familles, art. R.
 * 227-15). Adults enough for every place.
 */
function groups({ places }: DemoSite): Activity["pools"] {
  const all = places.day + places.morning + places.afternoon;
  return [
    {
      id: young,
      name: "Moins de 6 ans",
      staff: { adults: Math.ceil(all / 8), ratio: 8 },
      ages: { to: 5 },
      placesOn: [],
    },
    {
      id: grown,
      name: "6 ans et plus",
      staff: { adults: Math.ceil(all / 12), ratio: 12 },
      ages: { from: 6 },
      placesOn: [],
    },
  ];
}

function units({ places }: DemoSite, fewer: readonly PlacesOn[]): readonly Unit[] {
  const plain = { implies: [], pools: [young, grown], approval: false };
  const meal = { ...plain, meal: true, bookBefore: withMeal, cancelBefore: withMeal };
  return [
    {
      id: day,
      name: "Journée avec repas",
      from: "07:30",
      to: "18:30",
      excludes: [morning, afternoon],
      places: places.day,
      placesOn: fewer,
      ...meal,
    },
    {
      id: morning,
      name: "Matin avec repas",
      from: "07:30",
      to: "13:30",
      excludes: [day],
      places: places.morning,
      placesOn: [],
      ...meal,
    },
    {
      id: afternoon,
      name: "Après-midi",
      from: "13:30",
      to: "18:30",
      ...plain,
      meal: false,
      excludes: [day],
      places: places.afternoon,
      placesOn: [],
      bookBefore: withoutMeal,
      cancelBefore: withoutMeal,
    },
  ];
}

const common = {
  eligibility: { minAge: youngest, maxAge: eldest },
  within: [],
  quota: null,
  waiting: { holdHours: 24 },
};
const before = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** Residents a week before everyone; always open on the first start, whatever the day. */
function openWindow(year: SchoolCalendar, today: PlainDate, to: PlainDate): BookingWindow {
  const opens = (daysBeforeYear: number, daysAgo: number): Instant =>
    before(
      localToInstant(addDays(year.starts, -daysBeforeYear), "08:00"),
      localToInstant(addDays(today, -daysAgo), "08:00"),
    );
  return {
    id: id("WindowId", "annee"),
    from: year.starts,
    to,
    steps: [
      { for: "residents", opensAt: opens(28, 14) },
      { for: "everyone", opensAt: opens(21, 7) },
    ],
    closesAt: localToInstant(to, "23:59"),
  };
}

/** The last day before the summer holidays of a school year. */
const lastSchoolDay = (year: SchoolCalendar): PlainDate => addDays(year.holidays.at(-1)?.from ?? year.ends, -1);

function wednesdays(
  site: DemoSite,
  year: SchoolCalendar,
  today: PlainDate,
  fewer: readonly PlacesOn[],
  distinct: boolean,
): Activity {
  const to = lastSchoolDay(year);
  return {
    id: id("ActivityId", `mercredis-${site.id}-${startYear(year)}`),
    effectiveFrom: year.starts,
    siteId: site.id,
    kind: "wednesday",
    name: `Mercredis ${site.at}${distinct ? ` ${year.schoolYear}` : ""}`,
    from: year.starts,
    to,
    runs: { weekdays: [3], during: "schoolTime", onBridgeDays: false },
    windows: [openWindow(year, today, to)],
    ...common,
    pools: groups(site),
    units: units(site, fewer),
  };
}

function holidayWeeks(site: DemoSite, { name, from, resumes }: SchoolHoliday, window: BookingWindow): Activity {
  const [full] = units(site, []);
  return {
    id: id("ActivityId", `vacances-${site.id}-${from}`),
    effectiveFrom: from,
    siteId: site.id,
    kind: "holidays",
    name: `${name[0]?.toUpperCase() ?? ""}${name.slice(1)} ${site.at}`,
    from,
    to: addDays(resumes, -1),
    runs: { weekdays: [1, 2, 3, 4, 5], during: "holidays", onBridgeDays: true },
    windows: [window],
    ...common,
    // A team is hired for whole weeks.
    minimum: { days: 3, per: "week" },
    eligibility: { ...common.eligibility, documents: holidayDocuments },
    pools: groups(site),
    units: full ? [{ ...full, excludes: [] }] : [],
  };
}

const ponies = { days: 14, counting: "calendar", at: "12:00", kind: "days" } as const satisfies Deadline;

/** A camp in the first whole week of some holidays: five days, all of them or none. */
function camp({ at, id: siteId }: DemoSite, holiday: SchoolHoliday, today: PlainDate): Activity {
  const from = addDays(holiday.from, (8 - weekdayOf(holiday.from)) % 7);
  const to = addDays(from, 4);
  return {
    id: id("ActivityId", `camp-${siteId}-${from}`),
    effectiveFrom: from,
    siteId,
    kind: "holidays",
    name: `Mini-camp poneys ${at}`,
    from,
    to,
    runs: { weekdays: [1, 2, 3, 4, 5], during: "holidays", onBridgeDays: true },
    windows: [
      {
        id: id("WindowId", "camp"),
        from,
        to,
        steps: [{ for: "everyone", opensAt: localToInstant(addDays(today, -7), "08:00") }],
        closesAt: localToInstant(addDays(from, -14), "12:00"),
      },
    ],
    ...common,
    eligibility: { minAge: 6, maxAge: eldest },
    // A camp is one thing: nobody takes its Tuesday alone, and nobody waits for it.
    minimum: { days: "all", per: "activity" },
    waiting: null,
    pools: [],
    units: [
      {
        id: day,
        name: "Journée au poney-club",
        from: "09:00",
        to: "18:00",
        meal: true,
        excludes: [],
        implies: [],
        pools: [],
        places: 16,
        placesOn: [],
        approval: false,
        bookBefore: ponies,
        cancelBefore: ponies,
      },
    ],
  };
}

/** Above what any family of the cast is late with but the one that shows it (cast.ts). */
const suspension: SuspensionRule = {
  from: cents(12_000),
  after: 15,
  except: [],
  text: "Le CCAS peut vous aider : demandez-lui un rendez-vous.",
};

/** Days left of a school year from which its successor is already on offer. */
const overlap = 42;

/** The next holidays: open already at one site, some days from now at another one, residents first; and a camp. */
function holidays(calendars: readonly SchoolCalendar[], today: PlainDate): readonly Activity[] {
  const next = calendars.flatMap((calendar) => calendar.holidays).find(({ from }) => from > addDays(today, 24));
  if (!next) return [];
  const window = (residents: number, everyone: number): BookingWindow => {
    const at = (days: number): Instant => localToInstant(addDays(today, days), "08:00");
    return {
      id: id("WindowId", "vacances"),
      from: next.from,
      to: addDays(next.resumes, -1),
      steps: [
        { for: "residents", opensAt: at(residents) },
        { for: "everyone", opensAt: at(everyone) },
      ],
      closesAt: localToInstant(addDays(next.from, -5), "08:00"),
    };
  };
  return [
    holidayWeeks(tilleuls, next, window(5, 12)),
    holidayWeeks(clairiere, next, window(-14, -7)),
    camp(gatinais, next, today),
  ];
}

export interface DemoCatalogue {
  readonly catalogue: Catalogue;
  /** The year in which the current school year started: ages and grades follow from it. */
  readonly schoolYear: number;
}

/** The demo's catalogue as it is made at that instant. */
export function demoCatalogue(now: Instant): DemoCatalogue {
  const today = localDate(now);
  const calendars = calendarsAround(today);
  const { former, current, next } = yearsFrom(calendars, today);
  const both = lastSchoolDay(current) < addDays(today, overlap);
  const years = both ? [current, next] : [current];
  // Days that change something are looked for among those to come, so that families meet them.
  const bare = sites.map((site): Site => ({ id: site.id, name: site.name, town: site.town, pools: [], closures: [] }));
  const upcoming = (demoSite: DemoSite): readonly PlainDate[] => {
    const offers = years.map((year) => wednesdays(demoSite, year, today, [], false));
    const site = bare.find(({ id: siteId }) => siteId === demoSite.id);
    return site
      ? daysFrom(addDays(today, 3), addDays(today, 150)).filter((date) =>
          offers.some((offer) => whyClosed(offer, site, date, calendars) === null),
        )
      : [];
  };
  const closedDay = upcoming(clairiere)[4];
  const closures: readonly Closure[] = closedDay
    ? [
        {
          id: id("ClosureId", `travaux-${closedDay}`),
          from: closedDay,
          to: closedDay,
          kind: "closure",
          reason: "travaux dans la cour",
        },
      ]
    : [];
  const outing = upcoming(gatinais)[2];
  const fewer: readonly PlacesOn[] = outing ? [{ date: outing, places: 16 }] : [];
  const activities = [
    ...years.flatMap((year) =>
      sites.map((site) => wednesdays(site, year, today, site.id === gatinais.id ? fewer : [], both)),
    ),
    ...years.flatMap((year) =>
      schoolDays(
        year,
        lastSchoolDay(year),
        openWindow(year, today, lastSchoolDay(year)),
        (plain) => `${plain} ${tilleuls.at}${both ? ` ${year.schoolYear}` : ""}`,
      ),
    ),
    ...holidays(calendars, today),
    // It is over: what was booked of it is billed, and nothing more.
    ...(former ? [wednesdays(tilleuls, former, today, [], true)] : []),
  ];
  const tariffs = priced(activities, today);
  const { accounts, ...paid } = collected(tariffs.activities);
  return {
    schoolYear: startYear(current),
    catalogue: {
      calendars,
      documents: documentKinds,
      file: fileRules,
      sites: bare.map((site) => (site.id === clairiere.id ? { ...site, closures } : site)),
      ...tariffs,
      accounts,
      ...ruled(paid.activities),
      suspension,
    },
  };
}
