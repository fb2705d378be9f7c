/** Who is expected at a site on a day, with whom to call. */
import * as z from "zod/mini";
import { absenceKinds } from "../booking/rules/absences.ts";
import { siteView } from "../catalogue/contract.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/**
 * How many, each counted once and under one head: `booked` come; `pending`, a staff member is to approve it; `offered`, a
 * place is kept that the family has not accepted; `absent`, booked and declared absent.
 */
const headcount = z.object({ booked: z.int(), pending: z.int(), offered: z.int(), absent: z.int() });
export type Headcount = z.infer<typeof headcount>;

export const daySheetView = z.object({
  site: siteView,
  date: branded("PlainDate"),
  /** Why the site is closed that day, when it is. */
  closed: z.optional(z.string()),
  units: z.array(
    z.object({
      activityName: z.string(),
      unitId: branded("UnitId"),
      name: z.string(),
      meal: z.boolean(),
      /** All of them take a place. */
      count: headcount,
      /** Null: only limits that it shares with others count. */ places: z.nullable(z.int()),
    }),
  ),
  /** Children who eat. */
  meals: headcount,
  /** Children, whatever for. */
  expected: headcount,
  children: z.array(
    z.object({
      childId: branded("ChildId"),
      familyCode: branded("FamilyCode"),
      firstName: z.string(),
      lastName: z.string(),
      age: z.int(),
      grade: z.optional(z.string()),
      /**
       * In the order of the day. `pending`: a staff member is to approve it; `offered`: a place is kept, which the family has
       * not accepted.
       */
      units: z.array(
        z.object({
          id: branded("UnitId"),
          name: z.string(),
          status: z.enum(["booked", "pending", "offered"]),
          absence: z.optional(z.enum(absenceKinds)),
        }),
      ),
      /** Guardians' phones, to call in an emergency. */
      contacts: z.array(z.object({ name: z.string(), phone: z.optional(z.string()) })),
    }),
  ),
});
export type DaySheetView = z.infer<typeof daySheetView>;

export const daySheetRoutes = {
  "day-sheet.read": route({
    method: "GET",
    path: "/api/staff/sites/{siteId}/days/{date}",
    ...staff("daySheets.read", touches("params.siteId", "params.date")),
    status: 200,
    summary: "La feuille du jour d’un accueil",
    params: z.strictObject({ siteId: branded("SiteId"), date: plainDate() }),
    answer: daySheetView,
    problems: ["notFound"],
  }),
} as const;
