/** What of a mandate is typed, and what of it is shown: never the whole IBAN. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { standings, waysOfSigning } from "../rules/mandate.ts";

/** Whose account, and which; its digits are checked once it is read (use-cases/mandates.ts). */
export const account = {
  idempotencyKey: branded("IdempotencyKey"),
  debtor: z
    .string()
    .check(
      z.trim(),
      z.regex(/(?:\p{L}.*){2}/su, "Écrivez le nom du titulaire du compte."),
      z.maxLength(70, "70 caractères au plus."),
    ),
  iban: z
    .string()
    .check(z.trim(), z.minLength(1, "Écrivez l’IBAN du compte."), z.maxLength(60, "60 caractères au plus.")),
  bic: z.optional(
    z.string().check(z.trim(), z.minLength(1, "Écrivez le BIC, ou rien."), z.maxLength(20, "20 caractères au plus.")),
  ),
};

export const mandateView = z.object({
  rum: z.string(),
  creditor: z.object({ id: z.string(), name: z.string() }),
  debtor: z.string(),
  /** But for its ends. */
  iban: z.string(),
  signedOn: branded("PlainDate"),
  way: z.enum(waysOfSigning),
  by: z.string(),
  standing: z.enum(standings),
  ended: z.optional(z.object({ at: branded("Instant"), reason: z.string(), by: z.optional(z.string()) })),
});
export type MandateView = z.infer<typeof mandateView>;

export const rum = z.string().check(z.regex(/^[A-Z0-9-]{5,35}$/u, "Ce mandat n’existe pas."));
