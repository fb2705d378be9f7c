/** Text as the treasury's files take it: capitals without accents on one line. */
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
