/** Reads from the API for a page: shows at once what was read a moment ago, and reads again behind it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "./api/problem.ts";
import { onSessionChange } from "./session/session.ts";

/** One kind of reading, and what it answered during this visit. */
export interface Reading<A, T> {
  readonly read: (about: A, signal: AbortSignal) => Promise<T>;
  readonly answers: Map<string, T>;
  /** Asked for before there was a page to show it; null: it failed, and is asked again. */
  readonly early: Map<string, Promise<T | null>>;
}

/** Declares a reading. Its answers are forgotten when the session changes hands. */
export function reading<A, T>(read: (about: A, signal: AbortSignal) => Promise<T>): Reading<A, T> {
  const answers = new Map<string, T>();
  const early = new Map<string, Promise<T | null>>();
  onSessionChange(() => {
    answers.clear();
    early.clear();
  });
  return { read, answers, early };
}

const keyFor = (about: unknown): string => JSON.stringify(about);

/**
 * Asks at once for what a page will ask when it is drawn, so that its data are on their way with its code. A failure is
 * the page's own to meet: it asks again.
 */
export function readEarly<A, T>({ read, early }: Reading<A, T>, about: A): void {
  early.set(
    keyFor(about),
    read(about, new AbortController().signal).catch(() => null),
  );
}

/** What a page has just brought about is known without asking: the next page that asks shows it at once, and reads again behind it. */
export function keepAnswer<A, T>({ answers }: Reading<A, T>, about: A, answer: T): void {
  answers.set(keyFor(about), answer);
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
  const key = keyFor(about);
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
      const early = what.early.get(key);
      what.early.delete(key);
      const data = (await early) ?? (await what.read(latest.current, controller.signal));
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
