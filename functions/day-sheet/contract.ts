/** Who is expected at a site on a day, with whom to call. */
import * as z from "zod/mini";
import { markView, rollCallView } from "../attendance/contract/views.ts";
import { absenceKinds } from "../booking/rules/absences.ts";
import { siteView } from "../catalogue/contract.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/**
 * How many, each counted once and under one head: `booked` come; `pending`, a staff member is to approve it; `offered`, a
 * place is kept that the family has not accepted; `held`, one that it has not paid; `absent`, booked and declared absent.
 */
const headcount = z.object({ booked: z.int(), pending: z.int(), offered: z.int(), held: z.int(), absent: z.int() });
export type Headcount = z.infer<typeof headcount>;

export const daySheetView = z.object({
  site: siteView,
  date: branded("PlainDate"),
  /** Why the site is closed that day, when it is. */
  closed: z.optional(z.string()),
  rollCall: rollCallView,
  units: z.array(
    z.object({
      activityId: branded("ActivityId"),
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
      /** Of what is noted of the child: 0 when nothing is. */
      revision: z.int(),
      /**
       * In the order of the day. `pending`: a staff member is to approve it; `offered`: a place is kept, which the family has
       * not accepted; `held`: one that it has not paid; `none`: nobody has booked it, and somebody was noted there.
       */
      units: z.array(
        z.object({
          activityId: branded("ActivityId"),
          id: branded("UnitId"),
          name: z.string(),
          from: z.string(),
          to: z.string(),
          status: z.enum(["booked", "pending", "offered", "held", "none"]),
          /** What the family has said. */
          absence: z.optional(z.enum(absenceKinds)),
          /** What staff has noted. */
          mark: z.optional(markView),
        }),
      ),
      /** A decision keeps somebody from the child: its file says whom. */
      guarded: z.optional(z.literal(true)),
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
