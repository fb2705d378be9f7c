/** « Mes codes d’accès »: what a person sees and changes of their own sign-in. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { email, password, phone, sixDigits } from "../../sign-in/contract/fields.ts";
import { route, staff, touchesNobody } from "../../http/route.ts";
import { sessionView } from "../../sign-in/contract/session.ts";

const sessionId = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, "Cette session n’existe pas."));

export const accessView = z.object({
  login: branded("Login"),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  /** Null: not asked of this person. */
  secondFactor: z.nullable(z.object({ enrolled: z.boolean(), recoveryCodesLeft: z.int() })),
  sessions: z.array(
    z.object({
      id: sessionId,
      device: z.string(),
      origin: z.string(),
      openedAt: branded("Instant"),
      endsAt: branded("Instant"),
      current: z.boolean(),
    }),
  ),
  /** Latest first. */
  activity: z.array(
    z.object({ kind: z.string(), label: z.string(), at: branded("Instant"), device: z.string(), origin: z.string() }),
  ),
  /** Days for which activity is kept. */
  activityKeptDays: z.int(),
});
export type AccessView = z.infer<typeof accessView>;

export const ownAccess = {
  "access.read": route({
    method: "GET",
    path: "/api/access",
    access: "signedIn",
    status: 200,
    summary: "Mes codes d’accès : identifiant, adresse, téléphone, sessions ouvertes, activité",
    answer: accessView,
    problems: [],
  }),
  "access.changePassword": route({
    method: "PUT",
    path: "/api/access/password",
    access: "signedIn",
    status: 204,
    summary: "Changer de mot de passe ; les autres sessions se ferment",
    body: z.strictObject({ current: password, password, passwordAgain: password }),
    answer: null,
    problems: ["signIn.refused", "password.weak", "tooManyAttempts"],
  }),
  "access.changeEmail": route({
    method: "POST",
    path: "/api/access/email",
    access: "signedIn",
    status: 202,
    summary: "Changer d’adresse e-mail : un code part à la nouvelle",
    body: z.strictObject({ email, emailAgain: email, password }),
    answer: z.object({ detail: z.string() }),
    problems: ["signIn.refused", "tooManyAttempts"],
  }),
  "access.confirmEmail": route({
    method: "POST",
    path: "/api/access/email/confirmation",
    access: "signedIn",
    status: 204,
    summary: "Confirmer la nouvelle adresse par le code reçu",
    body: z.strictObject({ code: sixDigits }),
    answer: null,
    problems: ["code.refused", "tooManyAttempts"],
  }),
  "access.changePhone": route({
    method: "PUT",
    path: "/api/access/phone",
    access: "guardian",
    status: 204,
    summary: "Changer de numéro de téléphone",
    body: z.strictObject({ phone }),
    answer: null,
    problems: ["changed"],
  }),
  "access.endSession": route({
    method: "DELETE",
    path: "/api/access/sessions/{sessionId}",
    access: "signedIn",
    status: 204,
    summary: "Fermer une session",
    params: z.strictObject({ sessionId }),
    answer: null,
    problems: [],
  }),
  "access.endAllSessions": route({
    method: "DELETE",
    path: "/api/access/sessions",
    access: "signedIn",
    status: 204,
    summary: "Déconnecter partout",
    answer: null,
    problems: [],
  }),
  "access.acceptTerms": route({
    method: "POST",
    path: "/api/access/terms",
    access: "guardian",
    beforeRequiredActions: true,
    status: 200,
    summary: "Accepter les conditions générales d’utilisation",
    body: z.strictObject({
      version: z
        .string()
        .check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "Lisez et acceptez les conditions générales d’utilisation.")),
    }),
    answer: sessionView,
    problems: [],
  }),
  "access.beginSecondFactor": route({
    method: "POST",
    path: "/api/access/second-factor",
    ...staff("ownAccess.write", touchesNobody("An agent's own sign-in, whose own record tells of it.")),
    beforeRequiredActions: true,
    status: 200,
    summary: "Activer la double authentification : le secret à donner à l’application",
    answer: z.object({ secret: z.string(), /** `otpauth://…`, for the QR code. */ uri: z.string() }),
    problems: [],
  }),
  "access.confirmSecondFactor": route({
    method: "POST",
    path: "/api/access/second-factor/confirmation",
    ...staff("ownAccess.write", touchesNobody("An agent's own sign-in, whose own record tells of it.")),
    beforeRequiredActions: true,
    status: 200,
    summary:
      "Activer la double authentification : un code de l’application ; les codes de secours sont montrés une seule fois",
    body: z.strictObject({ code: sixDigits }),
    answer: z.object({ recoveryCodes: z.array(z.string()), session: sessionView }),
    problems: ["code.refused", "tooManyAttempts"],
  }),
} as const;
