/** Fields that several forms ask for, each checked in one way, with a sentence that says what to do. */
import * as z from "zod/mini";

export const password = z
  .string()
  .check(z.minLength(1, "Saisissez un mot de passe."), z.maxLength(256, "Un mot de passe a au plus 256 caractères."));
export const email = z
  .string()
  .check(
    z.trim(),
    z.maxLength(254, "Cette adresse est trop longue."),
    z.email("Cette adresse e-mail est incomplète. Exemple : prenom.nom@exemple.fr"),
  );
export const personName = z
  .string()
  .check(z.trim(), z.regex(/[\p{L}\p{N}]/u, "Ce champ est obligatoire."), z.maxLength(80, "80 caractères au plus."));
/** Six digits, from a mail or an authenticator app; spaces and dashes are how they are printed and read aloud. */
export const sixDigits = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(16)),
    z.transform((typed: string) => typed.replace(/[\s\p{Pd}.]/gu, "")),
  ),
  z.string().check(z.regex(/^[0-9]{6}$/, "Le code est fait de 6 chiffres.")),
);
/** Solved ALTCHA challenge, base64 JSON. */
export const robot = z
  .string()
  .check(
    z.minLength(1, "Cochez « Je ne suis pas un robot »."),
    z.maxLength(4096, "Vérification incorrecte. Rechargez la page."),
  );
/** French numbers as people write them; foreign ones with their `+`. Empty: none. */
export const phone = z
  .string()
  .check(
    z.trim(),
    z.maxLength(24, "Ce numéro est trop long."),
    z.regex(
      /^$|^(0[1-9]([ .-]?[0-9]{2}){4}|\+[1-9](?:[ .-]?[0-9]){6,14})$/,
      "Écrivez un numéro à 10 chiffres (06 12 34 56 78) ou un numéro étranger commençant par +.",
    ),
  );
