/** The stream's functions of the manifest, each followed on its own. */
import { mkdir } from "node:fs/promises";
import { functionNames, functions, type Caller } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { createDelivery, type Deliver } from "./delivery.ts";
import { follow } from "./follow.ts";
import { streamSource } from "./source.ts";

export interface StreamOptions {
  readonly endpoint: string;
  readonly streamArn: string;
  readonly runtime: LambdaRuntime;
  readonly keep: KeepDeadLetter;
  readonly folder: string;
  /** Stands between the stream and what it is delivered to. */
  readonly disturb?: ((deliver: Deliver) => Deliver) | undefined;
}

export interface Streams {
  /**
   * Resolves once every change has had its effects, and those have had theirs: a booking that is followed by a mail,
   * which is sent.
   */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startStreams({
  endpoint,
  streamArn,
  runtime,
  keep,
  folder,
  disturb = (deliver) => deliver,
}: StreamOptions): Promise<Streams> {
  await mkdir(folder, { recursive: true });
  const abort = new AbortController();
  const { signal } = abort;
  const followers = await Promise.all(
    functionNames.flatMap((functionName) => {
      const calledBy: Caller = functions[functionName].calledBy;
      if (calledBy.kind !== "stream") return [];
      const start = async () =>
        follow({
          source: streamSource(endpoint, streamArn),
          checkpoint: await openCheckpoint(`${folder}/${functionName}.json`),
          deliver: disturb(
            createDelivery({ functionName, invoke: runtime.invoke, keep, eventSourceArn: streamArn, signal }),
          ),
          entities: calledBy.entities,
          batchSize: calledBy.batchSize,
          signal,
        });
      return [start()];
    }),
  );
  return {
    settled: async () => {
      while ((await Promise.all(followers.map((follower) => follower.settled()))).some((busy) => busy));
    },
    stop: async () => {
      abort.abort();
      await Promise.all(followers.map(({ stopped }) => stopped));
    },
  };
}
