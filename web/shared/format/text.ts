/** Small matters of French typography. */

/** Non-breaking space: before `h`, `:`, `»`, between a number and its unit. */
export const nbsp = "\u00a0";

/** `3 places`, `1 place`, `0 place`: French plurals begin at two. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number}${nbsp}${number >= 2 ? many : one}`;

/** `Léa`, `Léa et Tom`, `Léa, Tom et Zoé`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} et ${names.at(-1) ?? ""}`;
}

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);

/** `MARTIN-DUPONT` as imported files write it becomes `Martin-Dupont`; mixed case is left as it is. */
export function nameCase(name: string): string {
  if (name !== name.toLocaleUpperCase("fr")) return name;
  return name
    .toLocaleLowerCase("fr")
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("fr"));
}

/** `0238320631` or `+33238320631` becomes `02 38 32 06 31`; anything else is left as it is. */
export function phoneNumber(phone: string): string {
  const digits = phone.replace(/[\s.-]/gu, "").replace(/^\+33/u, "0");
  return /^0\d{9}$/u.test(digits) ? (digits.match(/\d{2}/gu) ?? []).join(nbsp) : phone;
}

/** What a `tel:` link dials. */
export const phoneLink = (phone: string): string => `tel:${phone.replace(/[\s.-]/gu, "").replace(/^0/u, "+33")}`;

/** Text without accents or case, so that `Zoe` finds `Zoé`. */
export const searchable = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("fr");

/**
 * The site after the activity's name, unless the name already says it: « Mercredis aux Tilleuls » needs no « Les
 * Tilleuls ».
 */
export function siteBeside(name: string, siteName: string): string | null {
  const place =
    searchable(siteName)
      .split(/[\s’']+/u)
      .at(-1) ?? "";
  return searchable(name).includes(place) ? null : siteName;
}
