/** Sizes of the functions' bundles beside their bare handlers. */
import { functionNames, type FunctionName } from "../../functions/manifest.ts";
import { buildFunctions, built } from "../../infra/build.ts";
import { bareHandler, readMetafile, scriptBytes } from "./bare.ts";

export interface BundleSize {
  readonly name: FunctionName;
  readonly bytes: number;
  readonly bare: number;
  readonly over: number;
}

export async function measureBundles(): Promise<readonly BundleSize[]> {
  await buildFunctions();
  return Promise.all(
    functionNames.map(async (name) => {
      const bytes = scriptBytes(await readMetafile(`${built.functions}/${name}.meta.json`));
      const bare = (await bareHandler(name)).bytes;
      return { name, bytes, bare, over: bytes - bare };
    }),
  );
}
