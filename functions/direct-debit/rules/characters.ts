/**
 * The characters that every bank takes in a SEPA message: Latin letters without accents, digits, and a few signs. Others become
 * the nearest of them, or a space.
 */

/** What no decomposition gives. */
const letters: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  "’": "'",
  "‘": "'",
  "–": "-",
  "—": "-",
  "‐": "-",
  "&": "+",
};

const outside = /[^A-Za-z0-9/\-?:().,'+ ]/gu;

/** At most so long; never empty, and no slash at its ends or twice in a row, which banks read as a sign of their own. */
export function bankText(text: string, longest: number): string {
  const plain = Array.from(text)
    .map((one) => letters[one] ?? one)
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(outside, " ")
    .replace(/\/{2,}/gu, "/")
    .replace(/ +/gu, " ");
  const cut = plain
    .trim()
    .slice(0, longest)
    .replace(/^[/ ]+|[/ ]+$/gu, "");
  return cut === "" ? "-" : cut;
}
