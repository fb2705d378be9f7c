/**
 * Text that people can read: what no keyboard types is refused wherever text comes in, before anything else reads it.
 * Half a letter (a lone surrogate) breaks whoever stores or signs it; marks that turn the reading direction make a text
 * say one thing and show another; Hangul's fillers are letters that show nothing, of which a whole name or reason can be
 * made; the rest are control characters.
 */

/** All but line breaks and tabulations. */
const unreadable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\u115f\u1160\u3164\uffa0\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Paths of the texts, and of the names, that hold such a character. */
export function unreadableAt(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return unreadable.test(value) ? [path.join(".")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    unreadable.test(name) ? [path.join(".")] : unreadableAt(inner, [...path, name]),
  );
}
