/**
 * What is noted of a child on a site's day, unit by unit: when it came, when it left, that it did not come and why, that
 * nobody had booked.
 *
 * A site may have the same child three times a day (before school, at noon, after school), so each unit has its own mark,
 * and staff notes the units that it calls. Every act is a step, kept with what the units said before it: hence anything
 * can be undone or corrected, and what was there is never lost. A step has the name of the tap that made it, so that a
 * tap that arrives twice is one.
 */
import type { AbsenceKind } from "../../booking/rules/absences.ts";
import type { ChildId, FamilyCode, IdempotencyKey, Instant, Login, UnitKey } from "../../kernel/ids.ts";
import type { LocalTime } from "../../kernel/time.ts";

/** What one unit says. Times are those of the clock on the wall, on the day itself. */
export interface Mark {
  readonly arrived?: LocalTime | undefined;
  readonly left?: LocalTime | undefined;
  readonly absent?: AbsenceKind | undefined;
  /** Nobody had booked it when the child was first noted there. */
  readonly unbooked?: true | undefined;
  /** What the night wrote, because nobody had. */
  readonly byNight?: "left" | "absent" | undefined;
}

export const presences = ["expected", "here", "gone", "absent"] as const;
export type Presence = (typeof presences)[number];

/** Where the child is, as far as that unit says. Who was sent home has gone. */
export function presenceOf(mark: Pick<Mark, "arrived" | "left" | "absent"> | null | undefined): Presence {
  if (mark?.left !== undefined) return "gone";
  if (mark?.absent !== undefined) return "absent";
  return mark?.arrived === undefined ? "expected" : "here";
}

/** What staff notes. */
export type Noted =
  | { readonly what: "here" | "gone"; readonly time: LocalTime }
  | { readonly what: "absent"; readonly kind: AbsenceKind; readonly time: LocalTime }
  /** Times put right: a time that is not given was none. */
  | { readonly what: "times"; readonly arrived?: LocalTime | undefined; readonly left?: LocalTime | undefined }
  /** Nothing is known of it any more: it is expected again. */
  | { readonly what: "clear" };

export const stepKinds = ["here", "gone", "absent", "times", "clear", "undo", "night"] as const;

/** One act, as it is kept. */
export interface Step {
  /** Of the tap. */
  readonly id: IdempotencyKey;
  readonly at: Instant;
  /** Absent: the night did it. */
  readonly by?: Login | undefined;
  readonly byName?: string | undefined;
  readonly what: (typeof stepKinds)[number];
  /** The tap that it takes back. */
  readonly undoes?: IdempotencyKey | undefined;
  /** Why, in the words of who did it: of a day that was billed. */
  readonly reason?: string | undefined;
  /** What each unit that it changed said before; null: nothing. */
  readonly was: ReadonlyMap<UnitKey, Mark | null>;
}

/** A child on a site's day. */
export interface Attendance {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  /** Grows by one at every write; 0 when nothing is recorded yet. */
  readonly revision: number;
  readonly marks: ReadonlyMap<UnitKey, Mark>;
  /** First to last. */
  readonly steps: readonly Step[];
}

export const nothingNoted = ({ familyCode, childId }: Pick<Attendance, "familyCode" | "childId">): Attendance => ({
  familyCode,
  childId,
  revision: 0,
  marks: new Map(),
  steps: [],
});

/** Why a child's marks stay as they are. */
export type Refused =
  /** It left before it came. */
  | { readonly code: "upsideDown"; readonly arrived: LocalTime; readonly left: LocalTime }
  /** It is there, or was: it cannot have been absent. */
  | { readonly code: "wasThere"; readonly arrived?: LocalTime | undefined }
  /** Somebody has noted something else of it since. */
  | { readonly code: "notedSince" }
  /** That tap changed nothing of this child, or was never made. */
  | { readonly code: "nothingToUndo" }
  | { readonly code: "tooManySteps" };

export type Outcome =
  | { readonly kind: "write"; readonly attendance: Attendance }
  /** This very tap has been noted before. */
  | { readonly kind: "known" }
  /** It says so already. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly why: Refused };

/** Children that one tap may name in one request: a page sends a whole school in several, under the same name. */
export const mostCalled = 100;

/** Steps that one child's day may have: a record has an end, and nobody corrects a day so often. */
export const mostSteps = 60;

type Change = { readonly mark: Mark | null } | { readonly why: Refused };

const upsideDown = ({ arrived, left }: Mark): Refused | null =>
  arrived !== undefined && left !== undefined && left < arrived ? { code: "upsideDown", arrived, left } : null;

/** What a unit says once that is noted. The unit's own facts (nobody had booked) stay; what the night guessed does not. */
function noted(mark: Mark, act: Noted): Change {
  const { arrived, left, unbooked } = mark;
  const own: Mark = unbooked ? { unbooked } : {};
  switch (act.what) {
    case "here":
      // Whoever saw it first is right; a tap that comes late, from a tablet that was cut off, takes no departure back.
      if (arrived !== undefined && (left === undefined || left >= act.time)) return { mark };
      return left !== undefined && left >= act.time
        ? { mark: { ...own, arrived: act.time, left } }
        : { mark: { ...own, arrived: arrived ?? act.time } };
    case "gone": {
      if (left !== undefined && mark.byNight !== "left") return { mark };
      const gone = { ...own, ...(arrived === undefined ? {} : { arrived }), left: act.time };
      const why = upsideDown(gone);
      return why ? { why } : { mark: gone };
    }
    case "absent":
      if (act.kind === "sentHome") {
        const home = {
          ...own,
          ...(arrived === undefined ? {} : { arrived }),
          left: left ?? act.time,
          absent: act.kind,
        };
        const why = upsideDown(home);
        return why ? { why } : { mark: home };
      }
      return arrived !== undefined || left !== undefined
        ? { why: { code: "wasThere", arrived } }
        : { mark: { ...own, absent: act.kind } };
    case "times": {
      const times: Mark = {
        ...own,
        ...(act.arrived === undefined ? {} : { arrived: act.arrived }),
        ...(act.left === undefined ? {} : { left: act.left }),
        ...(mark.absent === "sentHome" && act.left !== undefined ? { absent: mark.absent } : {}),
      };
      const why = upsideDown(times);
      return why ? { why } : { mark: times };
    }
    case "clear":
      return { mark: null };
  }
}

const same = (one: Mark | null, other: Mark | null): boolean =>
  (["arrived", "left", "absent", "unbooked", "byNight"] as const).every((part) => one?.[part] === other?.[part]);

/** The child's day with these units changed, and the step that says so; unchanged when none is. */
function written(attendance: Attendance, step: Omit<Step, "was">, changes: ReadonlyMap<UnitKey, Mark | null>): Outcome {
  const was = new Map<UnitKey, Mark | null>();
  const marks = new Map(attendance.marks);
  for (const [unit, mark] of changes) {
    const before = attendance.marks.get(unit) ?? null;
    if (same(before, mark)) continue;
    was.set(unit, before);
    if (mark === null || Object.values(mark).every((part) => part === undefined)) marks.delete(unit);
    else marks.set(unit, mark);
  }
  if (was.size === 0) return { kind: "unchanged" };
  if (attendance.steps.length >= mostSteps) return { kind: "refused", why: { code: "tooManySteps" } };
  const steps = [...attendance.steps, { ...step, was }];
  return { kind: "write", attendance: { ...attendance, revision: attendance.revision + 1, marks, steps } };
}

const known = ({ steps }: Attendance, tap: IdempotencyKey): boolean => steps.some(({ id }) => id === tap);

/** Who taps, and when. */
export type Tap = Pick<Step, "id" | "at" | "by" | "byName" | "reason">;

/** A unit that is called: whether the child is expected for it. */
export interface CalledUnit {
  readonly unit: UnitKey;
  readonly booked: boolean;
}

/** Notes something of some units of a child: of all of them, or of none. */
export function note(attendance: Attendance, tap: Tap, act: Noted, units: readonly CalledUnit[]): Outcome {
  if (known(attendance, tap.id)) return { kind: "known" };
  const changes = new Map<UnitKey, Mark | null>();
  for (const { unit, booked } of units) {
    const mark = attendance.marks.get(unit) ?? (booked ? {} : { unbooked: true as const });
    const change = noted(mark, act);
    if ("why" in change) return { kind: "refused", why: change.why };
    changes.set(unit, change.mark);
  }
  return written(attendance, { ...tap, what: act.what }, changes);
}

/**
 * Takes a tap back: its units say again what they said before it. Refused once one of them was changed since, so that
 * nobody undoes what somebody else has done. Taking it back is a step too, and can be taken back.
 */
export function undo(attendance: Attendance, tap: Tap, undone: IdempotencyKey): Outcome {
  if (known(attendance, tap.id)) return { kind: "known" };
  const index = attendance.steps.findIndex(({ id }) => id === undone);
  const step = attendance.steps[index];
  if (!step) return { kind: "refused", why: { code: "nothingToUndo" } };
  const later = attendance.steps.slice(index + 1);
  if (later.some(({ was }) => [...was.keys()].some((unit) => step.was.has(unit))))
    return { kind: "refused", why: { code: "notedSince" } };
  return written(attendance, { ...tap, what: "undo", undoes: undone }, step.was);
}

/** A unit of the day at night: until when it lasts, and whether the child was expected and nobody said that it would not come. */
export interface EndedUnit {
  readonly unit: UnitKey;
  readonly to: LocalTime;
  readonly expected: boolean;
  /** Somebody was called for it: its roll-call was made. */
  readonly called: boolean;
}

/**
 * What the night notes of a child: who was there and never left, left when the unit ended; who was expected where others
 * were called, and of whom nothing was noted, did not come.
 */
export function endDay(attendance: Attendance, tap: Tap, units: readonly EndedUnit[]): Outcome {
  if (known(attendance, tap.id)) return { kind: "known" };
  const changes = new Map<UnitKey, Mark | null>();
  for (const { unit, to, expected, called } of units) {
    const mark = attendance.marks.get(unit);
    const presence = presenceOf(mark);
    if (mark && presence === "here") {
      const arrived = mark.arrived ?? to;
      changes.set(unit, { ...mark, left: arrived > to ? arrived : to, byNight: "left" });
    } else if (presence === "expected" && expected && called)
      changes.set(unit, { ...mark, absent: "unannounced", byNight: "absent" });
  }
  return written(attendance, { ...tap, what: "night" }, changes);
}

/** A step as it can be read: what each unit said before it, and after. */
export interface ToldStep extends Omit<Step, "was"> {
  readonly changes: readonly { readonly unit: UnitKey; readonly from: Mark | null; readonly to: Mark | null }[];
}

/** Every step with what it led to, last first. */
export function told({ steps, marks }: Attendance): readonly ToldStep[] {
  return steps
    .map(({ was, ...step }, index) => ({
      ...step,
      changes: [...was].map(([unit, from]) => {
        const next = steps.slice(index + 1).find((later) => later.was.has(unit));
        return { unit, from, to: (next ? next.was.get(unit) : marks.get(unit)) ?? null };
      }),
    }))
    .reverse();
}
