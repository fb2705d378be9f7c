/** What a document is called: the last part of what its file was called, without what no keyboard types. */
import type { FileType } from "./judge-file.ts";

const longest = 80;
const extensions: Readonly<Record<FileType, string>> = { pdf: "pdf", jpeg: "jpg", png: "png", heic: "heic" };

/** Folders, controls, marks that turn the reading around, and signs that mean something to a system of files. */
const unwanted = /[\p{C}\p{Zl}\p{Zp}<>:"|?*%]/gu;

/** A name to show: never empty, never longer than a line. */
export function tidyName(given: string): string {
  const last = given.normalize("NFC").split(/[\\/]/u).at(-1) ?? "";
  const clean = last
    .replace(/\s+/gu, " ")
    .replace(unwanted, "")
    // What stood on both sides of something unwanted now meets.
    .replace(/\s+/gu, " ")
    .normalize("NFC")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  const letters = Array.from(clean);
  if (letters.length === 0) return "document";
  if (letters.length <= longest) return clean;
  const [, extension = ""] = /(\.[A-Za-z0-9]{1,5})$/u.exec(clean) ?? [];
  return `${letters
    .slice(0, longest - extension.length - 1)
    .join("")
    .trim()}…${extension}`;
}

/** `Content-Disposition` of a document that is opened: the name in letters that every browser knows, and as it is. */
export function dispositionOf(kind: "inline" | "attachment", name: string, type: FileType): string {
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/u, "");
  const full = `${stem}.${extensions[type]}`;
  const plain = full
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/gu, "")
    .replace(/["\\;]/gu, "");
  const encoded = encodeURIComponent(full).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain === "" ? "document" : plain}"; filename*=UTF-8''${encoded}`;
}
