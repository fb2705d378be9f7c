/** Why somebody does something, in their own words: kept with what was done. */
import * as z from "zod/mini";

export const reason = z
  .string()
  .check(
    z.trim(),
    z.regex(/(?:[\p{L}\p{N}].*){3}/su, "Dites en quelques mots la raison."),
    z.maxLength(300, "300 caractères au plus."),
  );
