/**
 * Files on their way: two at a time, each made ready, announced, posted, and watched until it has been looked at. Each
 * can be cancelled, and tried again from where it failed.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { DocumentView } from "../../../functions/document/contract/documents.ts";
import type { Uploading } from "../../../functions/document/contract/files.ts";
import type { DocumentId } from "../../../functions/kernel/ids.ts";
import { asProblem } from "../api/problem.ts";
import { announce, toast } from "../ui/announcements.tsx";
import { upload as strings } from "../../strings/fr/document/document.ts";
import { postFile, PostFault } from "./postFile.ts";
import { prepare } from "./prepare.ts";

/** A file's place among those that were chosen at once: they are sent two at a time, and read in that order. */
interface Page {
  /** Names the choice. */
  readonly of: string;
  readonly rank: number;
}

/** How files of one kind reach one file of the office: a family's own way, or staff's for a family. */
export interface Sender {
  readonly announce: (
    file: { readonly name: string; readonly size: number; readonly page: Page },
    signal: AbortSignal,
  ) => Promise<Uploading>;
  /** What was announced and did not come. */
  readonly takeBack: (documentId: DocumentId) => Promise<unknown>;
  /** What was sent of that kind, latest first. */
  readonly look: (signal: AbortSignal) => Promise<readonly Pick<DocumentView, "id" | "status" | "reason">[]>;
}

type Progress =
  | { readonly step: "waiting" | "preparing" | "checking" }
  | { readonly step: "sending"; readonly part: number }
  /** `again`: trying again may help. */
  | { readonly step: "failed"; readonly reason: string; readonly again: boolean };

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly progress: Progress;
}

export interface Uploads {
  readonly all: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly again: (id: number) => void;
  /** Stops it, or takes it off the list. */
  readonly drop: (id: number) => void;
}

const atOnce = 2;
/** A scan takes some seconds. */
const looks = 40;
const betweenLooks = 1500;
const wait = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

interface Job {
  readonly file: File;
  readonly page: Page;
  readonly stop: AbortController;
}

class Failed extends Error {
  override readonly name = "Failed";
  readonly again: boolean;
  constructor(reason: string, again: boolean) {
    super(reason);
    this.again = again;
  }
}

async function sent(job: Job, sender: Sender, tell: (progress: Progress) => void): Promise<DocumentId> {
  tell({ step: "preparing" });
  const ready = await prepare(job.file);
  if ("fault" in ready)
    throw new Failed(
      ready.fault === "unsafe" || ready.fault === "unscanned" ? strings.faults.refused : strings.faults[ready.fault],
      false,
    );
  job.stop.signal.throwIfAborted();
  tell({ step: "sending", part: 0 });
  const { documentId, form } = await sender.announce(
    { name: ready.name, size: ready.body.size, page: job.page },
    job.stop.signal,
  );
  try {
    await postFile(form, ready.body, {
      signal: job.stop.signal,
      onProgress: (part) => {
        tell({ step: "sending", part });
      },
    });
  } catch (error) {
    // What was announced and did not come would stand in the list. Not taken back, it goes by itself.
    void sender.takeBack(documentId).catch(() => undefined);
    throw error;
  }
  return documentId;
}

/** Waits until the file has been looked at; fails with why it was not taken. */
async function judged(sender: Sender, documentId: DocumentId, signal: AbortSignal): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    await wait(betweenLooks);
    signal.throwIfAborted();
    const found = (await sender.look(signal)).find(({ id }) => id === documentId);
    if (found?.status === "unfit") throw new Failed(found.reason ?? strings.faults.refused, false);
    if (found && found.status !== "sending") return;
  }
  throw new Failed(strings.faults.late, false);
}

/** `onArrived`: something has changed of what the page shows; the document that is there by now, if one is. */
export function useUploads(
  sender: Sender,
  onArrived: (document?: { readonly id: DocumentId; readonly name: string }) => void,
): Uploads {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const jobs = useRef(new Map<number, Job>());
  const queue = useRef<number[]>([]);
  const running = useRef(0);
  const next = useRef(0);
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  const by = useRef(sender);
  by.current = sender;

  const change = (id: number, progress: Progress): void => {
    setAll((before) => before.map((one) => (one.id === id ? { ...one, progress } : one)));
  };
  const forget = (id: number): void => {
    jobs.current.delete(id);
    queue.current = queue.current.filter((one) => one !== id);
    setAll((before) => before.filter((one) => one.id !== id));
  };

  const run = async (id: number, job: Job): Promise<void> => {
    try {
      const documentId = await sent(job, by.current, (progress) => {
        change(id, progress);
      });
      change(id, { step: "checking" });
      await judged(by.current, documentId, job.stop.signal);
      forget(id);
      toast(strings.arrived(job.file.name));
      arrived.current({ id: documentId, name: job.file.name });
    } catch (error) {
      if (job.stop.signal.aborted) return;
      const failed =
        error instanceof Failed
          ? { reason: error.message, again: error.again }
          : error instanceof PostFault
            ? { reason: strings.faults[error.why], again: true }
            : { reason: asProblem(error).errors[0]?.message ?? asProblem(error).detail, again: true };
      change(id, { step: "failed", ...failed });
      announce(`${job.file.name} : ${failed.reason}`);
      arrived.current();
    }
  };
  const pump = (): void => {
    while (running.current < atOnce) {
      const id = queue.current.shift();
      const job = id === undefined ? undefined : jobs.current.get(id);
      if (id === undefined) return;
      if (!job) continue;
      running.current += 1;
      void run(id, job).finally(() => {
        running.current -= 1;
        pump();
      });
    }
  };

  useEffect(
    () => () => {
      for (const { stop } of jobs.current.values()) stop.abort();
    },
    [],
  );
  // A page that is closed half-way loses what is on its way: the browser asks first.
  const busy = all.some(({ progress }) => progress.step !== "failed" && progress.step !== "checking");
  useEffect(() => {
    if (!busy) return;
    const stay = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", stay);
    return () => {
      window.removeEventListener("beforeunload", stay);
    };
  }, [busy]);

  return {
    all,
    add: (files) => {
      const of = crypto.randomUUID();
      const added = files.map((file, rank): Upload => {
        const id = next.current;
        next.current += 1;
        jobs.current.set(id, { file, page: { of, rank }, stop: new AbortController() });
        queue.current.push(id);
        return { id, name: file.name, progress: { step: "waiting" } };
      });
      setAll((before) => [...before, ...added]);
      pump();
    },
    again: (id) => {
      const job = jobs.current.get(id);
      if (!job) return;
      jobs.current.set(id, { ...job, stop: new AbortController() });
      change(id, { step: "waiting" });
      queue.current.push(id);
      pump();
    },
    drop: (id) => {
      jobs.current.get(id)?.stop.abort();
      forget(id);
    },
  };
}
