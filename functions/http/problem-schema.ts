/** What every error answer looks like on the wire; apart from the problems, which functions name that answer nobody. */
import * as z from "zod/mini";

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** French: what happened and what to do next. */
  detail: z.string(),
  /** The request's id, to quote to the office. */
  instance: z.optional(z.string()),
  /** Seconds to wait before trying again, when that is what helps. */
  retryAfter: z.optional(z.int()),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
});
export type ProblemBody = z.infer<typeof problemSchema>;
