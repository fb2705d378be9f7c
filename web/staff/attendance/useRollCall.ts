/**
 * What is noted from this tablet. Each tap has a name, so that pressing again after a lost answer notes once; what the
 * server answers is shown at once, and stays until a sheet that is as late says it too. What was done here can be taken
 * back, from the last to the first.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ActSent } from "../../../functions/attendance/contract/routes.ts";
import type { AttendedChild } from "../../../functions/attendance/contract/views.ts";
import { mostCalled } from "../../../functions/attendance/rules/marks.ts";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { id, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { childKey, withAnswer, type SheetChild, type SheetUnit } from "./runs.ts";

/** Whom an act names, with the units that it is about. */
export interface Target {
  readonly child: Pick<SheetChild, "familyCode" | "childId" | "firstName" | "lastName">;
  readonly units: readonly Pick<SheetUnit, "activityId" | "id">[];
}

/** One act and those whom it is about; several of them can be one tap. */
export interface Sending {
  readonly act: ActSent;
  readonly targets: readonly Target[];
}

interface Done {
  readonly tap: IdempotencyKey;
  readonly words: string;
  readonly targets: readonly Target[];
}

/** A tap on a day that was billed, which waits for a reason. */
export interface Asked {
  readonly tap: IdempotencyKey;
  readonly sendings: readonly Sending[];
  /** Null: it is given up. */
  readonly answer: (reason: string | null) => void;
}

interface Refusal {
  readonly name: string;
  readonly sentence: string;
}

export interface RollCall {
  readonly children: readonly SheetChild[];
  readonly sending: boolean;
  readonly problem: Problem | null;
  /** Sends what failed again. */
  readonly again: () => void;
  readonly refusals: readonly Refusal[];
  /** What was done last from here, and can be taken back. */
  readonly last: Done | null;
  readonly redo: Done | null;
  readonly note: (sendings: readonly Sending[], words: string) => Promise<boolean>;
  readonly undo: () => void;
  readonly redoLast: () => void;
  readonly asked: Asked | null;
  /** The reason that was given last from here. */
  readonly reason: string;
}

/** Milliseconds after which a sheet in sight is read again: other tablets call too. */
const readAgain = 20_000;

/** In the order of an array, so many at a time. */
function parts<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, rank) => list.slice(rank * size, (rank + 1) * size));
}

/** What a tap sends, no more children at once than one request takes. */
export const actsOf = (sendings: readonly Sending[]) =>
  sendings.flatMap(({ act, targets }) =>
    parts(targets, mostCalled).map((part) => ({
      act,
      children: part.map(({ child: { familyCode, childId }, units }) => ({
        familyCode,
        childId,
        units: units.map(({ activityId, id: unitId }) => ({ activityId, unitId })),
      })),
    })),
  );

export function useRollCall(sheet: DaySheetView, reload: () => Promise<void>): RollCall {
  const { siteId, date } = { siteId: sheet.site.id, date: sheet.date };
  const [answers, setAnswers] = useState<ReadonlyMap<string, AttendedChild>>(new Map());
  const [state, setState] = useState<{
    readonly sending: boolean;
    readonly problem: Problem | null;
    readonly refusals: readonly Refusal[];
  }>({ sending: false, problem: null, refusals: [] });
  const [done, setDone] = useState<readonly Done[]>([]);
  const [redo, setRedo] = useState<Done | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState("");
  const failed = useRef<(() => void) | null>(null);
  const open = sheet.rollCall.state === "open";
  const latest = useRef(reload);
  latest.current = reload;

  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void latest.current();
    }, readAgain);
    return () => {
      clearInterval(timer);
    };
  }, [open, siteId, date]);
  // Another site or day: what was done there is taken back there.
  useEffect(() => {
    setDone([]);
    setRedo(null);
    setAnswers(new Map());
    setReason("");
    setState({ sending: false, problem: null, refusals: [] });
  }, [siteId, date]);

  /** Sends it all under one name; whom it was noted of. */
  const sendWith = async (
    tap: IdempotencyKey,
    sendings: readonly Sending[],
    said: string | null,
  ): Promise<readonly Target[]> => {
    const noted: Target[] = [];
    const refusals: Refusal[] = [];
    const called = sendings.flatMap(({ targets }) => targets);
    for (const one of actsOf(sendings)) {
      const { children } = await call("attendance.note", {
        params: { siteId, date },
        body: { tap, ...one, ...(said === null ? {} : { reason: said }) },
        repeatable: true,
      });
      setAnswers((before) => new Map([...before, ...children.map((child) => [childKey(child), child] as const)]));
      for (const answer of children) {
        const target = called.find(({ child }) => childKey(child) === childKey(answer));
        if (!target) continue;
        if (answer.outcome === "noted") noted.push(target);
        if (answer.outcome === "refused")
          refusals.push({
            name: `${target.child.firstName} ${target.child.lastName}`,
            sentence: answer.sentence ?? "",
          });
      }
    }
    setState((before) => ({ ...before, refusals }));
    return noted;
  };

  /** The same; where the day was billed, once the person has read what that changes and said why. Null: given up. */
  const send = async (tap: IdempotencyKey, sendings: readonly Sending[]): Promise<readonly Target[] | null> => {
    try {
      return await sendWith(tap, sendings, null);
    } catch (error) {
      if (!asProblem(error).is("reason.needed")) throw error;
      const said = await new Promise<string | null>((answer) => {
        setAsked({ tap, sendings, answer });
      });
      setAsked(null);
      if (said === null) return null;
      setReason(said);
      return sendWith(tap, sendings, said);
    }
  };

  /** Runs it, and keeps how to run it again when its answer does not come. */
  const attempt = async <T>(run: () => Promise<T>): Promise<T | null> => {
    setState({ sending: true, problem: null, refusals: [] });
    try {
      const result = await run();
      setState((before) => ({ ...before, sending: false }));
      return result;
    } catch (error) {
      setState({ sending: false, problem: asProblem(error), refusals: [] });
      return null;
    }
  };

  const noteUnder = async (tap: IdempotencyKey, sendings: readonly Sending[], words: string): Promise<boolean> => {
    failed.current = () => {
      void noteUnder(tap, sendings, words);
    };
    const noted = await attempt(() => send(tap, sendings));
    if (!noted) return false;
    if (noted.length > 0) {
      announce(words);
      setDone((before) => [...before, { tap, words, targets: noted }]);
      setRedo(null);
    }
    return true;
  };

  /** Takes a tap back, under a name of its own: what that name does can be taken back as well. */
  const takeBack = async (what: Done, tap: IdempotencyKey, back: boolean): Promise<void> => {
    failed.current = () => {
      void takeBack(what, tap, back);
    };
    const noted = await attempt(() => send(tap, [{ act: { what: "undo", tap: what.tap }, targets: what.targets }]));
    if (!noted) return;
    announce(back ? strings.undone : strings.redone);
    if (back) {
      setDone((before) => before.slice(0, -1));
      setRedo(noted.length > 0 ? { tap, words: what.words, targets: noted } : null);
    } else {
      setDone((before) => [...before, { tap, words: what.words, targets: noted }]);
      setRedo(null);
    }
  };
  const newTap = (): IdempotencyKey => id("IdempotencyKey", crypto.randomUUID());
  const last = done.at(-1) ?? null;

  const children = useMemo(
    () => sheet.children.map((child) => withAnswer(child, answers.get(childKey(child)))),
    [sheet, answers],
  );
  return {
    children,
    ...state,
    again: () => failed.current?.(),
    last,
    redo,
    asked,
    reason,
    note: (sendings, words) => noteUnder(newTap(), sendings, words),
    undo: () => {
      if (last) void takeBack(last, newTap(), true);
    },
    redoLast: () => {
      if (redo) void takeBack(redo, newTap(), false);
    },
  };
}
