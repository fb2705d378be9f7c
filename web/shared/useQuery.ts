/** Reads from the API for a page: shows at once what was read a moment ago, and reads again behind it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "./api/problem.ts";
import { onSessionChange } from "./session/session.ts";

/** One kind of reading, and what it answered during this visit. */
export interface Reading<A, T> {
  readonly read: (about: A, signal: AbortSignal) => Promise<T>;
  readonly answers: Map<string, T>;
}

/** Declares a reading. Its answers are forgotten when the session changes hands. */
export function reading<A, T>(read: (about: A, signal: AbortSignal) => Promise<T>): Reading<A, T> {
  const answers = new Map<string, T>();
  onSessionChange(() => {
    answers.clear();
  });
  return { read, answers };
}

export interface Query<T> {
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly reload: () => Promise<void>;
}

/** Places change while one is away: after this long, coming back to the tab reads again. */
const staleAfter = 60_000;

interface State<T> {
  readonly key: string;
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

export function useQuery<A, T>(what: Reading<A, T>, about: A): Query<T> {
  const key = JSON.stringify(about);
  const kept = (): State<T> => ({ key, data: what.answers.get(key) ?? null, problem: null, loading: true });
  const [state, setState] = useState<State<T>>(kept);
  const latest = useRef(about);
  latest.current = about;
  const running = useRef<AbortController | null>(null);
  const readAt = useRef(0);

  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState((before) => (before.key === key ? { ...before, problem: null, loading: true } : kept()));
    try {
      const data = await what.read(latest.current, controller.signal);
      if (controller.signal.aborted) return;
      what.answers.set(key, data);
      readAt.current = Date.now();
      setState({ key, data, problem: null, loading: false });
    } catch (error) {
      if (controller.signal.aborted) return;
      setState((before) => ({ ...before, problem: asProblem(error), loading: false }));
    }
  }, [what, key]);

  useEffect(() => {
    void reload();
    const back = (): void => {
      if (document.visibilityState === "visible" && readAt.current > 0 && Date.now() - readAt.current > staleAfter)
        void reload();
    };
    document.addEventListener("visibilitychange", back);
    return () => {
      document.removeEventListener("visibilitychange", back);
      running.current?.abort();
    };
  }, [reload]);

  return { ...(state.key === key ? state : kept()), reload };
}
