/**
 * A list that is read a page at a time. An answer that comes after a later question is dropped: pages of two readings
 * never mix, and a second press while one is under way asks for nothing.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "./api/problem.ts";

interface Page<T, C> {
  readonly items: readonly T[];
  /** Where the next page begins; absent on the last one. */
  readonly next: C | undefined;
}

interface State<T, C> {
  /** Null until the first page is there. */
  readonly items: readonly T[] | null;
  readonly next: C | undefined;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

export interface Pages<T, C = unknown> extends State<T, C> {
  /** Reads the next page; null after the last one. */
  readonly more: (() => void) | null;
  /** Asks again for what failed. */
  readonly retry: () => void;
  /** Reads the list anew, from its first page. */
  readonly reload: () => Promise<void>;
  /** Changes what was read, for an act whose outcome is known. */
  readonly change: (changed: (items: readonly T[]) => readonly T[]) => void;
}

/** `again`: the list is read anew whenever this is another value. */
export function usePages<T, C>(
  read: (after: C | undefined) => Promise<Page<T, C>>,
  again: unknown = null,
): Pages<T, C> {
  const [state, setState] = useState<State<T, C>>({ items: null, next: undefined, problem: null, loading: true });
  const latest = useRef(read);
  latest.current = read;
  const questions = useRef(0);
  const asked = useRef<C | undefined>(undefined);
  const load = async (after: C | undefined): Promise<void> => {
    const question = ++questions.current;
    asked.current = after;
    setState((before) => ({ ...before, problem: null, loading: true }));
    try {
      const page = await latest.current(after);
      if (question !== questions.current) return;
      setState(({ items }) => ({
        items: after === undefined ? page.items : [...(items ?? []), ...page.items],
        next: page.next,
        problem: null,
        loading: false,
      }));
    } catch (error) {
      if (question === questions.current)
        setState((before) => ({ ...before, problem: asProblem(error), loading: false }));
    }
  };
  useEffect(() => {
    void load(undefined);
  }, [again]);
  const { items, next, problem, loading } = state;
  return {
    items,
    next,
    problem,
    loading,
    more:
      next === undefined
        ? null
        : () => {
            if (!loading) void load(next);
          },
    retry: () => {
      void load(asked.current);
    },
    reload: () => load(undefined),
    change: (changed) => {
      setState((before) => ({ ...before, items: before.items && changed(before.items) }));
    },
  };
}
