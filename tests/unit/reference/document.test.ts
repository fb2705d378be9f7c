/** What `/api/openapi.json` answers: every route of the portal, itself among them, and nothing else. */
import { expect, test } from "vitest";
import * as z from "zod";
import { allRoutes } from "../../../functions/contract.ts";
import { referenceRoutes } from "../../../functions/reference/contract.ts";
import { document } from "../../../functions/reference/document.ts";

test("names each path and method of the portal once", () => {
  const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(document);
  const named = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = Object.values(allRoutes).map(({ method, path }) => `${method} ${path}`);
  expect(named.sort()).toEqual(routes.sort());
  const { method, path } = referenceRoutes["reference.openapi"];
  expect(named).toContain(`${method} ${path}`);
});
