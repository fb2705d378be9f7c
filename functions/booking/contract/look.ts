/**
 * What may be booked and what is booked: activities, their grid, a preview, the family's own bookings. An area apart
 * from booking (bookings.ts): looking is what families do most, and its function may write nothing.
 */
import * as z from "zod/mini";
import { linesOf, refusalView, wish } from "./basket.ts";
import { activityKind, bookingView } from "./booking-view.ts";
import { basketCost, priceView } from "./price-view.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { childView } from "../../family/contract.ts";
import { route } from "../../http/route.ts";

export const unitView = z.object({
  id: branded("UnitId"),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  meal: z.boolean(),
  /** Units of the same child and day that this one excludes. */
  excludes: z.array(branded("UnitId")),
});

/** `soon`: opens later. `readOnly`: closed, shown all the same. `none`: no period is announced yet. */
export const windowView = z.object({
  state: z.enum(["open", "soon", "readOnly", "none"]),
  opensAt: z.optional(branded("Instant")),
  closesAt: z.optional(branded("Instant")),
  /** `Réservations jusqu’au samedi 12 décembre, 23 h 59`. */
  sentence: z.string(),
});

export const activityView = z.object({
  id: branded("ActivityId"),
  name: z.string(),
  kind: activityKind,
  siteId: branded("SiteId"),
  siteName: z.string(),
  siteTown: z.string(),
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  window: windowView,
  /** Days go together: `Réservation à la semaine entière`. */
  minimum: z.optional(z.object({ sentence: z.string() })),
  units: z.array(unitView),
});
export type ActivityView = z.infer<typeof activityView>;

/** Index in `prices`; absent: nothing is asked for it. */
const pricePointer = z.optional(z.int());

/**
 * One child, one day, one unit. The price of a free cell: with what the household's children have that day, were this one
 * added to it.
 */
export const cellView = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("free"),
    /** Absent: places are not limited. */ places: z.optional(z.int()),
    bookBefore: branded("Instant"),
    /** Absent: once booked, it cannot be given up. */ cancelBefore: z.optional(branded("Instant")),
    /** Staff is to approve. */ approval: z.optional(z.literal(true)),
    price: pricePointer,
  }),
  z.object({
    state: z.literal("booked"),
    cancelBefore: z.optional(branded("Instant")),
    /** Index in `refusals` when it can no longer be cancelled. */ locked: z.optional(z.int()),
    absent: z.optional(z.literal(true)),
    /** Its cancellation or a change is asked of staff. */ asked: z.optional(z.literal(true)),
    price: pricePointer,
  }),
  z.object({ state: z.literal("pending"), cancelBefore: z.optional(branded("Instant")), price: pricePointer }),
  /** On the waiting list. */
  z.object({ state: z.literal("waiting"), position: z.int() }),
  /** A place is kept until then: to accept or to decline. */
  /** `toPay`: it is held until that is paid, `7,20 €`. */
  z.object({ state: z.literal("offered"), until: branded("Instant"), toPay: z.optional(z.string()) }),
  z.object({
    state: z.literal("refused"),
    /** Index in `refusals`. */ refusal: z.int(),
    /** The child may be put on the waiting list. */ mayWait: z.optional(z.literal(true)),
  }),
]);
export type CellView = z.infer<typeof cellView>;

/** What the activity asks for and that is not there: an enrolment, a supporting document. */
const lackingView = z.object({
  what: z.enum(["suspended", "document", "enrolment", "certification", "record", "consents", "vaccines"]),
  name: z.string(),
  /** Whose: the child's first name; absent, the household's. */
  firstName: z.optional(z.string()),
  /** Without it, nothing can be booked; else it is only said. */
  blocks: z.boolean(),
  /** Where it is asked for or sent. */
  href: z.string(),
});
export type LackingView = z.infer<typeof lackingView>;

export const gridView = z.object({
  activity: activityView,
  /** As of the first day shown. What waits for staff is not among them. */
  lacking: z.array(lackingView),
  /** What is said above them; absent: nothing is lacking. */
  lackingTitle: z.optional(z.string()),
  children: z.array(childView),
  /** Each distinct refusal once; cells point here. */
  refusals: z.array(refusalView),
  /** Each distinct price once; absent where nothing has one. */
  prices: z.optional(z.array(priceView)),
  days: z.array(
    z.object({
      date: branded("PlainDate"),
      /** Why nobody can book that day, when that is so (`Fermé`, `Férié`): an index in `refusals`. */
      closed: z.optional(z.int()),
      /** `cells[i][j]`: child i, unit j of `activity.units`. Empty when `closed`. */
      cells: z.array(z.array(cellView)),
    }),
  ),
  /** Days that go together, where they do. */
  groups: z.optional(
    z.array(
      z.object({
        from: branded("PlainDate"),
        to: branded("PlainDate"),
        /** `la semaine du lundi 6 juillet` */
        name: z.string(),
        /** Of a subscription: its weekday, 1 is Monday. Choosing or giving up a day is doing so from that day on. */
        weekday: z.optional(z.int()),
        /** All of them or none: choosing or giving up one is choosing or giving up all. */
        whole: z.boolean(),
        /** In the grid's order: how many days the child must have, if any, and how many it had before today. */
        children: z.array(z.object({ needed: z.int(), past: z.int() })),
      }),
    ),
  ),
  /** The server's clock, so that the page can say the time left. */
  now: branded("Instant"),
});
export type GridView = z.infer<typeof gridView>;

/** What would become of each line, now: nothing is written, and a place may be taken by another family meanwhile. */
export const previewAnswer = z.object({
  lines: z.array(
    z.object({
      childId: branded("ChildId"),
      activityId: branded("ActivityId"),
      unitId: branded("UnitId"),
      date: branded("PlainDate"),
      outcome: z.enum(["booked", "waiting", "toApprove", "cancelled", "refused"]),
      placesLeft: z.optional(z.int()),
      refusal: z.optional(refusalView),
      mayWait: z.optional(z.literal(true)),
      /** Of what waits or may: the rank that it would have on the list, were it the next to join. */
      position: z.optional(z.int()),
      /** Index in `prices`: of what is given up, what is no longer due; of what waits, what it costs if a place comes. */
      price: pricePointer,
    }),
  ),
  prices: z.optional(z.array(priceView)),
  /** Absent where nothing has a price. */
  cost: z.optional(basketCost),
});

export const bookingLook = {
  "booking.activities": route({
    method: "GET",
    path: "/api/activities",
    access: "guardian",
    status: 200,
    summary: "Les activités et leurs périodes de réservation",
    answer: z.object({ activities: z.array(activityView), now: branded("Instant") }),
    problems: [],
  }),
  "booking.grid": route({
    method: "GET",
    path: "/api/activities/{activityId}/grid",
    access: "guardian",
    status: 200,
    summary: "S’inscrire aux activités : chaque jour, chaque enfant, chaque prestation, avec son état et sa raison",
    params: z.strictObject({ activityId: branded("ActivityId") }),
    answer: gridView,
    problems: ["notFound"],
  }),
  "booking.preview": route({
    method: "POST",
    path: "/api/bookings/previews",
    access: "guardian",
    status: 200,
    summary: "Ce que deviendrait chaque ligne d’une demande, sans rien réserver",
    body: z.strictObject({ lines: linesOf(wish) }),
    answer: previewAnswer,
    problems: [],
  }),
  "booking.list": route({
    method: "GET",
    path: "/api/bookings",
    access: "guardian",
    status: 200,
    summary: "Mes réservations, entre deux dates comprises",
    query: z.strictObject({ from: plainDate(), to: plainDate() }),
    answer: z.object({
      children: z.array(childView),
      bookings: z.array(bookingView),
      now: branded("Instant"),
      /** First day after the period on which the family has something. */
      next: z.optional(branded("PlainDate")),
    }),
    problems: [],
  }),
} as const;
