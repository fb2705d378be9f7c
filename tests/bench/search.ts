/**
 * Finding people, and going through what waits for the office, in a small town and in a large one: what each costs in
 * calls and units, how long a question takes when the function has just started and when it is warm, and what the index
 * holds in memory.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { holding } from "../../functions/child-record/store/parts.ts";
import type { SaidFamily } from "../../functions/family/rules/family-merge.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import type { Table } from "../../functions/table/table.ts";
import { update } from "../../functions/table/write.ts";
import { readImport } from "../../functions/family/file/read-files.ts";
import { enterFamilies } from "../../functions/family/use-cases/enter-families.ts";
import { plusSeconds, type Clock } from "../../functions/kernel/clock.ts";
import { keepAnew } from "../../functions/search/use-cases/kept-people.ts";
import { searchUseCases } from "../../functions/search/use-cases/index.ts";
import { monday, newKey, shell } from "../integration/booking/support.ts";
import { requestIdOf, newRequest } from "../../functions/request/store/requests.ts";
import { id } from "../../functions/kernel/ids.ts";
import { transact } from "../../functions/table/transact.ts";
import { requestDesk } from "../integration/request/support.ts";
import { office, openWorld } from "../integration/document/support.ts";
import { today } from "../unit/family/file/make.ts";
import { townFiles } from "./imports.ts";
import { print, type Line } from "./report.ts";

/** What is typed: names, a beginning, a wrong letter, two that changed places, a phone, a mail, a code. */
const questions = [
  "bard zoe",
  "baard lea",
  "jean-pierre",
  "jaen pierre",
  "0610000042",
  "0639000042",
  "baord.1@exemple.fr",
  "F000042",
  "zoe 2018",
  "personne du tout",
] as const;

/** One family in so many waits for the office. */
const oneIn = 10;
/** Units that a page of what waits reads at most: a hundred requests, whatever waits behind them. */
const mostOfPage = 40;

/** Milliseconds and megabytes, for a town of 20,000 children; a function of 1 GB has about half of a core of this machine. */
const most = { cold: 2_500, warm: 60, doubles: 1_500, megabytes: 160 };

const collect = (): void => {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
};
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

interface Cost {
  readonly calls: number;
  readonly read: number;
  readonly milliseconds: number;
}
interface TownCost {
  readonly children: number;
  readonly making: Cost;
  readonly cold: Cost;
  readonly warm: Cost;
  readonly worst: number;
  readonly doubles: Cost;
  /** Requests that wait; a page of them, and a page looked through for words. */
  readonly waiting: number;
  readonly page: Cost;
  readonly sought: Cost;
  readonly megabytes: number;
}

/** As in a town where each child's file names two people beside its parents. */
const nameContacts = (table: Table, families: readonly SaidFamily[]): Promise<unknown> =>
  inParallel(
    families
      .flatMap(({ household, children }) => children.map((child) => ({ code: household.code, child })))
      .map((one, rank) => ({ ...one, rank })),
    50,
    ({ code, child, rank }) =>
      update(
        table,
        holding(code, child.id, "record", {
          version: 1,
          said: ["contacts"],
          allowed: [],
          contacts: [
            { firstName: "Odile", lastName: child.lastName, phones: [`0639${String(rank).padStart(6, "0")}`] },
            { firstName: "Marc", lastName: "Aubin", phones: [`0238${String(rank).padStart(6, "0")}`] },
          ],
        }),
      ),
  );

/** Each has asked to change its address, the day before. */
async function askAddresses(table: Table, families: readonly SaidFamily[]): Promise<number> {
  const asking = families.filter((_, rank) => rank % oneIn === 0);
  await inParallel(
    asking.map(({ household }, rank) => ({ household, rank })),
    50,
    ({ household: { code, address, guardians }, rank }) => {
      const sentAt = plusSeconds(monday, rank - 86_400);
      const by = { by: id("Login", code), byName: "Mme Martin", side: "family", at: sentAt } as const;
      return transact(table, [
        newRequest({
          id: requestIdOf(sentAt, String(rank).padStart(12, "0")),
          familyCode: code,
          familyName: `Mme ${guardians[0]?.lastName ?? ""}`,
          section: "household",
          schools: ["École du Moulin"],
          changes: [{ field: "address", before: address, after: { ...address, lines: ["4 place du Marché"] } }],
          documents: [],
          others: [],
          state: "sent",
          sentAt,
          acts: [{ ...by, what: "sent", key: newKey() }],
          version: 1,
        }),
      ]);
    },
  );
  return asking.length;
}

async function measureTown(families: number): Promise<TownCost> {
  const world = await openWorld();
  try {
    const files = townFiles(families);
    const content = readImport(files, today);
    await enterFamilies({ table: world.table, clock: () => monday }, content.families, { dryRun: false });
    await nameContacts(world.table, content.families);
    const clock: Clock = () => plusSeconds(monday, 3_600);
    const costOf = async (what: () => Promise<unknown>): Promise<Cost> => {
      world.calls.take();
      const begun = performance.now();
      await what();
      const milliseconds = performance.now() - begun;
      const { calls, readUnits } = world.calls.take();
      return { calls: calls.length, read: readUnits, milliseconds };
    };
    const making = await costOf(() => keepAnew(world, clock()));
    const nothing = { info: () => undefined, warn: () => undefined, error: () => undefined };
    collect();
    const before = process.memoryUsage().heapUsed;
    const useCases = searchUseCases({ table: world.table, bucket: world.bucket, clock, log: nothing });
    const find = (text: string) => useCases["search.find"]({ ...shell, session: office, body: { text } });
    const cold = await costOf(() => find(questions[0]));
    collect();
    const megabytes = (process.memoryUsage().heapUsed - before) / 1_000_000;
    const asked: Cost[] = [];
    for (let turn = 0; turn < 5; turn += 1) for (const text of questions) asked.push(await costOf(() => find(text)));
    const list = () =>
      useCases["search.doubles"]({ ...shell, session: office, body: undefined, query: { state: "open" } });
    const doubles = await costOf(list);
    const waiting = await askAddresses(world.table, content.families);
    const queue = await requestDesk(world);
    const times = asked.map(({ milliseconds }) => milliseconds);
    return {
      children: content.families.reduce((sum, { children }) => sum + children.length, 0),
      making,
      cold,
      warm: {
        calls: Math.max(...asked.map(({ calls }) => calls)),
        read: Math.max(...asked.map(({ read }) => read)),
        milliseconds: median(times),
      },
      worst: Math.max(...times),
      doubles,
      waiting,
      page: await costOf(() => queue.waiting()),
      sought: await costOf(() => queue.waiting({ text: "place marche" })),
      megabytes,
    };
  } finally {
    await world.end();
  }
}

/** The first town is the small one, against which the calls of the large one are held. */
export async function measureSearch(sizes: readonly [number, number] = [200, 10_000]): Promise<readonly Line[]> {
  const [small, large] = [await measureTown(sizes[0]), await measureTown(sizes[1])];
  const both = (of: (town: TownCost) => string): string => `${of(small)} / ${of(large)}`;
  const costs = ({ calls, read, milliseconds }: Cost): string =>
    `${calls} calls, ${read} units, ${milliseconds.toFixed(0)} ms`;
  const line = (what: string, of: (town: TownCost) => Cost, milliseconds: number): Line => ({
    what,
    measured: both((town) => costs(of(town))),
    budget: `same calls, ≤ ${milliseconds} ms`,
    ok: of(small).calls === of(large).calls && of(large).milliseconds <= milliseconds,
  });
  const ofQueue = (what: string, of: (town: TownCost) => Cost): Line => ({
    what,
    measured: both((town) => costs(of(town))),
    budget: `same calls, ≤ ${mostOfPage} units`,
    ok: of(small).calls === of(large).calls && of(large).read <= mostOfPage,
  });
  const found = print(`Finding people among ${small.children} and ${large.children} children (besides the session)`, [
    line("a question, function just started", ({ cold }) => cold, most.cold),
    line("a question, warm (median)", ({ warm }) => warm, most.warm),
    {
      what: "  the slowest of the questions",
      measured: both(({ worst }) => `${worst.toFixed(0)} ms`),
      budget: `≤ ${most.warm * 5} ms`,
      ok: large.worst <= most.warm * 5,
    },
    line("people held twice, a page", ({ doubles }) => doubles, most.doubles),
    {
      what: "the index in memory",
      measured: both(({ megabytes }) => `${megabytes.toFixed(0)} MB`),
      budget: `≤ ${most.megabytes} MB`,
      ok: large.megabytes <= most.megabytes,
    },
    {
      what: "making it anew, at night",
      measured: both(({ making }) => costs(making)),
      budget: "",
      ok: true,
    },
  ]);
  return [
    ...found,
    ...print(
      `What waits for the office, ${small.waiting} and ${large.waiting} requests of ${small.children} and ${large.children} children (besides the session)`,
      [
        ofQueue("a page of the list", ({ page }) => page),
        ofQueue("a page, looked through for words", ({ sought }) => sought),
      ],
    ),
  ];
}
