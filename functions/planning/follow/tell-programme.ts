/**
 * A record of the catalogue changed: families whose bookings it concerns are told, once a family and change.
 *
 * What has changed is found in the catalogue alone, by the record as it was and as it is: days are read only where
 * something has gone or moved, so that a town's first catalogue, or a new number of places, reads nothing. A record that
 * the stream shows again makes the same mail again, which is named for the record's version.
 */
import { bookingLines } from "../../booking/mail-lines.ts";
import type { SiteDay } from "../../booking/store/day-record.ts";
import { readFullDays } from "../../booking/store/roster.ts";
import { readWaitingList } from "../../booking/store/waiting-list.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { catalogueAround, type CatalogueRecordChange } from "../../catalogue/store/catalogue.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { ActivityId, ChildId, FamilyCode, PlainDate, SiteId, UnitId, UnitKey } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import { bookedChange, farthestDays, sitesOf, type BookedChange, type Programme } from "../rules/booked-changes.ts";

export interface TellProgrammeDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}

const programmeOf = (catalogue: Catalogue, zone: SchoolZone): Programme => ({
  editions: editionsOf(catalogue),
  sites: catalogue.sites,
  calendars: calendarsOf(catalogue, zone),
});

/** A day of a site with what changes on it. */
interface ChangedDay extends SiteDay {
  readonly changes: Map<UnitKey, BookedChange>;
}

/** What a change of the catalogue does to the days to come, whether or not anybody has booked. */
export function changedDays(
  [was, is]: readonly [Programme, Programme],
  before: Pick<Catalogue, "activities">,
  activityIds: ReadonlySet<ActivityId>,
  today: PlainDate,
): readonly ChangedDay[] {
  const days = new Map<string, ChangedDay>();
  const note = (siteId: SiteId, date: PlainDate, unit: UnitKey, change: BookedChange): void => {
    const day = days.get(`${siteId} ${date}`) ?? { siteId, date, changes: new Map<UnitKey, BookedChange>() };
    day.changes.set(unit, change);
    days.set(`${siteId} ${date}`, day);
  };
  for (const activityId of activityIds) {
    const editions = before.activities.filter(({ id }) => id === activityId);
    const last = editions
      .map(({ to }) => to)
      .sort()
      .at(-1);
    for (const date of last === undefined ? [] : daysFrom(today, last).slice(0, farthestDays))
      for (const { id: unitId } of was.editions.on(activityId, date)?.units ?? []) {
        const change = bookedChange(was, is, { activityId, unitId, date });
        if (!change) continue;
        for (const siteId of sitesOf(activityId, date, was, is))
          note(siteId, date, unitKey(activityId, unitId), change);
      }
  }
  return [...days.values()];
}

interface Concerned {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly date: PlainDate;
  readonly change: BookedChange;
  readonly waits: boolean;
}

/** Days read at once. */
const chunk = 25;

/** Who has booked, or waits for, what changes on these days. */
async function readConcerned(table: Table, days: readonly ChangedDay[]): Promise<readonly Concerned[]> {
  const found: Concerned[] = [];
  for (let from = 0; from < days.length; from += chunk) {
    const part = days.slice(from, from + chunk);
    const full = await readFullDays(table, part);
    const lists = await inParallel(part, chunk, (day) =>
      full(day).record.awaited ? readWaitingList(table, day) : Promise.resolve([]),
    );
    for (const [index, { date, changes, ...day }] of part.entries()) {
      const add = (waits: boolean) => (one: Omit<Concerned, "change" | "waits" | "date">) => {
        const change = changes.get(unitKey(one.activityId, one.unitId));
        const { familyCode, childId, activityId, unitId } = one;
        if (change) found.push({ familyCode, childId, activityId, unitId, date, change, waits });
      };
      full({ ...day, date }).places.forEach(add(false));
      lists[index]?.forEach(add(true));
    }
  }
  return found;
}

/** Tells each family what changes of what it has booked. */
export async function tellProgramme(
  { table, catalogue: cache, clock, schoolZone }: TellProgrammeDependencies,
  changed: CatalogueRecordChange & { readonly entity: "activity" | "calendar" },
): Promise<void> {
  const { was, is: now } = catalogueAround(await cache.renewed(), changed);
  const programmes = [programmeOf(was, schoolZone), programmeOf(now, schoolZone)] as const;
  const activityIds = new Set(
    now.activities.map(({ id }) => id).filter((id) => changed.entity === "calendar" || id === changed.after["id"]),
  );
  const days = changedDays(programmes, was, activityIds, localDate(clock()));
  if (days.length === 0) return;
  const concerned = await readConcerned(table, days);
  const families = Map.groupBy(concerned, ({ familyCode }) => familyCode);
  const people = await readPeople(table, concerned);
  const { sk, version } = changed.after;
  for (const [familyCode, all] of families) {
    const lines = (some: readonly Concerned[]) => bookingLines(now, people, some);
    const moved = all.flatMap((one) => {
      const [line] = lines([one]);
      const { change, waits } = one;
      return line && !waits && change.kind === "hoursMoved"
        ? [{ ...line, was: hoursOf(change.was), is: hoursOf(change.is) }]
        : [];
    });
    const gone = all.filter(({ change }) => change.kind !== "hoursMoved");
    const facts = {
      gone: lines(gone.filter(({ waits }) => !waits)),
      waits: lines(gone.filter(({ waits }) => waits)),
      moved: moved.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
    };
    if (facts.gone.length + facts.waits.length + facts.moved.length === 0) continue;
    await tellOnce(
      table,
      {
        familyCode,
        about: all.map(({ childId }) => childId),
        mailId: `programme-${String(sk).replaceAll("#", ".")}-${String(version)}`,
      },
      { kind: "programmeChanged", facts },
      clock(),
    );
  }
}

const hoursOf = ({ from, to }: { readonly from: string; readonly to: string }) => ({ from, to });
