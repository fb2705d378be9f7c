/** What a file is by its own bytes, whatever its name says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeFile, mostBytes } from "../../../functions/document/rules/judge-file.ts";
import { pdfOfLines, pictureOfPage } from "../../../infra/demo/papers.ts";
import { heic, jpeg, png } from "./files.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

describe("what is taken", () => {
  it.each([
    ["a PDF", pdfOfLines(["Bonjour"]), "pdf"],
    ["a PDF of version 2", bytes("%PDF-2.0\n"), "pdf"],
    ["a PNG that was drawn", pictureOfPage(), "png"],
    ["a photo", jpeg(4000, 3000), "jpeg"],
    ["a photo behind a long EXIF and a colour profile", jpeg(4000, 3000, 60_000), "jpeg"],
    ["a progressive photo", jpeg(4000, 3000, 10, 0xc2), "jpeg"],
    ["a photo with a film behind it, as telephones make them", joined(jpeg(4000, 3000), bytes("....ftypmp42")), "jpeg"],
    ["a photo of an iPhone", heic("heic"), "heic"],
    ["the same under the general brand", heic("mif1", "heic"), "heic"],
  ])("%s", (_, file, type) => {
    expect(judgeFile(file)).toEqual({ type });
  });
});

describe("what is not", () => {
  it.each([
    ["nothing", new Uint8Array(), "empty"],
    ["more than ten megabytes", joined(pdfOfLines(["x"]), new Uint8Array(mostBytes)), "tooLarge"],
    ["an SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "wrongType"],
    ["a page", bytes("<!doctype html><script>alert(1)</script>"), "wrongType"],
    ["a program", bytes("MZ\u0090\u0000"), "wrongType"],
    ["an archive", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), "wrongType"],
    ["a page that becomes a PDF further on", bytes("<html>%PDF-1.7"), "wrongType"],
    ["an archive that is a PDF further on", joined(new Uint8Array([0x50, 0x4b, 3, 4]), pdfOfLines(["x"])), "wrongType"],
    ["a PDF of no version", bytes("%PDF-x.y"), "wrongType"],
    ["a PNG without its header", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "wrongType"],
    ["a PNG that fills a memory", png(100_000, 100_000), "tooManyPixels"],
    ["a JPEG that fills a memory", jpeg(65_000, 65_000), "tooManyPixels"],
    ["a picture of nothing", png(0, 10), "wrongType"],
    ["a JPEG that ends before its picture", jpeg(10, 10).slice(0, 12), "wrongType"],
    ["a film", heic("isom", "mp42"), "wrongType"],
    ["an AVIF", heic("avif", "mif1"), "wrongType"],
    ["any still picture of that family that says no more", heic("mif1", "mif1"), "wrongType"],
    ["a GIF", bytes("GIF89a"), "wrongType"],
  ])("%s", (_, file, unfit) => {
    expect(judgeFile(file)).toEqual({ unfit });
  });

  it("whatever the bytes, there is an answer, and only what begins like one of four is taken", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...beginnings), (rest, start) => {
        const found = judgeFile(joined(start, rest));
        if ("type" in found) expect(beginnings.slice(1)).toContain(start);
      }),
      { numRuns: 2000 },
    );
  });
});

const beginnings: readonly Uint8Array[] = [
  new Uint8Array([0]),
  bytes("%PDF-1.7"),
  jpeg(10, 10).slice(0, 20),
  png(10, 10).slice(0, 16),
  heic("heic").slice(0, 12),
];
