/**
 * The bucket's files on this machine, every version of them, in one SQLite file: a file, and the calls that follow from
 * it, are there together or not at all.
 *
 * Nothing goes by itself: what AWS forgets after a month stays here until the data folder is emptied.
 */
import { createHash, randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { parseObject } from "../aws-json.ts";
import { type Call, type CallTable, openCallTable, type PendingCall } from "../lambda/asynchronous.ts";

export interface FileContent {
  readonly body: Uint8Array;
  /** Those that S3 keeps with a file and gives back: its type, disposition, own metadata. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredFile extends FileContent {
  readonly key: string;
  readonly version: string;
  /** MD5 in hexadecimal. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  /** Grows with each version. */
  readonly sequence: number;
}

export interface FileStore {
  /** The file, or that version of it; null when it is not there, or was deleted. */
  readonly read: (key: string, version?: string) => StoredFile | null;
  /** Adds a version, and keeps the calls that follow from it. */
  readonly put: (
    key: string,
    content: FileContent,
    follow: (stored: StoredFile) => readonly Call[],
  ) => { readonly stored: StoredFile; readonly calls: readonly PendingCall[] };
  /** Adds a delete marker, and returns its version. */
  readonly remove: (key: string) => string;
  readonly calls: CallTable;
  readonly close: () => void;
}

const textOnly = (value: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));

function fileIn(row: Readonly<Record<string, unknown>> | undefined): StoredFile | null {
  const body = row?.["body"];
  // A delete marker has none.
  if (!row || !(body instanceof Uint8Array)) return null;
  return {
    key: String(row["key"]),
    version: String(row["version"]),
    body,
    headers: textOnly(parseObject(String(row["headers"]))),
    etag: String(row["etag"]),
    storedAt: Number(row["stored_at"]),
    sequence: Number(row["sequence"]),
  };
}

/** Opens the file, made at the first start. */
export function openFileStore(file: string): FileStore {
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, version TEXT NOT NULL UNIQUE,
      body BLOB, headers TEXT NOT NULL, etag TEXT NOT NULL, stored_at INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS versions_of_key ON versions (key, sequence);
  `);
  const calls = openCallTable(database);
  const prepared = {
    latest: database.prepare("SELECT * FROM versions WHERE key = ? ORDER BY sequence DESC LIMIT 1"),
    version: database.prepare("SELECT * FROM versions WHERE key = ? AND version = ?"),
    add: database.prepare(
      "INSERT INTO versions (key, version, body, headers, etag, stored_at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
  };
  const newVersion = (): string => randomBytes(24).toString("base64url");
  return {
    read: (key, version) =>
      fileIn(version === undefined ? prepared.latest.get(key) : prepared.version.get(key, version)),
    put: (key, { body, headers }, follow) => {
      const version = newVersion();
      const etag = createHash("md5").update(body).digest("hex");
      const storedAt = Date.now();
      database.exec("BEGIN IMMEDIATE");
      try {
        const { lastInsertRowid } = prepared.add.run(key, version, body, JSON.stringify(headers), etag, storedAt);
        const stored = { key, version, body, headers, etag, storedAt, sequence: Number(lastInsertRowid) };
        const added = follow(stored).map(calls.add);
        database.exec("COMMIT");
        return { stored, calls: added };
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    remove: (key) => {
      const version = newVersion();
      prepared.add.run(key, version, null, "{}", "", Date.now());
      return version;
    },
    calls,
    close: () => database.close(),
  };
}
