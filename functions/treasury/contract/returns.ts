/** The treasury's return file: what it tells of what was paid, read, looked at, then entered. */
import * as z from "zod/mini";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { findings } from "../rules/return.ts";

const mostFileBytes = 3_000_000;

const body = z.strictObject({
  /** The file's bytes, in base64. */
  file: z
    .string()
    .check(
      z.minLength(1, "Choisissez un fichier."),
      z.maxLength(
        Math.ceil(mostFileBytes / 3) * 4,
        "Ce fichier dépasse 3 Mo : demandez à la trésorerie un fichier par période.",
      ),
      z.regex(/^[A-Za-z0-9+/]+={0,2}$/, "Le fichier est arrivé abîmé. Choisissez-le de nouveau."),
    ),
});

const found = z.object({
  finding: z.enum(findings),
  /** Role and article, as the file names them. */
  article: z.string(),
  familyCode: z.optional(branded("FamilyCode")),
  names: z.array(z.string()),
  number: z.optional(z.string()),
  /** In cents: what is new. */
  amount: z.int(),
  /** Of that, what nobody owed any more: to be given back. */
  over: z.int(),
  /** What it means, and what to do; none where there is nothing to do. */
  sentence: z.optional(z.string()),
});
export type FoundArticle = z.infer<typeof found>;

const answer = z.object({
  articles: z.int(),
  /** Of which nothing is new. */
  same: z.int(),
  amount: z.int(),
  /** All but those of which nothing is new, in the file's order. */
  found: z.array(found),
  /** Bordereaux of other kinds. */
  others: z.int(),
});
export type ReturnView = z.infer<typeof answer>;

const read = {
  method: "POST",
  status: 200,
  body,
  bodyLimit: 4_200_000,
  answer,
  problems: ["notPossible"],
} as const;

export const treasuryReturns = {
  "treasury.readReturn": route({
    ...read,
    ...staff("payments.read", touches()),
    path: "/api/staff/treasury/returns/preview",
    summary: "Lire un fichier de retour de la trésorerie : ce qui a été payé, ce qui étonne ; rien n’est enregistré",
  }),
  "treasury.enterReturn": route({
    ...read,
    ...staff("payments.write", touches()),
    path: "/api/staff/treasury/returns",
    summary: "Enregistrer ce qu’un fichier de retour dit payé : deux fois revient à une",
  }),
} as const;
