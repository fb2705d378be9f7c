/** Booking: what may be booked, the grid of an activity, booking, cancelling, the family's calendar. */
import * as z from "zod/mini";
import { branded, plainDate } from "./brand.ts";
import { childView } from "./family.ts";
import { route } from "./route.ts";

/** Why not: the rule's code, a few words for the cell, the sentence, and when that changes. */
export const refusalView = z.object({
  code: z.string(),
  /** Two or three words: `Trop tard`, `Complet`. */
  short: z.string(),
  /** A second line for the cell, as short: `depuis lun. 7`, `dès 3 ans`. */
  hint: z.optional(z.string()),
  /** The rule, the moment it changes, what to do next. */
  sentence: z.string(),
  changesAt: z.optional(branded("Instant")),
});
export type RefusalView = z.infer<typeof refusalView>;

export const unitView = z.object({
  id: branded("UnitId"), name: z.string(), from: z.string(), to: z.string(), meal: z.boolean(),
  /** Units of the same child and day that this one excludes. */
  excludes: z.array(branded("UnitId")),
});

/** `soon`: opens later. `readOnly`: closed, shown all the same. */
export const windowView = z.object({
  state: z.enum(["open", "soon", "readOnly"]), opensAt: branded("Instant"), closesAt: branded("Instant"),
  /** `Réservations jusqu’au samedi 12 décembre, 23 h 59`. */
  sentence: z.string(),
});

export const activityView = z.object({
  id: branded("ActivityId"), name: z.string(), siteId: branded("SiteId"), siteName: z.string(),
  from: branded("PlainDate"), to: branded("PlainDate"), window: windowView, units: z.array(unitView),
});
export type ActivityView = z.infer<typeof activityView>;

/** One child, one day, one unit. */
export const cellView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("free"), places: z.int(), bookBefore: branded("Instant") }),
  z.object({ state: z.literal("booked"), cancelBefore: branded("Instant"), /** Index in `refusals` when it can no longer be cancelled. */ locked: z.optional(z.int()) }),
  z.object({ state: z.literal("refused"), /** Index in `refusals`. */ refusal: z.int() }),
]);
export type CellView = z.infer<typeof cellView>;

export const gridView = z.object({
  activity: activityView,
  children: z.array(childView),
  /** Each distinct refusal once; cells point here. */
  refusals: z.array(refusalView),
  days: z.array(z.object({
    date: branded("PlainDate"),
    /** Why nobody can book that day, when that is so (`Fermé`, `Férié`): an index in `refusals`. */
    closed: z.optional(z.int()),
    /** `cells[i][j]`: child i, unit j of `activity.units`. Empty when `closed`. */
    cells: z.array(z.array(cellView)),
  })),
  /** The server's clock, so that the page can say the time left. */
  now: branded("Instant"),
});
export type GridView = z.infer<typeof gridView>;

const line = z.strictObject({ childId: branded("ChildId"), activityId: branded("ActivityId"), unitId: branded("UnitId"), date: plainDate() });
/** One confirmation: 3 children x 60 days fit; 10,000 lines do not. */
const basket = z.strictObject({
  requestKey: branded("RequestKey"),
  lines: z.array(line).check(z.minLength(1, "Choisissez au moins un jour."), z.maxLength(200, "Une demande contient au plus 200 jours. Envoyez-la en plusieurs fois.")),
});
export type BookingLine = z.infer<typeof line>;

const lineAnswer = z.object({
  childId: branded("ChildId"), activityId: branded("ActivityId"), unitId: branded("UnitId"), date: branded("PlainDate"),
  outcome: z.enum(["booked", "cancelled", "refused"]), refusal: z.optional(refusalView),
});
export type LineAnswer = z.infer<typeof lineAnswer>;
const basketAnswer = z.object({ lines: z.array(lineAnswer) });
export type BasketAnswer = z.infer<typeof basketAnswer>;

export const bookingView = z.object({
  date: branded("PlainDate"), childId: branded("ChildId"), activityId: branded("ActivityId"), activityName: z.string(),
  siteName: z.string(), unitId: branded("UnitId"), unitName: z.string(), from: z.string(), to: z.string(),
  cancelBefore: branded("Instant"), cancellable: z.boolean(),
});
export type BookingView = z.infer<typeof bookingView>;

export const bookingsRoutes = {
  "activities.list": route({
    method: "GET", path: "/api/activities", access: "guardian", status: 200,
    summary: "Les activités et leurs périodes de réservation",
    answer: z.object({ activities: z.array(activityView), now: branded("Instant") }), problems: [],
  }),
  "activities.grid": route({
    method: "GET", path: "/api/activities/{activityId}/grid", access: "guardian", status: 200,
    summary: "S’inscrire aux activités : chaque jour, chaque enfant, chaque prestation, avec son état et sa raison",
    params: z.strictObject({ activityId: branded("ActivityId") }),
    answer: gridView, problems: ["notFound"],
  }),
  "bookings.book": route({
    method: "POST", path: "/api/bookings", access: "guardian", status: 200,
    summary: "Réserver des jours ; chaque ligne reçoit sa réponse",
    body: basket, answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.cancel": route({
    method: "POST", path: "/api/bookings/cancellations", access: "guardian", status: 200,
    summary: "Annuler des jours ; chaque ligne reçoit sa réponse",
    body: basket, answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.list": route({
    method: "GET", path: "/api/bookings", access: "guardian", status: 200,
    summary: "Mes réservations, entre deux dates comprises",
    query: z.strictObject({ from: plainDate(), to: plainDate() }),
    answer: z.object({ children: z.array(childView), bookings: z.array(bookingView), now: branded("Instant") }), problems: [],
  }),
} as const;
