/**
 * What acts cost on days of more and more places, nearly full: a booking must cost on a day of a thousand what it costs
 * on one of forty. Units and bytes are counted, and judged wherever this runs; time is judged by the bench alone.
 */
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  guardianOf,
  monday,
  openWorld,
  putFamily,
  shell,
  unitIds,
  useCasesOver,
  type World,
  setPlaces,
} from "../integration/booking/support.ts";
import { asDelivered, comeToRest, quietLogger, tableFollower, type Delivered } from "../integration/booking/stream.ts";
import { staffSession } from "../integration/booking/http.ts";
import { daySheetUseCases } from "../../functions/day-sheet/use-cases/index.ts";
import type { PoolId } from "../../functions/booking/rules/capacity.ts";
import { emptyChildDay } from "../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../functions/booking/store/bookings.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { readCatalogue } from "../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../functions/catalogue/store/catalogue-cache.ts";
import { id, type ActivityId, type FamilyCode, type PlainDate, type SiteId } from "../../functions/kernel/ids.ts";
import { addDays } from "../../functions/kernel/time.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import { sweep } from "../../functions/reconcile/follow/sweep.ts";
import { walkWaitingList } from "../../functions/waiting-list/follow/walk-waiting-list.ts";
import type { DataCalls } from "../support/data-calls.ts";

export const acts = ["grid", "preview", "book", "change", "cancel", "offer"] as const;
export type ActName = (typeof acts)[number];

export interface ActCost {
  readonly read: number;
  readonly write: number;
  /** Of the answer. */
  readonly bytes: number;
  /** What the stream does after it. */
  readonly follows: { readonly read: number; readonly write: number };
  /** Milliseconds of processor; null when nothing was timed. */
  readonly time: number | null;
}

export interface PlacesCost {
  readonly places: number;
  readonly acts: Readonly<Record<ActName, ActCost>>;
  /** Of a day's sheet. */
  readonly sheet: { readonly children: number; readonly read: number };
}

/** Share of the places that is taken before. */
const share = 0.9;
/** Times that each act is timed. */
const usualRounds = 60;

interface SizedSite {
  readonly places: number;
  readonly siteId: SiteId;
  readonly activityId: ActivityId;
  /** Its own: a child is in one place a day. */
  readonly dates: readonly PlainDate[];
}

/** The limit of the only unit. */
const poolOf = (activity: ActivityId): PoolId => `${activity}/=${unitIds.day}`;

const firstDate = id("PlainDate", "2027-01-06");

function sitesOf(sizes: readonly number[]): readonly SizedSite[] {
  // Wednesdays of school time in zone B: 6 January to 17 February, 10 March to 7 April 2027.
  const dates = [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13].map((weeks) => addDays(firstDate, 7 * weeks));
  return sizes.map((places, index) => ({
    places,
    siteId: id("SiteId", `site-${places}`),
    activityId: id("ActivityId", `${activityId}-${places}`),
    dates: dates.slice(index * 3, index * 3 + 3),
  }));
}

function catalogueOf(sites: readonly SizedSite[]): Catalogue {
  const { activities, calendars } = catalogueWith(0);
  const [like] = activities;
  if (!like) throw new Error("There is no activity to take after");
  return {
    calendars,
    sites: sites.map(({ siteId }) => ({ id: siteId, name: siteId, town: "Pithiviers", pools: [], closures: [] })),
    activities: sites.map(({ siteId, places, activityId: own }) => ({
      ...like,
      id: own,
      siteId,
      units: like.units.filter((unit) => unit.id === unitIds.day).map((unit) => ({ ...unit, places })),
    })),
  };
}

/** Fills a site's days as families do, then lets everything settle. */
async function fill({ table }: World, sites: readonly SizedSite[]): Promise<void> {
  const most = Math.max(...sites.map(({ places }) => places));
  const codes = Array.from({ length: most }, (_, index) => familyCode(1000 + index));
  await inParallel(codes, 25, (code) => putFamily(table, code));
  for (const { siteId, activityId: own, places, dates } of sites)
    for (const date of dates)
      await inParallel(codes.slice(0, Math.floor(places * share)), 25, async (code) => {
        const { outcome } = await bookUnit(
          table,
          {
            familyCode: code,
            childId: child(1),
            siteId,
            activityId: own,
            unitId: unitIds.day,
            date,
            pools: [{ id: poolOf(own), capacity: places }],
            excludes: () => false,
            as: "booked",
            households: [],
          },
          emptyChildDay(child(1), date),
          { requestToken: "filled00", at: monday },
        );
        if (outcome.kind !== "booked") throw new Error(`A day could not be filled: ${outcome.kind}`);
      });
  const { disagreeing } = await sweep({ table, clock: () => monday, log: quietLogger().log, schoolZone: "B" })();
  if (disagreeing > 0) throw new Error("A day that was filled does not agree with itself");
}

type Round = (does: (name: ActName, act: () => Promise<unknown>) => Promise<void>) => Promise<void>;

interface Measured {
  readonly site: SizedSite;
  readonly round: Round;
  readonly costs: ReadonlyMap<ActName, ActCost>;
  readonly sheet: PlacesCost["sheet"];
  readonly times: ReadonlyMap<ActName, number[]>;
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/**
 * Processor time on each day, by what each turn found beside one another: a turn meets all days within seconds, whereas
 * whatever else the machine does comes and goes over minutes.
 */
function timesOf(each: readonly (readonly number[])[]): readonly number[] {
  const turns = Array.from({ length: each[0]?.length ?? 0 }, (_, turn) => each.map((times) => times[turn] ?? NaN));
  const middles = turns.map((times) => times.reduce((sum, time) => sum + time, 0) / times.length);
  const usual = median(middles);
  return each.map((times) => usual * median(times.map((time, turn) => time / (middles[turn] ?? NaN))));
}

const units = ({ readUnits, writeUnits }: DataCalls) => ({ read: readUnits, write: writeUnits });
const bytesOf = (body: unknown): number => JSON.stringify(body).length;

/** Measures every act on sites of these sizes. */
export async function measurePlaces(sizes: readonly number[], rounds = usualRounds): Promise<readonly PlacesCost[]> {
  const sites = sitesOf(sizes);
  const world = await openWorld(catalogueOf(sites));
  try {
    await fill(world, sites);
    const useCases = await useCasesOver(world.table);
    const follower = world.another();
    const stream = tableFollower(follower.table, () => monday);
    const walker = world.another();
    const cache = catalogueCache(
      () => readCatalogue(walker.table),
      () => monday,
    );
    await cache.latest();
    const office = daySheetUseCases({ table: walker.table, catalogue: cache, clock: () => monday, schoolZone: "B" });
    const found: Measured[] = [];
    for (const [rank, site] of sites.entries()) {
      const { siteId, activityId: own, dates, places } = site;
      const [first, waits] = [familyCode(10 * rank + 1), familyCode(10 * rank + 2)];
      const families: readonly FamilyCode[] = [first, waits];
      await Promise.all(families.map((code) => putFamily(world.table, code, 3)));
      const days = dates.map((date) => ({ siteId, date }));
      const delivered: Delivered = await asDelivered(world.table, days, families);
      const rest = (): Promise<void> => comeToRest(stream, world.table, days, families, delivered);
      const [parent, other] = [guardian(useCases, first), guardian(useCases, waits)];
      const line = (date: PlainDate) => ({ childId: child(1), activityId: own, unitId: unitIds.day, date });
      const [one, two, three] = dates;
      if (!one || !two || !three) throw new Error("A site has three days");
      const session = guardianOf(first);
      const grid = async () =>
        (await useCases["booking.grid"]({ ...shell, session, body: undefined, params: { activityId: own } })).body;
      const preview = async () =>
        (await useCases["booking.preview"]({ ...shell, session, body: { lines: dates.map(line) } })).body;
      const offer = () =>
        walkWaitingList(
          { table: walker.table, catalogue: cache, clock: () => monday, log: quietLogger().log, schoolZone: "B" },
          { siteId, date: two },
        );
      /** Every act once, each from where the one before it left; `does` measures it. At its end all is as it was. */
      const round: Round = async (does) => {
        await does("grid", grid);
        await does("preview", preview);
        await does("book", () => parent.book(dates.map(line)));
        await rest();
        await does("cancel", () => parent.cancel(dates.map(line)));
        await rest();
        await parent.book([line(one)]);
        await rest();
        await does("change", () => parent.change([{ ...line(one), to: { unitId: unitIds.day, date: two } }]));
        await rest();
        // Full to the last place, and somebody waits for it.
        await setPlaces(
          world.table,
          { siteId, date: two },
          { id: poolOf(own), capacity: places },
          Math.floor(places * share) + 1,
        );
        await other.book([{ ...line(two), ifFull: "wait" }]);
        await rest();
        await parent.cancel([line(two)]);
        await does("offer", offer);
        await rest();
        await other.cancel([line(two)]);
        await rest();
      };
      const costs = new Map<ActName, ActCost>();
      await round(async (name, act) => {
        const { calls } = name === "offer" ? walker : world;
        calls.take();
        const body = await act();
        const cost = units(calls.take());
        follower.calls.take();
        await rest();
        costs.set(name, { ...cost, bytes: bytesOf(body), follows: units(follower.calls.take()), time: null });
      });
      walker.calls.take();
      const {
        body: { children },
      } = await office["day-sheet.read"]({
        ...shell,
        session: staffSession,
        body: undefined,
        params: { siteId, date: three },
      });
      const sheet = { children: children.length, read: walker.calls.take().readUnits };
      found.push({ site, round, costs, sheet, times: new Map(acts.map((name) => [name, []])) });
    }
    // In turns, so that whatever else the machine does meets all alike.
    for (let turn = 0; turn < rounds; turn += 1)
      for (const { round, times } of found)
        await round(async (name, act) => {
          const begun = process.cpuUsage();
          await act();
          const { user, system } = process.cpuUsage(begun);
          times.get(name)?.push((user + system) / 1_000);
        });
    const timed = new Map(acts.map((name) => [name, timesOf(found.map(({ times }) => times.get(name) ?? []))]));
    return found.map(({ site, costs, sheet }, rank) => ({
      places: site.places,
      sheet,
      acts: Object.fromEntries(
        acts.map((name) => {
          const cost = costs.get(name);
          if (!cost) throw new Error(`${name} was not measured`);
          return [name, { ...cost, time: rounds > 0 ? (timed.get(name)?.[rank] ?? null) : null }];
        }),
      ) as Readonly<Record<ActName, ActCost>>,
    }));
  } finally {
    await world.end();
  }
}

/** How many times the cheapest the dearest is, of these sites. Nothing is as dear as nothing. */
export const growth = (values: readonly number[]): number => {
  if (values.length === 0) return 1;
  const least = Math.min(...values);
  return least === 0 ? (Math.max(...values) === 0 ? 1 : Infinity) : Math.max(...values) / least;
};

/**
 * How many times what the smaller half of the sites costs the larger half does: for times, of which the dearest of four
 * is dearest by chance. What grows with places grows from one half to the other.
 */
export function trend(values: readonly number[]): number {
  const half = Math.ceil(values.length / 2);
  const mean = (some: readonly number[]): number => some.reduce((sum, value) => sum + value, 0) / some.length;
  return mean(values.slice(-half)) / mean(values.slice(0, half));
}
