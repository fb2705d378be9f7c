/** Makes data calls fail where a test wants them to: before they reach the table, or after, when the answer is lost. */
import { setTimeout as wait } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import { expect } from "vitest";

export type Fault = { readonly when: "before" | "after"; readonly error: Error };

/** Which fault the nth call meets (from 0), or none. */
export type FaultPlan = (call: { readonly name: string; readonly index: number }) => Fault | null;

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

/**
 * The deaths of an act, each a prefix of its calls: the first is before any of them, the others after one more, whose
 * answer is lost. To die before a call leaves what dying after the one before it does, so nobody need die there too.
 * Whoever goes through them ends when there were no more calls than the `index` of a death.
 */
export const nthDeath = (nth: number): { readonly index: number; readonly when: "before" | "after" } =>
  nth === 0 ? { index: 0, when: "before" } : { index: nth - 1, when: "after" };

/** `files`: a client whose calls belong to the same process. */
export function addFaults(client: DynamoDBClient, files?: S3Client): Faults {
  let current: FaultPlan | null = null;
  let count = 0;
  let underWay = 0;
  const meet = async <T>(command: string | undefined, call: () => Promise<T>): Promise<T> => {
    const fault = current?.({ name: (command ?? "").replace(/Command$/, ""), index: count }) ?? null;
    count += 1;
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
    const { index, when } = nthDeath(reached.length);
    await scene(async (act) => {
      faults.plan(diesAt(index, when));
      const died = await act().then(
        () => false,
        (error: unknown) => {
          if (!String(error).includes("The process has died")) throw error;
          return true;
        },
      );
      reached.push((await faults.clear()) > index);
      // Whoever is dead gives no answer.
      expect(died).toBe(reached.at(-1));
      return died;
    });
  } while (reached.at(-1) === true);
  return reached.length;
}
