import { allRoutes } from "../contract/index.ts";
import { openApi } from "../contract/openapi.ts";
import type { referenceRoutes } from "../contract/reference.ts";
import type { UseCases } from "../http/call.ts";

/** The document is the same for everybody and for the life of the process: made once. */
export function referenceUseCases(): UseCases<typeof referenceRoutes> {
  const document = openApi(allRoutes);
  return { "reference.openapi": () => Promise.resolve({ body: { ...document } }) };
}
