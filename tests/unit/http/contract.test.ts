/**
 * A route stands in the contract, and by that alone in API Gateway, the gateway here, the OpenAPI document and the
 * browser's table.
 */
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allRoutes, contract, type RouteGroup } from "../../../functions/contract.ts";
import { openApi } from "../../../functions/http/openapi.ts";
import { problems } from "../../../functions/http/problems.ts";
import { type Access, routeKey, type RouteSpec, type Routes } from "../../../functions/http/route.ts";
import { functionNames, functions, type FunctionSpec } from "../../../functions/manifest.ts";
import { sites } from "../../../infra/build/web.ts";
import { routesModule } from "../../../infra/build/web-plugins.ts";
import { subjects } from "../arrows/house.ts";
import { findRoute } from "../../../infra/local/gateway/routes.ts";

const routes: Routes = allRoutes;
const keys = Object.values(routes).map(routeKey).sort();
const groups: Readonly<Record<RouteGroup, Routes>> = contract;
const groupNames = Object.keys(contract).filter((name): name is RouteGroup => name in contract);
const specOf = (name: (typeof functionNames)[number]): FunctionSpec => functions[name];

const operations = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});

/** The table that the browser receives, made by the build's own plugin. */
async function browserTable(callers: readonly Access[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const { outputFiles } = await build({
    stdin: { contents: 'export { routes } from "portal:routes";' },
    bundle: true,
    write: false,
    format: "esm",
    plugins: [routesModule(callers)],
  });
  const code = outputFiles[0]?.text ?? "";
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return z.object({ routes: z.record(z.string(), z.tuple([z.string(), z.string()])) }).parse(module).routes;
}

describe("one declaration", () => {
  it("no two routes share a name, or a method and path", () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.keys(routes)).toHaveLength(
      Object.values(groups).reduce((total, group) => total + Object.keys(group).length, 0),
    );
  });

  it("each group of routes is served by one function", () => {
    const served = functionNames
      .map(specOf)
      .flatMap(({ calledBy }) => (calledBy.kind === "http" ? calledBy.routes : []));
    expect(served.toSorted()).toEqual(groupNames.toSorted());
  });

  it("each route is named for its subject, which is its group's", () => {
    for (const name of groupNames)
      for (const id of Object.keys(groups[name])) expect(id.split(".")[0], id).toBe(name.split("/")[0]);
  });

  it("each subject is one of the house", () => {
    for (const name of groupNames) expect(subjects).toContain(name.split("/")[0]);
  });

  it("one function answers what no route matches", () => {
    const fallbacks = functionNames
      .map(specOf)
      .filter(({ calledBy }) => calledBy.kind === "http" && calledBy.fallback === true);
    expect(fallbacks).toHaveLength(1);
  });

  it("the OpenAPI document has every route and no other", () => {
    const { paths } = operations.parse(openApi(routes));
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]),
    );
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(Object.entries(routes).map(([id, spec]) => [id, routeKey(spec)])),
    );
  });

  it("the browser's table has every route that its site may call, and no other", async () => {
    // The treasury's server calls these; no page does.
    const byPrograms = ["payment.notified", "payment.notifiedByAddress"];
    for (const { callers } of sites)
      expect(await browserTable(callers)).toEqual(
        Object.fromEntries(
          Object.entries(routes)
            .filter(([id, { access }]) => callers.includes(access) && !byPrograms.includes(id))
            .map(([id, { method, path }]) => [id, [method, path]]),
        ),
      );
    expect(sites.map(({ callers }) => callers.includes("staff"))).toEqual([false, true]);
  });

  it.each(Object.entries(routes))("%s is found by the gateway here, in its group's function", (id, spec: RouteSpec) => {
    const found = findRoute(spec.method, spec.path.replace(/\{\w+\}/gu, "x1"));
    expect(found?.routeKey).toBe(routeKey(spec));
    const { calledBy } = specOf(found?.functionName ?? "reference");
    expect(calledBy.kind === "http" ? calledBy.routes.flatMap((group) => Object.keys(groups[group])) : []).toContain(
      id,
    );
  });
});

describe.each(Object.entries(routes))("%s", (id, spec: RouteSpec) => {
  const named = [...spec.path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort();

  it("declares the parameters of its path, no more and no less", () => {
    expect(Object.keys(spec.params?.shape ?? {}).sort()).toEqual(named);
  });

  it("refuses unknown fields wherever it takes any", () => {
    for (const part of [spec.params, spec.query, spec.body]) {
      if (!part) continue;
      // One shape, or one of several kinds.
      for (const shape of part instanceof z.core.$ZodUnion ? part._zod.def.options : [part]) {
        const parsed = z.safeParse(shape, { inattendu: 1 });
        expect(parsed.error?.issues.map(({ code }) => code)).toContain("unrecognized_keys");
      }
    }
  });

  it("takes a body only where a method has one, and says what it answers", () => {
    if (spec.method === "GET") expect(spec.body).toBeUndefined();
    expect(spec.status === 204).toBe(spec.answer === null);
  });

  it("is under /api, named <subject>.<action>, with a French summary", () => {
    expect(spec.path).toMatch(/^\/api(?:\/(?:[a-z0-9.-]+|\{[a-zA-Z]+\}))+$/u);
    expect(id).toMatch(/^[a-z][a-z-]*\.[a-z][a-zA-Z]*$/u);
    expect(spec.summary.length).toBeGreaterThan(8);
  });

  it("answers only problems that exist", () => {
    for (const code of spec.problems) expect(problems).toHaveProperty([code]);
  });
});
