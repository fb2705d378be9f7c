/**
 * Days of a grid that go together: what they are called, how many of them each child must have, and what that makes of
 * their cells. A day that is free leads nowhere when too few of the others are: it says so before anybody chooses it.
 */
import type { CellView, GridView } from "../contract/look.ts";
import type { ChildDay } from "../rules/child-day.ts";
import type { Refusal } from "../rules/booking-rules.ts";
import { daysIn, groupOf, type Group } from "../rules/minimum.ts";
import type { Slots } from "../rules/slots.ts";
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import { gathered, gatheredName, isGathered } from "../../catalogue/rules/minimum.ts";
import type { Child } from "../../family/rules/family.ts";
import type { ActivityId, ChildId, Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { whyNotAlone } from "./judge-minimum.ts";
import type { Refusals } from "../views.ts";
import { groupWords } from "../words.fr.ts";

type Day = GridView["days"][number];

interface Facts {
  readonly activity: Activity;
  readonly slots: Slots;
  readonly children: readonly Child[];
  /** All that a child has among the days that go together, those before today included. */
  readonly daysOf: (childId: ChildId) => readonly ChildDay[];
  readonly refusals: Refusals;
  readonly now: Instant;
}

/** The first day that must be read for a grid that begins on `first`: the days that go with it may be over already. */
export function firstGathered(
  { activity: editionOn, calendars }: Pick<Slots, "activity" | "calendars">,
  activityId: ActivityId,
  first: PlainDate,
): PlainDate {
  const edition = editionOn(activityId, first);
  const span = edition && gathered(edition, first, calendars);
  return span && span.from < first ? span.from : first;
}

/** The groups that these days are in, each once, by its first day. */
function groupsAmong(days: readonly Day[], child: Child, { slots, activity }: Facts): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { date } of days) {
    const edition = slots.activity(activity.id, date);
    const span = edition && gathered(edition, date, slots.calendars);
    const group = span && !groups.has(gatheredName(span)) ? groupOf(slots, activity.id, date, child) : null;
    if (group) groups.set(gatheredName(group), group);
  }
  return [...groups.values()];
}

/**
 * Why nothing more of a group can be booked for a child, or null when enough of it can. Of a subscription: why it cannot
 * begin on that day.
 */
function whyBlocked(
  group: Group,
  cellsOn: (date: PlainDate) => readonly CellView[] | undefined,
  had: ReadonlySet<PlainDate>,
  { firstName }: Child,
  date: PlainDate,
): Refusal | null {
  const { minimum, from, to, weekday, needed } = group;
  const free = (one: PlainDate): boolean => cellsOn(one)?.some(({ state }) => state === "free") ?? false;
  const possible = group.days.filter((one) => had.has(one) || free(one));
  const first = minimum.days === "weekday" ? date : from;
  const missing = group.days.find((one) => one >= first && !possible.includes(one)) ?? null;
  if (minimum.days === "weekday" ? missing === null : possible.length >= needed) return null;
  return {
    code: "minimum",
    firstName,
    minimum,
    from,
    to,
    weekday,
    by: "blocked",
    needed,
    days: possible.length,
    missing,
    mayLeave: false,
  };
}

/** A cell as the other days of its group make it. */
function cellAmong(cell: CellView, blocked: Refusal | null, alone: () => Refusal | null, refusals: Refusals): CellView {
  if (blocked && cell.state === "free") return { state: "refused", refusal: refusals.indexOf(blocked) };
  if (blocked && cell.state === "refused") return { state: "refused", refusal: cell.refusal };
  if (cell.state !== "booked" || cell.locked !== undefined) return cell;
  const locked = alone();
  return locked ? { ...cell, locked: refusals.indexOf(locked) } : cell;
}

/** The grid's days as those that go with them make them, and what pages say of these. */
export function gatherDays(days: readonly Day[], facts: Facts): Pick<GridView, "days" | "groups"> {
  const { activity, slots, children, daysOf, refusals, now } = facts;
  const today = localDate(now);
  const views = new Map<string, NonNullable<GridView["groups"]>[number]>();
  const before = new Map(days.map((day) => [day.date, day]));
  const cells = new Map(days.map(({ date, cells: own }) => [date, own.map((ofChild) => [...ofChild])]));
  for (const [rank, child] of children.entries()) {
    const own = daysOf(child.id);
    const cellsOn = (date: PlainDate): readonly CellView[] | undefined => before.get(date)?.cells[rank];
    for (const group of groupsAmong(days, child, facts)) {
      const had = daysIn(group, own);
      const view = views.get(gatheredName(group)) ?? {
        from: group.from,
        to: group.to,
        name: groupWords(group, today),
        ...(group.weekday === undefined ? {} : { weekday: group.weekday }),
        whole: typeof group.minimum.days !== "number",
        children: [],
      };
      view.children.push({ needed: group.needed, past: [...had].filter((date) => date < today).length });
      views.set(gatheredName(group), view);
      for (const { date } of days.filter((day) => isGathered(group, day.date))) {
        const blocked = whyBlocked(group, cellsOn, had, child, date);
        const row = cells.get(date)?.[rank];
        for (const [index, cell] of row?.entries() ?? []) {
          const unit = activity.units[index];
          const alone = (): Refusal | null => {
            const why =
              unit && typeof group.minimum.days !== "number"
                ? whyNotAlone({ place: { activityId: activity.id, unitId: unit.id, date }, child }, own, { slots, now })
                : null;
            // Where all of it can be given up, one press does.
            return why?.mayLeave ? null : why;
          };
          if (row) row[index] = cellAmong(cell, blocked, alone, refusals);
        }
      }
    }
  }
  if (views.size === 0) return { days: [...days] };
  return {
    days: days.map((day) => ({ ...day, cells: cells.get(day.date) ?? day.cells })),
    groups: [...views.values()].sort((one, other) => one.from.localeCompare(other.from)),
  };
}
