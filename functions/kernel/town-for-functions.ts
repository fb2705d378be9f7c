/**
 * The part of the town's configuration that functions need; an environment holds 4 kB in all. Apart from the whole
 * (town.ts), whose checks no function makes: each would carry them and build them at every start.
 */
import * as z from "zod/mini";

export const schoolZone = z.enum(["A", "B", "C"]);
export const timeZone = z.literal("Europe/Paris");

export const townForFunctionsSchema = z.object({
  name: z.string(),
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
});
export type TownForFunctions = z.infer<typeof townForFunctionsSchema>;
