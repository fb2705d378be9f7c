/**
 * Everything the account function answers. Apart from `index.ts`, so that its bundle does not carry the other areas.
 */
import { accountRoutes } from "./activation.ts";
import { sessionRoutes } from "./session.ts";

export const accountArea = { ...accountRoutes, ...sessionRoutes } as const;
