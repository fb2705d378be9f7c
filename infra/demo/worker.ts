/**
 * Loads the demo town in a thread of its own: asking for thousands of writes takes as much of a processor as the
 * portal's own thread takes to answer them.
 */
import { parentPort } from "node:worker_threads";
import { moveClock } from "../local/clock.ts";
import { loadDemo, type DemoPortal } from "./load.ts";

/** What the thread is told. */
export interface DemoWork {
  readonly portal: DemoPortal;
  /** See clock.ts. */
  readonly clockOffset: number;
}

parentPort?.once("message", ({ portal, clockOffset }: DemoWork) => {
  moveClock(clockOffset);
  // What fails ends the thread, and is thrown to who started it.
  void loadDemo(portal).then((facts) => parentPort?.postMessage(facts));
});
