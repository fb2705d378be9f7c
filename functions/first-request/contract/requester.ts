/** « Première demande »: what a family without a code sends, how its address is confirmed, its documents. */
import * as z from "zod/mini";
import { mostBytes } from "../../document/rules/judge-file.ts";
import { fileName } from "../../http/file-name.ts";
import { route } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { email, personName, phone, robot, sixDigits } from "../../sign-in/contract/fields.ts";
import { mostAdults, mostChildren } from "../rules/first-request.ts";

const noSigns = "Certains signes ne sont pas acceptés ici : écrivez du texte simple.";
const line = (most: number) => z.string().check(z.trim(), z.maxLength(most, `${most} caractères au plus.`));
const filled = (most: number) =>
  line(most).check(z.regex(/[\p{L}\p{N}]/u, "Ce champ est obligatoire."), z.regex(/^[^<>\p{Cc}\p{Cf}]*$/u, noSigns));
/** A name, and nothing that a page or a spreadsheet would take for more. */
const name = personName.check(
  z.regex(/^[\p{L}\p{M}][\p{L}\p{M} .'’ʼ()-]*$/u, "Écrivez des lettres, des espaces, des tirets et des apostrophes."),
);

export const newAdult = z.strictObject({
  title: z.optional(z.enum(["Mme", "M."])),
  firstName: name,
  lastName: name,
  phone,
  /** Of a request, the first one's is the address that is confirmed. */
  email: z.optional(email),
});
export const newChild = z.strictObject({
  firstName: name,
  lastName: name,
  birthDate: plainDate(),
  school: z.optional(line(80)),
  grade: z.optional(line(20)),
});

export const newAddress = z.strictObject({
  lines: z.array(filled(80)).check(z.minLength(1, "Écrivez votre adresse."), z.maxLength(3)),
  postcode: z
    .string()
    .check(
      z.trim(),
      z.regex(/^(?:0[1-9]|[1-8][0-9]|9[0-578])[0-9]{3}$/, "Écrivez un code postal français à 5 chiffres."),
    ),
  town: filled(60),
});

const proof = z.string().check(z.regex(/^[A-Za-z0-9_-]{32}$/, "Cette demande n’est plus ouverte ici."));
const params = z.strictObject({ requestId: branded("FirstRequestId") });

const requestDocument = z.object({
  id: branded("DocumentId"),
  name: z.string(),
  status: z.enum(["sending", "kept", "unfit"]),
  /** Why it was not taken. */
  reason: z.optional(z.string()),
});
export type RequestDocumentView = z.infer<typeof requestDocument>;

export const firstRequestRoutes = {
  "first-request.send": route({
    method: "POST",
    path: "/api/first-requests",
    access: "anyone",
    status: 202,
    summary: "Envoyer une première demande, sans code famille : un code part à l’adresse donnée",
    body: z.strictObject({
      adults: z
        .array(newAdult)
        .check(
          z.minLength(1, "Indiquez au moins un responsable."),
          z.maxLength(mostAdults, "Deux responsables au plus : le guichet ajoutera les autres."),
        ),
      children: z
        .array(newChild)
        .check(
          z.minLength(1, "Indiquez au moins un enfant."),
          z.maxLength(mostChildren, `${mostChildren} enfants au plus : écrivez les autres dans le message.`),
        ),
      address: newAddress,
      email,
      emailAgain: email,
      message: z.optional(line(1000)),
      robot,
    }),
    /** Says the same whoever sends it. */
    answer: z.object({ requestId: branded("FirstRequestId"), proof: z.string(), detail: z.string() }),
    problems: ["robot.unverified", "tooManyAttempts", "notPossible"],
  }),
  "first-request.confirm": route({
    method: "POST",
    path: "/api/first-requests/{requestId}/confirmation",
    access: "anyone",
    status: 204,
    summary: "Première demande : confirmer l’adresse e-mail par le code reçu",
    params,
    body: z.strictObject({ code: sixDigits }),
    answer: null,
    problems: ["code.refused", "tooManyAttempts"],
  }),
  "first-request.resendCode": route({
    method: "POST",
    path: "/api/first-requests/{requestId}/code",
    access: "anyone",
    status: 202,
    summary: "Première demande : recevoir un nouveau code",
    params,
    body: z.strictObject({ proof }),
    answer: z.object({ detail: z.string() }),
    problems: ["notFound", "tooManyAttempts"],
  }),
  "first-request.follow": route({
    method: "POST",
    path: "/api/first-requests/{requestId}/state",
    access: "anyone",
    status: 200,
    summary: "Première demande : où elle en est, et ses documents",
    params,
    body: z.strictObject({ proof }),
    answer: z.object({ state: z.enum(["unconfirmed", "waiting", "decided"]), documents: z.array(requestDocument) }),
    problems: ["notFound"],
  }),
  "first-request.addDocument": route({
    method: "POST",
    path: "/api/first-requests/{requestId}/documents",
    access: "anyone",
    status: 201,
    summary: "Première demande : annoncer un document ; la réponse est le formulaire par lequel le fichier est envoyé",
    params,
    body: z.strictObject({
      proof,
      name: fileName,
      size: z.int().check(
        z.minimum(1, { error: "Ce fichier est vide. Choisissez-en un autre." }),
        z.maximum(mostBytes, {
          error: "Ce fichier dépasse 10 Mo. Prenez le document en photo, ou envoyez ses pages une par une.",
        }),
      ),
    }),
    answer: z.object({
      documentId: branded("DocumentId"),
      form: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
    }),
    problems: ["notFound", "notPossible", "tooManyAttempts"],
  }),
} as const;
