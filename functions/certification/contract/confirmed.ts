/** A confirmation of a family's file, as the family and the office are told of it. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";

export const confirmed = z.object({
  at: branded("Instant"),
  by: z.string(),
  /** The last day for which it holds. */
  until: branded("PlainDate"),
});
