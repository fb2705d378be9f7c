/**
 * What the one-time schedules' emulator remembers, in a file of its own: the schedules, and the calls handed over that
 * no function has finished yet. Firing moves one to the other in a single transaction, so that a machine that stops in
 * between forgets no call.
 */
import { DatabaseSync } from "node:sqlite";
import { parseObject } from "../aws-json.ts";
import { type CallTable, openCallTable, type PendingCall } from "../lambda/asynchronous.ts";

/** A schedule as the API took it, checked. */
export interface StoredSchedule {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly due: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly expression: string;
  readonly timeZone: string;
  readonly functionName: string;
  /** The request's own `Target`, given back as it came. */
  readonly target: Readonly<Record<string, unknown>>;
  /** The JSON that the function is called with. */
  readonly input: string;
}

export interface OneTimeStore {
  readonly read: (name: string) => StoredSchedule | null;
  /** By moment. */
  readonly all: () => readonly StoredSchedule[];
  /** Names of those whose moment has come. */
  readonly due: (now: number) => readonly string[];
  /** Moment of the next one, or null. */
  readonly next: () => number | null;
  readonly put: (schedule: StoredSchedule) => void;
  readonly remove: (name: string) => void;
  /** Takes the schedule away and keeps its call; null when it is gone already. */
  readonly handOver: (name: string) => PendingCall | null;
  /** What has been handed over. */
  readonly calls: CallTable;
  readonly close: () => void;
}

type Row = Readonly<Record<string, unknown>>;
const scheduleIn = (row: Row): StoredSchedule => ({
  name: String(row["name"]),
  due: Number(row["due"]),
  createdAt: Number(row["created_at"]),
  modifiedAt: Number(row["modified_at"]),
  expression: String(row["expression"]),
  timeZone: String(row["time_zone"]),
  functionName: String(row["function_name"]),
  target: parseObject(String(row["target"])),
  input: String(row["input"]),
});

/** Opens the file, made at the first start. */
export function openOneTimeStore(file: string): OneTimeStore {
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS schedules (
      name TEXT PRIMARY KEY, due INTEGER NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL,
      expression TEXT NOT NULL, time_zone TEXT NOT NULL, function_name TEXT NOT NULL, target TEXT NOT NULL, input TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS schedules_due ON schedules (due);
  `);
  const calls = openCallTable(database);
  const prepared = {
    read: database.prepare("SELECT * FROM schedules WHERE name = ?"),
    all: database.prepare("SELECT * FROM schedules ORDER BY due, name"),
    due: database.prepare("SELECT name FROM schedules WHERE due <= ? ORDER BY due, name"),
    next: database.prepare("SELECT min(due) AS due FROM schedules"),
    put: database.prepare(
      "INSERT OR REPLACE INTO schedules (name, due, created_at, modified_at, expression, time_zone, function_name, target, input) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    remove: database.prepare("DELETE FROM schedules WHERE name = ?"),
  };
  const read = (name: string): StoredSchedule | null => {
    const row = prepared.read.get(name);
    return row ? scheduleIn(row) : null;
  };
  return {
    read,
    all: () => prepared.all.all().map(scheduleIn),
    due: (now) => prepared.due.all(now).map(({ name }) => String(name)),
    next: () => {
      const due = prepared.next.get()?.["due"];
      return typeof due === "number" ? due : null;
    },
    put: ({ name, due, createdAt, modifiedAt, expression, timeZone, functionName, target, input }) => {
      prepared.put.run(
        name,
        due,
        createdAt,
        modifiedAt,
        expression,
        timeZone,
        functionName,
        JSON.stringify(target),
        input,
      );
    },
    remove: (name) => void prepared.remove.run(name),
    handOver: (name) => {
      const schedule = read(name);
      if (!schedule) return null;
      database.exec("BEGIN IMMEDIATE");
      prepared.remove.run(name);
      const call = calls.add(schedule);
      database.exec("COMMIT");
      return call;
    },
    calls,
    close: () => database.close(),
  };
}
