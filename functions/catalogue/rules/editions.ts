/** Editions of an activity: which record rules a day. */
import type { Activity, Catalogue } from "./catalogue.ts";
import type { ActivityId, PlainDate } from "../../kernel/ids.ts";

export interface Editions {
  /** The edition that rules that day: the last to take effect by then; for a day before all of them, the first. */
  readonly on: (id: ActivityId, date: PlainDate) => Activity | null;
  /** Each activity once, by the edition that rules that day. */
  readonly allOn: (date: PlainDate) => readonly Activity[];
}

export function editionsOf({ activities }: Pick<Catalogue, "activities">): Editions {
  const byId = new Map<ActivityId, Activity[]>();
  for (const activity of activities) byId.set(activity.id, [...(byId.get(activity.id) ?? []), activity]);
  for (const editions of byId.values())
    editions.sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1));
  const on = (id: ActivityId, date: PlainDate): Activity | null => {
    const editions = byId.get(id) ?? [];
    return editions.findLast(({ effectiveFrom }) => effectiveFrom <= date) ?? editions[0] ?? null;
  };
  return { on, allOn: (date) => [...byId.keys()].map((id) => on(id, date)).filter((activity) => activity !== null) };
}
