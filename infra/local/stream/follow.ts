/**
 * Follows the table's stream for one function: its shards in order, its entities only, batch by batch; in one lane, for
 * want of cores.
 */
import { setTimeout as wait } from "node:timers/promises";
import { AwsError } from "../aws-json.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Deliver } from "./delivery.ts";
import type { Shard, StreamRecord, StreamSource } from "./source.ts";

export interface FollowOptions {
  readonly source: StreamSource;
  readonly checkpoint: Checkpoint;
  readonly deliver: Deliver;
  readonly entities: readonly string[];
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** Milliseconds between looks at a quiet stream. */
  readonly pause?: number;
}

export interface Follower {
  /**
   * Resolves once everything that was in the stream when it was called has been handled, with whether there was any of
   * it; rejects when the stream cannot be read.
   */
  readonly settled: () => Promise<boolean>;
  readonly stopped: Promise<void>;
}

const entityOf = (image: Readonly<Record<string, unknown>> | undefined): unknown => {
  const attribute = image?.["entity"];
  return typeof attribute === "object" && attribute !== null && "S" in attribute ? attribute.S : undefined;
};

/** The filters of infra/stream.ts: either image has one of the entities. */
const concerns =
  (entities: readonly string[]) =>
  ({ dynamodb: { NewImage, OldImage } }: StreamRecord): boolean =>
    [NewImage, OldImage].some((image) => {
      const entity = entityOf(image);
      return typeof entity === "string" && entities.includes(entity);
    });

/** Milliseconds; a table of this size has one shard a few hours. */
const shardsStayFor = 5_000;

/** Iterator where the checkpoint stands, or at the oldest record left when that position is gone. */
async function resume(source: StreamSource, shard: string, after: string | null): Promise<string> {
  try {
    return await source.iterator(shard, after);
  } catch (error) {
    if (
      after === null ||
      !(error instanceof AwsError) ||
      !["TrimmedDataAccessException", "ValidationException"].includes(error.code)
    )
      throw error;
    return source.iterator(shard, null);
  }
}

/** Most rounds end without anybody waiting for them, failed ones included. */
function nextRound(): PromiseWithResolvers<undefined> {
  const round = Promise.withResolvers<undefined>();
  round.promise.catch(() => undefined);
  return round;
}

export function follow({
  source,
  checkpoint,
  deliver,
  entities,
  batchSize,
  signal,
  pause = 100,
}: FollowOptions): Follower {
  const wanted = concerns(entities);
  const finished = new Set<string>();
  const iterators = new Map<string, string>();
  let round = 0;
  let delivered = 0;
  let roundEnded = nextRound();

  const handle = async (shard: string, records: readonly StreamRecord[]): Promise<void> => {
    const mine = records.filter(wanted);
    delivered += mine.length;
    for (let start = 0; start < mine.length; start += batchSize) {
      const batch = mine.slice(start, start + batchSize);
      await deliver(batch);
      const last = batch.at(-1);
      if (last) await checkpoint.set(shard, last.dynamodb.SequenceNumber);
    }
    const last = records.at(-1);
    if (last && checkpoint.of(shard) !== last.dynamodb.SequenceNumber)
      await checkpoint.set(shard, last.dynamodb.SequenceNumber);
  };

  /** Reads what a shard holds now. */
  const drain = async ({ id }: Shard): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const iterator = iterators.get(id) ?? (await resume(source, id, checkpoint.of(id)));
      const { records, next } = await source.read(iterator);
      await handle(id, records);
      if (next === null) {
        iterators.delete(id);
        finished.add(id);
        return;
      }
      iterators.set(id, next);
      if (records.length === 0) return;
    }
  };

  /** Shards still to be read; asked for again now and then, and when one has ended. */
  let known: readonly Shard[] = [];
  let askAgainAt = 0;
  const unfinished = async (): Promise<readonly Shard[]> => {
    if (performance.now() >= askAgainAt || known.some(({ id }) => finished.has(id))) {
      known = (await source.shards()).filter(({ id }) => !finished.has(id));
      askAgainAt = performance.now() + shardsStayFor;
    }
    return known;
  };

  /** A parent's records come before its children's: order holds for a key across a split. */
  const pass = async (): Promise<void> => {
    const shards = await unfinished();
    const open = new Set(shards.map(({ id }) => id));
    await Promise.all(shards.filter(({ parent }) => parent === null || !open.has(parent)).map(drain));
  };

  const stopping = (): boolean => signal.aborted;
  const run = async (): Promise<void> => {
    while (!stopping()) {
      try {
        await pass();
        round += 1;
        roundEnded.resolve(undefined);
      } catch (error) {
        if (stopping()) return;
        roundEnded.reject(error);
        // An iterator lives for fifteen minutes and a machine may sleep longer: go on from the checkpoint.
        iterators.clear();
        askAgainAt = 0;
        process.stderr.write(`stream: ${String(error)}\n`);
      }
      roundEnded = nextRound();
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  };
  const stopped = run();

  return {
    stopped,
    settled: async () => {
      // The pass under way may have read before the latest write; the one after it has not.
      const target = round + 2;
      const before = delivered;
      while (round < target && !signal.aborted) await Promise.race([roundEnded.promise, stopped]);
      return delivered !== before;
    },
  };
}
