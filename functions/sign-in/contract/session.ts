/** Sign-in, in one or two steps, and the life of a session. */
import * as z from "zod/mini";
import { branded, typedLogin } from "../../kernel/id-schemas.ts";
import { password, sixDigits } from "./fields.ts";
import { route } from "../../http/route.ts";

/** Who is signed in; the shell of both sites reads it first. */
export const sessionView = z.object({
  login: branded("Login"),
  role: z.enum(["guardian", "staff"]),
  /** As a letter would say it: `Mme Martin`. */
  displayName: z.string(),
  familyCode: z.optional(branded("FamilyCode")),
  /** When the access token ends; the client renews before. */
  renewBefore: branded("Instant"),
  /** When the session itself ends. */
  endsAt: branded("Instant"),
  /** What must be done before anything else opens. */
  requiredAction: z.nullable(z.enum(["enrolSecondFactor", "acceptTerms"])),
});
export type SessionView = z.infer<typeof sessionView>;

export const sessionRoutes = {
  "sign-in.openSession": route({
    method: "POST",
    path: "/api/session",
    access: "anyone",
    status: 200,
    summary: "Connexion",
    body: z.strictObject({ login: typedLogin(), password, remember: z.optional(z.boolean()) }),
    answer: sessionView,
    problems: ["signIn.refused", "secondFactor.needed", "tooManyAttempts"],
  }),
  "sign-in.readSession": route({
    method: "GET",
    path: "/api/session",
    access: "signedIn",
    beforeRequiredActions: true,
    status: 200,
    summary: "Qui est connecté",
    answer: sessionView,
    problems: [],
  }),
  "sign-in.renewSession": route({
    method: "POST",
    path: "/api/session/renewal",
    access: "anyone",
    status: 200,
    summary: "Prolonger la session avec un nouveau jeton d’accès",
    answer: sessionView,
    problems: ["session.missing", "session.expired"],
  }),
  "sign-in.closeSession": route({
    method: "DELETE",
    path: "/api/session",
    access: "anyone",
    status: 204,
    summary: "Déconnexion",
    answer: null,
    problems: [],
  }),
  "sign-in.secondFactor": route({
    method: "POST",
    path: "/api/session/second-factor",
    access: "anyone",
    status: 200,
    summary: "Connexion, seconde étape : le code de l’application",
    body: z.strictObject({ code: sixDigits }),
    answer: sessionView,
    problems: ["signIn.refused", "code.refused", "tooManyAttempts"],
  }),
  "sign-in.recover": route({
    method: "POST",
    path: "/api/session/recovery",
    access: "anyone",
    status: 204,
    summary: "Connexion, seconde étape : un code de secours, qui oblige à activer de nouveau l’application",
    body: z.strictObject({
      recoveryCode: z
        .string()
        .check(z.trim(), z.minLength(8, "Un code de secours a la forme ABCD-EFGH-JKLM."), z.maxLength(40)),
    }),
    answer: null,
    problems: ["signIn.refused", "code.refused", "tooManyAttempts"],
  }),
} as const;
