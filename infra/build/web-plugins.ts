/** esbuild plugins of the front: the contract's path table; workers, and styles that come later, as files of their own. */
import { basename, dirname, resolve } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { allRoutes } from "../../functions/contract.ts";
import type { Access } from "../../functions/http/route.ts";

/**
 * `portal:routes`: method and path of each route that the site may call, and nothing else of the contract. The office's
 * routes are half of them, and no family's phone has to load those.
 */
export const routesModule = (callers: readonly Access[]): Plugin => ({
  name: "portal-routes",
  setup(pluginBuild) {
    const namespace = "portal-routes";
    pluginBuild.onResolve({ filter: /^portal:routes$/ }, ({ path }) => ({ path, namespace }));
    pluginBuild.onLoad({ filter: /.*/, namespace }, () => {
      const table = Object.fromEntries(
        Object.entries(allRoutes)
          // What is called from anywhere and answers nothing is called by programs alone.
          .filter(
            ([, { access, answer, ...route }]) =>
              callers.includes(access) && !("fromAnywhere" in route && answer === null),
          )
          .map(([id, route]) => [id, [route.method, route.path]]),
      );
      return { contents: `export const routes = ${JSON.stringify(table)};`, loader: "js" };
    });
  },
});

const shellNamespace = "under-shell";

/** What a module that is fetched later is called among the entries of what was built. `path`: the module's, absolute. */
export const fetchedLater = (path: string): string => `${shellNamespace}:${path}`;

/**
 * Whatever is fetched later counts the shell among its own imports. It costs nothing, since the shell is there by then;
 * and esbuild, which makes a piece for each set of entries that share a module, then has one piece for all that the
 * shell holds. Without it, the shell comes in some thirty pieces, by which pages happen to use what: as many requests,
 * and each compressed alone.
 */
export const underShell = (shell: string): Plugin => ({
  name: "under-shell",
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /.*/ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const found = await pluginBuild.resolve(path, { kind: "import-statement", importer, resolveDir });
      return found.errors.length > 0 ? found : { path: found.path, namespace: shellNamespace };
    });
    pluginBuild.onLoad({ filter: /.*/, namespace: shellNamespace }, ({ path }) => ({
      contents: `import ${JSON.stringify(shell)};\nexport * from ${JSON.stringify(path)};`,
      loader: "js",
      resolveDir: dirname(path),
    }));
  },
});

/** What is bundled apart from who imports it, and is there a file of its own, whose address is what the import gives. */
const apart = (name: string, marked: RegExp, options: Pick<BuildOptions, "format">): Plugin => ({
  name,
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: marked }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(marked, "")),
      namespace: name,
    }));
    pluginBuild.onLoad({ filter: /.*/, namespace: name }, async ({ path }) => {
      const { target, minify } = pluginBuild.initialOptions;
      const { outputFiles, metafile } = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        metafile: true,
        outdir: dirname(path),
        ...options,
        ...(target === undefined ? {} : { target }),
        ...(minify === undefined ? {} : { minify }),
      });
      const output = outputFiles[0];
      if (!output) throw new Error(`${basename(path)} gave no output`);
      // Handed to the `file` loader under its own name: hashed, copied and addressed like every other asset.
      return {
        contents: output.contents,
        loader: "file",
        watchFiles: Object.keys(metafile.inputs).map((file) => resolve(file)),
      };
    });
  },
});

/** `./x.worker.ts?worker`: apart, because a strict CSP (`worker-src 'self'`) refuses blobs. */
export const workerFiles: Plugin = apart("worker-files", /\?worker$/, { format: "iife" });

/** `./x.css?sheet`: styles that the first page does without, for who adds them when they are needed. */
export const sheetFiles: Plugin = apart("sheet-files", /\?sheet$/, {});
