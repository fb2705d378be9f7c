/**
 * Quotients of many families from a file, in three steps, so that a file of ten thousand lines can be left and found
 * again: what it says, line by line; what each line would change, some at a time; and the entries themselves, some at a
 * time. What was entered before is found there, and costs nothing.
 */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import { statedOrigins } from "../rules/quotient.ts";
import { amount } from "./months.ts";

/** Bytes of a file: some fifty thousand lines. Lambda takes six megabytes in all, and base64 adds a third. */
export const mostFileBytes = 3_000_000;
/** Lines that are compared, or entered, in one call. */
export const mostLines = 100;

const cell = z.optional(z.string());
const finding = z.object({
  line: z.int(),
  column: z.optional(z.string()),
  /** French. */
  reason: z.string(),
  /** Of a line that stays out: its cells as they stand, for the file of what is to be mended. */
  said: z.optional(
    z.object({ familyCode: cell, value: cell, month: cell, origin: cell, kind: cell, from: cell, until: cell }),
  ),
});
export type QuotientFinding = z.infer<typeof finding>;

const said = {
  /** As a spreadsheet counts them, the heading being line 1. */
  line: z.int().check(z.gte(1)),
  familyCode: branded("FamilyCode"),
  month: branded("PlainMonth"),
  value: amount,
  from: plainDate(),
  until: plainDate(),
  origin: z.enum(statedOrigins),
};
const saidLine = z.strictObject(said);
export type QuotientLineView = z.infer<typeof saidLine>;

const fileView = z.object({
  lines: z.array(z.object(said)),
  faults: z.array(finding),
  notices: z.array(finding),
  ignoredColumns: z.array(z.string()),
  lineCount: z.int(),
});

const comparedLine = z.object({
  line: z.int(),
  /** As the portal knows it. */
  familyCode: branded("FamilyCode"),
  familyName: z.optional(z.string()),
  /**
   * `kept`: the same was entered before, and somebody has changed it since. `refused`: there is no such family, or the
   * month can take no more.
   */
  outcome: z.enum(["new", "change", "same", "kept", "refused"]),
  /** What an entry must say that it has seen. */
  seen: z.int(),
  /** What stands: null, a withdrawn value; absent, nothing was ever entered. */
  stands: z.optional(z.nullable(z.object({ value: z.int(), origin: z.enum(quotientOrigins), by: z.string() }))),
  /** French, of what is kept or refused. */
  reason: z.optional(z.string()),
});
export type ComparedLine = z.infer<typeof comparedLine>;

const enteredLine = z.object({
  line: z.int(),
  outcome: z.enum(["entered", "same", "refused"]),
  reason: z.optional(z.string()),
});
export type EnteredLine = z.infer<typeof enteredLine>;

const some = <T extends z.ZodMiniType>(one: T) =>
  z.array(one).check(z.minLength(1), z.maxLength(mostLines, `${mostLines} lignes au plus à la fois.`));

export const quotientBulk = {
  "quotient.readFile": route({
    method: "POST",
    path: "/api/staff/quotients/file",
    ...staff("quotients.write", touchesNobody("A file that staff holds: it is read, and nothing of the portal's is.")),
    status: 200,
    summary: "Lire un fichier de quotients, ligne par ligne : ce qu’il dit, ce qui n’y va pas",
    body: z.strictObject({
      /** The file's bytes, in base64. */
      file: z
        .string()
        .check(
          z.minLength(1, "Choisissez un fichier."),
          z.maxLength(Math.ceil(mostFileBytes / 3) * 4, "Ce fichier dépasse 3 Mo : coupez-le en plusieurs fichiers."),
          z.regex(/^[A-Za-z0-9+/]+={0,2}$/, "Le fichier est arrivé abîmé. Choisissez-le de nouveau."),
        ),
      /** For lines that do not say theirs. */
      month: branded("PlainMonth"),
      origin: z.enum(statedOrigins),
    }),
    bodyLimit: 4_200_000,
    answer: fileView,
    problems: ["notPossible"],
  }),
  "quotient.compare": route({
    method: "POST",
    path: "/api/staff/quotients/comparison",
    ...staff("quotients.read", touches("body.lines.familyCode")),
    status: 200,
    summary: "Ce que des lignes d’un fichier de quotients changeraient",
    body: z.strictObject({ lines: some(saidLine) }),
    answer: z.object({ lines: z.array(comparedLine) }),
    problems: [],
  }),
  "quotient.enterMany": route({
    method: "POST",
    path: "/api/staff/quotients/entries",
    ...staff("quotients.write", touches("body.lines.familyCode")),
    status: 200,
    summary: "Saisir les quotients d’un fichier, par lots : chaque ligne sous la réserve de ce qui a été vu",
    body: z.strictObject({
      /** Of the whole file: the same lines sent again are entered once. */
      idempotencyKey: branded("IdempotencyKey"),
      reason,
      lines: some(z.strictObject({ ...said, seen: z.int().check(z.gte(0)) })),
    }),
    answer: z.object({ lines: z.array(enteredLine) }),
    problems: [],
  }),
} as const;
