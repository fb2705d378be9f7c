/** What the demo town tells about itself, for the screen, `outputs.json` and the journeys in the browser. */
import { Worker } from "node:worker_threads";
import type { DemoWork } from "../demo/worker.ts";
import { offsetOf } from "./clock.ts";
import type { LocalPortal } from "./portal.ts";

export interface DemoSignIn {
  /** Who that is, in French: « Parent de deux enfants ». */
  readonly who: string;
  readonly role: "guardian" | "staff";
  readonly login: string;
  readonly password: string;
  /** Base32, once staff need a second factor. */
  readonly totpSecret?: string;
}

/** A family that has its code and has not activated it, with what the invoice says. */
export interface DemoActivation {
  readonly familyCode: string;
  readonly lastName: string;
  readonly firstName: string;
}

export interface DemoFacts {
  readonly signIns: readonly DemoSignIn[];
  readonly activation: DemoActivation;
}

/** Fills a new portal, in a thread of its own; what goes wrong there is thrown here. */
export async function loadDemoTown({ data, portal, operator, tableEngine }: LocalPortal): Promise<DemoFacts> {
  // Thousands of writes, all of the operator's, whose rights nobody checks: they spare the portal's thread.
  const endpoints = { ...operator.endpoints, dynamodb: tableEngine };
  const work: DemoWork = {
    portal: { data, portal, operator: { ...operator, endpoints } },
    clockOffset: offsetOf(process.env["PORTAIL_NOW"]),
  };
  const worker = new Worker(new URL("../demo/worker.ts", import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<DemoFacts>();
  worker.once("message", (facts: DemoFacts) => {
    resolve(facts);
  });
  worker.once("error", reject);
  worker.postMessage(work);
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
