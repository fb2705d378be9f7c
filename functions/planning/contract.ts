/** What staff looks at and decides about days: places, waiting lists, a family’s bookings. */
import * as z from "zod/mini";
import { reason } from "../http/reason.ts";
import { bookingView } from "../booking/contract/booking-view.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { childView } from "../family/contract.ts";
import { route, staff, touches, touchesNobody } from "../http/route.ts";
import { siteView } from "../catalogue/contract.ts";
import { closureView } from "../closure/contract.ts";

/** A limit on a day: `^accueil`, `mercredis/maternels`, `mercredis/=journee`. */
const poolId = z
  .string()
  .check(z.regex(/^(\^[a-z0-9-]{1,12}|[a-z0-9-]{2,60}\/=?[a-z0-9-]{1,24})$/, "Cette limite de places n’existe pas."));

export const planningView = z.object({
  site: siteView,
  days: z.array(
    z.object({
      date: branded("PlainDate"),
      /** Why the site receives nobody, when that is so. */
      closed: z.optional(z.string()),
      /** The closure behind it, which staff may take back. */
      closure: z.optional(closureView),
      waiting: z.boolean(),
      /** Children who have a place, whatever for; absent where the limits show every place that is taken. */
      children: z.optional(z.int()),
      pools: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          activityId: z.optional(branded("ActivityId")),
          activityName: z.optional(z.string()),
          used: z.int(),
          /** Places that hold that day. */ places: z.int(),
          /** What staff has set for that day; absent: the catalogue's own number holds. */ set: z.optional(z.int()),
          /** By the catalogue, when staff has set another number. */ usual: z.optional(z.int()),
        }),
      ),
    }),
  ),
  closures: z.array(closureView),
});
export type PlanningView = z.infer<typeof planningView>;

export const planningDayView = z.object({
  site: siteView,
  date: branded("PlainDate"),
  units: z.array(
    z.object({
      activityId: branded("ActivityId"),
      activityName: z.string(),
      unitId: branded("UnitId"),
      unitName: z.string(),
      entries: z.array(
        z.object({
          position: z.int(),
          arrival: z.int(),
          familyCode: branded("FamilyCode"),
          childId: branded("ChildId"),
          childName: z.string(),
          since: branded("Instant"),
          /**
           * In words: why it stands there and what it waits for. The order is that of arrival; nobody can change it.
           */
          explanation: z.string(),
        }),
      ),
      /** Places kept for families that have been offered one. */
      offered: z.array(
        z.object({
          familyCode: branded("FamilyCode"),
          childId: branded("ChildId"),
          childName: z.string(),
          until: branded("Instant"),
        }),
      ),
    }),
  ),
  /** Places that were offered and not accepted in time, latest first. */
  expired: z.array(
    z.object({
      at: branded("Instant"),
      familyCode: branded("FamilyCode"),
      childId: branded("ChildId"),
      childName: z.string(),
      unitName: z.string(),
      activityName: z.string(),
    }),
  ),
  /**
   * What staff has changed of that day's places, latest first. `before`, `after`: absent for the catalogue's own
   * number.
   */
  changes: z.array(
    z.object({
      at: branded("Instant"),
      by: z.string(),
      pool: z.string(),
      poolName: z.string(),
      before: z.optional(z.int()),
      after: z.optional(z.int()),
      reason: z.string(),
    }),
  ),
});
export type PlanningDayView = z.infer<typeof planningDayView>;

const siteParams = z.strictObject({ siteId: branded("SiteId") });
const between = z.strictObject({ from: plainDate(), to: plainDate() });

export const planningLook = {
  "planning.site": route({
    method: "GET",
    path: "/api/staff/sites/{siteId}/planning",
    ...staff("planning.read", touchesNobody("Numbers only.")),
    status: 200,
    summary: "Les jours d’un accueil entre deux dates (62 jours au plus) : places, fermetures, listes d’attente",
    params: siteParams,
    query: between,
    answer: planningView,
    problems: ["notFound"],
  }),
  "planning.day": route({
    method: "GET",
    path: "/api/staff/sites/{siteId}/days/{date}/planning",
    ...staff("planning.read", touches("params.siteId", "params.date")),
    status: 200,
    summary:
      "Un jour d’un accueil : sa liste d’attente, dans l’ordre et expliquée, les places proposées, celles qui n’ont pas été acceptées à temps, les changements de places",
    params: z.strictObject({ siteId: branded("SiteId"), date: plainDate() }),
    answer: planningDayView,
    problems: ["notFound"],
  }),
  "planning.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/bookings",
    ...staff("bookings.read", touches("params.familyCode")),
    status: 200,
    summary: "Les enfants et les réservations d’une famille entre deux dates",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    query: between,
    answer: z.object({
      familyName: z.string(),
      /** Since when its account is closed. */ closedAt: z.optional(branded("Instant")),
      /** It books nothing new itself, being late in paying; its invoices say how much. */ suspended: z.boolean(),
      /** Its adults, when nobody of them can be sent a mail: whoever acts for the family calls it. */
      callInstead: z.optional(z.array(z.object({ name: z.string(), phone: z.optional(z.string()) }))),
      children: z.array(childView),
      bookings: z.array(bookingView),
      now: branded("Instant"),
      /** What may be booked for it: activities that are not over, whatever their windows. */
      activities: z.array(
        z.object({
          id: branded("ActivityId"),
          name: z.string(),
          siteName: z.string(),
          /** Days go together for families, in words for staff. */
          minimum: z.optional(z.string()),
          units: z.array(z.object({ id: branded("UnitId"), name: z.string() })),
        }),
      ),
    }),
    problems: ["notFound"],
  }),
} as const;

export const planningAct = {
  "planning.setPlaces": route({
    method: "PUT",
    path: "/api/staff/sites/{siteId}/days/{date}/places",
    ...staff("places.write", touchesNobody("A number of places, whose change keeps who made it and why.")),
    status: 204,
    summary:
      "Fixer les places d’un jour pour une limite ; null rend le nombre du catalogue. Refusé si un collègue l’a changé depuis ce qui était affiché",
    params: z.strictObject({ siteId: branded("SiteId"), date: plainDate() }),
    body: z.strictObject({
      pool: poolId,
      places: z.nullable(
        z
          .int("Indiquez un nombre entier de places.")
          .check(
            z.minimum(0, "Le nombre de places ne peut pas être négatif."),
            z.maximum(2000, "Le nombre de places est de 2 000 au plus."),
          ),
      ),
      /** What staff had set when this page was read (`set`); null: nothing. What a colleague set since is not overwritten. */
      seen: z.nullable(z.int("Rechargez la page : le nombre affiché est illisible.")),
      reason,
    }),
    answer: null,
    problems: ["notFound", "changed"],
  }),
} as const;
