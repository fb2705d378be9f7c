/** Editions of an activity: which record rules a day. */
import type { Activity, BookingWindow, Catalogue } from "./catalogue.ts";
import type { ActivityId, PlainDate } from "../../kernel/ids.ts";

export interface Editions {
  /** The edition that rules that day: the last to take effect by then; for a day before all of them, the first. */
  readonly on: (id: ActivityId, date: PlainDate) => Activity | null;
  /** First days of the periods that an edition and its windows go on with. */
  readonly firstDays: (edition: Activity) => FirstDays;
  /** Each activity once, by the edition that rules that day. */
  readonly allOn: (date: PlainDate) => readonly Activity[];
}

/**
 * What « avant la période » counts from. An edition that takes over in mid-period goes on with the period of the one
 * before, be it cut short to make room, and a day with the window that it lay in, whatever that is called now: families
 * have read their deadlines, which do not move. Periods that never shared a day are periods of their own, one school year
 * after the other.
 */
export interface FirstDays {
  readonly activity: PlainDate;
  readonly window: (window: Pick<BookingWindow, "id" | "from">, date: PlainDate) => PlainDate;
}

/** `before`: the editions before this one, the last one last. */
function firstDaysOf(edition: Activity, before: readonly Activity[]): FirstDays {
  let first = edition;
  const chain = [edition];
  for (const one of before.toReversed()) {
    if ((one.ranTo ?? one.to) < first.from) break;
    chain.push(one);
    if (one.from < first.from) first = one;
  }
  return {
    activity: first.from,
    window: ({ id, from }, date) => {
      const windows = chain.toReversed().flatMap((one) => one.windows);
      const read = windows.find((one) => one.from <= date && date <= one.to);
      return windows
        .filter((one) => one.id === id || one.id === read?.id)
        .reduce((found, one) => (one.from < found ? one.from : found), from);
    },
  };
}

/** Of an edition that no other goes before. */
export const firstDaysAlone = (edition: Activity): FirstDays => firstDaysOf(edition, []);

export function editionsOf({ activities }: Pick<Catalogue, "activities">): Editions {
  const byId = new Map<ActivityId, Activity[]>();
  for (const activity of activities) byId.set(activity.id, [...(byId.get(activity.id) ?? []), activity]);
  for (const editions of byId.values())
    editions.sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1));
  const on = (id: ActivityId, date: PlainDate): Activity | null => {
    const editions = byId.get(id) ?? [];
    return editions.findLast(({ effectiveFrom }) => effectiveFrom <= date) ?? editions[0] ?? null;
  };
  const known = new Map<Activity, FirstDays>();
  const firstDays = (edition: Activity): FirstDays => {
    const before = (): readonly Activity[] =>
      (byId.get(edition.id) ?? []).filter(({ effectiveFrom }) => effectiveFrom < edition.effectiveFrom);
    const found = known.get(edition) ?? firstDaysOf(edition, before());
    known.set(edition, found);
    return found;
  };
  return {
    on,
    firstDays,
    allOn: (date) => [...byId.keys()].map((id) => on(id, date)).filter((activity) => activity !== null),
  };
}
