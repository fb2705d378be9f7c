import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the build writes. CDK, the local cloud, the tests and the bench all read it here. */
export const built = {
  root: `${root}.build`,
  functions: `${root}.build/functions`,
  /** The thread that runs a function on this machine. */
  worker: `${root}.build/worker`,
  web: `${root}.build/web`,
} as const;
