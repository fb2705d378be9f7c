/** The name of a file that somebody sends, as their own machine has it: any that a machine may give, which a few are not. */
import * as z from "zod/mini";

export const fileName = z
  .string()
  .check(
    z.minLength(1, "Ce fichier n’a pas de nom. Renommez-le, puis choisissez-le de nouveau."),
    z.maxLength(255, "Le nom de ce fichier est trop long. Renommez-le en plus court, puis choisissez-le de nouveau."),
  );
