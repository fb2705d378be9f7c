/**
 * A file of quotients on its way: read, compared with what stands, then entered, some lines at a time. What was entered
 * stays whatever happens to the page; the same file chosen again goes on where it stopped.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  ComparedLine,
  EnteredLine,
  QuotientFinding,
  QuotientLineView,
} from "../../../../functions/quotient/contract/bulk.ts";
import type { StatedOrigin } from "../../../../functions/quotient/rules/quotient.ts";
import { id, type IdempotencyKey, type PlainMonth } from "../../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { base64Of } from "../../../shared/api/base64.ts";
import { call } from "../../../shared/api/index.ts";

export interface Row {
  readonly said: QuotientLineView;
  readonly compared: ComparedLine | null;
  readonly entered: EnteredLine | null;
}

/** What the file says beside its good lines. */
interface FileFacts {
  readonly faults: readonly QuotientFinding[];
  readonly notices: readonly QuotientFinding[];
  readonly ignoredColumns: readonly string[];
  readonly lineCount: number;
}

export interface Bulk {
  readonly step: "nothing" | "reading" | "comparing" | "ready" | "entering" | "paused" | "done";
  readonly file: FileFacts | null;
  readonly rows: readonly Row[];
  /** Of what is compared or entered now. */
  readonly done: number;
  readonly total: number;
  readonly problem: Problem | null;
}

export interface FileChoice {
  readonly file: File;
  readonly month: PlainMonth;
  readonly origin: StatedOrigin;
}

const nothing: Bulk = { step: "nothing", file: null, rows: [], done: 0, total: 0, problem: null };
/** Lines a call, as the contract has it. */
const atOnce = 100;

/** What an entry would change something by. */
export const isToEnter = ({ compared, entered }: Row): boolean =>
  (compared?.outcome === "new" || compared?.outcome === "change") && entered === null;

const partsOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, part) => all.slice(part * atOnce, (part + 1) * atOnce));

export interface BulkActs {
  readonly bulk: Bulk;
  readonly read: (choice: FileChoice) => Promise<void>;
  readonly enter: (reason: string) => Promise<void>;
  readonly pause: () => void;
  readonly forget: () => void;
}

export function useBulk(): BulkActs {
  const [bulk, setBulk] = useState<Bulk>(nothing);
  /** The work under way; another file, or leaving the page, ends it. */
  const run = useRef(0);
  const key = useRef<IdempotencyKey | null>(null);
  const pausing = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );
  // A page that is closed half-way loses nothing but its place in the file: the browser asks first all the same.
  const busy = bulk.step === "entering";
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

  const read = async ({ file, month, origin }: FileChoice): Promise<void> => {
    const own = ++run.current;
    key.current = id("IdempotencyKey", crypto.randomUUID());
    setBulk({ ...nothing, step: "reading" });
    try {
      const { lines, ...facts } = await call("quotient.readFile", {
        body: { file: await base64Of(file), month, origin },
      });
      if (own !== run.current) return;
      let rows = lines.map((said): Row => ({ said, compared: null, entered: null }));
      setBulk({ step: "comparing", file: facts, rows, done: 0, total: lines.length, problem: null });
      for (const part of partsOf(lines)) {
        const answer = await call("quotient.compare", { body: { lines: [...part] }, repeatable: true });
        if (own !== run.current) return;
        const found = new Map(answer.lines.map((one) => [one.line, one]));
        rows = rows.map((row) => ({ ...row, compared: found.get(row.said.line) ?? row.compared }));
        setBulk((before) => ({ ...before, rows, done: before.done + part.length }));
      }
      setBulk((before) => ({ ...before, step: "ready" }));
    } catch (error) {
      if (own !== run.current) return;
      // Whoever sent it is told what to mend in the file.
      setBulk(nothing);
      throw error;
    }
  };

  const enter = async (reason: string): Promise<void> => {
    const own = ++run.current;
    const pause = new AbortController();
    pausing.current = pause;
    let { rows } = bulk;
    const left = rows.filter(isToEnter);
    setBulk((before) => ({ ...before, step: "entering", done: 0, total: left.length, problem: null }));
    for (const part of partsOf(left)) {
      if (pause.signal.aborted) {
        setBulk((before) => ({ ...before, step: "paused" }));
        return;
      }
      try {
        const { lines } = await call("quotient.enterMany", {
          body: {
            idempotencyKey: key.current ?? id("IdempotencyKey", crypto.randomUUID()),
            reason,
            lines: part.map(({ said, compared }) => ({
              ...said,
              familyCode: compared?.familyCode ?? said.familyCode,
              seen: compared?.seen ?? 0,
            })),
          },
          repeatable: true,
        });
        if (own !== run.current) return;
        const found = new Map(lines.map((one) => [one.line, one]));
        rows = rows.map((row) => ({ ...row, entered: found.get(row.said.line) ?? row.entered }));
        setBulk((before) => ({ ...before, rows, done: before.done + part.length }));
      } catch (error) {
        if (own !== run.current) return;
        setBulk((before) => ({ ...before, step: "paused", problem: asProblem(error) }));
        return;
      }
    }
    setBulk((before) => ({ ...before, step: "done" }));
  };

  return {
    bulk,
    read,
    enter,
    pause: () => {
      pausing.current?.abort();
    },
    forget: () => {
      run.current += 1;
      setBulk(nothing);
    },
  };
}
