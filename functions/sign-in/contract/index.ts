/** All of a sign-in's routes: first connection, forgotten password, sessions. */
import { activationRoutes } from "./activation.ts";
import { sessionRoutes } from "./session.ts";

export const signInRoutes = { ...activationRoutes, ...sessionRoutes } as const;
