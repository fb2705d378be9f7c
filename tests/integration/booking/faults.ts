/** Makes data calls fail where a test wants them to: before they reach the table, or after, when the answer is lost. */
import { setTimeout as wait } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import { expect } from "vitest";

export type Fault = { readonly when: "before" | "after"; readonly error: Error };

/** Which fault the nth call meets (from 0), or none. `written`: how many of those before it may have changed something. */
export type FaultPlan = (call: {
  readonly name: string;
  readonly index: number;
  readonly written: number;
}) => Fault | null;

/** What only looks: DynamoDB's and S3's. */
const isRead = (name: string): boolean => /^(?:Batch|Transact)?Get|^(?:Query|Scan|Head|List)/u.test(name);

export interface Faults {
  readonly plan: (plan: FaultPlan) => void;
  /**
   * Ends the plan once no call is under way (what is left of a dead process must not act later); returns how many calls
   * there were.
   */
  readonly clear: () => Promise<number>;
}

export function awsError(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

/** A process that dies: this call fails, before or after it reached the table, and every later one as well. */
export const diesAt =
  (index: number, when: "before" | "after"): FaultPlan =>
  (call) =>
    call.index < index
      ? null
      : { when: call.index === index ? when : "before", error: new Error("The process has died") };

export interface Death {
  readonly plan: FaultPlan;
  /** Whether there was a call to die at: whoever goes through the deaths of an act ends at the first that none met. */
  readonly met: () => boolean;
}

/**
 * The deaths of an act, each a prefix of what it writes: the first is before any call, the others after one more write, whose answer
 * is lost. To die before a write, or after what only looks, leaves what dying after the write before it does, so nobody need die
 * there too.
 */
export function nthDeath(nth: number): Death {
  let met = false;
  return {
    plan: ({ name, written }) => {
      const last = written === nth - 1 && !isRead(name);
      if (!last && written < nth) return null;
      met = true;
      return { when: last ? "after" : "before", error: new Error("The process has died") };
    },
    met: () => met,
  };
}

/** `files`: a client whose calls belong to the same process. */
export function addFaults(client: DynamoDBClient, files?: S3Client): Faults {
  let current: FaultPlan | null = null;
  let count = 0;
  let written = 0;
  let underWay = 0;
  const meet = async <T>(command: string | undefined, call: () => Promise<T>): Promise<T> => {
    const name = (command ?? "").replace(/Command$/, "");
    const fault = current?.({ name, index: count, written }) ?? null;
    count += 1;
    if (!isRead(name)) written += 1;
    if (fault?.when === "before") throw fault.error;
    underWay += 1;
    try {
      const result = await call();
      if (fault) throw fault.error;
      return result;
    } finally {
      underWay -= 1;
    }
  };
  const step = { step: "initialize", name: "faults", priority: "low" } as const;
  client.middlewareStack.add((next, context) => (args) => meet(context.commandName, () => next(args)), step);
  files?.middlewareStack.add((next, context) => (args) => meet(context.commandName, () => next(args)), step);
  return {
    plan: (plan) => {
      current = plan;
      count = 0;
      written = 0;
    },
    clear: async () => {
      do await wait(2);
      while (underWay > 0);
      current = null;
      return count;
    },
  };
}

/** What is done while a process dies: whether it died. Anything else that goes wrong is thrown. */
export type Dying = (act: () => Promise<unknown>) => Promise<boolean>;

/**
 * Plays a scene once for each death of what it does by `dying`, and once more in which nothing dies; each makes what it
 * needs before and looks at what holds after. Returns how often it was played.
 */
export async function everyDeath(faults: Faults, scene: (dying: Dying) => Promise<void>): Promise<number> {
  /** Of each scene, whether there was a call to die at. */
  const reached: boolean[] = [];
  do {
    const death = nthDeath(reached.length);
    await scene(async (act) => {
      faults.plan(death.plan);
      const died = await act().then(
        () => false,
        (error: unknown) => {
          if (!String(error).includes("The process has died")) throw error;
          return true;
        },
      );
      await faults.clear();
      reached.push(death.met());
      // Whoever is dead gives no answer.
      expect(died).toBe(reached.at(-1));
      return died;
    });
  } while (reached.at(-1) === true);
  return reached.length;
}
