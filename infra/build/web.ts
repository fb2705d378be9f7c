/**
 * The front: two sites (parents, staff), each built by itself, since nobody opens both. Every script and style carries
 * a hash of its content in its name; nothing in it depends on a deployment or a town.
 */
import { access, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import type { Access } from "../../functions/http/route.ts";
import { assetsPrefix } from "../edge.ts";
import { oldestBrowsers } from "./browsers.ts";
import { fingerprint } from "./fingerprint.ts";
import { built, root } from "./paths.ts";
import { publish } from "./publish.ts";
import { routesModule, underShell, workerFiles } from "./web-plugins.ts";

interface SiteSource {
  readonly entry: string;
  /** What every page of the site stands in. */
  readonly shell: string;
  readonly template: string;
  /** Who signs in there: the routes that its pages may call. */
  readonly callers: readonly Access[];
  /** Served under this name; see `pages` of infra/edge.ts. */
  readonly page: string;
}

export const sites: readonly SiteSource[] = [
  {
    entry: "web/parents/main.tsx",
    shell: "web/parents/App.tsx",
    template: "web/parents.html",
    callers: ["anyone", "signedIn", "guardian"],
    page: "index.html",
  },
  {
    entry: "web/staff/main.tsx",
    shell: "web/staff/App.tsx",
    template: "web/agents.html",
    // The office books in the families' own grid, whose parts name their routes too.
    callers: ["anyone", "signedIn", "guardian", "staff"],
    page: "agents.html",
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

/** Tags of a site: its style first, so that the page is never shown bare, then all its scripts asked for at once. */
function tagsOf(site: SiteSource, metafile: Metafile, folder: string): string {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === site.entry);
  if (!found) throw new Error(`${site.entry} gave no output`);
  const [file, output] = found;
  const url = (path: string): string => `/${relative(folder, resolve(root, path))}`;
  return [
    ...(output.cssBundle === undefined ? [] : [`<link rel="stylesheet" href="${url(output.cssBundle)}">`]),
    ...[...staticImports(metafile.outputs, file)].map((path) => `<link rel="modulepreload" href="${url(path)}">`),
    `<script type="module" src="${url(file)}"></script>`,
  ].join("\n    ");
}

async function writePage(site: SiteSource, metafile: Metafile, folder: string): Promise<void> {
  const template = await readFile(`${root}${site.template}`, "utf8");
  if (template.split(marker).length !== 2) throw new Error(`${site.template} must contain ${marker} once`);
  await writeFile(`${folder}/${site.page}`, template.replace(marker, tagsOf(site, metafile, folder)));
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
    plugins: [routesModule(site.callers), workerFiles, underShell(`${root}${site.shell}`)],
    absWorkingDir: root,
    logLevel: "silent",
  });
  await writePage(site, metafile, folder);
  await writeFile(`${built.root}/${basename(site.page, ".html")}.meta.json`, JSON.stringify(metafile));
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
