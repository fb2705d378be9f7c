/** « CAF ou MSA » : where a family's quotient can be asked for, with its consent, and the asking. */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { askOutcomes, funds } from "../rules/source.ts";
import { quotientValueView } from "./months.ts";

const consentAct = z.object({
  what: z.enum(["given", "withdrawn"]),
  /** Version of the text that was read. */
  text: z.string(),
  at: branded("Instant"),
  by: z.string(),
  /** At the office, which entered it for the family: how the family said so. */
  reason: z.optional(z.string()),
});

/** What is kept, with as little of it in sight as it takes to recognise it. */
const sourceView = z.object({
  fund: z.optional(z.enum(funds)),
  /** `••••567`. */
  number: z.optional(z.string()),
  identity: z.optional(
    z.object({ birthName: z.string(), firstNames: z.string(), birthYear: z.string(), birthPlace: z.string() }),
  ),
  /** Latest first. */
  consents: z.array(consentAct),
  agreed: z.boolean(),
  /** What a change must say it has seen. */
  version: z.int(),
  /** The portal can ask the CAF and the MSA itself. */
  canAsk: z.boolean(),
  /** How the last asking ended, and when the next is possible. */
  asked: z.optional(z.object({ at: branded("Instant"), outcome: z.enum(askOutcomes), nextAt: branded("Instant") })),
});
export type SourceView = z.infer<typeof sourceView>;

/** What is agreed to, as it stands today. */
const consentText = z.object({ version: z.string(), paragraphs: z.array(z.string()) });

/** With the text, for whoever agrees to it, or enters that the family has. */
const sourceWithText = z.extend(sourceView, { text: consentText });
export type ReadSource = z.infer<typeof sourceWithText>;

/** What an asking brought. The value, where one is told; whether it counts is its `entered`. */
const askAnswer = z.object({
  outcome: z.enum(askOutcomes),
  /** French: what it means, and what to do next. */
  detail: z.string(),
  /** Told by the fund. */
  told: z.optional(quotientValueView),
  /** It was entered, or stood there already; otherwise a value of staff's stands, and stays. */
  entered: z.boolean(),
});
export type AskAnswer = z.infer<typeof askAnswer>;

const name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Ce champ est obligatoire."),
    z.maxLength(80, "80 caractères au plus."),
    z.regex(/^[\p{L}\p{M}][\p{L}\p{M} .,'’ʼ-]*$/u, "Écrivez des lettres, des espaces, des tirets et des apostrophes."),
  );

/**
 * Numbers of the CAF and the MSA have no form that both publish. What is refused is the number of social security, which
 * a town may not hold: thirteen digits, or fifteen.
 */
const fundNumber = z
  .string()
  .check(
    z.trim(),
    z.regex(
      /^[0-9]{5,10}[A-Za-z]?$/,
      "Le numéro d’allocataire a 5 à 10 chiffres, parfois suivis d’une lettre. N’écrivez pas votre numéro de sécurité sociale.",
    ),
  );

const identity = z.strictObject({
  birthName: name,
  /** As on the identity card, separated by spaces or commas. */
  firstNames: name,
  birthDate: plainDate(),
  sex: z.enum(["F", "M"], "Choisissez une réponse."),
  birthPlace: z.pipe(
    z.pipe(
      z.string().check(z.trim()),
      z.transform((typed: string) => typed.toUpperCase()),
    ),
    z
      .string()
      .check(
        z.regex(
          /^(?:[0-8][0-9]|9[0-8]|2[AB])[0-9]{3}$|^99[1-9][0-9]{2}$/,
          "Ce code a 5 caractères, par exemple 45252 pour Pithiviers.",
        ),
      ),
  ),
});

const params = z.strictObject({ familyCode: branded("FamilyCode") });
const seen = z.int().check(z.gte(0));

const given = {
  seen,
  /** Version of the text that was on the screen when the box was ticked. */
  consent: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "Lisez le texte et cochez la case.")),
  fund: z.enum(funds, "Choisissez la caisse."),
  number: z.optional(fundNumber),
  identity: z.optional(identity),
};

export const quotientSource = {
  "quotient.source": route({
    method: "GET",
    path: "/api/quotient/source",
    access: "guardian",
    status: 200,
    summary: "CAF ou MSA : ce que la famille en a donné, ses accords, et le texte de l’accord",
    answer: sourceWithText,
    problems: [],
  }),
  "quotient.giveSource": route({
    method: "PUT",
    path: "/api/quotient/source",
    access: "guardian",
    status: 200,
    summary: "CAF ou MSA : donner son numéro d’allocataire et, pour une demande en ligne, l’identité de l’allocataire",
    body: z.strictObject(given),
    answer: sourceWithText,
    problems: ["changed", "notPossible"],
  }),
  "quotient.withdrawSource": route({
    method: "POST",
    path: "/api/quotient/source/withdrawal",
    access: "guardian",
    status: 200,
    summary: "CAF ou MSA : retirer son accord, ce qui efface le numéro et l’identité",
    body: z.strictObject({ seen }),
    answer: sourceWithText,
    problems: ["changed", "notPossible"],
  }),
  "quotient.ask": route({
    method: "POST",
    path: "/api/quotient/asking",
    access: "guardian",
    status: 200,
    summary: "Demander son quotient à la CAF ou à la MSA, par API Particulier",
    answer: askAnswer,
    problems: ["notPossible", "tooManyAttempts"],
  }),
  "quotient.sourceOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/quotient/source",
    ...staff("quotients.read", touches("params.familyCode")),
    status: 200,
    summary: "CAF ou MSA d’une famille : ce qu’elle en a donné, masqué, et ses accords",
    params,
    answer: sourceWithText,
    problems: [],
  }),
  "quotient.giveSourceOfFamily": route({
    method: "PUT",
    path: "/api/staff/families/{familyCode}/quotient/source",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "CAF ou MSA d’une famille qui l’a dit au guichet : son numéro, son identité, et comment elle y a consenti",
    params,
    body: z.strictObject({ ...given, reason }),
    answer: sourceWithText,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "quotient.withdrawSourceOfFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/quotient/source/withdrawal",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "CAF ou MSA d’une famille : l’accord qu’elle retire au guichet, ce qui efface le numéro et l’identité",
    params,
    body: z.strictObject({ seen, reason }),
    answer: sourceWithText,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "quotient.askFor": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/quotient/asking",
    ...staff("quotients.write", touches("params.familyCode")),
    status: 200,
    summary: "Demander le quotient d’une famille à la CAF ou à la MSA, par API Particulier, si elle y a consenti",
    params,
    answer: askAnswer,
    problems: ["notPossible", "tooManyAttempts"],
  }),
} as const;
