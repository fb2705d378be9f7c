/**
 * The index in a function's memory. It is loaded from its file once, then each question reads what has changed since the
 * one before: one read of the table, whatever the size of the town. What cannot be loaded is made anew from the table.
 */
import type { Bucket } from "../../files/bucket.ts";
import { epochSeconds, minusSeconds, type Clock } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import type { Table } from "../../table/table.ts";
import type { TownEntries } from "./town-entries.ts";
import type { Entry } from "../rules/entry.ts";
import { changesKept, readChanges } from "../store/changes.ts";
import { keep, keepAnew, overlap, readKept, type KeptPeople } from "./kept-people.ts";

export interface HoldDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly clock: Clock;
  readonly log: Log;
}

/** Everybody as they are now. */
export type HeldPeople<Town extends TownEntries> = () => Promise<Town>;

/** Changes after which the file is kept again, so that the next to load it has less to read: an import makes thousands. */
const mostChanges = 2_000;
/** Seconds after which what was loaded may miss changes that have ended by now. */
const oldest = changesKept - 86_400;

interface Held<Town> {
  readonly people: Town;
  /** From when on changes are to be read; never after the clock, which may have been set back. */
  since: Instant;
  /** Taken in since the file was kept. */
  changes: number;
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** `make`: from everybody, what the function asks of them. */
export function holdPeople<Town extends TownEntries>(
  { table, bucket, clock, log }: HoldDependencies,
  make: (entries: readonly Entry[]) => Town,
): HeldPeople<Town> {
  let loading: Promise<Held<Town>> | null = null;

  const tooOld = (since: Instant, now: Instant): boolean => epochSeconds(now) - epochSeconds(since) > oldest;
  const load = async (now: Instant): Promise<Held<Town>> => {
    const found = await readKept(bucket, log);
    const { upTo, entries }: KeptPeople =
      found && !tooOld(found.upTo, now) ? found : await keepAnew({ table, bucket }, now);
    return { people: make(entries), since: upTo, changes: 0 };
  };
  /** One load for all who ask meanwhile; one that fails is tried again by the next. */
  const held = async (now: Instant): Promise<Held<Town>> => {
    loading ??= load(now).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    const known = await loading;
    if (!tooOld(known.since, now)) return known;
    loading = null;
    return held(now);
  };

  return async () => {
    const now = clock();
    const known = await held(now);
    const changes = await readChanges(table, earlier(known.since, minusSeconds(now, overlap)));
    known.changes += changes.filter((entry) => known.people.apply(entry)).length;
    known.since = minusSeconds(now, overlap);
    if (known.changes > mostChanges) {
      known.changes = 0;
      await keep(bucket, { upTo: known.since, entries: [...known.people.entries()] });
    }
    return known.people;
  };
}
