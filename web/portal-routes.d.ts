/**
 * `portal:routes` is made by the build from the contract (see infra/build/web-plugins.ts): the method and path of every
 * route that the site may call, by its id: a guardian's page that names a route of the office finds none. The browser gets this table and the contract's types, never the contract itself, so that zod stays
 * on the server.
 */
/* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module cannot import by a relative name */
declare module "portal:routes" {
  export const routes: Readonly<
    Record<
      import("../functions/contract.ts").RouteId,
      readonly [method: import("../functions/http/route.ts").Method, path: string]
    >
  >;
}

/** Style sheets are imported for their effect: the build bundles them beside the entry that names them. */
declare module "*.css";

/** One that is not: the import is its address, for who adds it when it is needed (web/shared/sheet.ts). */
declare module "*.css?sheet" {
  const address: string;
  export default address;
}
