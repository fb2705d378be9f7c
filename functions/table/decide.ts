/**
 * Decide on what is known, write it under the condition that it still stands, and when somebody else has written
 * meanwhile, decide again on what stands now. The one loop for that: how often, how long between, and what is said when
 * it never ends are the same for everybody.
 */
import { Busy } from "../kernel/busy.ts";
import { waitUpTo } from "./retry.ts";

/** What came of one try: the result, or what is known now that it was refused. */
export type Try<K, R> = { readonly done: R } | { readonly again: K };

/** How often writers of one record may meet: more in a row is a crowd that had better come back later. */
const mostTries = 20;

/** Milliseconds: short at first, since two writers seldom meet twice. */
const longestWait = (tries: number): number => Math.min(5 * 2 ** tries, 400);

export interface Bounds<R> {
  readonly most?: number;
  /** The result when it never came to an end, instead of `Busy`. */
  readonly otherwise?: () => R;
}

/** `what` it is that others write too, for the log: « A child's day ». */
export async function decideAndWrite<K, R>(
  what: string,
  first: K,
  decide: (known: K) => Promise<Try<K, R>>,
  { most = mostTries, otherwise }: Bounds<R> = {},
): Promise<R> {
  let known = first;
  for (let tries = 1; ; tries += 1) {
    const outcome = await decide(known);
    if ("done" in outcome) return outcome.done;
    if (tries === most) {
      if (otherwise) return otherwise();
      throw new Busy(`${what} was changed by others ${most} times while it was being written`);
    }
    known = outcome.again;
    await waitUpTo(longestWait(tries));
  }
}
