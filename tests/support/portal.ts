/**
 * A portal for a test: its own data folder, a free port, and functions and pages that the test writes itself unless it
 * wants the real ones.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionNames, type FunctionName } from "../../functions/manifest.ts";
import { type LocalPortal, type PortalOptions, startPortal } from "../../infra/local/portal.ts";

/** Source of a function's module, `export const handler = …`, by its name in the manifest. */
export type FakeFunctions = Partial<Readonly<Record<FunctionName, string>>>;

const idle = "export const handler = async (event) => event;";

/** Writes bundles: those given, and functions that do nothing under the other names. */
async function writeBundles(folder: string, sources: FakeFunctions): Promise<void> {
  await Promise.all(
    functionNames.map(async (name) => {
      await mkdir(join(folder, name), { recursive: true });
      await writeFile(join(folder, name, "index.mjs"), sources[name] ?? idle);
    }),
  );
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "portail-"));
}

/** Pages and one hashed file, as the build lays them out. */
async function writeSite(folder: string): Promise<void> {
  await mkdir(join(folder, "assets"), { recursive: true });
  const script = `export const words = ${JSON.stringify("mercredi ".repeat(400))};`;
  await Promise.all([
    ...["index.html", "home.html"].map((page) =>
      writeFile(join(folder, page), "<!doctype html><title>Parents</title>"),
    ),
    writeFile(join(folder, "agents.html"), "<!doctype html><title>Agents</title>"),
    writeFile(join(folder, "assets", "main-ABC123.js"), script),
  ]);
}

export interface TestPortal {
  readonly portal: LocalPortal;
  readonly data: string;
  /** Stops it and removes what it left. */
  readonly end: () => Promise<void>;
}

/** Starts a portal of fake functions. `data`: an existing folder, to start again on. */
export async function startFakePortal(
  sources: FakeFunctions,
  more: Partial<Pick<PortalOptions, "data" | "port" | "loadDemo">> = {},
): Promise<TestPortal> {
  const home = await temporaryFolder();
  const data = more.data ?? join(home, "data");
  await Promise.all([writeBundles(join(home, "functions"), sources), writeSite(join(home, "site"))]);
  const portal = await startPortal({
    port: more.port ?? 0,
    data,
    loadDemo: more.loadDemo ?? null,
    bundles: join(home, "functions"),
    site: join(home, "site"),
  });
  return {
    portal,
    data,
    end: async () => {
      await portal.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
