/** A town's first import, as an operator runs it: the command, two files, a dry run and then the real one. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { root } from "../../infra/build/paths.ts";
import { startDynamo } from "../../infra/local/dynamo/engine.ts";
import { ensureTable } from "../../infra/local/dynamo/table.ts";
import { region } from "../../infra/local/names.ts";
import { childHeading, csv, familyHeading } from "../unit/family/file/make.ts";
import { fact, print, type Line } from "./report.ts";

/**
 * What 10,000 families may take, alone on a machine of two cores: a quarter of the 68 s and 113 s that they took at first.
 * `growth`: of the memory, against a town of a quarter of them.
 */
const most = { dry: 17, real: 28, megabytes: 250, growth: 1.5 };

const given = ["Léa", "Paul", "Anne-Lise", "Mehdi", "Zoé", "Jean-Pierre", "Inès", "Tom", "Chloé", "Noël", "Ève", "Luc"];
const streets = ["rue des Lilas", "chemin du Moulin", "allée de l’Œuf", "place Saint-Georges", "impasse du Lavoir"];
const schools = ["École du Parc", "École Jules-Ferry", "École des Prés"];
const grades = ["PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2"];
const at = <T>(all: readonly T[], rank: number): T => all[rank % all.length] ?? (all[0] as T);
/** A surname of its own for each family, in letters. */
const surname = (rank: number): string =>
  `Ba${Array.from(rank.toString(12), (digit) => "aeioulmnrstv".charAt(parseInt(digit, 12))).join("")}rd`;
const two = (rank: number): string => String(rank).padStart(2, "0");

/** The files of a town: two adults a family, and one to three children. */
export function townFiles(families: number): { readonly families: Uint8Array; readonly children: Uint8Array } {
  const ranks = Array.from({ length: families }, (_, rank) => rank);
  const code = (rank: number): string => `F${String(rank).padStart(6, "0")}`;
  const adults = ranks.flatMap((rank) =>
    [0, 1].map((adult) => [
      code(rank),
      adult === 0 ? "Mme" : "M.",
      surname(rank),
      at(given, rank + adult * 5),
      `${surname(rank).toLowerCase()}.${adult}@exemple.fr`,
      `06${String(10_000_000 + rank * 2 + adult)}`,
      `${(rank % 90) + 1} ${at(streets, rank)}`,
      "45300",
      "Pithiviers",
      rank % 3 === 0 ? "non" : "oui",
      adult === 0 ? "oui" : "non",
    ]),
  );
  const children = ranks.flatMap((rank) =>
    Array.from({ length: (rank % 3) + 1 }, (_, child) => [
      String(100_000 + rank * 3 + child),
      code(rank),
      surname(rank),
      at(given, rank * 3 + child),
      `${two((rank % 28) + 1)}/${two(((rank + child) % 12) + 1)}/${2014 + ((rank + child * 2) % 9)}`,
      at(schools, rank),
      at(grades, rank + child),
    ]),
  );
  return { families: csv([familyHeading, ...adults]), children: csv([childHeading, ...children]) };
}

/**
 * `npm run import`, word by word. Its options collect the heap before it grows, since most of it is never needed again:
 * half the memory, at a fifth of the time that V8's own thrift (`--optimize-for-size`) costs.
 */
const { scripts } = z.parse(
  z.object({ scripts: z.object({ import: z.string() }) }),
  JSON.parse(readFileSync(`${root}package.json`, "utf8")),
);

interface Run {
  readonly seconds: number;
  /** The most memory that the process held; null where the system does not say. */
  readonly megabytes: number | null;
  readonly out: string;
}

/** The most memory a process has held, while it lives. */
function held(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmHWM:\s+([0-9]+) kB/u.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null; // Another system than Linux, or a process that has just ended.
  }
}

function runImport(folder: string, parameters: readonly string[]): Promise<Run> {
  const [, ...options] = scripts.import.split(" ");
  const command = join(root, options.pop() ?? "");
  const began = performance.now();
  const child = spawn(process.execPath, [...options, command, "--data", folder, ...parameters], { cwd: folder });
  let megabytes: number | null = null;
  const watch = setInterval(() => {
    megabytes = held(child.pid) ?? megabytes;
  }, 100);
  let out = "";
  child.stdout.on("data", (text) => (out += String(text)));
  child.stderr.on("data", (text) => (out += String(text)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - began) / 1000, megabytes, out });
      else reject(new Error(`The import ended with ${String(code)}:\n${out}`));
    });
  });
}

export async function measureImports(folder: string, families: number): Promise<readonly Line[]> {
  await mkdir(folder, { recursive: true });
  const engine = await startDynamo(join(folder, "table"));
  try {
    const { name } = await ensureTable({ endpoint: engine.endpoint, name: "portail", expire: false });
    const endpoints = { dynamodb: engine.endpoint, cognito: engine.endpoint };
    const operator = { region, tableName: name, userPoolId: `${region}_Local0001`, userPoolClientId: "c", endpoints };
    await writeFile(join(folder, "outputs.json"), JSON.stringify({ portal: "http://localhost:3000", operator }));
    const write = async (town: string, size: number): Promise<readonly [string, string]> => {
      const files = townFiles(size);
      const paths = [join(folder, `familles-${town}.csv`), join(folder, `enfants-${town}.csv`)] as const;
      await writeFile(paths[0], files.families);
      await writeFile(paths[1], files.children);
      return paths;
    };
    const [paths, fewer] = [await write("toutes", families), await write("moins", families / 4)];
    const small = await runImport(folder, [...fewer, "--dry-run"]);
    const [dry, real, again] = [
      await runImport(folder, [...paths, "--dry-run"]),
      await runImport(folder, paths),
      await runImport(folder, paths),
    ];
    const time = (what: string, run: Run, seconds: number): Line => ({
      what,
      measured: `${run.seconds.toFixed(1)} s, ${run.megabytes === null ? "?" : run.megabytes.toFixed(0)} MB`,
      budget: `≤ ${seconds} s, ≤ ${most.megabytes} MB`,
      ok: run.seconds <= seconds && (run.megabytes ?? 0) <= most.megabytes,
    });
    return print(`Import of ${families} families by the command`, [
      time("dry run", dry, most.dry),
      time("real run", real, most.real),
      time("the same again", again, most.dry),
      {
        what: "memory against a quarter of them",
        measured:
          small.megabytes === null || dry.megabytes === null
            ? "?"
            : `${small.megabytes.toFixed(0)} / ${dry.megabytes.toFixed(0)} MB   ${(dry.megabytes / small.megabytes).toFixed(2)} ×`,
        budget: `≤ ${most.growth} ×`,
        ok: small.megabytes === null || dry.megabytes === null || dry.megabytes <= most.growth * small.megabytes,
      },
      fact("says", real.out.split("\n").find((line) => line.startsWith("Import terminé")) ?? ""),
    ]);
  } finally {
    await engine.stop();
  }
}
