/** The household's file. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

export const childView = z.object({
  id: branded("ChildId"),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: branded("PlainDate"),
  age: z.int(),
  /** School grade in French (`CE1`), when known. */
  grade: z.optional(z.string()),
  school: z.optional(z.string()),
});
export type ChildView = z.infer<typeof childView>;

export const familyView = z.object({
  code: branded("FamilyCode"),
  guardians: z.array(
    z.object({
      id: branded("GuardianId"),
      title: z.optional(z.string()),
      firstName: z.string(),
      lastName: z.string(),
      email: z.optional(z.string()),
      phone: z.optional(z.string()),
      payer: z.boolean(),
      /** How this adult is reached is kept from the others; staff, and the adult, are told it all the same. */
      shielded: z.optional(z.literal(true)),
    }),
  ),
  /** Without lines where it is kept from the reader. */
  address: z.object({ lines: z.array(z.string()), postcode: z.string(), town: z.string() }),
  /** Lives in the territory: some windows open earlier for residents. */
  resident: z.boolean(),
  children: z.array(childView),
});
export type FamilyView = z.infer<typeof familyView>;

/** The same as the office sees it: of a closed account too, and with who is shut out of a child's file. */
export const officeFamilyView = z.extend(familyView, {
  children: z.array(z.extend(childView, { shutOut: z.optional(z.array(branded("GuardianId"))) })),
  /** Since when staff has closed its account. */
  closedAt: z.optional(branded("Instant")),
  /** The family that it has become part of: what it had is there. */
  mergedInto: z.optional(branded("FamilyCode")),
});
export type OfficeFamilyView = z.infer<typeof officeFamilyView>;

export const familyRoutes = {
  "family.read": route({
    method: "GET",
    path: "/api/family",
    access: "guardian",
    status: 200,
    summary: "Ma fiche famille : responsables, coordonnées, enfants",
    answer: familyView,
    problems: [],
  }),
} as const;

export const familyOffice = {
  "family.ofCode": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}",
    ...staff("families.read", touches("params.familyCode")),
    status: 200,
    summary: "Le foyer d’une famille : responsables, coordonnées, enfants, compte fermé ou non",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: officeFamilyView,
    problems: ["notFound"],
  }),
} as const;
