/** Non prévenus: what families should have been told and were not, for the office to call them. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

export const untoldView = z.object({
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  /** With the family's code, what names it. */
  mailId: z.string(),
  /** On which it should have been told. */
  day: branded("PlainDate"),
  /** What it is about and why it could not be told, in general words. */
  about: z.string(),
  why: z.string(),
  /** Who belongs to the household now, and may know of it. */
  adults: z.array(
    z.object({
      name: z.string(),
      phone: z.optional(z.string()),
      /** Has been sent it all the same. */ told: z.boolean(),
    }),
  ),
  /** Which staff member called, and when. */
  called: z.optional(z.object({ at: branded("Instant"), by: z.string() })),
});
export type UntoldView = z.infer<typeof untoldView>;

const place = z.string().check(z.regex(/^[\x21-\x7e]{1,300}$/, "Cette page de la liste n’existe pas."));
const mailId = z.string().check(z.regex(/^[\x21-\x7e]{1,250}$/, "Ce message n’existe pas."));

export const untoldLook = {
  "untold.list": route({
    method: "GET",
    path: "/api/staff/untold",
    ...staff("untold.read", touches()),
    status: 200,
    summary: "Les familles qui n’ont pas pu être prévenues, par jour : à appeler, ou déjà appelées",
    query: z.strictObject({ state: z.enum(["toCall", "called"]), after: z.optional(place) }),
    /** The latest first. `next`: what to ask `after` for the next page; absent on the last. */
    answer: z.object({ entries: z.array(untoldView), next: z.optional(z.string()) }),
    problems: [],
  }),
} as const;

export const untoldAct = {
  "untold.setCalled": route({
    method: "PUT",
    path: "/api/staff/untold/called",
    ...staff("untold.write", touches("body.familyCode")),
    status: 200,
    summary: "Noter qu’une famille a été appelée, ou reprendre cette note",
    body: z.strictObject({ familyCode: branded("FamilyCode"), mailId, called: z.boolean() }),
    /** What stands now: who was first, when two have called. */
    answer: z.object({ called: untoldView.shape.called }),
    problems: ["changed"],
  }),
} as const;
