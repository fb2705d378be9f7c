/** Booking: what may be booked, the grid of an activity, booking, cancelling, the family's calendar. */
import * as z from "zod/mini";
import { absenceKinds, declaredAbsences } from "../domain/absences.ts";
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

/** `soon`: opens later. `readOnly`: closed, shown all the same. `none`: no period is announced yet. */
export const windowView = z.object({
  state: z.enum(["open", "soon", "readOnly", "none"]), opensAt: z.optional(branded("Instant")), closesAt: z.optional(branded("Instant")),
  /** `Réservations jusqu’au samedi 12 décembre, 23 h 59`. */
  sentence: z.string(),
});

export const activityKind = z.enum(["wednesday", "holidays", "morningCare", "eveningCare", "canteen"]);

export const activityView = z.object({
  id: branded("ActivityId"), name: z.string(), kind: activityKind, siteId: branded("SiteId"), siteName: z.string(), siteTown: z.string(),
  from: branded("PlainDate"), to: branded("PlainDate"), window: windowView, units: z.array(unitView),
});
export type ActivityView = z.infer<typeof activityView>;

/** One child, one day, one unit. */
export const cellView = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("free"), /** Absent: places are not limited. */ places: z.optional(z.int()), bookBefore: branded("Instant"), cancelBefore: branded("Instant"),
    /** Staff is to approve. */ approval: z.optional(z.literal(true)),
  }),
  z.object({
    state: z.literal("booked"), cancelBefore: branded("Instant"), /** Index in `refusals` when it can no longer be cancelled. */ locked: z.optional(z.int()),
    absent: z.optional(z.literal(true)), /** Its cancellation or a change is asked of staff. */ asked: z.optional(z.literal(true)),
  }),
  z.object({ state: z.literal("pending"), cancelBefore: branded("Instant") }),
  /** On the waiting list. */
  z.object({ state: z.literal("waiting"), position: z.int() }),
  /** A place is kept until then: to accept or to decline. */
  z.object({ state: z.literal("offered"), until: branded("Instant") }),
  z.object({ state: z.literal("refused"), /** Index in `refusals`. */ refusal: z.int(), /** The child may be put on the waiting list. */ mayWait: z.optional(z.literal(true)) }),
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

const lineFields = { childId: branded("ChildId"), activityId: branded("ActivityId"), unitId: branded("UnitId"), date: plainDate() };
const line = z.strictObject(lineFields);
export type BookingLine = z.infer<typeof line>;

/** One confirmation: 3 children x 60 days fit; 10,000 lines do not. */
const mostLines = 200;
const linesOf = <L extends z.ZodMiniType>(one: L) =>
  z.array(one).check(z.minLength(1, "Choisissez au moins un jour."), z.maxLength(mostLines, `Une demande contient au plus ${mostLines} jours. Envoyez-la en plusieurs fois.`));
const basketOf = <L extends z.ZodMiniType>(one: L) => z.strictObject({ requestKey: branded("RequestKey"), lines: linesOf(one) });

/** `wait`: when the day is full, or beyond the child's share, it goes to the waiting list instead of being refused. */
const wish = z.strictObject({ ...lineFields, ifFull: z.optional(z.enum(["refuse", "wait"])) });
export type WishLine = z.infer<typeof wish>;
const instead = z.strictObject({ unitId: branded("UnitId"), date: plainDate() });
export const change = z.strictObject({ ...lineFields, to: instead });
export type ChangeLine = z.infer<typeof change>;
const reason = z.string().check(z.trim(), z.minLength(3, "Dites en quelques mots la raison."), z.maxLength(300, "300 caractères au plus."));

/** `to`: what is wanted instead; without it, the booking is to be cancelled. */
const askLine = z.strictObject({ ...lineFields, reason, to: z.optional(instead) });
export type AskLine = z.infer<typeof askLine>;

/**
 * `booked`, `waiting` (with its position), `toApprove` by staff, `cancelled` (given up, declined or left), `accepted`, `changed`, `noted`
 * (an absence), `asked` (of staff), `refused` (and why: nothing changed).
 */
export const lineOutcome = z.enum(["booked", "waiting", "toApprove", "cancelled", "accepted", "changed", "noted", "asked", "refused"]);
export type LineOutcome = z.infer<typeof lineOutcome>;

const lineAnswer = z.object({
  childId: branded("ChildId"), activityId: branded("ActivityId"), unitId: branded("UnitId"), date: branded("PlainDate"),
  outcome: lineOutcome, position: z.optional(z.int()), refusal: z.optional(refusalView),
});
export type LineAnswer = z.infer<typeof lineAnswer>;
export const basketAnswer = z.object({ lines: z.array(lineAnswer) });
export type BasketAnswer = z.infer<typeof basketAnswer>;

/** What would become of each line, now: nothing is written, and a place may be taken by another family meanwhile. */
const previewAnswer = z.object({
  lines: z.array(z.object({
    childId: branded("ChildId"), activityId: branded("ActivityId"), unitId: branded("UnitId"), date: branded("PlainDate"),
    outcome: z.enum(["booked", "waiting", "toApprove", "refused"]), placesLeft: z.optional(z.int()), refusal: z.optional(refusalView), mayWait: z.optional(z.literal(true)),
  })),
});

/** Kinds of absence that families declare. */
export const absenceKind = z.enum(declaredAbsences);

export const bookingView = z.object({
  date: branded("PlainDate"), childId: branded("ChildId"), activityId: branded("ActivityId"), activityName: z.string(), activityKind,
  siteName: z.string(), siteTown: z.string(), unitId: branded("UnitId"), unitName: z.string(), from: z.string(), to: z.string(), meal: z.boolean(),
  status: z.enum(["booked", "pending", "offered", "waiting"]),
  /** Waiting: rank among those who wait for the same. */
  position: z.optional(z.int()),
  /** Offered: until when the place is kept. */
  until: z.optional(branded("Instant")),
  absence: z.optional(z.enum(absenceKinds)),
  /** What is asked of staff about it. */
  asked: z.optional(z.discriminatedUnion("what", [
    z.object({ what: z.literal("cancellation") }),
    z.object({ what: z.literal("change"), to: z.object({ date: branded("PlainDate"), unitName: z.string() }) }),
  ])),
  cancelBefore: branded("Instant"), cancellable: z.boolean(),
  /** Why it cannot be cancelled or changed any more by the family itself. */
  locked: z.optional(refusalView),
  /** The day is over. */
  past: z.boolean(),
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
    body: basketOf(wish), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.preview": route({
    method: "POST", path: "/api/bookings/previews", access: "guardian", status: 200,
    summary: "Ce que deviendrait chaque ligne d’une demande, sans rien réserver",
    body: z.strictObject({ lines: linesOf(wish) }), answer: previewAnswer, problems: [],
  }),
  "bookings.cancel": route({
    method: "POST", path: "/api/bookings/cancellations", access: "guardian", status: 200,
    summary: "Annuler des jours, quitter une liste d’attente, refuser une place proposée ; chaque ligne reçoit sa réponse",
    body: basketOf(line), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.accept": route({
    method: "POST", path: "/api/bookings/acceptances", access: "guardian", status: 200,
    summary: "Accepter des places proposées à la liste d’attente",
    body: basketOf(line), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.change": route({
    method: "POST", path: "/api/bookings/changes", access: "guardian", status: 200,
    summary: "Changer de jour ou de prestation : l’ancienne place n’est rendue que si la nouvelle est obtenue",
    body: basketOf(change), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.absences": route({
    method: "POST", path: "/api/bookings/absences", access: "guardian", status: 200,
    summary: "Déclarer des absences, ou reprendre une déclaration (kind absent)",
    body: basketOf(z.strictObject({ ...lineFields, kind: z.optional(absenceKind) })), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.ask": route({
    method: "POST", path: "/api/bookings/requests", access: "guardian", status: 200,
    summary: "Passé le délai, demander au guichet une annulation ou un changement",
    body: basketOf(askLine), answer: basketAnswer, problems: ["request.reused"],
  }),
  "bookings.list": route({
    method: "GET", path: "/api/bookings", access: "guardian", status: 200,
    summary: "Mes réservations, entre deux dates comprises",
    query: z.strictObject({ from: plainDate(), to: plainDate() }),
    answer: z.object({
      children: z.array(childView), bookings: z.array(bookingView), now: branded("Instant"),
      /** First day after the period on which the family has something. */
      next: z.optional(branded("PlainDate")),
    }),
    problems: [],
  }),
} as const;
