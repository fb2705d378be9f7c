/** « Confirmer mes fiches »: once a year the family reads its file page by page and says that it is right. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { route } from "../../http/route.ts";
import { confirmed } from "./confirmed.ts";
import { pageKinds, pageStandings } from "../rules/pages.ts";

const fact = z.object({
  id: z.string(),
  label: z.string(),
  /** In words; absent: nothing is known. */
  said: z.optional(z.string()),
  /** How it stands, in a word. */
  chip: z.optional(z.object({ tone: z.enum(["ok", "wait", "no"]), text: z.string() })),
  /** A change of it waits for the office. */
  waiting: z.optional(z.object({ said: z.optional(z.string()) })),
  /** It is not as it was when the page was confirmed. */
  changed: z.optional(z.literal(true)),
});
export type FactView = z.infer<typeof fact>;

const factGroup = z.object({
  title: z.optional(z.string()),
  /** What is to be known of it: kept from the reader, corrected at the office. */
  note: z.optional(z.string()),
  facts: z.array(fact),
  /** Whose form corrects it; absent: nobody's, for this reader. */
  corrected: z.optional(
    z.enum(["household", "adult", "child", "childRecord", "childHealth", "documents", "quotient", "office"]),
  ),
  guardianId: z.optional(branded("GuardianId")),
});
export type FactGroupView = z.infer<typeof factGroup>;

const ofPage = { page: z.enum(pageKinds), childId: z.optional(branded("ChildId")) };

const pageView = z.object({
  ...ofPage,
  title: z.string(),
  standing: z.enum(pageStandings),
  /** Who confirmed it last, and when: as it stands, or as it was. */
  confirmed: z.optional(z.object({ at: branded("Instant"), by: z.string() })),
  groups: z.array(factGroup),
  /** Names what the page shows: to be said when it is confirmed. */
  seen: z.string(),
});
export type PageView = z.infer<typeof pageView>;

const certificationView = z.object({
  /** The file is to be confirmed: it never was, or it was for another year. */
  due: z.boolean(),
  last: z.nullable(confirmed),
  /** Activities that ask for it. */
  activities: z.array(z.string()),
  /** In the order in which they are read. */
  pages: z.array(pageView),
});
export type CertificationView = z.infer<typeof certificationView>;

export const certificationLook = {
  "certification.own": route({
    method: "GET",
    path: "/api/certification",
    access: "guardian",
    status: 200,
    summary: "Confirmer mes fiches : les pages à relire, celles qui sont confirmées, et la dernière confirmation",
    answer: certificationView,
    problems: [],
  }),
} as const;

export const certificationOwn = {
  "certification.confirm": route({
    method: "PUT",
    path: "/api/certification/pages",
    access: "guardian",
    status: 204,
    summary: "Confirmer une page des fiches du foyer, telle qu’elle a été relue",
    body: z.strictObject({ ...ofPage, seen: z.string().check(z.minLength(1), z.maxLength(64)) }),
    answer: null,
    problems: ["notFound", "changed"],
  }),
  "certification.certify": route({
    method: "POST",
    path: "/api/certification",
    access: "guardian",
    status: 204,
    summary: "Confirmer que les fiches du foyer sont exactes, une fois chaque page confirmée",
    body: z.strictObject({ idempotencyKey: branded("IdempotencyKey") }),
    answer: null,
    problems: ["changed"],
  }),
} as const;
