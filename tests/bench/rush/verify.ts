/** Reads the whole table once the crowd has gone, and holds it against every answer that a family was given. */
import { statusOf } from "../../../functions/booking/rules/child-day.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { dayName, type SiteDay } from "../../../functions/booking/store/day-record.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import type { Table } from "../../../functions/table/table.ts";
import { inconsistencies } from "../../integration/booking/consistency.ts";
import type { Basket } from "./crowd.ts";
import { unitId, wednesdays, type RushFamily, type RushTown } from "./town.ts";

export interface Verdict {
  /** Places of all days. */
  readonly places: number;
  /** As the table has them. */
  readonly booked: number;
  readonly waiting: number;
  /** Of those who were told to wait, offered a place since: one that a request sent twice had held for a moment. */
  readonly offered: number;
  /** Lines answered so, once for each basket. */
  readonly refused: number;
  readonly full: number;
  readonly oversold: number;
  /** Told that they are booked or wait, which the table does not say. */
  readonly lost: number;
  /** Baskets answered in two ways; lines booked under two keys, or booked or waiting and nobody told. */
  readonly duplicated: number;
  /** Baskets without an answer. */
  readonly unanswered: number;
  /** Lines that were lost or duplicated, in words. */
  readonly broken: readonly string[];
  /** Counters, places and children's days that do not agree, in words. */
  readonly disagreeing: readonly string[];
}

const daysOf = ({ sites }: RushTown): readonly SiteDay[] =>
  sites.flatMap(({ siteId }) => wednesdays.map((date) => ({ siteId, date })));
const lineName = ({ childId, date }: { readonly childId: string; readonly date: string }): string =>
  `${childId} ${date}`;

/** What lines of a family are, or what it was told that they are: `booked` or `waiting`. */
type Standing = readonly (readonly [line: string, standing: string])[];
const standings: ReadonlySet<string> = new Set(["booked", "waiting"]);

/** As its baskets were answered, each once. */
const toldOf = (baskets: readonly Basket[]): Standing =>
  baskets.flatMap(({ answers: [first] }) =>
    (first?.lines ?? [])
      .filter(({ outcome }) => standings.has(outcome))
      .map((line) => [lineName(line), line.outcome] as const),
  );

/** As the family's own records have it. */
async function recordedOf(table: Table, { code, site }: RushFamily): Promise<Standing> {
  const days = await readFamilyDays(table, code, { from: wednesdays[0]! });
  return days
    .map((day) => [lineName(day), statusOf(day, unitKey(site.activityId, unitId))] as const)
    .filter(([, status]) => status !== "none");
}

/** Whoever waits may be offered a place before anybody looks: the list has done its work. */
const keeps = (told: string | undefined, recorded: string | undefined): boolean =>
  told === recorded || (told === "waiting" && recorded === "offered");

/** `guests`: families of no town of their own, who came as well. */
export async function verify(
  table: Table,
  town: RushTown,
  baskets: readonly Basket[],
  guests: readonly RushFamily[] = [],
): Promise<Verdict> {
  const days = daysOf(town);
  const placesOf = new Map(
    town.sites.flatMap((site) => daysOf({ ...town, sites: [site] }).map((day) => [dayName(day), site.places])),
  );
  const recorded = await readFullDays(table, days);
  const taken = days.map((day) => [dayName(day), recorded(day).places.length] as const);
  const byFamily = Map.groupBy(baskets, ({ family }) => family.code);
  const heldPerDay = new Map<string, number>();
  const broken: string[] = [];
  let [booked, waiting, offered, lost, duplicated] = [0, 0, 0, 0, 0];
  await inParallel([...town.families, ...guests], 16, async (family) => {
    const told = toldOf(byFamily.get(family.code) ?? []);
    const recorded = new Map(await recordedOf(table, family));
    const known = new Map(told);
    const say = ([line]: Standing[number]): void =>
      void broken.push(`${line}: told ${known.get(line) ?? "nothing"}, recorded ${recorded.get(line) ?? "nothing"}`);
    const missing = told.filter(([line, standing]) => !keeps(standing, recorded.get(line)));
    const beyond = [...recorded].filter(([line, standing]) => !keeps(known.get(line), standing));
    [...missing, ...beyond].forEach(say);
    lost += missing.length;
    // A second page may well be told that the child waits: it does, once.
    const toldBooked = told.filter(([, standing]) => standing === "booked").map(([line]) => line);
    duplicated += beyond.length + (toldBooked.length - new Set(toldBooked).size);
    for (const [line, standing] of recorded) {
      if (standing === "waiting") waiting += 1;
      if (standing === "offered") offered += 1;
      if (standing !== "booked") continue;
      booked += 1;
      const day = dayName({ siteId: family.site.siteId, date: wednesdays.find((date) => line.endsWith(date))! });
      heldPerDay.set(day, (heldPerDay.get(day) ?? 0) + 1);
    }
  });
  const over = ([day, count]: readonly [string, number]): number => Math.max(0, count - (placesOf.get(day) ?? 0));
  const outcomes = baskets.flatMap(({ answers: [first] }) => (first?.lines ?? []).map(({ outcome }) => outcome));
  return {
    places: [...placesOf.values()].reduce((sum, places) => sum + places, 0),
    booked,
    waiting,
    offered,
    broken,
    lost,
    duplicated: duplicated + baskets.filter(({ answers }) => new Set(answers.map(({ text }) => text)).size > 1).length,
    refused: outcomes.filter((outcome) => outcome === "refused").length,
    full: taken.filter(([day, count]) => count >= (placesOf.get(day) ?? 0)).length,
    oversold: [...taken, ...heldPerDay].reduce((sum, day) => sum + over(day), 0),
    unanswered: baskets.filter(({ answers }) => answers.length === 0).length,
    disagreeing: await inconsistencies(table, days),
  };
}
