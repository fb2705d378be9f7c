/** Reminders about booking windows: what staff sees of them, and how a person stops or takes up receiving them. */
import * as z from "zod/mini";
import { audiences, causes } from "./rules/reminders.ts";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touchesNobody } from "../http/route.ts";

/** One reminder about one booking window. */
const reminder = {
  activityId: branded("ActivityId"),
  activityName: z.string(),
  siteName: z.string(),
  windowId: branded("WindowId"),
  /** Days that the window opens, both included. */
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  cause: z.enum(causes),
  audience: z.enum(audiences),
  /** When the mails begin to leave. */
  due: branded("Instant"),
  /** What they announce: when the window opens for these families, or closes. */
  moment: branded("Instant"),
};

/** A run over all families. */
const run = z.object({
  ...reminder,
  /** `waiting`: it goes on later, at a decent hour. `skipped`: it mailed nobody (further), and `reason` says why. */
  state: z.enum(["waiting", "underWay", "done", "skipped"]),
  /** Families looked at so far, and those among them to whom a mail was written. */
  families: z.int(),
  mails: z.int(),
  /** While under way or waiting: how many families the last run looked at in all, to show how far this one is. */
  outOf: z.optional(z.int()),
  startedAt: branded("Instant"),
  /** Last sign of life, or the end. */ at: branded("Instant"),
  /** When `waiting`: from when on it goes on. */
  next: z.optional(branded("Instant")),
  /** When `skipped`, in words. */
  reason: z.optional(z.string()),
});
export type ReminderRun = z.infer<typeof run>;

export const remindersView = z.object({
  /** To come, the next first. */
  planned: z.array(z.object(reminder)),
  /** Latest first; kept three months. */
  runs: z.array(run),
  /** Mails a second at most, all runs together. */
  mailsPerSecond: z.int(),
  now: branded("Instant"),
});
export type RemindersView = z.infer<typeof remindersView>;

export const reminderPreference = z.object({
  /** Whether this person receives reminders. The other adults of the household each have their own choice. */
  reminders: z.boolean(),
  /** Where they go: the address in the household's file; null: none, so that nothing can be sent. */
  email: z.nullable(z.string()),
});

/** Sealed by the portal (reminder/unsubscribe-token.ts): nobody makes one, and it names nobody to those who see it. */
const token = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{40,80}$/, "Ce lien est incomplet. Ouvrez-le de nouveau depuis le message."));
const tokenParams = z.strictObject({ token });

export const reminderOffice = {
  "reminder.list": route({
    method: "GET",
    path: "/api/staff/reminders",
    ...staff("reminders.read", touchesNobody("Runs over all families, in numbers.")),
    status: 200,
    summary: "Les rappels aux familles : ceux qui sont prévus, ceux qui sont partis ou en cours",
    answer: remindersView,
    problems: [],
  }),
} as const;

export const reminderOwn = {
  "reminder.preference": route({
    method: "GET",
    path: "/api/reminders/preference",
    access: "guardian",
    status: 200,
    summary: "Mes rappels par message : reçus ou non, et à quelle adresse",
    answer: reminderPreference,
    problems: [],
  }),
  "reminder.setPreference": route({
    method: "PUT",
    path: "/api/reminders/preference",
    access: "guardian",
    status: 204,
    summary: "Recevoir ou non les rappels avant les périodes de réservation",
    body: z.strictObject({ reminders: z.boolean("Dites si vous voulez recevoir les rappels.") }),
    answer: null,
    problems: [],
  }),
  "reminder.unsubscribe": route({
    method: "POST",
    path: "/api/reminders/unsubscribe/{token}",
    access: "anyone",
    fromAnywhere: true,
    alsoForm: true,
    bodyLimit: 4096,
    status: 200,
    summary: "Ne plus recevoir de rappels, en un clic depuis le message (RFC 8058) ; deux fois revient à une",
    params: tokenParams,
    body: z.strictObject({ "List-Unsubscribe": z.literal("One-Click", "Cette demande est incomplète.") }),
    answer: z.object({ detail: z.string() }),
    problems: ["notFound"],
  }),
  "reminder.unsubscribePage": route({
    method: "GET",
    path: "/api/reminders/unsubscribe/{token}",
    access: "anyone",
    status: 303,
    summary: "La page qui demande confirmation, pour les messageries qui ouvrent le lien : l’ouvrir ne change rien",
    params: tokenParams,
    answer: z.string(),
    problems: [],
  }),
} as const;
