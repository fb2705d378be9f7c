import type { referenceRoutes } from "./contract.ts";
import type { UseCases } from "../http/call.ts";
import { document } from "./document.ts";

/** The document is the same for everybody. */
export const referenceUseCases = (): UseCases<typeof referenceRoutes> => ({
  "reference.openapi": () => Promise.resolve({ body: { ...document } }),
});
