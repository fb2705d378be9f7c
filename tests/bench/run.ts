/**
 * `npm run bench`: every budget of the house beside what is measured. Fails past a budget.
 *
 *   npm run bench -- bundles loads data pages home taps lighthouse start places rush reminders imports billing search     only those
 *   npm run bench -- rush --families 10000                                        opening day of a larger town
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { commands, readFacts, start, type PortalFacts } from "../e2e/command.ts";
import { launchBrowser, visit } from "../e2e/browser.ts";
import { budgets, bundleOverOf } from "./budgets.ts";
import { measureBilling } from "./billing.ts";
import { measureBundles } from "./bundles.ts";
import { measureData } from "./data.ts";
import { measureHome } from "./home.ts";
import { journeys, signedIn } from "./journeys.ts";
import { categories, measureLighthouse } from "./lighthouse.ts";
import { measureLoads } from "./load.ts";
import { measurePages } from "./pages.ts";
import { acts, growth, measurePlaces, trend } from "./places.ts";
import { print, type Line } from "./report.ts";
import { measureImports } from "./imports.ts";
import { measureReminders } from "./reminders.ts";
import { measureSearch } from "./search.ts";
import { benchTaps } from "./taps.ts";
import { measureRush } from "./rush/index.ts";

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const milliseconds = (time: number): string => `${Math.round(time)} ms`;
const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;

async function bundles(): Promise<readonly Line[]> {
  return print(
    "Functions, bundled: bytes above a bare handler with the same clients",
    (await measureBundles()).map(({ name, bytes, bare, over }) => ({
      what: name,
      measured: `${kilobytes(over)}   (${kilobytes(bytes)}, bare ${kilobytes(bare)})`,
      budget: `≤ ${kilobytes(bundleOverOf(name))}`,
      ok: over <= bundleOverOf(name),
    })),
  );
}

async function loads(): Promise<readonly Line[]> {
  return print(
    "Functions, loaded: processor's time from import to ready, beside the bare handler asking for the same; median of pairs",
    (await measureLoads()).map(({ name, load, bare, against, ratio, within, pairs, calls }) => ({
      what: name,
      measured: `${ratio.toFixed(2)} × ± ${within.toFixed(2)}   (${milliseconds(load)}, ${against} ${milliseconds(bare)}, ${pairs} pairs, ${calls} calls)`,
      budget: `≤ ${budgets.loadRatio} ×`,
      ok: ratio <= budgets.loadRatio,
    })),
  );
}

async function data(portal: PortalFacts): Promise<readonly Line[]> {
  return print(
    "Calls of the API: round trips to the table, the session's included; capacity units",
    (await measureData(portal)).map(({ name, mostTrips, trips, calls, readUnits, writeUnits, most }) => ({
      what: name,
      measured: `${trips} round trips, ${calls} calls, ${readUnits} read, ${writeUnits} written`,
      budget: `${mostTrips === null ? "" : `≤ ${mostTrips} trips, `}≤ ${most.read} + ${most.write} units`,
      ok: trips <= (mostTrips ?? Infinity) && readUnits <= most.read && writeUnits <= most.write,
    })),
  );
}

/** A line for each figure of an act, from the smallest day to the largest. */
async function places(): Promise<readonly Line[]> {
  const sizes = [40, 200, 600, 1_000];
  const measured = await measurePlaces(sizes);
  const lines = acts.flatMap((name): readonly Line[] => {
    const costs = measured.map(({ acts: all }) => all[name]);
    const before = budgets.places.before[name];
    const after = budgets.places.follows[name];
    const figure = (
      what: string,
      of: (cost: (typeof costs)[number]) => number,
      { most = Infinity, digits = 0, grown = growth } = {},
    ): Line => {
      const values = costs.map(of);
      const grows = grown(values);
      return {
        what: `${name}: ${what}`,
        measured: `${values.map((value) => value.toFixed(digits).padStart(8)).join("")}   ${grows.toFixed(2)} ×`,
        budget: `≤ ${budgets.places.growth} ×${most === Infinity ? "" : `, ≤ ${most}`}`,
        ok: grows <= budgets.places.growth && values.every((value) => value <= most),
      };
    };
    return [
      figure("read units", ({ read }) => read, { most: before.read, digits: 1 }),
      figure("written units", ({ write }) => write, { most: before.write }),
      figure("bytes of the answer", ({ bytes }) => bytes, {
        most: Math.floor(before.bytes * budgets.places.growth),
      }),
      figure("processor, ms", ({ time }) => time ?? NaN, { most: before.time, digits: 1, grown: trend }),
      figure("read by the stream after it", ({ follows: { read } }) => read, { most: after.read, digits: 1 }),
      figure("written by the stream after it", ({ follows: { write } }) => write, { most: after.write }),
    ];
  });
  const sheets = measured.map(({ sheet: { children, read } }) => (4 * read) / children);
  return print(`What an act costs on days of ${sizes.join(", ")} places, nine tenths taken`, [
    ...lines,
    {
      what: "day's sheet: read, for four children",
      measured: `${sheets.map((read) => read.toFixed(2).padStart(8)).join("")}   ${measured.map(({ sheet }) => sheet.children).join(" / ")} children`,
      budget: `≤ ${budgets.places.sheet}`,
      ok: sheets.every((read) => read <= budgets.places.sheet),
    },
  ]);
}

async function gridPath(portal: PortalFacts): Promise<string> {
  const browser = await launchBrowser();
  try {
    return await signedIn(portal, "guardian")((await visit(browser, portal.portal)).context);
  } finally {
    await browser.close();
  }
}

async function pages(portal: PortalFacts): Promise<readonly Line[]> {
  const grid = await gridPath(portal);
  const browser = await launchBrowser();
  try {
    const lines: Line[] = [];
    for (const journey of journeys(portal, grid)) {
      const most = journey.site === "parents" ? budgets.parentFirst : budgets.staffFirst;
      for (const [index, { name, files, data: answers, list }] of (
        await measurePages(browser, portal.portal, journey)
      ).entries()) {
        const budget = index === 0 ? most : budgets.parentLater;
        lines.push({
          what: index === 0 ? name : `  puis ${name}`,
          measured: `${kilobytes(files)}   (${list.filter((one) => !one.data).length} files; data ${kilobytes(answers)})`,
          budget: `≤ ${kilobytes(budget)}`,
          ok: files <= budget,
        });
      }
    }
    return print("Pages: every file over the wire, gzip", lines);
  } finally {
    await browser.close();
  }
}

async function home(portal: PortalFacts): Promise<readonly Line[]> {
  const { median, worst, requests } = await measureHome(portal);
  return print("Home, at 400 kbit/s and 400 ms a request, processor 6 times slower: to the paint of its cards", [
    {
      what: "readable",
      measured: `${seconds(median)}   (worst ${seconds(worst)}, ${requests} requests)`,
      budget: `≤ ${seconds(budgets.home)}`,
      ok: median <= budgets.home,
    },
  ]);
}

async function lighthouse(portal: PortalFacts): Promise<readonly Line[]> {
  const grid = await gridPath(portal);
  const scores = [
    ...(await measureLighthouse(portal.portal, [{ name: "Identification", path: "/" }], null)),
    ...(await measureLighthouse(
      portal.portal,
      [
        { name: "Accueil", path: "/" },
        { name: "Grille", path: grid },
        { name: "Mes réservations", path: "/mes-reservations" },
      ],
      signedIn(portal, "guardian"),
    )),
  ];
  return print(
    "Lighthouse, phone: performance / accessibility / best practices",
    scores.map(({ name, scores: found, lost }) => ({
      what: name,
      measured: `${categories.map((category) => found[category]).join(" / ")}${lost.length > 0 ? `   ${lost.join("; ")}` : ""}`,
      budget: `≥ ${categories.map((category) => budgets.lighthouse[category]).join(" / ")}`,
      ok: categories.every((category) => found[category] >= budgets.lighthouse[category]),
    })),
  );
}

async function taps(portal: PortalFacts): Promise<readonly Line[]> {
  const { cells, median, worst } = await benchTaps(portal);
  const line = (what: string, time: number, most: number): Line => ({
    what,
    measured: milliseconds(time),
    budget: `≤ ${milliseconds(most)}`,
    ok: time <= most,
  });
  return print(`Daily grid, ${cells} cells, processor 6 times slower: from a tap to its paint`, [
    line("median", median, budgets.tap.median),
    line("worst", worst, budgets.tap.worst),
  ]);
}

/** The command itself, on nothing, then on what the first start left. The build is as `npm ci` leaves it: none. */
async function starts(folder: string): Promise<readonly Line[]> {
  const { built } = await import("../../infra/build.ts");
  await rm(built.root, { recursive: true, force: true });
  const time = async (): Promise<number> => {
    const portal = await start(commands.npmStart, { data: join(folder, "start") });
    await portal.stop();
    return portal.milliseconds;
  };
  const [first, later] = [await time(), await time()];
  return print("npm start, to « Portail prêt »", [
    {
      what: "the first time",
      measured: seconds(first),
      budget: `≤ ${seconds(budgets.startFirst)}`,
      ok: first <= budgets.startFirst,
    },
    {
      what: "later",
      measured: seconds(later),
      budget: `≤ ${seconds(budgets.startLater)}`,
      ok: later <= budgets.startLater,
    },
  ]);
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { families: { type: "string", default: "3000" } },
  });
  const wanted = new Set(positionals);
  const families = Number(values.families);
  if (!Number.isInteger(families) || families < 1_000) throw new Error("--families takes a whole number from 1000 on");
  const wants = (name: string): boolean => wanted.size === 0 || wanted.has(name);
  const folder = await mkdtemp(join(tmpdir(), "portail-bench-"));
  const lines: Line[] = [];
  try {
    if (wants("start")) lines.push(...(await starts(folder)));
    if (wants("bundles")) lines.push(...(await bundles()));
    if (wants("loads")) lines.push(...(await loads()));
    if (wants("places")) lines.push(...(await places()));
    if (wants("rush")) lines.push(...(await measureRush(join(folder, "rush"), families)));
    if (wants("imports")) lines.push(...(await measureImports(join(folder, "imports"), 10_000)));
    if (wants("reminders")) lines.push(...(await measureReminders(10_000)));
    if (wants("billing")) lines.push(...(await measureBilling(1_000, [100, 10_000])));
    if (wants("search")) lines.push(...(await measureSearch()));
    const served = (
      [
        ["data", data],
        ["pages", pages],
        ["home", home],
        ["taps", taps],
        ["lighthouse", lighthouse],
      ] as const
    ).filter(([name]) => wants(name));
    if (served.length > 0) {
      const portal = await start(commands.script, { data: join(folder, "portal") });
      try {
        const facts = await readFacts(join(folder, "portal"));
        for (const [, measure] of served) lines.push(...(await measure(facts)));
      } finally {
        await portal.stop();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const past = lines.filter(({ ok }) => !ok);
  process.stdout.write(
    past.length === 0
      ? `\nAll ${lines.filter(({ budget }) => budget !== "").length} within budget.\n`
      : `\n${past.length} of ${lines.filter(({ budget }) => budget !== "").length} past their budget: ${past.map(({ what }) => what.trim()).join(", ")}\n`,
  );
  process.exitCode = past.length === 0 && lines.length > 0 ? 0 : 1;
}

await main();
