/**
 * A child's health, apart from the rest of its file: a function of its own serves these routes, and staff opens it on
 * purpose. Each of its views is recorded before anything is answered, and the family sees who looked.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { obligations } from "../rules/vaccines.ts";
import { change, childHead, ofChild, ofFamilysChild, pageQuery, said } from "./parts.ts";
import { healthValues } from "./values.ts";

const values = healthValues();

export const healthFieldsView = z.object({
  allergies: said(values.allergies),
  diet: said(values.diet),
  carePlan: said(values.carePlan),
  glasses: said(values.glasses),
  hearingAid: said(values.hearingAid),
  swimming: said(values.swimming),
  medicines: said(values.medicines),
  vaccines: said(values.vaccines),
});
export type HealthFieldsView = z.infer<typeof healthFieldsView>;

export const healthView = z.object({
  ...childHead,
  fields: healthFieldsView,
  /** Compulsory for the child's year of birth, and what of it is lacking today. */
  obligations: z.array(z.enum(obligations)),
  lacking: z.array(z.object({ obligation: z.enum(obligations), given: z.int(), wanted: z.int() })),
  /** From when something will be, or has been, lacking; absent: never. */
  lackingFrom: z.optional(branded("PlainDate")),
});
export type HealthView = z.infer<typeof healthView>;

const changes = z.strictObject({
  allergies: change(values.allergies),
  diet: change(values.diet),
  carePlan: change(values.carePlan),
  glasses: change(values.glasses),
  hearingAid: change(values.hearingAid),
  swimming: change(values.swimming),
  medicines: change(values.medicines),
  vaccines: change(values.vaccines),
});
export type HealthChanges = z.infer<typeof changes>;

/** Pages of the staff site from which health is opened. */
export const viewedFrom = z.enum(["childPage", "daySheet"]);
export type ViewedFrom = z.infer<typeof viewedFrom>;

export const viewsView = z.object({
  /** Latest first. */
  views: z.array(z.object({ at: branded("Instant"), by: z.string(), from: viewedFrom, changed: z.boolean() })),
  /** Given when there are more. */
  before: z.optional(z.string()),
});

export const healthRoutes = {
  "child-record.health": route({
    method: "GET",
    path: "/api/children/{childId}/health",
    access: "guardian",
    status: 200,
    summary: "La santé d’un enfant : allergies, régime, PAI, médicaments, vaccins",
    params: ofChild,
    answer: healthView,
    problems: ["notFound"],
  }),
  "child-record.changeHealth": route({
    method: "PATCH",
    path: "/api/children/{childId}/health",
    access: "guardian",
    status: 200,
    summary: "Changer des renseignements de santé d’un enfant",
    params: ofChild,
    body: z.strictObject({ changes }),
    answer: healthView,
    problems: ["notFound", "changed"],
  }),
  "child-record.healthViews": route({
    method: "GET",
    path: "/api/children/{childId}/health/views",
    access: "guardian",
    status: 200,
    summary: "Quels agents ont consulté la santé d’un enfant, quand, depuis quelle page",
    params: ofChild,
    query: pageQuery,
    answer: viewsView,
    problems: ["notFound"],
  }),
} as const;

export const healthOffice = {
  /** Not a GET: looking writes the view. */
  "child-record.viewHealth": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/children/{childId}/health/views",
    ...staff("childHealth.read", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Ouvrir la santé d’un enfant : la consultation est enregistrée, et la famille la voit",
    params: ofFamilysChild,
    body: z.strictObject({ from: viewedFrom }),
    answer: healthView,
    problems: ["notFound"],
  }),
  "child-record.changeHealthOfFamily": route({
    method: "PATCH",
    path: "/api/staff/families/{familyCode}/children/{childId}/health",
    ...staff("childHealth.write", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Changer la santé d’un enfant pour une famille, avec un motif",
    params: ofFamilysChild,
    body: z.strictObject({ changes, from: viewedFrom, reason }),
    answer: healthView,
    problems: ["notFound", "changed"],
  }),
} as const;
