/**
 * From bytes to text. Municipal software and spreadsheets write UTF-8, with or without a byte order mark, Windows-1252,
 * or (Excel's « Texte Unicode ») UTF-16. No export says which: bytes that are valid UTF-8 are UTF-8, because accented
 * Windows-1252 text practically never is.
 */
import { UnreadableFile, type AnyFile } from "./fault.ts";

/** Bytes. 50,000 lines of a real export are about 8 MB. */
export const largestFile = 30 * 1024 * 1024;

const zip = [0x50, 0x4b, 0x03, 0x04];
const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** What a staff member hears when a file is not what was meant: too large, a workbook, no text. */
interface Advice {
  readonly large: string;
  readonly workbook: string;
  readonly binary: string;
}
const csv: Advice = {
  large: "Coupez-le en plusieurs fichiers, sans séparer les lignes d’une même famille.",
  workbook:
    "Ce fichier est un classeur, pas un fichier CSV. Ouvrez-le dans le tableur et enregistrez-le sous « CSV UTF-8 ».",
  binary: "Ce fichier n’est pas du texte. Exportez de nouveau les données au format CSV.",
};
const catalogue: Advice = {
  large: "Ce n’est pas un catalogue.",
  workbook: "Ce fichier est un classeur. Un catalogue s’écrit dans un éditeur de texte, dans un fichier .yaml.",
  binary: "Ce fichier n’est pas du texte. Un catalogue s’écrit dans un éditeur de texte, dans un fichier .yaml.",
};
const advice: Record<AnyFile, Advice> = { families: csv, children: csv, quotients: csv, catalogue };

/** Accented French letters in UTF-8, when their two bytes are taken for two letters of Windows-1252. */
const utf8InDisguise = /Ã[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-\u00bf]/u;

/** Throws `UnreadableFile` when the bytes are no text, or too many. */
export function decodeText(bytes: Uint8Array, file: AnyFile): string {
  if (bytes.byteLength > largestFile)
    throw new UnreadableFile(file, `Le fichier dépasse ${largestFile / 1024 / 1024} Mo. ${advice[file].large}`);
  if (startsWith(bytes, zip)) throw new UnreadableFile(file, advice[file].workbook);
  const text = decode(bytes, file);
  if (text.includes("\0")) throw new UnreadableFile(file, advice[file].binary);
  return text;
}

function decode(bytes: Uint8Array, file: AnyFile): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  const utf8 = tryUtf8(bytes);
  if (utf8 !== null) return utf8;
  const text = new TextDecoder("windows-1252").decode(bytes);
  if (utf8InDisguise.test(text))
    throw new UnreadableFile(
      file,
      `Le fichier mélange deux codages de caractères : à la ligne ${firstBadLine(bytes)}, des accents ne sont pas en UTF-8 comme dans le reste. Exportez-le de nouveau en une seule fois.`,
    );
  return text;
}

function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // How the decoder says « not UTF-8 ».
    throw error;
  }
}

/** Number of the first line that is not UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end + 1;
    if (tryUtf8(bytes.subarray(start, stop)) === null) return line;
    start = stop;
  }
  return line;
}
