import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";

/** What may be certified of each year in which something was paid. */
export const certifiableYears = z.object({
  /** Latest first. */
  years: z.array(
    z.object({
      year: z.int(),
      /** False: it is not over, and more may be paid. */
      whole: z.boolean(),
      /** In cents; 0: nothing of that year can be certified. */
      total: z.int(),
      children: z.array(z.object({ childId: branded("ChildId"), firstName: z.string(), amount: z.int() })),
    }),
  ),
});
export type CertifiableYears = z.infer<typeof certifiableYears>;

export const certificateLink = z.object({ number: z.string(), url: z.string(), until: branded("Instant") });

export const year = z.pipe(
  z.string().check(z.regex(/^20[0-9]{2}$/u, "Écrivez une année, par exemple 2026.")),
  z.transform(Number),
);
