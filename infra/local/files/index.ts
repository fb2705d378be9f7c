/** The bucket of families' files: what it holds, whom it tells, and S3's API in front of it. */
import { functionNames, functions, type FunctionName } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import { asynchronousCalls } from "../lambda/asynchronous.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { filesBucket } from "../names.ts";
import type { Listener } from "../net.ts";
import type { Manifest } from "../permissions.ts";
import { callsAbout } from "./events.ts";
import { startS3Api } from "./s3-api.ts";
import { scannerStub } from "./scanner.ts";
import { openFileStore } from "./store.ts";

export interface FilesOptions {
  /** Where the files are kept. */
  readonly file: string;
  /** Pages of this origin may send files by a form. */
  readonly origin: string;
  readonly keep: KeepDeadLetter;
  readonly manifest?: Manifest;
}

export interface Files extends Listener {
  /** Begins to call functions: first what an earlier run left unfinished. */
  readonly start: (runtime: Pick<LambdaRuntime, "invoke">) => void;
  /** Resolves when no function is at work on a file, with whether one was. */
  readonly settled: () => Promise<boolean>;
  /** Calls no more functions; what is under way is found again at the next start. */
  readonly stop: () => void;
}

export async function startFiles({ file, origin, keep, manifest = functions }: FilesOptions): Promise<Files> {
  const store = openFileStore(file);
  const functionNamed = (name: string): FunctionName | null =>
    functionNames.find((known) => known === name && manifest[known].calledBy.kind === "file") ?? null;
  const calls = asynchronousCalls({ calls: store.calls, keep, functionNamed, caller: "file" });
  const follow = callsAbout({
    manifest,
    bucket: filesBucket,
    scan: scannerStub((line) => void process.stderr.write(`${line}\n`)),
  });
  const api = await startS3Api({
    bucket: filesBucket,
    origin,
    manifest,
    files: {
      read: store.read,
      remove: store.remove,
      put: (key, content, reason) => {
        const { stored, calls: pending } = store.put(key, content, (added) => follow(added, reason));
        pending.forEach(calls.begin);
        return stored;
      },
    },
  });
  return {
    ...api,
    start: calls.start,
    settled: calls.settled,
    stop: calls.stop,
    close: async () => {
      await api.close();
      calls.stop();
      store.close();
    },
  };
}
