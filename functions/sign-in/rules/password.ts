/**
 * What a password must be. CNIL, délibération 2022-100 of 21 July 2022: for a password alone, 12 characters of four
 * classes, or 14 of upper case, lower case and digits, or a passphrase of 7 words. No maximum that a person would meet,
 * no forced renewal.
 *
 * The browser shows the same verdict while one types; the server's is the one that counts.
 */

export type PasswordWeakness = "spaced" | "tooShort" | "tooUniform" | "tooCommon" | "containsIdentity";

/**
 * What people choose first, in France: refused as the body of a password, whatever surrounds it. Lower case, digits for
 * letters undone.
 */
const common = [
  "password",
  "passw",
  "motdepasse",
  "azerty",
  "qwerty",
  "qwertz",
  "azertyuiop",
  "qwertyuiop",
  "bonjour",
  "coucou",
  "doudou",
  "chouchou",
  "loulou",
  "soleil",
  "marseille",
  "jetaime",
  "iloveyou",
  "princesse",
  "princess",
  "welcome",
  "bienvenue",
  "admin",
  "administrateur",
  "letmein",
  "dragon",
  "monkey",
  "football",
  "superman",
  "batman",
  "pokemon",
  "camille",
  "nicolas",
  "thomas",
  "julien",
  "vacances",
  "portail",
  "portailfamille",
  "famille",
  "mairie",
  "ecole",
  "cantine",
  "mercredi",
  "abcdef",
  "abcdefgh",
  "qsdfgh",
  "wxcvbn",
] as const;

const looksLike: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
};

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const undisguised = (text: string): string =>
  plain(text)
    .replace(/[013457@$!€]/gu, (sign) => looksLike[sign] ?? sign)
    .replace(/[^a-z]/gu, "");

/** Share of the text that is a run of neighbours (`1234`, `abcd`) or one repeated sign. */
function monotony(text: string): number {
  const codes = Array.from(text).map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1).length / Math.max(1, steps.length);
}

/** Words of three letters or more; a sentence counts. */
const words = (password: string): number => new Set(plain(password).match(/[\p{L}\p{N}]{2,}/gu) ?? []).size;

function longEnough(password: string): boolean {
  const length = Array.from(password).length;
  const lower = /\p{Ll}/u.test(password),
    upper = /\p{Lu}/u.test(password),
    digit = /\p{Nd}/u.test(password),
    other = /[^\p{L}\p{Nd}]/u.test(password);
  return (
    (length >= 12 && lower && upper && digit && other) ||
    (length >= 14 && lower && upper && digit) ||
    (length >= 20 && words(password) >= 7)
  );
}

/**
 * Why a password is refused, or null. `identity`: what an acquaintance would try first (sign-in name, names, e-mail).
 */
export function passwordWeakness(password: string, identity: readonly string[]): PasswordWeakness | null {
  // The user pool takes none with spaces around it.
  if (password !== password.trim()) return "spaced";
  if (!longEnough(password)) return Array.from(password).length < 12 ? "tooShort" : "tooUniform";
  if (monotony(password) > 0.6) return "tooUniform";
  const letters = undisguised(password);
  const body = common.find((word) => letters.includes(word) && letters.length - word.length < 6);
  if (body !== undefined && words(password) < 7) return "tooCommon";
  const known = identity.flatMap((text) => plain(text).split(/[^a-z0-9]+/u)).filter((part) => part.length >= 4);
  const typed = plain(password);
  if (known.some((part) => typed.includes(part) && typed.length - part.length < 10)) return "containsIdentity";
  return null;
}

/** What to do about it, in French. */
export const passwordAdvice: Readonly<Record<PasswordWeakness, string>> = {
  spaced: "Retirez les espaces au début et à la fin du mot de passe. Entre les mots, ils conviennent.",
  tooShort:
    "Choisissez au moins 12 caractères mêlant majuscule, minuscule, chiffre et signe, ou 14 sans signe, ou une phrase de 7 mots.",
  tooUniform:
    "Mêlez majuscules, minuscules, chiffres et signes (12 caractères), ou écrivez une phrase de 7 mots : elle se retient mieux.",
  tooCommon:
    "Ce mot de passe fait partie de ceux que l’on essaie en premier. Choisissez-en un qui n’est qu’à vous, par exemple une phrase de 7 mots.",
  containsIdentity:
    "N’employez ni votre nom, ni votre identifiant, ni votre adresse : ce sont les premiers essais de quelqu’un qui vous connaît.",
};
