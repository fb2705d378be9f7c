/** Identity: first connection, sign-in, session, forgotten password. */
import * as z from "zod/mini";
import { typedFamilyCode, typedLogin, branded } from "./brand.ts";
import { route } from "./route.ts";

const password = z.string().check(z.minLength(1, "Saisissez un mot de passe."), z.maxLength(256, "Un mot de passe a au plus 256 caractères."));
const email = z.string().check(z.trim(), z.maxLength(254, "Cette adresse est trop longue."), z.email("Cette adresse électronique est incomplète. Exemple : prenom.nom@exemple.fr"));
const personName = z.string().check(z.trim(), z.minLength(1, "Ce champ est obligatoire."), z.maxLength(80, "80 caractères au plus."));
const mailedCode = z.string().check(z.trim(), z.regex(/^[0-9]{6}$/, "Le code est fait de 6 chiffres."));
/** Solved ALTCHA challenge, base64 JSON. */
const robot = z.string().check(z.minLength(1, "Cochez « Je ne suis pas un robot »."), z.maxLength(4096, "Vérification incorrecte. Rechargez la page."));

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
});
export type SessionView = z.infer<typeof sessionView>;

export const accountRoutes = {
  "account.challenge": route({
    method: "GET", path: "/api/account/challenge", access: "anyone", status: 200,
    summary: "Un défi ALTCHA pour « Je ne suis pas un robot », valable une fois",
    answer: z.object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() }),
    problems: [],
  }),
  "account.activate": route({
    method: "POST", path: "/api/account/activation", access: "anyone", status: 202,
    summary: "Première connexion : demander l’activation du compte d’une famille",
    body: z.strictObject({
      familyCode: typedFamilyCode(), lastName: personName, firstName: personName, email, emailAgain: email,
      password, passwordAgain: password, robot,
      /** Version of the CGU that was on the screen when the box was ticked. */
      termsAccepted: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "Lisez et acceptez les conditions générales d’utilisation.")),
    }),
    /** Says the same whether the code exists or not. */
    answer: z.object({ familyCode: branded("FamilyCode"), detail: z.string() }),
    problems: ["robot.unverified", "password.weak", "tooManyAttempts"],
  }),
  "account.confirm": route({
    method: "POST", path: "/api/account/activation/confirmation", access: "anyone", status: 204,
    summary: "Première connexion : confirmer l’adresse électronique par le code reçu",
    body: z.strictObject({ familyCode: typedFamilyCode(), code: mailedCode }),
    answer: null, problems: ["code.refused", "tooManyAttempts"],
  }),
  "account.resend": route({
    method: "POST", path: "/api/account/activation/code", access: "anyone", status: 202,
    summary: "Première connexion : recevoir un nouveau code",
    body: z.strictObject({ familyCode: typedFamilyCode() }),
    answer: z.object({ detail: z.string() }), problems: ["tooManyAttempts"],
  }),
  "account.forgot": route({
    method: "POST", path: "/api/account/password/code", access: "anyone", status: 202,
    summary: "Mot de passe oublié : recevoir un code",
    body: z.strictObject({ login: typedLogin() }),
    answer: z.object({ detail: z.string() }), problems: ["tooManyAttempts"],
  }),
  "account.reset": route({
    method: "POST", path: "/api/account/password", access: "anyone", status: 204,
    summary: "Mot de passe oublié : choisir un nouveau mot de passe",
    body: z.strictObject({ login: typedLogin(), code: mailedCode, password, passwordAgain: password }),
    answer: null, problems: ["code.refused", "password.weak", "tooManyAttempts"],
  }),
  "session.open": route({
    method: "POST", path: "/api/session", access: "anyone", status: 200,
    summary: "Connexion",
    body: z.strictObject({ login: typedLogin(), password, remember: z.optional(z.boolean()) }),
    answer: sessionView, problems: ["signIn.refused", "tooManyAttempts"],
  }),
  "session.read": route({
    method: "GET", path: "/api/session", access: "signedIn", status: 200,
    summary: "Qui est connecté", answer: sessionView, problems: [],
  }),
  "session.renew": route({
    method: "POST", path: "/api/session/renewal", access: "anyone", status: 200,
    summary: "Prolonger la session avec un nouveau jeton d’accès",
    answer: sessionView, problems: ["session.missing", "session.expired"],
  }),
  "session.close": route({
    method: "DELETE", path: "/api/session", access: "anyone", status: 204,
    summary: "Déconnexion", answer: null, problems: [],
  }),
} as const;
