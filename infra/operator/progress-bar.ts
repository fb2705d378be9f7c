/**
 * How far a long work is and how long it still takes: a bar that is drawn again in place on a terminal, a line now and
 * then elsewhere. Quiet when the work lasts less than a second.
 */
import { count } from "./import-report.ts";

const barWidth = 24;
const everyMilliseconds = { terminal: 200, elsewhere: 5000 };
/** Before that the pace says nothing yet. */
const quietMilliseconds = 1000;

function leftText(seconds: number): string {
  if (seconds < 1) return "presque fini";
  if (seconds < 90) return `encore ${Math.ceil(seconds)} s`;
  return `encore ${count(Math.ceil(seconds / 60), "minute")}`;
}

/** `[######            ] 25 %, 2 500 familles sur 10 000, encore 30 s`. Pure. */
export function progressText(done: number, total: number, elapsedMilliseconds: number, what = "famille"): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.floor(share * barWidth);
  const left = done === 0 ? "" : `, ${leftText(((elapsedMilliseconds / done) * (total - done)) / 1000)}`;
  return `[${"#".repeat(filled)}${" ".repeat(barWidth - filled)}] ${Math.floor(share * 100)} %, ${count(done, what)} sur ${total.toLocaleString("fr-FR")}${left}`;
}

export interface Progress {
  readonly at: (done: number) => void;
  /** Leaves the terminal at the beginning of a line. */
  readonly end: () => void;
}

/** `what`: one of those that are counted, as French writes it. */
export function showProgress(total: number, what?: string): Progress {
  const { isTTY } = process.stderr;
  const started = Date.now();
  let next = started + quietMilliseconds;
  let shown = false;
  return {
    at: (done) => {
      const now = Date.now();
      if (now < next) return;
      next = now + (isTTY ? everyMilliseconds.terminal : everyMilliseconds.elsewhere);
      shown = true;
      const text = progressText(done, total, now - started, what);
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end: () => {
      if (shown && isTTY) process.stderr.write("\r\u001b[K");
    },
  };
}
