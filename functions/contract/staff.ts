/** What staff see. */
import * as z from "zod/mini";
import { branded, plainDate } from "./brand.ts";
import { route } from "./route.ts";

export const siteView = z.object({ id: branded("SiteId"), name: z.string(), town: z.string() });

export const daySheetView = z.object({
  site: siteView, date: branded("PlainDate"),
  /** Why the site is closed that day, when it is. */
  closed: z.optional(z.string()),
  units: z.array(z.object({ activityName: z.string(), unitId: branded("UnitId"), name: z.string(), meal: z.boolean(), booked: z.int(), places: z.int() })),
  meals: z.int(),
  children: z.array(z.object({
    childId: branded("ChildId"), familyCode: branded("FamilyCode"), firstName: z.string(), lastName: z.string(),
    age: z.int(), grade: z.optional(z.string()), unitIds: z.array(branded("UnitId")), unitNames: z.array(z.string()),
    /** Guardians' phones, to call in an emergency. */
    contacts: z.array(z.object({ name: z.string(), phone: z.optional(z.string()) })),
  })),
});
export type DaySheetView = z.infer<typeof daySheetView>;

export const staffRoutes = {
  "staff.sites": route({
    method: "GET", path: "/api/staff/sites", access: "staff", status: 200,
    summary: "Les accueils", answer: z.object({ sites: z.array(siteView), today: branded("PlainDate") }), problems: [],
  }),
  "staff.daySheet": route({
    method: "GET", path: "/api/staff/sites/{siteId}/days/{date}", access: "staff", status: 200,
    summary: "La feuille du jour d’un accueil",
    params: z.strictObject({ siteId: branded("SiteId"), date: plainDate() }),
    answer: daySheetView, problems: ["notFound"],
  }),
} as const;
