/** Path table of the contract, made at build time so that zod never reaches the browser. See infra/build/web-plugins.ts. */
declare module "portal:routes" {
  import type { Method } from "../../functions/contract/route.ts";
  import type { RouteId } from "../../functions/contract/index.ts";

  export const routes: { readonly [Id in RouteId]: readonly [method: Method, path: string] };
}

/** `import url from "./solve.worker.ts?worker"`: the worker bundled into a file of its own, and that file's address. */
declare module "*?worker" {
  const url: string;
  export default url;
}
