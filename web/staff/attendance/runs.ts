/**
 * Which of a child's units a tap is about. A child who is there before school and after it has two presences at one site:
 * units that touch are one, and a tap is about the one whose hours are nearest.
 */
import type { AttendedChild, MarkView } from "../../../functions/attendance/contract/views.ts";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";

export type SheetChild = DaySheetView["children"][number];
export type SheetUnit = SheetChild["units"][number];
export type Presence = "expected" | "here" | "gone" | "absent";

/** A group to call: everybody, or who has one unit. */
export type Group = string;
export const everybody: Group = "";
export const groupOf = ({ activityId, id }: Pick<SheetUnit, "activityId" | "id">): Group => `${activityId}/${id}`;

/** Units of a child that follow each other without a gap, in the order of the day. */
export function runsOf(units: readonly SheetUnit[]): readonly (readonly SheetUnit[])[] {
  const runs: SheetUnit[][] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last?.some(({ to }) => unit.from <= to)) last.push(unit);
    else runs.push([unit]);
  }
  return runs;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes from a time to a run's hours: none while it lasts. */
function distance(run: readonly SheetUnit[], time: string): number {
  const from = Math.min(...run.map((unit) => minutes(unit.from)));
  const to = Math.max(...run.map((unit) => minutes(unit.to)));
  const at = minutes(time);
  return at < from ? from - at : at > to ? at - to : 0;
}

/** Whether the office still has to say yes, or the family: nobody is called for it. */
const isCalled = ({ status, mark }: SheetUnit): boolean =>
  status === "booked" || status === "none" || mark !== undefined;

/** The units that a tap at that time is about: those of the group, or the run whose hours are nearest. */
export function unitsAt(child: SheetChild, group: Group, time: string): readonly SheetUnit[] {
  const called = child.units.filter(isCalled);
  if (group !== everybody) return called.filter((unit) => groupOf(unit) === group);
  let best: readonly SheetUnit[] = [];
  for (const run of runsOf(called))
    // Of two that are as near, the one that is still to come.
    if (best.length === 0 || distance(run, time) <= distance(best, time)) best = run;
  return best;
}

/** Where the child is, as far as these units say: what staff has noted goes before what the family has said. */
export function presenceOf(units: readonly SheetUnit[]): Presence {
  const marks = units.map(({ mark }) => mark).filter((mark) => mark !== undefined);
  if (marks.some(({ arrived, left }) => arrived !== undefined && left === undefined)) return "here";
  if (marks.some(({ left }) => left !== undefined)) return "gone";
  const isAbsent = ({ mark, absence }: SheetUnit): boolean => (mark?.absent ?? absence) !== undefined;
  return units.length > 0 && units.every(isAbsent) ? "absent" : "expected";
}

/** One mark for units that are called together: the first arrival, the last departure. */
export function markOf(units: readonly SheetUnit[]): MarkView & { readonly told?: true } {
  const marks = units.map(({ mark }) => mark ?? {});
  const arrived = marks
    .map((mark) => mark.arrived)
    .filter((time) => time !== undefined)
    .sort()[0];
  const left = marks
    .map((mark) => mark.left)
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
  const absent = marks.map((mark) => mark.absent).find((kind) => kind !== undefined);
  const told = units.map(({ absence }) => absence).find((kind) => kind !== undefined);
  const byNight = marks.map((mark) => mark.byNight).find((what) => what !== undefined);
  const kind = absent ?? (arrived === undefined && left === undefined ? told : undefined);
  return {
    ...(arrived === undefined ? {} : { arrived }),
    ...(left === undefined ? {} : { left }),
    ...(kind === undefined ? {} : { absent: kind }),
    ...(absent === undefined && kind !== undefined ? { told: true as const } : {}),
    ...(marks.some(({ unbooked }) => unbooked) ? { unbooked: true as const } : {}),
    ...(byNight === undefined ? {} : { byNight }),
  };
}

export const childKey = ({ familyCode, childId }: Pick<SheetChild, "familyCode" | "childId">): string =>
  `${familyCode}/${childId}`;

/** The child as the latest answer about it says: a sheet that was read before it is behind. */
export function withAnswer(child: SheetChild, answer: AttendedChild | undefined): SheetChild {
  if (!answer || answer.revision <= child.revision) return child;
  const marks = new Map(answer.marks.map((one) => [`${one.activityId}/${one.unitId}`, one.mark]));
  return {
    ...child,
    revision: answer.revision,
    units: child.units.map(({ mark: _, ...unit }) => {
      const mark = marks.get(groupOf(unit));
      return mark ? { ...unit, mark } : unit;
    }),
  };
}
