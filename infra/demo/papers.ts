/** Papers for the demo town: what a telephone's photo and a scanned page look like, drawn here, nobody's. */
import { deflateSync, crc32 } from "node:zlib";

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};

const [width, height] = [620, 877];
const paper = [250, 248, 242] as const;
const ink = [70, 66, 84] as const;
const heading = [90, 61, 158] as const;

/** Whether a line of text would be there: paragraphs of uneven lines. */
function inkAt(x: number, y: number): typeof paper | typeof ink | typeof heading {
  if (x < 60 || x > width - 60 || y < 70 || y > height - 80) return paper;
  if (y < 104) return x < 360 ? heading : paper;
  const line = Math.floor((y - 140) / 26);
  const inLine = (y - 140) % 26 < 9 && y >= 140 && line % 7 !== 6;
  const end = width - 60 - ((line * 73) % 190);
  return inLine && x < end && (x + line * 31) % 67 > 8 ? ink : paper;
}

/** A PNG, pixel by pixel: red, green, blue. */
export function pictureOf(
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly number[],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, three channels.
  header.set([8, 2, 0, 0, 0], 8);
  // Each row begins with the way it is filtered: not at all.
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows.set(pixel(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

let drawn: Uint8Array | null = null;

/** A page of text as a picture; drawn once, since every paper of the town that is a picture is this one. */
export const pictureOfPage = (): Uint8Array => (drawn ??= pictureOf(width, height, inkAt));

/** A page of a few lines as a PDF. */
export function pdfOfLines(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line) => `(${line.replace(/[()\\]/gu, "")}) Tj T*`).join(" ");
  const text = `BT /F1 14 Tf 22 TL 60 770 Td ${shown} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  const offsets: number[] = [];
  let file = "%PDF-1.4\n";
  for (const [rank, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${rank + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, "latin1");
}
