/** What was sent of a tap, decided: for whoever writes it, and for whoever says first what it would change. */
import type { LocalTime } from "../../kernel/time.ts";
import type { ActSent } from "../contract/routes.ts";
import { note, undo, type Attendance, type CalledUnit, type Noted, type Outcome, type Tap } from "../rules/marks.ts";

/** A time that the contract has checked. */
function timeOf(text: string): LocalTime {
  const [hours = "00", minutes = "00"] = text.split(":");
  return `${hours}:${minutes}`;
}

/** What is noted, of what was sent. */
function notedOf(act: Exclude<ActSent, { what: "undo" }>): Noted {
  switch (act.what) {
    case "here":
    case "gone":
    case "absent":
      return { ...act, time: timeOf(act.time) };
    case "times":
      return {
        what: act.what,
        ...(act.arrived === undefined ? {} : { arrived: timeOf(act.arrived) }),
        ...(act.left === undefined ? {} : { left: timeOf(act.left) }),
      };
    case "clear":
      return act;
  }
}

/** What a tap makes of what is noted of a child. */
export const decideTap =
  (act: ActSent, tap: Tap, units: readonly CalledUnit[]) =>
  (current: Attendance): Outcome =>
    act.what === "undo" ? undo(current, tap, act.tap) : note(current, tap, notedOf(act), units);
