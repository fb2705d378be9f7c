/** Identity: first connection, forgotten password. */
import * as z from "zod/mini";
import { branded, typedFamilyCode, typedLogin } from "../../kernel/id-schemas.ts";
import { email, password, personName, robot, sixDigits } from "./fields.ts";
import { route } from "../../http/route.ts";

export const activationRoutes = {
  "sign-in.challenge": route({
    method: "GET",
    path: "/api/account/challenge",
    access: "anyone",
    status: 200,
    summary: "Un défi ALTCHA pour « Je ne suis pas un robot », valable une fois",
    answer: z.object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() }),
    problems: [],
  }),
  "sign-in.activate": route({
    method: "POST",
    path: "/api/account/activation",
    access: "anyone",
    status: 202,
    summary: "Première connexion : demander l’activation du compte d’une famille",
    body: z.strictObject({
      familyCode: typedFamilyCode(),
      lastName: personName,
      firstName: personName,
      email,
      emailAgain: email,
      password,
      passwordAgain: password,
      robot,
      /** Version of the CGU that was on the screen when the box was ticked. */
      termsAccepted: z
        .string()
        .check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "Lisez et acceptez les conditions générales d’utilisation.")),
    }),
    /** Says the same whether the code exists or not. */
    answer: z.object({ familyCode: branded("FamilyCode"), detail: z.string() }),
    problems: ["robot.unverified", "password.weak", "tooManyAttempts"],
  }),
  "sign-in.confirmActivation": route({
    method: "POST",
    path: "/api/account/activation/confirmation",
    access: "anyone",
    status: 204,
    summary: "Première connexion : confirmer l’adresse e-mail par le code reçu",
    body: z.strictObject({ familyCode: typedFamilyCode(), code: sixDigits }),
    answer: null,
    problems: ["code.refused", "tooManyAttempts"],
  }),
  "sign-in.resendCode": route({
    method: "POST",
    path: "/api/account/activation/code",
    access: "anyone",
    status: 202,
    summary: "Première connexion : recevoir un nouveau code",
    body: z.strictObject({ familyCode: typedFamilyCode(), robot }),
    answer: z.object({ detail: z.string() }),
    problems: ["robot.unverified", "tooManyAttempts"],
  }),
  "sign-in.forgotPassword": route({
    method: "POST",
    path: "/api/account/password/code",
    access: "anyone",
    status: 202,
    summary: "Mot de passe oublié : recevoir un code",
    body: z.strictObject({ login: typedLogin(), robot }),
    answer: z.object({ detail: z.string() }),
    problems: ["robot.unverified", "tooManyAttempts"],
  }),
  "sign-in.resetPassword": route({
    method: "POST",
    path: "/api/account/password",
    access: "anyone",
    status: 204,
    summary: "Mot de passe oublié : choisir un nouveau mot de passe",
    body: z.strictObject({ login: typedLogin(), code: sixDigits, password, passwordAgain: password }),
    answer: null,
    problems: ["code.refused", "password.weak", "tooManyAttempts"],
  }),
} as const;
