/** A dry run on its way: some families at a time, nothing written; another month, or leaving the page, ends it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Misfit, PreviewPage } from "../../../functions/billing/contract/office.ts";
import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";

export type AccountSum = PreviewPage["accounts"][number];

export interface Trial {
  readonly period: PlainMonth;
  readonly state: "running" | "done" | "stopped";
  readonly families: number;
  readonly accounts: readonly AccountSum[];
  readonly misfits: readonly Misfit[];
  readonly problem: Problem | null;
}

const added = (before: readonly AccountSum[], more: readonly AccountSum[]): readonly AccountSum[] =>
  more.map((one) => {
    const known = before.find(({ accountId }) => accountId === one.accountId);
    return known
      ? {
          accountId: one.accountId,
          invoices: known.invoices + one.invoices,
          amount: known.amount + one.amount,
          waiting: known.waiting + one.waiting,
        }
      : one;
  });

export interface TrialActs {
  readonly trial: Trial | null;
  readonly begin: (period: PlainMonth) => Promise<void>;
  readonly stop: () => void;
}

export function useTrial(): TrialActs {
  const [trial, setTrial] = useState<Trial | null>(null);
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );
  const begin = async (period: PlainMonth): Promise<void> => {
    const own = ++run.current;
    let seen: Trial = { period, state: "running", families: 0, accounts: [], misfits: [], problem: null };
    setTrial(seen);
    let from: string | undefined;
    try {
      do {
        const page: PreviewPage = await call("billing.preview", {
          params: { period },
          query: from === undefined ? {} : { from },
        });
        if (own !== run.current) return;
        from = page.next ?? undefined;
        seen = {
          ...seen,
          state: from === undefined ? "done" : "running",
          families: seen.families + page.families,
          accounts: added(seen.accounts, page.accounts),
          misfits: [...seen.misfits, ...page.misfits],
        };
        setTrial(seen);
      } while (from !== undefined);
    } catch (error) {
      if (own === run.current) setTrial({ ...seen, state: "stopped", problem: asProblem(error) });
    }
  };
  return {
    trial,
    begin,
    stop: () => {
      run.current += 1;
      setTrial((before) => before && { ...before, state: "stopped" });
    },
  };
}
