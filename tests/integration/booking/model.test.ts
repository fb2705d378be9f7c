/**
 * Booking against a model of ten lines: random sequences of booking, waiting, changing, cancelling, accepting,
 * declining, offers that end, words of the office that are done or taken back, places raised and lowered, days closed and opened again, requests sent again, processes
 * that die between any two data calls, several families at once, and two that are households of one child. After each
 * step the stream does its work, as it would within seconds, dying at it now and then, and the table must say what the
 * model says: nothing in flight any more, and rosters that show what children's days say. Some days are as they were
 * before claims left their records, all of their places or a part: they serve like any other, and are brought over.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import { endOffer } from "../../../functions/waiting-list/follow/end-offer.ts";
import type { Activity, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { id, type FamilyCode, type Instant, type PlainDate, type SiteId } from "../../../functions/kernel/ids.ts";
import { publicHolidayOn } from "../../../functions/calendar/rules/public-holidays.ts";
import { daysFrom, weekdayOf } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import {
  annotate,
  generationOf,
  statusOf,
  type ChildDay,
  type GenerationDecision,
} from "../../../functions/booking/rules/child-day.ts";
import { sayWord, takeWordBack } from "../../../functions/booking/rules/decisions.ts";
import { expectRevision, readChildDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { reopenDay, shutDay } from "../../../functions/booking/store/day-settings.ts";
import { placesAt, readFullDays } from "../../../functions/booking/store/roster.ts";
import { readWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import { disagreements } from "./consistency.ts";
import { diesAt } from "./faults.ts";
import { asBefore } from "./before.ts";
import { asDelivered, comeToRest, dieAtWork, tableFollower, type Delivered } from "./stream.ts";
import {
  catalogueWith,
  child,
  familyCode,
  guardian,
  monday,
  newKey,
  openWorld,
  putFamily,
  setPlaces,
  shareChild,
  unitIds,
  useCasesOver,
  type Access,
  type World,
} from "./support.ts";

const places = 2;
/** How many families act in a sequence. */
const actors = 5;
const holdHours = 24;
/** The last two are households of one child: the other one's rank. */
const otherHousehold = (who: number): number | undefined =>
  who === actors - 1 ? actors - 2 : who === actors - 2 ? actors - 1 : undefined;

/** Sequences in all; `MODEL_RUNS` asks for more. */
const runs = Number(process.env["MODEL_RUNS"] ?? 150);
/** Sequences that run beside one another. */
const side = 4;

const dates = daysFrom(id("PlainDate", "2027-02-01"), id("PlainDate", "2027-08-27")).filter(
  (date) => weekdayOf(date) <= 5 && publicHolidayOn(date) === null,
);
const pairs = Math.floor(dates.length / 2);
/** A site, families and two days of its own for each sequence: none finds anything of another. */
const siteIds = Array.from({ length: Math.ceil((runs + side) / pairs) }, (_, index) => id("SiteId", `site-${index}`));
const familiesOf = (site: number): readonly FamilyCode[] =>
  Array.from({ length: actors }, (_, rank) => familyCode(site * actors + rank));
const activityOf = (siteId: SiteId) => id("ActivityId", `tous-les-jours-${siteId}`);
const bookingBefore = { kind: "hours", hours: 0 } as const;

function catalogue(): Catalogue {
  const {
    activities: [like],
    calendars,
  } = catalogueWith(places);
  const activity = (siteId: SiteId): Activity => ({
    ...like!,
    id: activityOf(siteId),
    siteId,
    runs: { weekdays: [1, 2, 3, 4, 5], during: "always", onBridgeDays: true },
    waiting: { holdHours },
    windows: like!.windows.map((window) => ({ ...window, closesAt: id("Instant", "2027-08-30T21:59:00Z") })),
    to: id("PlainDate", "2027-08-31"),
    units: like!.units
      .filter((unit) => unit.id === unitIds.day)
      .map((unit) => ({ ...unit, bookBefore: bookingBefore, cancelBefore: bookingBefore })),
  });
  return {
    sites: siteIds.map((siteId) => ({ id: siteId, name: siteId, town: "Pithiviers", pools: [], closures: [] })),
    activities: siteIds.map(activity),
    calendars: calendars.length > 0 ? calendars : zoneB,
  };
}

/** The model: what a day has, in words that the rules of domain.md use. */
interface Day {
  places: number;
  closed: boolean;
  booked: Set<number>;
  offered: Set<number>;
  queue: number[];
}
const newDay = (): Day => ({ places, closed: false, booked: new Set(), offered: new Set(), queue: [] });
const taken = ({ booked, offered }: Day): number => booked.size + offered.size;
const has = ({ booked, offered, queue }: Day, who: number): boolean =>
  booked.has(who) || offered.has(who) || queue.includes(who);
/** Whether the child has a place by its other household. */
const isElsewhere = ({ booked, offered }: Day, who: number): boolean => {
  const other = otherHousehold(who);
  return other !== undefined && (booked.has(other) || offered.has(other));
};
function offer(day: Day): void {
  for (const next of [...day.queue]) {
    if (day.closed || taken(day) >= day.places || isElsewhere(day, next)) continue;
    day.queue = day.queue.filter((one) => one !== next);
    day.offered.add(next);
  }
}
function leave(day: Day, who: number): boolean {
  const had = has(day, who);
  day.booked.delete(who);
  day.offered.delete(who);
  day.queue = day.queue.filter((one) => one !== who);
  return had;
}

interface Dying {
  readonly at: number;
  readonly when: "before" | "after";
}
type Step =
  | { readonly what: "book"; readonly who: number; readonly on: number; readonly wait: boolean }
  | { readonly what: "cancel" | "accept"; readonly who: number; readonly on: number }
  | { readonly what: "change"; readonly who: number; readonly on: number }
  | { readonly what: "word"; readonly who: number; readonly on: number; readonly undone: boolean }
  | { readonly what: "expire" | "race"; readonly on: number }
  | { readonly what: "places"; readonly on: number; readonly places: number }
  | { readonly what: "shut" | "reopen"; readonly on: number };
interface Scene {
  readonly step: Step;
  /** Where the process that does it dies. */
  readonly dies: Dying | null;
  /** Whether it is sent again. */
  readonly again: boolean;
  /** Where the stream's function dies when it follows. */
  readonly streamDies: Dying | null;
  /** Families whose places are as before on a day when the step begins. */
  readonly before: { readonly on: number; readonly of: readonly number[] } | null;
}

const who = fc.nat(actors - 1);
const on = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("book" as const), who, on, wait: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom("cancel" as const, "accept" as const), who, on }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("change" as const), who, on }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("word" as const), who, on, undone: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom("expire" as const, "race" as const), on }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("places" as const), on, places: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom("shut" as const, "reopen" as const), on }) },
);
const scene: fc.Arbitrary<Scene> = fc
  .tuple(
    step,
    fc.option(fc.record({ at: fc.nat(12), when: fc.constantFrom("before" as const, "after" as const) }), {
      nil: null,
      freq: 2,
    }),
    fc.boolean(),
    fc.option(fc.record({ at: fc.nat(20), when: fc.constantFrom("before" as const, "after" as const) }), {
      nil: null,
      freq: 2,
    }),
    fc.option(fc.record({ on, of: fc.uniqueArray(who, { minLength: 1 }) }), { nil: null, freq: 1 }),
  )
  .map(([wanted, dies, again, streamDies, before]) => ({ step: wanted, dies, again, streamDies, before }));

/** What a family is answered, by the model, which it changes. */
function expected(days: readonly [Day, Day], one: Step): string | null {
  const day = days[one.on]!;
  switch (one.what) {
    case "book": {
      if (day.offered.has(one.who)) return "offered";
      if (day.booked.has(one.who)) return "alreadyBooked";
      if (day.queue.includes(one.who)) return "alreadyWaiting";
      if (day.closed) return "justClosed";
      if (isElsewhere(day, one.who)) return "otherHousehold";
      if (taken(day) < day.places) {
        day.booked.add(one.who);
        return "booked";
      }
      return one.wait ? (day.queue.push(one.who), "waiting") : "full";
    }
    case "cancel":
      return leave(day, one.who) ? "cancelled" : "notBooked";
    case "accept": {
      if (!day.offered.delete(one.who)) return "notOffered";
      day.booked.add(one.who);
      return "accepted";
    }
    case "change": {
      const to = days[1 - one.on]!;
      if (!day.booked.has(one.who)) return "notBooked";
      if (to.offered.has(one.who)) return "offered";
      if (to.booked.has(one.who)) return "alreadyBooked";
      if (to.queue.includes(one.who)) return "alreadyWaiting";
      if (to.closed) return "justClosed";
      if (isElsewhere(to, one.who)) return "otherHousehold";
      if (taken(to) >= to.places) return "full";
      day.booked.delete(one.who);
      to.booked.add(one.who);
      return "changed";
    }
    // Taken back, it leaves everything as it was: nobody else gets the place meanwhile.
    case "word":
      if (!day.booked.has(one.who)) return "notBooked";
      if (!one.undone) leave(day, one.who);
      return "said";
    // Time passes for both days.
    case "expire":
      for (const either of days) either.offered.clear();
      return null;
    // Who gets what is not told before: `raced` looks at it after.
    case "race":
      return null;
    case "places":
      day.places = one.places;
      return null;
    case "shut":
      day.closed = true;
      return null;
    case "reopen":
      day.closed = false;
      return null;
  }
}

let world: World;
let entered: Catalogue;
beforeAll(async () => {
  entered = catalogue();
  world = await openWorld(entered);
  await Promise.all(
    siteIds.map(async (_, site) => {
      const families = familiesOf(site);
      await Promise.all(families.map((code) => putFamily(world.table, code)));
      await shareChild(world.table, families.slice(-2));
    }),
  );
});
afterAll(() => world.end());

const closure = id("ClosureId", "model-closure");
const answered = ({ lines: [line] }: BasketAnswer): string => line?.refusal?.code ?? line?.outcome ?? "";

/** Who acts on the table: families' requests and the stream, by one clock, in one process of each. */
interface Actors {
  readonly access: Access;
  readonly clock: { now: Instant };
  readonly useCases: Awaited<ReturnType<typeof useCasesOver>>;
  readonly stream: ReturnType<typeof tableFollower>;
}

async function actorsOn(access: Access): Promise<Actors> {
  const clock = { now: monday };
  const tick = () => clock.now;
  return { access, clock, useCases: await useCasesOver(access.table, tick), stream: tableFollower(access.table, tick) };
}

/** A stage of its own for one sequence. */
class Stage {
  readonly days: readonly [Day, Day] = [newDay(), newDay()];
  readonly access: Access;
  readonly useCases: Actors["useCases"];
  readonly delivered: Delivered = new Map();
  readonly clock: Actors["clock"];
  readonly siteId: SiteId;
  readonly families: readonly FamilyCode[];
  readonly on: readonly [PlainDate, PlainDate];

  constructor({ access, useCases, clock }: Actors, site: number, on: readonly [PlainDate, PlainDate]) {
    this.access = access;
    this.useCases = useCases;
    this.clock = clock;
    this.siteId = siteIds[site]!;
    this.families = familiesOf(site);
    this.on = on;
  }

  readonly line = (one: { readonly on: number }) => ({
    childId: child(1),
    activityId: activityOf(this.siteId),
    unitId: unitIds.day,
    date: this.on[one.on === 0 ? 0 : 1],
  });
  readonly siteDays = () => this.on.map((date) => ({ siteId: this.siteId, date }));

  /**
   * Does a step, by a process that may die, and once more when it did or when it is sent again; what is answered in the
   * end.
   */
  async act({ step: one, dies, again }: Scene): Promise<string | null> {
    const { table, faults } = this.access;
    const key = newKey();
    const attempt = async (): Promise<string | null> => {
      const day = { siteId: this.siteId, date: this.on[one.on === 0 ? 0 : 1] };
      if (one.what === "places")
        return setPlaces(
          table,
          day,
          { id: `${activityOf(this.siteId)}/=${unitIds.day}`, capacity: places },
          one.places,
        ).then(() => null);
      if (one.what === "shut") return shutDay(table, day, closure).then(() => null);
      if (one.what === "reopen") return reopenDay(table, day, closure).then(() => null);
      if (one.what === "race") return this.race(one.on);
      if (!("who" in one)) return this.expire();
      if (one.what === "word") return this.sayWord(one, `word-${key}`);
      const own = guardian(this.useCases, this.families[one.who]!);
      const line = this.line(one);
      switch (one.what) {
        case "book":
          return answered(await own.book([{ ...line, ifFull: one.wait ? "wait" : "refuse" }], key));
        case "cancel":
          return answered(await own.cancel([line], key));
        case "accept":
          return answered(await own.accept([line], key));
        case "change":
          return answered(
            await own.change([{ ...line, to: { unitId: unitIds.day, date: this.on[one.on === 0 ? 1 : 0] } }], key),
          );
      }
    };
    if (!dies) {
      const first = await attempt();
      if (again) expect(await attempt()).toBe(first);
      return first;
    }
    faults.plan(diesAt(dies.at, dies.when));
    const died = await attempt().then(
      () => false,
      (error: unknown) => {
        if (!String(error).includes("The process has died")) throw error;
        return true;
      },
    );
    await faults.clear();
    // Half of the dead are never sent again: the stream alone settles what they left. A schedule always is.
    // Who takes a word back presses again: else what was not taken back is done.
    if (died && !again && one.what !== "expire" && one.what !== "word") return "?";
    return attempt();
  }

  /**
   * A family asks too late that its place be cancelled, and the office agrees, or takes that back; the stream has it done
   * once it cannot be taken back.
   */
  async sayWord(
    { who: rank, on: index, undone }: Extract<Step, { readonly what: "word" }>,
    token: string,
  ): Promise<string> {
    const { table } = this.access;
    const key = { familyCode: this.families[rank]!, childId: child(1), date: this.on[index === 0 ? 0 : 1] };
    const unit = unitKey(activityOf(this.siteId), unitIds.day);
    const { now } = this.clock;
    const write = async (decide: (day: ChildDay) => GenerationDecision) =>
      expectRevision(table, key, (await readChildDays(table, [key]))(key), decide);
    const by = id("Login", key.familyCode);
    const asked = await write((day) =>
      day.units.get(unit)?.deciding?.requestToken === token
        ? { kind: "unchanged", state: day.units.get(unit) }
        : annotate(
            day,
            {
              requestToken: `ask-${token}`,
              at: now,
              by,
              unit,
              siteId: this.siteId,
              generation: generationOf(day, unit),
            },
            { asked: { what: "cancel", reason: "maladie", at: now, by } },
          ),
    );
    if (statusOf(asked.day, unit) !== "booked") return "notBooked";
    const word = { requestToken: token, what: "cancel" as const, accepted: true, at: now, by: id("Login", "AGENT.UN") };
    await write((day) => sayWord(day, unit, word, now));
    if (undone) await write((day) => takeWordBack(day, unit, token, now));
    return "said";
  }

  /** Every family but one of the two households asks at the same instant, ready to wait. */
  async race(index: number): Promise<null> {
    await Promise.all(
      this.families
        .slice(0, -1)
        .map((code) => guardian(this.useCases, code).book([{ ...this.line({ on: index }), ifFull: "wait" }])),
    );
    return null;
  }

  async expire(): Promise<null> {
    this.clock.now = plusSeconds(this.clock.now, (holdHours + 1) * 3600);
    const { table } = this.access;
    const key = unitKey(activityOf(this.siteId), unitIds.day);
    for (const day of this.on.flatMap((date) =>
      this.families.map((code) => ({ familyCode: code, childId: child(1), date })),
    )) {
      const state = (await readChildDays(table, [day]))(day).units.get(key);
      if (state?.status === "offered" && state.until !== undefined)
        await endOffer(
          { table, clock: () => this.clock.now, log: silent, schoolZone: "B" },
          { ...day, unit: key, siteId: this.siteId, generation: state.generation, until: state.until },
        );
    }
    return null;
  }

  /** What the table says of a day, in the model's words. */
  async read(index: 0 | 1): Promise<Day> {
    const { table } = this.access;
    const siteDay = { siteId: this.siteId, date: this.on[index] };
    const keys = this.families.map((code) => ({ familyCode: code, childId: child(1), date: this.on[index] }));
    const [readDay, queue, record] = await Promise.all([
      readChildDays(table, keys),
      readWaitingList(table, siteDay),
      readDays(table, [siteDay], { consistent: true }),
    ]);
    const state = (rank: number) =>
      readDay(keys[rank]!).units.get(unitKey(activityOf(this.siteId), unitIds.day))?.status;
    const ranks = this.families.map((_, rank) => rank);
    const counter = record(siteDay).counters.get(`${activityOf(this.siteId)}/=${unitIds.day}`);
    return {
      places: counter?.set ?? places,
      closed: record(siteDay).closed !== null,
      booked: new Set(ranks.filter((rank) => state(rank) === "booked")),
      offered: new Set(ranks.filter((rank) => state(rank) === "offered")),
      queue: queue.map(({ familyCode: code }) => this.families.indexOf(code)),
    };
  }

  /** Makes places of a day as they were before, long seen by the stream. */
  async goBack({ on: index, of }: NonNullable<Scene["before"]>): Promise<void> {
    const day = { siteId: this.siteId, date: this.on[index === 0 ? 0 : 1] };
    await asBefore(
      this.access.table,
      day,
      of.map((rank) => this.families[rank]!),
    );
    for (const [name, item] of await asDelivered(this.access.table, this.siteDays(), this.families))
      this.delivered.set(name, item);
  }

  /** Nothing is in flight but what is as before; rosters show what children's days say. */
  async atRest(): Promise<void> {
    const { table } = this.access;
    const full = await readFullDays(table, this.siteDays());
    const keys = this.on.flatMap((date) =>
      this.families.map((code) => ({ familyCode: code, childId: child(1), date })),
    );
    const readDay = await readChildDays(table, keys);
    for (const day of this.siteDays()) {
      const { record, entries, places: taken } = full(day);
      expect(record.claims.filter(({ id: attempt }) => attempt !== undefined)).toEqual([]);
      expect(record.releases).toEqual([]);
      for (const familyCode of this.families) {
        const key = { familyCode, childId: child(1), date: day.date };
        const shown = placesAt(readDay(key), day.siteId);
        const entry = entries.find((one) => one.familyCode === familyCode);
        if (entry) expect(entry.units).toEqual(shown);
        else expect(taken.filter((place) => place.familyCode === familyCode)).toHaveLength(shown.size);
      }
    }
  }

  /** After a step and the stream's work: the table says what the model says. */
  async check(): Promise<void> {
    await this.atRest();
    // Places lowered below what is taken are no fault: the model says who has one, and that nobody gets one beyond
    // them.
    const keys = this.on.flatMap((date) =>
      this.families.map((code) => ({ familyCode: code, childId: child(1), date })),
    );
    const readDay = await readChildDays(this.access.table, keys);
    const own = keys.map((key) => [key.familyCode, readDay(key)] as const);
    const wrong = await disagreements(this.access.table, this.siteDays(), { catalogue: entered, own });
    expect(wrong.filter((one) => !/: \d+ of \d+ places$/u.test(one))).toEqual([]);
    for (const index of [0, 1] as const) expect(await this.read(index)).toEqual(this.days[index]);
  }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let stages = 0;
function nextStage(actors: Actors): Stage {
  const at = stages;
  stages += 1;
  const [site, pair] = [Math.floor(at / pairs), at % pairs];
  if (site >= siteIds.length) throw new Error("There are more sequences than stages");
  return new Stage(actors, site, [dates[2 * pair]!, dates[2 * pair + 1]!]);
}

const same = (one: Day, other: Day): boolean =>
  JSON.stringify([one.places, one.closed, [...one.booked].sort(), [...one.offered].sort(), one.queue]) ===
  JSON.stringify([other.places, other.closed, [...other.booked].sort(), [...other.offered].sort(), other.queue]);

/**
 * After everybody asked at once: all of those who had nothing are placed or wait, as many placed as there was room for,
 * and nobody who was there before has moved.
 */
function raced(before: Day, found: Day): void {
  const newcomers = before.closed
    ? []
    : Array.from({ length: actors - 1 }, (_, rank) => rank).filter(
        (rank) => !has(before, rank) && !isElsewhere(before, rank),
      );
  const room = Math.max(0, before.places - taken(before));
  expect(found.booked.size - before.booked.size).toBe(Math.min(room, newcomers.length));
  expect(found.queue.slice(0, before.queue.length)).toEqual(before.queue);
  expect([...found.booked, ...found.offered, ...found.queue].sort()).toEqual(
    [...before.booked, ...before.offered, ...before.queue, ...newcomers].sort(),
  );
}

async function play(actors: Actors, scenes: readonly Scene[]): Promise<void> {
  const { access } = actors;
  actors.clock.now = monday;
  const stage = nextStage(actors);
  const { days } = stage;
  for (const one of scenes) {
    const before = structuredClone(days);
    const wanted = expected(days, one.step);
    if (one.before) await stage.goBack(one.before);
    const answer = await stage.act(one);
    const { streamDies } = one;
    if (streamDies)
      await dieAtWork(actors.stream, access.table, stage.siteDays(), stage.families, stage.delivered, {
        begin: () => access.faults.plan(diesAt(streamDies.at, streamDies.when)),
        end: () => access.faults.clear(),
      });
    await comeToRest(actors.stream, access.table, stage.siteDays(), stage.families, stage.delivered);
    for (const day of days) offer(day);
    if (one.step.what === "race") {
      const [index, was] = [one.step.on === 0 ? 0 : 1, before[one.step.on]!] as const;
      const found = await stage.read(index);
      offer(was);
      // A process that died among them leaves less; the rest is checked all the same.
      if (!one.dies) raced(was, found);
      Object.assign(days[index], found);
      await stage.check();
      continue;
    }
    if (answer === "?") {
      // It died and was not sent again: either nothing came of it, or all of it did; never a part.
      const found = [await stage.read(0), await stage.read(1)] as const;
      const nothing = found.every((day, index) => {
        const was = before[index]!;
        offer(was);
        return same(day, was);
      });
      if (nothing) days.forEach((day, index) => Object.assign(day, before[index]));
    } else if (wanted !== null) expect(answer).toBe(wanted);
    await stage.check();
  }
}

test("whatever happens in whatever order, the table says what the model says", async () => {
  await Promise.all(
    Array.from({ length: side }, async () => {
      const actors = await actorsOn(world.another());
      await fc.assert(
        fc.asyncProperty(fc.array(scene, { minLength: 4, maxLength: 14 }), (scenes) => play(actors, scenes)),
        { numRuns: Math.ceil(runs / side), endOnFailure: true },
      );
    }),
  );
}, 3_600_000);
