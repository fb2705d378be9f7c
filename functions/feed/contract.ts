/** The private calendar feed that shows a family's bookings on a phone. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route } from "../http/route.ts";

export const feedView = z.object({
  /** When its link was made; null: there is none. */ madeAt: z.nullable(branded("Instant")),
});
export type FeedView = z.infer<typeof feedView>;

/** 192 random bits. The suffix is for programs that judge a calendar by its name. */
const feedToken = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9_-]{32}(\.ics)?$/,
      "Cette adresse de calendrier est incomplète. Copiez-la de nouveau, en entier.",
    ),
  );

export const feedRoutes = {
  "feed.read": route({
    method: "GET",
    path: "/api/calendar/feed",
    access: "guardian",
    status: 200,
    summary: "Le lien de calendrier privé existe-t-il, et depuis quand",
    answer: feedView,
    problems: [],
  }),
  "feed.make": route({
    method: "POST",
    path: "/api/calendar/feed",
    access: "guardian",
    status: 201,
    summary: "Créer le lien de calendrier privé, ou le remplacer ; l’adresse n’est donnée qu’ici",
    answer: z.object({ address: z.string(), madeAt: branded("Instant") }),
    problems: ["changed"],
  }),
  "feed.revoke": route({
    method: "DELETE",
    path: "/api/calendar/feed",
    access: "guardian",
    status: 204,
    summary: "Supprimer le lien de calendrier privé : les calendriers qui le suivent ne reçoivent plus rien",
    answer: null,
    problems: [],
  }),
  "feed.calendar": route({
    method: "GET",
    path: "/api/calendar/{token}",
    access: "anyone",
    status: 200,
    answerType: "text/calendar; charset=utf-8",
    conditional: true,
    summary: "Les réservations d’une famille en iCalendar, pour qui connaît l’adresse privée",
    params: z.strictObject({ token: feedToken }),
    answer: z.string(),
    problems: ["notFound"],
  }),
} as const;
