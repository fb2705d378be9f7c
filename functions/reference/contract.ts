/** What describes the API itself. */
import * as z from "zod/mini";
import { route } from "../http/route.ts";

export const referenceRoutes = {
  "reference.openapi": route({
    method: "GET",
    path: "/api/openapi.json",
    access: "anyone",
    status: 200,
    summary: "Ce document : toutes les routes, toutes les erreurs",
    answer: z.record(z.string(), z.unknown()),
    problems: [],
  }),
} as const;
