/**
 * The part of the town's configuration that functions need; an environment holds 4 kB in all. Apart from the whole
 * (town.ts), whose checks no function makes: each would carry them and build them at every start.
 */
import * as z from "zod/mini";

export const schoolZone = z.enum(["A", "B", "C"]);
export const timeZone = z.literal("Europe/Paris");

/**
 * The ways of counting a family's quotient: by the CAF and the MSA; by tax income and parts; by what is left per person.
 * A town uses one.
 */
export const quotientKinds = ["caf", "fiscal", "perPerson"] as const;
export type QuotientKind = (typeof quotientKinds)[number];
/** A day of each year: `08-31`. Not 29 February, which most years have not. */
export const monthDay = z
  .string()
  .check(
    z.regex(
      /^(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^(0[469]|11)-(0[1-9]|[12][0-9]|30)$|^02-(0[1-9]|1[0-9]|2[0-8])$/,
    ),
  );
/** How long a quotient counts: so many months, or until the next such day of a year (`08-31`). */
export const quotientValidity = z.union([
  z.strictObject({ months: z.int().check(z.gte(1), z.lte(24)) }),
  z.strictObject({ until: monthDay }),
]);
export type QuotientValidity = z.infer<typeof quotientValidity>;

/**
 * When a family's home page says something of its quotient: when none is known, or it ends; only when one ends or has
 * ended; never.
 */
export const quotientHints = ["missing", "ending", "never"] as const;
export type QuotientHints = (typeof quotientHints)[number];

export const townForFunctionsSchema = z.object({
  name: z.string(),
  siret: z.optional(z.string()),
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  officeEmail: z.string(),
  brand: z.string(),
  auditKeptDays: z.int(),
  historyKeptDays: z.int(),
  mailsPerSecond: z.int(),
  schoolZone,
  timeZone,
  termsVersion: z.string(),
  /** `homeHint` absent: as `ending`. */
  quotient: z.object({
    kind: z.enum(quotientKinds),
    validity: quotientValidity,
    homeHint: z.optional(z.enum(quotientHints)),
  }),
  certification: z.object({ from: monthDay }),
  /** Absent: the town takes no first requests. */
  firstRequests: z.optional(z.object({ keptDays: z.int() })),
});
export type TownForFunctions = z.infer<typeof townForFunctionsSchema>;
