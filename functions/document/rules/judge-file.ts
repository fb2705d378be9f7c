/**
 * What a file is, by its own bytes: what its name says and what a browser says of it are not looked at.
 *
 * Own code, where `file-type` exists: we take four types and refuse everything else, so that a library that names two
 * hundred would still need the list, and it stops at the first bytes, where pictures made to fill a computer's memory
 * say what they are further on.
 */

/** What is taken. None of them can run in a browser under its own media type. */
export const fileTypes = ["pdf", "jpeg", "png", "heic"] as const;
export type FileType = (typeof fileTypes)[number];

export const mediaTypes: Readonly<Record<FileType, string>> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  png: "image/png",
  heic: "image/heic",
};

/** 10 MB, as people count them. */
export const mostBytes = 10_000_000;
/** Of a picture: four times what a good telephone takes. Beyond, opening it would fill the memory of who looks. */
const mostPixels = 200_000_000;

/** Why a file is not taken. `unsafe`: the scan found something; `unscanned`: it could not look (a password, most often). */
export const unfits = ["empty", "tooLarge", "wrongType", "tooManyPixels", "unsafe", "unscanned"] as const;
export type Unfit = (typeof unfits)[number];

const startsWith = (bytes: Uint8Array, at: number, signs: readonly number[]): boolean =>
  signs.every((sign, rank) => bytes[at + rank] === sign);
const letters = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Picture {
  readonly width: number;
  readonly height: number;
}

/** A PNG begins with its header, which says its size. */
function pngSize(bytes: Uint8Array): Picture | null {
  if (!startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || bytes.length < 33) return null;
  if (textAt(bytes, 12, 4) !== "IHDR") return null;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers of a JPEG's frame, which says its size: SOF0 to SOF15 but DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** A JPEG is a row of segments, each with its length, up to the picture. */
function jpegSize(bytes: Uint8Array): Picture | null {
  if (!startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return null;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** Brands of the pictures that telephones call HEIC. */
const heicBrands: ReadonlySet<string> = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || textAt(bytes, 4, 4) !== "ftyp") return false;
  const brand = textAt(bytes, 8, 4);
  if (!heicBrands.has(brand)) return false;
  // `mif1` and `msf1` are any still picture of that family: one of the brands says which.
  const size = Math.min(viewOf(bytes).getUint32(0), bytes.length, 256);
  const compatible = Array.from({ length: Math.max(0, Math.floor((size - 16) / 4)) }, (_, rank) =>
    textAt(bytes, 16 + rank * 4, 4),
  );
  return [brand, ...compatible].some((one) => one !== "mif1" && one !== "msf1" && heicBrands.has(one));
}

/** `%PDF-` at the very first byte: readers look further, and so do files that are two things at once. */
const isPdf = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0, letters("%PDF-")) && /^[12]\.\d$/u.test(textAt(bytes, 5, 3));

type Judgement = { readonly type: FileType } | { readonly unfit: Unfit };

const sized = (type: FileType, { width, height }: Picture): Judgement =>
  width === 0 || height === 0
    ? { unfit: "wrongType" }
    : width * height > mostPixels
      ? { unfit: "tooManyPixels" }
      : { type };

/** What a whole file is, or why it is not taken. */
export function judgeFile(bytes: Uint8Array): Judgement {
  if (bytes.length === 0) return { unfit: "empty" };
  if (bytes.length > mostBytes) return { unfit: "tooLarge" };
  const png = pngSize(bytes);
  if (png) return sized("png", png);
  const jpeg = jpegSize(bytes);
  if (jpeg) return sized("jpeg", jpeg);
  if (isPdf(bytes)) return { type: "pdf" };
  return isHeic(bytes) ? { type: "heic" } : { unfit: "wrongType" };
}
