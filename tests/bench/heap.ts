/** What a run holds in memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The most that the heap holds beyond what it held at first, garbage aside. */
export function watchHeap(): () => number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  let most = before;
  const stopwatch = setInterval(() => {
    most = Math.max(most, held());
  }, 2000);
  return () => {
    clearInterval(stopwatch);
    return Math.max(most, held()) - before;
  };
}
