/**
 * Lines judged together where days go together: played through in memory, what they would leave is held
 * against the rule (rules/minimum.ts), and of a group that would be incomplete every line that touches it is refused.
 * Refusing some may leave another group short (a day that was to move between two weeks), so it is played again without
 * them until nothing more is refused; each round refuses one line at least.
 */
import { whyNotCancel, type Refusal } from "../rules/booking-rules.ts";
import type { ChildDay, RequestToken } from "../rules/child-day.ts";
import { groupOf, shortfall, unitsWith, type Group, type Shortfall } from "../rules/minimum.ts";
import { gatheredName } from "../../catalogue/rules/minimum.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Place } from "../store/place.ts";
import type { Slots } from "../rules/slots.ts";
import type { Child } from "../../family/rules/family.ts";
import type { ActivityId, ChildId, Instant, PlainDate } from "../../kernel/ids.ts";
import type { Pretence } from "./pretend.ts";

/** A line: whose days it touches, and playing it, which says whether it would change anything. */
export interface Play {
  readonly child: Child;
  readonly activityId: ActivityId;
  readonly dates: readonly PlainDate[];
  readonly play: (pretence: Pretence) => boolean;
}

/** The groups that a line touches. */
const groupsOf = (slots: Slots, { child, activityId, dates }: Omit<Play, "play">): readonly Touched[] =>
  dates.flatMap((date) => {
    const group = groupOf(slots, activityId, date, child);
    return group ? [{ child, group, name: `${child.id} ${activityId} ${gatheredName(group)}` }] : [];
  });

interface Touched {
  readonly child: Child;
  readonly group: Group;
  readonly name: string;
}

/** Without what this very request has obtained: what it found when it first ran. */
export const withoutOwn = (days: readonly ChildDay[], requestToken: RequestToken): readonly ChildDay[] =>
  days.map((day) => ({
    ...day,
    units: new Map(
      [...day.units].filter(
        ([, { claim, status, requestToken: last }]) =>
          claim?.requestToken !== requestToken && !(status === "waiting" && last === requestToken),
      ),
    ),
  }));

/** The refusal of a shortfall. `had`: what the child has of it, which it may still be able to give up as a whole. */
export function minimumRefusalOf(
  { group, by, days, missing }: Shortfall,
  { firstName }: Child,
  had: readonly ChildDay[],
  slots: Slots,
  now: Instant,
): Extract<Refusal, { code: "minimum" }> {
  const { minimum, from, to, weekday, needed } = group;
  const mayLeave = unitsWith(group, had, missing ?? from).every(({ date, unit }) => {
    const found = slots.named(unit, date);
    return found !== null && whyNotCancel(slots.slot(found.activity, found.unit, date), now) === null;
  });
  return { code: "minimum", firstName, minimum, from, to, weekday, by, needed, days, missing, mayLeave };
}

/** Why a booking may not be given up by itself; null when it may. `days`: all that the child has. */
export function whyNotAlone(
  {
    place: { activityId, unitId, date },
    child,
  }: {
    readonly place: Pick<Place, "activityId" | "unitId" | "date">;
    readonly child: Child;
  },
  days: readonly ChildDay[],
  { slots, now }: Pick<Judging, "slots" | "now">,
): Extract<Refusal, { code: "minimum" }> | null {
  const group = groupOf(slots, activityId, date, child);
  if (!group) return null;
  const unit = unitKey(activityId, unitId);
  const without = days.map((day) =>
    day.date === date ? { ...day, units: new Map([...day.units].filter(([one]) => one !== unit)) } : day,
  );
  const lacks = shortfall(group, days, without);
  return lacks && minimumRefusalOf(lacks, child, days, slots, now);
}

export interface Judging {
  readonly slots: Slots;
  readonly now: Instant;
  /** A child's days before any of the lines. */
  readonly before: (childId: ChildId) => readonly ChildDay[];
}

/** Groups that would be, or are, incomplete: why, by name. */
function shortGroups(
  touched: readonly Touched[],
  { slots, now, before }: Judging,
  after: (childId: ChildId) => readonly ChildDay[],
): ReadonlyMap<string, Refusal> {
  const short = new Map<string, Refusal>();
  for (const { child, group, name } of touched) {
    const had = before(child.id);
    const lacks = short.has(name) ? null : shortfall(group, had, after(child.id));
    if (lacks) short.set(name, minimumRefusalOf(lacks, child, had, slots, now));
  }
  return short;
}

/** Which of these lines the rule refuses, by their place among them. `begin`: what to play on, anew at each round. */
export function judgeMinimum(
  plays: readonly Play[],
  judging: Judging,
  begin: () => Pretence,
): ReadonlyMap<number, Refusal> {
  const refused = new Map<number, Refusal>();
  const touched = plays.map((one) => groupsOf(judging.slots, one));
  if (touched.every((groups) => groups.length === 0)) return refused;
  for (;;) {
    const pretence = begin();
    const moves = plays.map(({ play }, index) => !refused.has(index) && play(pretence));
    const short = shortGroups(touched.filter((_, index) => moves[index]).flat(), judging, pretence.of);
    if (short.size === 0) return refused;
    for (const [index, groups] of touched.entries()) {
      const [why] = moves[index] ? groups.flatMap(({ name }) => short.get(name) ?? []) : [];
      if (why) refused.set(index, why);
    }
  }
}

/** Of lines that are done, those whose group is incomplete now, because others were not obtained after all. */
export function leftShort(
  done: readonly Omit<Play, "play">[],
  judging: Judging,
  after: (childId: ChildId) => readonly ChildDay[],
): ReadonlyMap<number, Refusal> {
  const touched = done.map((one) => groupsOf(judging.slots, one));
  const short = shortGroups(touched.flat(), judging, after);
  return new Map(
    touched.flatMap((groups, index): readonly (readonly [number, Refusal])[] => {
      const [why] = groups.flatMap(({ name }) => short.get(name) ?? []);
      return why ? [[index, why]] : [];
    }),
  );
}
