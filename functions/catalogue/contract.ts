/** What the town offers, as staff chooses from it. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touchesNobody } from "../http/route.ts";

export const siteView = z.object({ id: branded("SiteId"), name: z.string(), town: z.string() });
export type SiteView = z.infer<typeof siteView>;

export const catalogueRoutes = {
  "catalogue.sites": route({
    method: "GET",
    path: "/api/staff/sites",
    ...staff("sites.read", touchesNobody("Names of sites.")),
    status: 200,
    summary: "Les accueils",
    answer: z.object({ sites: z.array(siteView), today: branded("PlainDate") }),
    problems: [],
  }),
} as const;
