/** What a question finds, asked a moment after the last key; a late answer never replaces that of a later question. */
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import type { FoundLineView } from "../../../functions/search/contract.ts";

export interface Found {
  readonly lines: readonly FoundLineView[];
  readonly total: number;
}

interface State {
  /** The question that this answers. */
  readonly text: string;
  readonly found: Found | null;
  readonly problem: Problem | null;
}

export interface Search {
  /** Of what stands in the box now, or, while that is asked, of the question before. */
  readonly found: Found | null;
  /** Whether it is of what stands in the box now. */
  readonly answered: boolean;
  readonly problem: Problem | null;
  readonly searching: boolean;
  /** Asks at once, again if it failed. */
  readonly now: () => void;
}

/** Milliseconds without a key after which a question is asked. */
const pause = 180;
/** A letter alone names nobody, unless who wrote it says so. */
const shortest = 2;

const nothing: State = { text: "", found: null, problem: null };

export function useSearch(typed: string): Search {
  const text = typed.trim().replace(/\s+/gu, " ");
  const [state, setState] = useState<State>(nothing);
  const running = useRef<AbortController | null>(null);

  const ask = async (): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    try {
      const found = await call("search.find", { body: { text }, repeatable: true, signal: controller.signal });
      if (!controller.signal.aborted) setState({ text, found, problem: null });
    } catch (error) {
      if (!controller.signal.aborted) setState({ text, found: null, problem: asProblem(error) });
    }
  };

  useEffect(() => {
    running.current?.abort();
    if (text === "") setState(nothing);
    if (text.length < shortest) return;
    const timer = setTimeout(() => {
      void ask();
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );

  const answered = state.text === text;
  return {
    found: text === "" ? null : state.found,
    answered: answered && state.found !== null,
    problem: answered ? state.problem : null,
    searching: !answered && text.length >= shortest,
    now: () => {
      if (text !== "" && (!answered || state.problem)) void ask();
    },
  };
}
