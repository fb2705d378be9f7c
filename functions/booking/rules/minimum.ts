/**
 * Days that are booked together: at least so many of a week, a whole week, a camp in one block, or none.
 *
 * What is judged is what a child would have once everything that is asked at once is done, never one day by itself: a
 * day more may make the count while another is given up. A day counts once, whatever its unit; booked and to be approved
 * count, an offered place does not before it is accepted. Of the group, the days count on which the activity runs and
 * the child may come: a public holiday or a closure makes a week shorter, for everybody.
 *
 * What was booked before the rule, or left incomplete by the office, by a closure or by a refused request, stays
 * manageable: a group that is incomplete already may shrink or be rearranged. It may not grow and stay incomplete.
 *
 * A subscription is the same weekday every week, taken from a day on to the end, given up from a day on. Two weekdays are
 * two subscriptions, and a change from one to the other is one basket. Of what was booked before the rule, weeks that
 * follow each other are one.
 *
 * Waiting lists. Where all the days go together, subscriptions included, nobody waits: a place that frees up on one day of a camp helps nobody who
 * lacks the others, and keeping it for one who cannot take it would keep it from a family that can. Where a number of
 * days is demanded, one waits for days beyond it only; accepting an offer is judged like booking, so that a family that
 * has since given up its other days is told to book enough of them first.
 */
import type { Activity, Minimum } from "../../catalogue/rules/catalogue.ts";
import { gathered, isGathered, neededOf, sameMinimum, type Gathered } from "../../catalogue/rules/minimum.ts";
import { whyClosed } from "../../catalogue/rules/running-days.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Child } from "../../family/rules/family.ts";
import type { ActivityId, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { addDays, daysFrom } from "../../kernel/time.ts";
import type { ChildDay, Status } from "./child-day.ts";
import { whyIneligible } from "../../family/rules/eligibility.ts";
import type { Slots } from "./slots.ts";

/** Days of an activity that go together for a child. */
export interface Group extends Gathered {
  readonly activityId: ActivityId;
  readonly minimum: Minimum;
  /** On which it could come. */
  readonly days: readonly PlainDate[];
  /** How many of them it must have, if any. */
  readonly needed: number;
}

/** The group that a day belongs to; null where days are booked one by one. */
export function groupOf(
  { activity: editionOn, site, calendars }: Pick<Slots, "activity" | "site" | "calendars">,
  activityId: ActivityId,
  date: PlainDate,
  child: Child,
): Group | null {
  const edition = editionOn(activityId, date);
  const span = edition?.minimum ? gathered(edition, date, calendars) : null;
  if (!edition?.minimum || !span) return null;
  const { minimum } = edition;
  const runs = (activity: Activity | null, day: PlainDate): boolean =>
    activity !== null &&
    sameMinimum(activity.minimum, minimum) &&
    whyClosed(activity, site(activity), day, calendars) === null &&
    whyIneligible(activity, child, day) === null;
  const days = daysFrom(span.from, span.to).filter(
    (day) => isGathered(span, day) && runs(editionOn(activityId, day), day),
  );
  return { activityId, ...span, minimum, days, needed: neededOf(minimum, days.length) };
}

const counts = (status: Status): boolean => status === "booked" || status === "pending";

const daysWith = (
  { activityId, days: open }: Group,
  days: readonly ChildDay[],
  has: (status: Status) => boolean,
): ReadonlySet<PlainDate> => {
  const found = days
    .filter(({ units }) =>
      [...units].some(([unit, { status }]) => has(status) && unitOf(unit).activityId === activityId),
    )
    .map(({ date }) => date);
  return new Set(open.filter((date) => found.includes(date)));
};

/** Days of the group that the child has. `days`: the child's. */
export const daysIn = (group: Group, days: readonly ChildDay[]): ReadonlySet<PlainDate> =>
  daysWith(group, days, counts);

/** Units that it has in the group, whether or not their days still count: what giving all of it up gives up. */
export const unitsIn = (
  group: Group,
  days: readonly ChildDay[],
): readonly { readonly date: PlainDate; readonly unit: UnitKey }[] =>
  days
    .filter(({ date }) => isGathered(group, date))
    .flatMap(({ date, units }) =>
      [...units].flatMap(([unit, { status }]) =>
        counts(status) && unitOf(unit).activityId === group.activityId ? [{ date, unit }] : [],
      ),
    );

/** The same, of what goes with a day when it is given up: of a subscription, the weeks that follow on. */
export function unitsWith(group: Group, days: readonly ChildDay[], date: PlainDate): ReturnType<typeof unitsIn> {
  const units = unitsIn(group, days);
  if (group.minimum.days !== "weekday") return units;
  const had = daysIn(group, days);
  const until = group.days.find((one) => one > date && !had.has(one)) ?? addDays(group.to, 1);
  return units.filter((one) => date <= one.date && one.date < until);
}

/** What a group lacks. */
export interface Shortfall {
  readonly group: Group;
  /** What would break it: a day more that is not enough, a day less, or waiting without the days that it goes with. */
  readonly by: "adding" | "removing" | "waiting";
  /** How many days the child would have. */
  readonly days: number;
  /** The first day that would be missing. */
  readonly missing: PlainDate | null;
}

/**
 * Of a subscription: the first day that would be missing, or that would be given up alone; null when nothing is wrong. It
 * is taken from a day on to the end, and given up from a day on: no week that follows on stays after one that is given
 * up. Weeks that do not follow on (it was given up and taken again, the office took one out) are apart.
 */
function interrupted(
  { days }: Group,
  had: ReadonlySet<PlainDate>,
  has: ReadonlySet<PlainDate>,
): Pick<Shortfall, "by" | "missing"> | null {
  const start = days.find((date) => has.has(date) && !had.has(date));
  const missing = start === undefined ? undefined : days.find((date) => date > start && !has.has(date));
  if (missing !== undefined) return { by: "adding", missing };
  const alone = days.find((date, week) => {
    const next = days[week + 1];
    return had.has(date) && !has.has(date) && next !== undefined && had.has(next) && has.has(next);
  });
  return alone === undefined ? null : { by: "removing", missing: alone };
}

/** Why a child may not go from what it has to that, or null when it may. */
export function shortfall(group: Group, before: readonly ChildDay[], after: readonly ChildDay[]): Shortfall | null {
  const [had, has] = [daysIn(group, before), daysIn(group, after)];
  const isEnough = (days: ReadonlySet<PlainDate>): boolean => days.size >= group.needed;
  const broken = (by: Shortfall["by"]): Shortfall => ({
    group,
    by,
    days: has.size,
    missing: group.days.find((date) => !has.has(date)) ?? null,
  });
  const gap = group.minimum.days === "weekday" ? interrupted(group, had, has) : null;
  if (gap) return { group, days: has.size, ...gap };
  const wasIncomplete = had.size > 0 && !isEnough(had);
  if (has.size > 0 && !isEnough(has) && !(wasIncomplete && has.size <= had.size))
    return broken(isEnough(had) && had.size > 0 ? "removing" : "adding");
  const waits = (status: Status): boolean => status === "waiting";
  const [waited, waiting] = [daysWith(group, before, waits), daysWith(group, after, waits)];
  const joins = [...waiting].some((date) => !waited.has(date));
  return joins && (typeof group.minimum.days !== "number" || has.size === 0 || !isEnough(has))
    ? broken("waiting")
    : null;
}
