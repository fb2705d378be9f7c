/**
 * The front: two sites (parents, staff), each built by itself, since nobody opens both. Every script and style carries
 * a hash of its content in its name; nothing in it depends on a deployment or a town.
 */
import { access, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import type { Access } from "../../functions/http/route.ts";
import { assetsPrefix } from "../edge.ts";
import { oldestBrowsers } from "./browsers.ts";
import { fingerprint } from "./fingerprint.ts";
import { built, root } from "./paths.ts";
import { publish } from "./publish.ts";
import { fetchedLater, routesModule, sheetFiles, underShell, workerFiles } from "./web-plugins.ts";

interface SiteSource {
  readonly entry: string;
  /** What every page of the site stands in. */
  readonly shell: string;
  readonly template: string;
  /** Who signs in there: the routes that its pages may call. */
  readonly callers: readonly Access[];
  /** What its files are called outside the site. */
  readonly name: string;
  /** The same page under each name that infra/edge.ts serves (`pages`). */
  readonly pages: readonly SitePage[];
}

interface SitePage {
  readonly file: string;
  /** A module behind an `import()` of the site that this page needs: asked for at once, one round trip earlier. */
  readonly also?: string;
}

export const sites: readonly SiteSource[] = [
  {
    entry: "web/parents/main.tsx",
    shell: "web/parents/App.tsx",
    template: "web/parents.html",
    callers: ["anyone", "signedIn", "guardian"],
    name: "index",
    pages: [{ file: "index.html" }, { file: "home.html", also: "web/parents/home/HomePage.tsx" }],
  },
  {
    entry: "web/staff/main.tsx",
    shell: "web/staff/App.tsx",
    template: "web/agents.html",
    // The office books in the families' own grid, whose parts name their routes too.
    callers: ["anyone", "signedIn", "guardian", "staff"],
    name: "agents",
    pages: [{ file: "agents.html" }],
  },
];

const marker = "<!-- assets -->";
const inputs = [
  "web",
  // Contracts, rules and words of every subject.
  "functions",
  "infra/build",
  "infra/edge.ts",
  "package-lock.json",
  "tsconfig.json",
].map((path) => `${root}${path}`);
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Chunks that an output imports at once, its own imports included; those behind `import()` load when needed. */
function staticImports(outputs: Metafile["outputs"], file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  for (const { path, kind, external } of outputs[file]?.imports ?? []) {
    if (kind !== "import-statement" || external || seen.has(path)) continue;
    seen.add(path);
    staticImports(outputs, path, seen);
  }
  return seen;
}

/** The file that an entry became. */
function outputOf({ outputs }: Metafile, entry: string): string {
  const found = Object.entries(outputs).find(([, output]) => output.entryPoint === entry);
  if (!found) throw new Error(`${entry} gave no output`);
  return found[0];
}

/** Tags of a page: its style first, so that it is never shown bare, then all its scripts asked for at once. */
function tagsOf(site: SiteSource, { also }: SitePage, metafile: Metafile, folder: string): string {
  const { outputs } = metafile;
  const entry = outputOf(metafile, site.entry);
  const style = outputs[entry]?.cssBundle;
  const asked = new Set(staticImports(outputs, entry));
  if (also !== undefined) {
    const file = outputOf(metafile, fetchedLater(`${root}${also}`));
    for (const path of [file, ...staticImports(outputs, file)]) asked.add(path);
  }
  asked.delete(entry);
  const url = (path: string): string => `/${relative(folder, resolve(root, path))}`;
  return [
    ...(style === undefined ? [] : [`<link rel="stylesheet" href="${url(style)}">`]),
    ...[...asked].map((path) => `<link rel="modulepreload" href="${url(path)}">`),
    `<script type="module" src="${url(entry)}"></script>`,
  ].join("\n    ");
}

async function writePages(site: SiteSource, metafile: Metafile, folder: string): Promise<void> {
  const template = await readFile(`${root}${site.template}`, "utf8");
  if (template.split(marker).length !== 2) throw new Error(`${site.template} must contain ${marker} once`);
  await Promise.all(
    site.pages.map((page) =>
      writeFile(`${folder}/${page.file}`, template.replace(marker, tagsOf(site, page, metafile, folder))),
    ),
  );
}

async function bundleSite(site: SiteSource, folder: string): Promise<void> {
  for (const path of [site.entry, site.shell, site.template])
    if (!(await exists(`${root}${path}`))) throw new Error(`The front cannot be built: ${path} does not exist.`);
  const names = `${assetsPrefix.slice(1)}[name]-[hash]`;
  const { metafile } = await build({
    entryPoints: [site.entry],
    outdir: folder,
    publicPath: "/",
    entryNames: names,
    chunkNames: names,
    assetNames: names,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["es2022", ...Object.entries(oldestBrowsers).map(([name, version]) => `${name}${version}`)],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    legalComments: "none",
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".svg": "text", ".woff2": "file", ".png": "file", ".webp": "file" },
    plugins: [routesModule(site.callers), workerFiles, sheetFiles, underShell(`${root}${site.shell}`)],
    absWorkingDir: root,
    logLevel: "silent",
  });
  await writePages(site, metafile, folder);
  await writeFile(`${built.root}/${site.name}.meta.json`, JSON.stringify(metafile));
}

async function bundle(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(sites.map((site) => bundleSite(site, folder)));
  if (await exists(`${root}web/static`)) await cp(`${root}web/static`, folder, { recursive: true });
}

/** Builds both sites into `.build/web`, unless their sources are what they were. Returns whether anything was built. */
export async function buildWeb(): Promise<boolean> {
  return publish(built.web, await fingerprint(...inputs), bundle);
}
