/**
 * A file before it leaves: what it is, by its own bytes, a large photo made smaller, and a HEIC made a JPEG. What this
 * browser cannot draw (HEIC, but for those of Apple) goes as it is.
 */
import { judgeFile, mostBytes, type FileType, type Unfit } from "../../../functions/document/rules/judge-file.ts";
import { tidyName } from "../../../functions/document/rules/file-name.ts";

/** A page of A4 at 220 points an inch: small print stays readable. */
const longestSide = 2600;
/** Below, sending it is quicker than making it smaller. */
const smallEnough = 1_500_000;
const quality = 0.85;
/** What is not read whole to be looked at: no photo of a telephone, and refused by its size or made smaller. */
const mostRead = 60_000_000;

interface Prepared {
  readonly name: string;
  readonly body: Blob;
}
type Preparation = Prepared | { readonly fault: Unfit };

/** A photo in JPEG, upright, no larger than that; null when this browser cannot draw it. */
async function smaller(file: Blob): Promise<Blob | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // It does not know this kind of picture: the server may.
    return null;
  }
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // What is transparent in a PNG would become black.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}

const named = (name: string, extension: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/u, "") + extension;

/** What the bytes are. Of a picture that is too heavy to be sent as it is, all but that is judged. */
async function judge(file: File): Promise<{ readonly type: FileType } | { readonly fault: Unfit }> {
  const read = file.size > mostBytes ? file.slice(0, mostBytes) : file;
  const found = judgeFile(new Uint8Array(await read.arrayBuffer()));
  return "unfit" in found ? { fault: found.unfit } : found;
}

export async function prepare(file: File): Promise<Preparation> {
  if (file.size === 0) return { fault: "empty" };
  if (file.size > mostRead) return { fault: "tooLarge" };
  const name = tidyName(file.name);
  const found = await judge(file);
  if ("fault" in found) return found;
  // A HEIC is drawn by those who take it and hardly anybody else: a telephone that can makes a JPEG of it, whatever its size.
  const isHeic = found.type === "heic";
  if (isHeic || (found.type !== "pdf" && file.size > smallEnough)) {
    const made = await smaller(file);
    if (made && (isHeic ? made.size <= mostBytes : made.size < file.size))
      return { name: named(name, ".jpg"), body: made };
  }
  return file.size > mostBytes ? { fault: "tooLarge" } : { name, body: file };
}
