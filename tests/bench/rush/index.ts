/**
 * Opening day, played against a running portal through its API, while its table and its stream misbehave.
 *
 * In order: a town of 100 families, one of 1,000, rounds of booking beside bare writes, the town that was asked for,
 * and a crowd that comes once everything is full. Then the whole table is read and held against every answer that any
 * family got.
 */
import { availableParallelism } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { id } from "../../../functions/kernel/ids.ts";
import { diceOf, type Dice } from "../../../infra/local/faults/dice.ts";
import { countDataCalls } from "../../support/data-calls.ts";
import { budgets } from "../budgets.ts";
import { fact, print, type Line } from "../report.ts";
import { bookBare, fillDay } from "./bare.ts";
import { sendCrowd, type CrowdReport } from "./crowd.ts";
import { sumOf, type Uses } from "./meter.ts";
import { median, paceOf, quantile, type Paced } from "./pace.ts";
import { readProcessor, summed, usedSince, type Processor } from "./processor.ts";
import type { Measures } from "./remote.ts";
import { perSecond, signInWave } from "./sign-ins.ts";
import { openStage, type Stage } from "./stage.ts";
import { largeSize, rushTown, size, together, wednesdays, type RushFamily, type RushTown } from "./town.ts";
import { verify, type Verdict } from "./verify.ts";

/** Requests on their way at once, on so small a machine. */
const width = 48;
const minute = 60_000;

interface Run {
  readonly town: RushTown;
  readonly report: CrowdReport;
  readonly uses: Uses;
}

const bookedIn = ({ baskets }: CrowdReport): readonly Paced[] =>
  baskets.flatMap(({ answers: [first] }) =>
    first ? [{ at: first.at, lines: first.lines.filter(({ outcome }) => outcome === "booked").length }] : [],
  );

/** Minutes pass: what is under way, on the terminal of whoever waits. */
const say = (doing: string): void => void process.stderr.write(`${number(performance.now() / 1_000)} s: ${doing}\n`);

async function run(
  stage: Stage,
  town: RushTown,
  dice: Dice,
  within: number,
  families: readonly RushFamily[] = town.families,
): Promise<Run> {
  say(`${number(families.length)} families book`);
  await stage.portal.measures();
  const report = await sendCrowd({ url: stage.portal.url, families, cookieOf: stage.cookieOf, dice, within, width });
  // What hung up may still be under way.
  await wait(500);
  const { uses } = await stage.portal.measures();
  return { town, report, uses };
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const milliseconds = (value: number): string => `${number(value)} ms`;
const percent = (value: number): string => `${Math.round(value * 100)} %`;

/**
 * What a booked line costs: everything that the booking function asked of the table, refused lines and retries
 * included.
 */
interface Cost {
  readonly families: number;
  readonly calls: number;
  readonly read: number;
  readonly written: number;
}

/** The catalogue is read every few seconds by each process, whoever comes: it has no share in a line. */
const reads = /^book (?:GetItem|BatchGetItem|Query) (?!CATALOGUE)/u;
const writes = /^book (?:UpdateItem|PutItem|DeleteItem|TransactWriteItems) /u;
const dayWrites = /^book (?:UpdateItem|PutItem|DeleteItem|TransactWriteItems) SITE$/u;

function costOf({ town, report, uses }: Run): Cost {
  const booked = bookedIn(report).reduce((sum, { lines }) => sum + lines, 0);
  const [read, written] = [sumOf(uses, reads), sumOf(uses, writes)];
  return {
    families: town.families.length,
    calls: (read.calls + written.calls) / booked,
    read: read.units / booked,
    written: (written.units + written.refusedUnits) / booked,
  };
}

interface Throughput {
  readonly portal: number;
  readonly bare: number;
  /** Who used the processor meanwhile. */
  readonly used: { readonly portal: Processor; readonly bare: Processor };
}

/**
 * The portal and bare writes in turns, so that whatever else the machine does meets both alike. Without faults: those
 * would have bare writes wait, of which there are fewer at once.
 */
async function race(
  stage: Stage,
  rounds: readonly Round[],
  dice: Dice,
): Promise<{ readonly each: readonly Throughput[]; readonly runs: readonly Run[] }> {
  const [each, runs]: [Throughput[], Run[]] = [[], []];
  for (const { booked, bare } of rounds) {
    // Neither pays for what the stream still has to do after what came before.
    await stage.portal.settled();
    const before = readProcessor(stage.portal.pid);
    const one = await run(stage, booked, dice, 0);
    const after = readProcessor(stage.portal.pid);
    runs.push(one);
    await stage.portal.settled();
    say("bare writes");
    const calm = readProcessor(stage.portal.pid);
    const written = await bookBare(stage.faulty, bare);
    each.push({
      portal: paceOf(bookedIn(one.report)),
      bare: paceOf(written),
      used: { portal: usedSince(before, after), bare: usedSince(calm, readProcessor(stage.portal.pid)) },
    });
  }
  return { each, runs };
}

interface Round {
  readonly booked: RushTown;
  readonly bare: RushTown;
}

const roundsOf = (dice: Dice): readonly Round[] =>
  // As many families as there is room for: every line is booked.
  ["R", "S", "T", "U", "V"].map((letter) => ({
    booked: rushTown(letter, 100, dice, size.places / 2),
    bare: rushTown(`${letter}B`, 100, dice, size.places / 2),
  }));

/** Families who want days that are full by the time they come. */
const latecomers = ({ sites }: RushTown, dice: Dice): readonly RushFamily[] => {
  const late = rushTown("L", 200, dice);
  return late.families.map((family, index): RushFamily => {
    const site = sites[index % sites.length];
    if (!site) throw new Error("A town has a site");
    return {
      ...family,
      site,
      lines: family.lines.map((line) => ({ ...line, activityId: site.activityId, ifFull: "refuse" })),
    };
  });
};

interface DayCost {
  readonly places: number;
  /** Write units that the day itself takes for a booking, on average while it fills and nobody comes to help. */
  readonly average: number;
}

/** One day filled to a number of places, on a quiet table: what its partition is charged for each booking. */
async function dayCosts({ table, client }: Stage): Promise<readonly DayCost[]> {
  const counter = countDataCalls(client);
  const siteId = id("SiteId", "tres-demande");
  let [filled, units] = [0, 0];
  const costs: DayCost[] = [];
  for (const places of [size.places, 200, largeSize.places, 1_000]) {
    await fillDay(table, siteId, filled, places);
    filled = places;
    units += counter
      .take()
      .calls.filter(({ partition }) => partition === "SITE")
      .reduce((sum, { writeUnits }) => sum + writeUnits, 0);
    costs.push({ places, average: units / places });
  }
  return costs;
}

function added(verdicts: readonly Verdict[]): Verdict {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    places: sum(({ places }) => places),
    booked: sum(({ booked }) => booked),
    refused: sum(({ refused }) => refused),
    waiting: sum(({ waiting }) => waiting),
    offered: sum(({ offered }) => offered),
    broken: verdicts.flatMap(({ broken }) => broken),
    full: sum(({ full }) => full),
    oversold: sum(({ oversold }) => oversold),
    lost: sum(({ lost }) => lost),
    duplicated: sum(({ duplicated }) => duplicated),
    unanswered: sum(({ unanswered }) => unanswered),
    disagreeing: verdicts.flatMap(({ disagreeing }) => disagreeing),
  };
}

const none = (what: string, count: number, detail = ""): Line => ({
  what,
  measured: `${count}${detail}`,
  budget: "0",
  ok: count === 0,
});

function correctness(main: Run, own: Verdict, all: Verdict): readonly Line[] {
  const { report } = main;
  const last = Math.max(...report.baskets.flatMap(({ answers }) => answers.map(({ at }) => at)));
  return print(
    `Opening day: ${number(main.town.families.length)} families, two children, ten Wednesdays at ${main.town.sites.length} sites`,
    [
      fact(
        "places",
        `${number(own.places)} on ${number(main.town.sites.length * wednesdays.length)} days of ${size.places}, ${wednesdays.length} of them of ${largeSize.places}`,
      ),
      fact(
        "lines asked for",
        `${number(report.baskets.reduce((sum, { family }) => sum + family.lines.length, 0))} in ${number(report.baskets.length)} baskets`,
      ),
      fact(
        "booked / refused / waiting / offered",
        [own.booked, own.refused, own.waiting, own.offered].map((count) => number(count)).join(" / "),
      ),
      fact("all arrived / all answered", `within 60 s / after ${number(last / 1_000, 1)} s`),
      none("oversold", all.oversold),
      none("lost", all.lost, all.broken.length > 0 ? `: ${all.broken.slice(0, 3).join("; ")}` : ""),
      none("duplicated", all.duplicated),
      none("unanswered", all.unanswered),
      none(
        "records that disagree",
        all.disagreeing.length,
        all.disagreeing.length > 0 ? `: ${all.disagreeing.slice(0, 3).join("; ")}` : "",
      ),
      none(
        "answers of another kind",
        [...report.strange.values()].reduce((sum, count) => sum + count, 0),
        report.strange.size > 0 ? `: ${[...report.strange.keys()].slice(0, 3).join("; ")}` : "",
      ),
      fact(
        "latency p50 / p95 / p99",
        `${[0.5, 0.95, 0.99].map((share) => milliseconds(quantile(report.latencies, share))).join(" / ")}, ${width} at once`,
      ),
      fact(
        "from click to answer p50 / p95 / p99",
        [0.5, 0.95, 0.99].map((share) => milliseconds(quantile(report.waits, share))).join(" / "),
      ),
    ],
  );
}

function faults({ report, uses }: Run, { table, stream }: Measures, behind: number): readonly Line[] {
  const asked = sumOf(uses, /^book /u);
  const whole = (entries: object): string =>
    Object.entries(entries)
      .map(([name, count]) => `${name} ${number(Number(count))}`)
      .join(", ");
  return print("What went wrong on purpose, all runs", [
    fact("table", whole(table)),
    fact("stream, batches", whole(stream)),
    fact("the stream had caught up", `${number(behind / 1_000, 1)} s after the last answer`),
    fact(
      "data calls made again",
      `${number(asked.calls - asked.reached)} of ${number(asked.calls)} never reached the table`,
    ),
    fact(
      "requests sent again",
      `${number(report.sentAgain)} after 5xx or silence; ${number(report.cut)} hung up by the families`,
    ),
  ]);
}

function costs(all: readonly Cost[]): readonly Line[] {
  const [first] = all;
  if (!first) throw new Error("There is no smallest town");
  const growth = (of: (cost: Cost) => number, cost: Cost): number => of(cost) / of(first);
  const worst = (cost: Cost): number =>
    Math.max(
      growth(({ calls }) => calls, cost),
      growth(({ read }) => read, cost),
      growth(({ written }) => written, cost),
    );
  return print(
    "Cost of a booked line, with its share of whoever was refused",
    all.map((cost) => ({
      what: `${number(cost.families)} families`,
      measured: `${number(cost.calls, 2)} calls, ${number(cost.read, 2)} read + ${number(cost.written, 2)} written units`,
      budget: cost === first ? "" : `≤ ${budgets.rush.growth} × the smallest`,
      ok: worst(cost) <= budgets.rush.growth,
    })),
  );
}

/** Lines of a round, of either kind: every one is booked. */
const linesOfRound = 100 * 2 * wednesdays.length;

/** A machine whose cores are all busy books by what a line costs them: the difference, by who causes it. */
function whereTheRestGoes(each: readonly Throughput[]): readonly Line[] {
  const [portal, bare] = [summed(each.map(({ used }) => used.portal)), summed(each.map(({ used }) => used.bare))];
  const lines = each.length * linesOfRound;
  const perLine = (used: Processor, owner: string): number => (used.get(owner) ?? 0) / lines;
  const total = (used: Processor): number => [...used.values()].reduce((sum, time) => sum + time, 0) / lines;
  return [
    fact(
      "processor a line, portal / bare",
      `${number(total(portal), 2)} / ${number(total(bare), 2)} ms on ${availableParallelism()} cores`,
    ),
    ...[...portal.keys()]
      .toSorted((one, other) => perLine(portal, other) - perLine(portal, one))
      .map((owner) =>
        fact(`  ${owner}`, `${number(perLine(portal, owner), 2)} / ${number(perLine(bare, owner), 2)} ms`),
      ),
  ];
}

function speed(each: readonly Throughput[], main: Run): readonly Line[] {
  const share = median(each.map(({ portal, bare }) => portal / bare));
  const pace = paceOf(bookedIn(main.report));
  return print("Lines booked a second, while there are places", [
    ...each.map(({ portal, bare }, index) =>
      fact(`round ${index + 1}`, `portal ${number(portal)}, bare writes ${number(bare)}: ${percent(portal / bare)}`),
    ),
    {
      what: "share of bare writes, median",
      measured: percent(share),
      budget: `≥ ${percent(budgets.rush.throughput)}`,
      ok: share >= budgets.rush.throughput,
    },
    ...whereTheRestGoes(each),
    fact(
      "opening day, faults and all",
      `${number(pace)}: ${percent(pace / median(each.map(({ bare }) => bare)))} of the same`,
    ),
  ]);
}

function realTable(days: readonly DayCost[], main: Run, late: Run): readonly Line[] {
  const onDays = sumOf(main.uses, dayWrites);
  const booked = bookedIn(main.report).reduce((sum, { lines }) => sum + lines, 0);
  const lateWrites = sumOf(late.uses, /^book UpdateItem /u).calls + sumOf(late.uses, dayWrites).calls;
  const reading = sumOf(late.uses, /^book BatchGetItem SITE$/u);
  return print("One hot day on a real table: 1,000 write units a second for its partition", [
    ...days.map(({ places, average }): Line => ({
      what: `a day of ${number(places)} places`,
      measured: `${number(average, 2)} units a booking: ${number(1_000 / average)} bookings a second, full in ${number((places * average) / 1_000, 2)} s`,
      budget: `≥ ${budgets.rush.hotDay}`,
      ok: 1_000 / average >= budgets.rush.hotDay,
    })),
    fact(
      "what keeps it below that",
      "each day of a site is a partition of its own, apart from the families' and from its roster; claims leave its record once they are bookings",
    ),
    fact(
      "refused by the day's condition",
      `${number(onDays.refused / booked, 3)} a booked line, ${number(onDays.refusedUnits / booked, 2)} units: those who raced for the last places`,
    ),
    none(
      "writes for lines refused when full",
      lateWrites,
      ` for ${number(late.report.baskets.reduce((sum, { family }) => sum + family.lines.length, 0))} lines`,
    ),
    fact(
      "read units of a full day, a basket",
      `${number(reading.units / reading.reached / wednesdays.length, 2)}: of 3,000 a second, ${number((3_000 * reading.reached * wednesdays.length) / reading.units)} families a second look at the same day`,
    ),
  ]);
}

async function cognito(families: number, dice: Dice): Promise<readonly Line[]> {
  const line = async (count: number): Promise<Line> => {
    const { last, waited, pressedAgain } = await signInWave(count, dice);
    return fact(
      `${number(count)} families within a minute`,
      `all in after ${number(last)} s; ${number(waited)} waited, ${number(pressedAgain)} pressed again`,
    );
  };
  return print(`The same crowd at Cognito's default ${perSecond} sign-ins a second, if nobody had a session yet`, [
    ...(await Promise.all([families, 10_000].filter((count, index, all) => all.indexOf(count) === index).map(line))),
    fact("who signed in before", "12 h, or 30 days with « rester connecté »; renewal hourly, spread"),
  ]);
}

/** Plays opening day for a town of so many families, prints what came of it, and returns the lines. */
export async function measureRush(folder: string, families: number): Promise<readonly Line[]> {
  const dice = diceOf(families);
  const [small, middle, large] = [
    rushTown("A", 100, dice),
    rushTown("M", 1_000, dice),
    together(
      rushTown("Z", families, dice),
      rushTown("G", largeSize.families, dice, largeSize.families, largeSize.places),
    ),
  ];
  const rounds = roundsOf(dice);
  const late = latecomers(large, dice);
  say("a portal starts, its families sign in");
  const stage = await openStage(folder, [small, middle, large, ...rounds.map(({ booked }) => booked)], late);
  try {
    // The first families of a morning find functions that have just started; they are counted, and not compared.
    const warm = [await run(stage, small, dice, 0), await run(stage, middle, dice, minute / 20)];
    const { each, runs } = await stage.portal.calmly(() => race(stage, rounds, dice));
    await stage.portal.settled();
    const main = await run(stage, large, dice, minute);
    const tooLate = await run(stage, large, dice, 0, late);
    say("the stream comes to its end");
    const gone = performance.now();
    await stage.portal.settled();
    const behind = performance.now() - gone;
    say("the whole table is read");
    const own = await verify(stage.table, large, [...main.report.baskets, ...tooLate.report.baskets], late);
    const others: Verdict[] = [];
    for (const { town, report } of [...warm, ...runs]) others.push(await verify(stage.table, town, report.baskets));
    const measured = await stage.portal.measures();
    return [
      ...correctness(main, own, added([own, ...others])),
      ...faults(main, measured, behind),
      ...costs([...warm, main].map(costOf)),
      ...speed(each, main),
      ...realTable(await dayCosts(stage), main, tooLate),
      ...(await cognito(families, dice)),
    ];
  } finally {
    await stage.close();
  }
}
