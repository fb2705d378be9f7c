/**
 * Browser storage that never throws: private modes and full disks refuse to write, and a page must work all the same.
 * What could not be stored is kept in memory until the page closes.
 */
export interface Box {
  readonly read: (key: string) => string | null;
  readonly write: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
  readonly keys: () => readonly string[];
}

export function boxOver(open: () => Storage): Box {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return work(open());
    } catch {
      // Storage is refused or full: the memory copy answers instead.
      return otherwise();
    }
  };
  return {
    read: (key) =>
      memory.get(key) ??
      attempt(
        (storage) => storage.getItem(key),
        () => null,
      ),
    write: (key, value) =>
      attempt(
        (storage) => {
          storage.setItem(key, value);
          memory.delete(key);
        },
        () => void memory.set(key, value),
      ),
    remove: (key) => {
      memory.delete(key);
      attempt(
        (storage) => {
          storage.removeItem(key);
        },
        () => undefined,
      );
    },
    keys: () => [
      ...new Set([
        ...memory.keys(),
        ...attempt(
          (storage) => Object.keys(storage),
          () => [],
        ),
      ]),
    ],
  };
}

/** Survives the browser's closing: nothing personal in clear, only ids. */
export const lasting = boxOver(() => localStorage);
/** Ends with the tab: what a person types in a form. */
export const forThisTab = boxOver(() => sessionStorage);

/** JSON from a box, through a guard: another version of the site may have written something else. */
export function readJson<T>(box: Box, key: string, guard: (value: unknown) => value is T): T | null {
  const text = box.read(key);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (guard(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  box.remove(key);
  return null;
}
