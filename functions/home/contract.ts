/** « Accueil »: what waits for a family, beside its bookings and what may be booked, which have routes of their own. */
import * as z from "zod/mini";
import { documentsView } from "../document/contract/needs.ts";
import { route } from "../http/route.ts";
import { branded } from "../kernel/id-schemas.ts";

const homeView = z.object({
  /** Supporting documents, and what is to be said of the quotient. */
  ...documentsView.shape,
  /** Requests that the office has sent back for more, latest first. */
  requests: z.array(z.object({ id: branded("RequestId"), title: z.string(), whose: z.optional(z.string()) })),
  /** What may be booked only once the file is confirmed, which it is not this year, by name; empty: nothing to do. */
  toCertify: z.array(z.string()),
  /** Bookings are suspended: why, where to do something about it, and what that is called. Without amounts but for who pays. */
  suspended: z.optional(z.object({ title: z.string(), sentence: z.string(), href: z.string(), action: z.string() })),
});
export type HomeView = z.infer<typeof homeView>;

export const homeRoutes = {
  "home.own": route({
    method: "GET",
    path: "/api/home",
    access: "guardian",
    status: 200,
    summary: "Accueil : justificatifs, demandes à compléter, fiches à confirmer",
    answer: homeView,
    problems: [],
  }),
} as const;
