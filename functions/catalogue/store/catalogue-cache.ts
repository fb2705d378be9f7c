/**
 * The catalogue as a process keeps it: read at start, read again when it is some seconds old. A change made by staff is
 * seen by every process within that time; what must be exact (places) is not judged here but in the day's own record.
 */
import { epochSeconds, type Clock } from "../../kernel/clock.ts";
import type { Catalogue } from "../rules/catalogue.ts";

export interface CatalogueCache {
  /** No older than `freshSeconds`; a read when it is, shared by those who ask meanwhile. */
  readonly latest: () => Promise<Catalogue>;
  /** Read now: for what follows from a change of the catalogue itself, and would not be done again. */
  readonly renewed: () => Promise<Catalogue>;
  /**
   * What was read last, however old; null before the first read. To choose what else to read in the same wave, never to
   * decide.
   */
  readonly known: () => Catalogue | null;
}

export const freshSeconds = 5;

export function catalogueCache(read: () => Promise<Catalogue>, clock: Clock): CatalogueCache {
  let kept: { readonly catalogue: Catalogue; readonly at: number } | null = null;
  let underWay: Promise<Catalogue> | null = null;
  const refresh = async (): Promise<Catalogue> => {
    try {
      const at = epochSeconds(clock());
      const catalogue = await read();
      kept = { catalogue, at };
      return catalogue;
    } finally {
      underWay = null;
    }
  };
  return {
    latest: () => {
      const age = kept ? epochSeconds(clock()) - kept.at : Infinity;
      // A negative age: the clock was set back, locally or in a test.
      if (kept && age >= 0 && age < freshSeconds) return Promise.resolve(kept.catalogue);
      return (underWay ??= refresh());
    },
    renewed: refresh,
    known: () => kept?.catalogue ?? null,
  };
}
