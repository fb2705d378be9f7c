/** The site's bucket behind CloudFront: files kept in memory, compressed once, answered with their validators. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { cacheControlFor } from "../../edge.ts";
import type { HttpAnswer } from "./event.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".pdf": "application/pdf",
};
const compressible = new Set([".html", ".css", ".js", ".map", ".json", ".svg", ".txt", ".webmanifest"]);
/** CloudFront compresses objects from 1,000 bytes on. */
const smallest = 1_000;

type Encoding = "br" | "gzip" | "identity";

interface SiteFile {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Buffer;
  readonly compressed: boolean;
  readonly encoded: Map<Encoding, Buffer>;
}

function toFile(path: string, bytes: Buffer): SiteFile {
  const extension = extname(path);
  return {
    type: types[extension] ?? "application/octet-stream",
    bytes,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
    compressed: compressible.has(extension) && bytes.length >= smallest,
    encoded: new Map(),
  };
}

async function readFolder(folder: string): Promise<readonly (readonly [string, SiteFile])[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => [`/${relative(folder, path)}`, toFile(path, await readFile(path))] as const),
  );
}

function encode(file: SiteFile, accepted: string): { readonly encoding: Encoding; readonly bytes: Buffer } {
  const encoding: Encoding = !file.compressed
    ? "identity"
    : /\bbr\b/.test(accepted)
      ? "br"
      : /\bgzip\b/.test(accepted)
        ? "gzip"
        : "identity";
  if (encoding === "identity") return { encoding, bytes: file.bytes };
  let bytes = file.encoded.get(encoding);
  if (!bytes) {
    // CloudFront's own levels are near these.
    bytes =
      encoding === "br"
        ? brotliCompressSync(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : gzipSync(file.bytes, { level: 6 });
    file.encoded.set(encoding, bytes);
  }
  return { encoding, bytes };
}

const message = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: Buffer.from(text),
});

export interface SiteFiles {
  /** Answers for a path that `pageFor` has mapped. */
  readonly answer: (request: IncomingMessage, path: string) => HttpAnswer;
  /** Reads the folders again, after a build. */
  readonly reload: () => Promise<void>;
}

/** Serves several folders as one; a later folder's file replaces an earlier one's. */
export async function siteFiles(folders: readonly string[]): Promise<SiteFiles> {
  const read = async (): Promise<ReadonlyMap<string, SiteFile>> =>
    new Map((await Promise.all(folders.map(readFolder))).flat());
  let files = await read();
  return {
    reload: async () => {
      files = await read();
    },
    answer: (request, path) => {
      if (request.method !== "GET" && request.method !== "HEAD") return message(405, "Méthode refusée");
      const file = files.get(path);
      if (!file) return message(404, "Introuvable");
      const common = {
        etag: file.etag,
        "cache-control": cacheControlFor(path),
        ...(file.compressed ? { vary: "accept-encoding" } : {}),
      };
      if (request.headers["if-none-match"]?.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, "") === file.etag))
        return { status: 304, headers: common, body: Buffer.alloc(0) };
      const { encoding, bytes } = encode(file, request.headers["accept-encoding"] ?? "");
      return {
        status: 200,
        body: bytes,
        headers: {
          ...common,
          "content-type": file.type,
          ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
        },
      };
    },
  };
}
