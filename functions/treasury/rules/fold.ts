/** Text and amounts as the treasury's files take them: capitals without accents on one line, a point before the cents. */
import type { Cents } from "../../kernel/money.ts";

/** Letters that carry no separable accent. */
const plain: Readonly<Record<string, string>> = { Œ: "OE", Æ: "AE", Ø: "O", Ł: "L", Đ: "D", ß: "SS", "’": "'" };

/** What Helios reads and a paper notice prints; anything else is a space. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/gu, "ss")
    .toUpperCase()
    .replace(/[ŒÆØŁĐ’]/gu, (letter) => plain[letter] ?? letter)
    .replace(/[^A-Z0-9 '.,()/+-]/gu, " ")
    .replace(/ +/gu, " ")
    .trim();

/** `37.50`. */
export const amountText = (amount: Cents): string =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

/** A text in rows of so many letters, cut between words; a longer word is cut within. */
export function rowsOf(text: string, most: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(" ").filter((one) => one !== "")) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) rows[rows.length - 1] = `${last} ${word}`;
    else for (let from = 0; from < word.length; from += most) rows.push(word.slice(from, from + most));
  }
  return rows;
}
