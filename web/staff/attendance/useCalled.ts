/** Which children of a sheet are called, and which of them are chosen. */
import { useEffect, useState } from "preact/hooks";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { instantOfMilliseconds, instantToLocal, type LocalTime } from "../../../functions/kernel/time.ts";
import { useNow } from "../../shared/useNow.ts";
import { serverNow } from "../../shared/clock.ts";
import { childKey, everybody, presenceOf, unitsAt, type Group, type SheetChild, type SheetUnit } from "./runs.ts";
import type { Shown } from "./RollCallTools.tsx";

export interface CalledChild {
  readonly key: string;
  readonly child: SheetChild;
  readonly units: readonly SheetUnit[];
}

/** A time of the day itself: now, or on a day that is past the hour at which the units begin or end. */
const timeNow = (): LocalTime => instantToLocal(instantOfMilliseconds(serverNow())).time;

export interface Called {
  readonly group: Group;
  readonly setGroup: (group: Group) => void;
  readonly shown: Shown;
  readonly setShown: (shown: Shown) => void;
  readonly counts: Readonly<Record<Shown, number>>;
  readonly list: readonly CalledChild[];
  readonly chosen: readonly CalledChild[];
  readonly isChosen: (key: string) => boolean;
  readonly choose: (keys: readonly string[], chosen: boolean) => void;
  /** When a tap made now happens: on a day that is past, when these units begin or end. */
  readonly timeOf: (what: "here" | "gone", units: readonly SheetUnit[]) => LocalTime;
}

export function useCalled(sheet: DaySheetView, children: readonly SheetChild[]): Called {
  const now = useNow();
  const [group, setGroup] = useState<Group>(everybody);
  const [shown, setShown] = useState<Shown>("all");
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    setGroup(everybody);
    setShown("all");
    setKeys(new Set());
  }, [sheet.site.id, sheet.date]);
  const local = instantToLocal(instantOfMilliseconds(now));
  const past = sheet.date < local.date;
  const called = children
    .map((child) => ({ key: childKey(child), child, units: unitsAt(child, group, local.time) }))
    .filter(({ units }) => units.length > 0);
  const counts: Record<Shown, number> = { all: called.length, expected: 0, here: 0, gone: 0, absent: 0 };
  for (const { units } of called) counts[presenceOf(units)] += 1;
  const list = called.filter(({ units }) => shown === "all" || presenceOf(units) === shown);
  return {
    group,
    setGroup: (next) => {
      setGroup(next);
      setKeys(new Set());
    },
    shown,
    setShown,
    counts,
    list,
    chosen: list.filter(({ key }) => keys.has(key)),
    isChosen: (key) => keys.has(key),
    choose: (some, chosen) => {
      setKeys((before) => {
        const after = new Set(before);
        for (const key of some)
          if (chosen) after.add(key);
          else after.delete(key);
        return after;
      });
    },
    timeOf: (what, units) => {
      if (!past) return timeNow();
      const hours = units.map(({ from, to }) => (what === "here" ? from : to)).sort();
      const [hour = "12", minute = "00"] = ((what === "here" ? hours[0] : hours.at(-1)) ?? "12:00").split(":");
      return `${hour}:${minute}`;
    },
  };
}
