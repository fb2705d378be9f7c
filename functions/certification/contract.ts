/** « Confirmer mes fiches »: once a year the family reads its file page by page and says that it is right. */
import * as z from "zod/mini";
import { familyView } from "../family/contract.ts";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/** Versions of the records that were shown. */
const fileVersion = z.object({ household: z.int(), children: z.record(z.string(), z.int()) });

const confirmed = z.object({
  at: branded("Instant"),
  by: z.string(),
  /** The last day for which it holds. */
  until: branded("PlainDate"),
});

const certificationView = z.object({
  /** The file is to be confirmed: it never was, or it was for another year. */
  due: z.boolean(),
  last: z.nullable(confirmed),
  /** Activities that ask for it. */
  activities: z.array(z.string()),
  family: familyView,
  version: fileVersion,
});
export type CertificationView = z.infer<typeof certificationView>;

export const certificationLook = {
  "certification.own": route({
    method: "GET",
    path: "/api/certification",
    access: "guardian",
    status: 200,
    summary: "Confirmer mes fiches : ce qui est à relire, et la dernière confirmation",
    answer: certificationView,
    problems: [],
  }),
} as const;

export const certificationOwn = {
  "certification.certify": route({
    method: "POST",
    path: "/api/certification",
    access: "guardian",
    status: 204,
    summary: "Confirmer que les fiches du foyer sont exactes, telles qu’elles ont été relues",
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      seen: z.strictObject({
        household: z.int().check(z.gte(1)),
        children: z.record(branded("ChildId"), z.int().check(z.gte(1))),
      }),
    }),
    answer: null,
    problems: ["changed"],
  }),
} as const;

export const certificationOffice = {
  "certification.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/certifications",
    ...staff("bookings.read", touches("params.familyCode")),
    status: 200,
    summary: "Quand une famille a confirmé ses fiches, par qui, et si elles ont changé depuis",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: z.object({
      due: z.boolean(),
      /** Latest first, ten at most. `asNow`: nothing of the file has changed since. */
      certifications: z.array(z.extend(confirmed, { asNow: z.boolean() })),
    }),
    problems: ["notFound"],
  }),
} as const;
