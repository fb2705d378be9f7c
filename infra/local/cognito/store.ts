/**
 * Where cognito-local keeps its records: memory, and a JSON file a database that is replaced whole (written beside,
 * then renamed). Its own store writes in place and loses the pool when the process is killed in the middle.
 */
import { mkdir, rename, writeFile } from "node:fs/promises";
import type { DataStore } from "cognito-local/lib/services/dataStore/dataStore.js";
import type { DataStoreFactory } from "cognito-local/lib/services/dataStore/factory.js";
import { readIfThere } from "../../build/files.ts";
import { isRecord } from "../aws-json.ts";

type Tree = Record<string, unknown>;

/** cognito-local compares and formats these fields as dates. */
const revive = (key: string, value: unknown): unknown =>
  key.endsWith("Date") && typeof value === "string" ? new Date(value) : value;

/** Own properties only: a sign-in name such as `constructor` is a name like any other. */
const child = (tree: unknown, key: string): unknown =>
  isRecord(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined;

const pathOf = (key: string | string[]): readonly string[] => (Array.isArray(key) ? key : [key]);

/** Saves the latest state; calls made while a save runs share the next one. */
function saver(file: string, tree: Tree): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    const fresh = `${file}.new`;
    await writeFile(fresh, JSON.stringify(tree), { mode: 0o600 });
    await rename(fresh, file);
  };
  const start = (): Promise<void> => {
    const mine = write().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}

function dataStore(file: string, tree: Tree): DataStore {
  const save = saver(file, tree);
  const read = (key: string | string[]): unknown => pathOf(key).reduce<unknown>(child, tree);
  const parentOf = (path: readonly string[]): Tree =>
    path.slice(0, -1).reduce<Tree>((parent, part) => {
      const found = child(parent, part);
      if (isRecord(found)) return found;
      const fresh: Tree = {};
      Object.defineProperty(parent, part, { value: fresh, enumerable: true, writable: true, configurable: true });
      return fresh;
    }, tree);
  const last = (path: readonly string[]): string => path.at(-1) ?? "";
  return {
    // The interface lets each caller name the type that it stored under the key; what it stored is what it gets.
    get: <T>(_: unknown, key: string | string[], otherwise?: T): Promise<T> =>
      Promise.resolve((read(key) ?? otherwise ?? null) as T),
    getRoot: <T>(): Promise<T | null> => Promise.resolve(tree as T),
    set: async (_, key, value) => {
      const path = pathOf(key);
      Object.defineProperty(parentOf(path), last(path), {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      await save();
    },
    delete: async (_, key) => {
      const path = pathOf(key);
      Reflect.deleteProperty(parentOf(path), last(path));
      await save();
    },
  };
}

export const dataStores = (folder: string): DataStoreFactory => ({
  create: async (_, id, defaults) => {
    await mkdir(folder, { recursive: true });
    const file = `${folder}/${id}.json`;
    const kept = await readIfThere(file);
    const read: unknown = kept === null ? null : JSON.parse(kept, revive);
    return dataStore(file, { ...defaults, ...(isRecord(read) ? read : {}) });
  },
});
