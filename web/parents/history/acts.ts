/** The history as people tell it: a basket of ten days is one act, not ten. Pure. */
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import type { Happening } from "../../../functions/history/rules/history.ts";
import { groupBy } from "../../shared/format/calendar.ts";
import { dayOf } from "../../shared/format/dates.ts";
import type { IconName } from "../../shared/ui/Icon.tsx";

type Tone = "ok" | "wait" | "no" | "off";

export const looks: Record<Happening, { readonly icon: IconName; readonly tone: Tone }> = {
  booked: { icon: "check", tone: "ok" },
  accepted: { icon: "check", tone: "ok" },
  approved: { icon: "check", tone: "ok" },
  changed: { icon: "repeat", tone: "ok" },
  toApprove: { icon: "hourglass", tone: "wait" },
  waiting: { icon: "waitingList", tone: "wait" },
  offered: { icon: "gift", tone: "wait" },
  asked: { icon: "mail", tone: "wait" },
  cancelled: { icon: "cross", tone: "off" },
  withdrawn: { icon: "cross", tone: "off" },
  left: { icon: "cross", tone: "off" },
  declined: { icon: "cross", tone: "off" },
  expired: { icon: "clock", tone: "off" },
  held: { icon: "clock", tone: "wait" },
  heldPaid: { icon: "check", tone: "ok" },
  heldLeft: { icon: "cross", tone: "off" },
  heldEnded: { icon: "clock", tone: "off" },
  absent: { icon: "away", tone: "off" },
  present: { icon: "undo", tone: "ok" },
  askWithdrawn: { icon: "undo", tone: "off" },
  refused: { icon: "alert", tone: "no" },
  askRefused: { icon: "alert", tone: "no" },
};

/** The same thing, done at once to several days of a child. */
export interface Act {
  readonly key: string;
  readonly first: HistoryEntry;
  readonly entries: readonly HistoryEntry[];
}

/** What makes two events of one instant the same act. */
const actOf = ({ at, what, who, childId, activityName, unitName, detail, reason }: HistoryEntry): string =>
  [at, what, who, childId, activityName, unitName, detail, reason].join("|");

/** Acts in the order of the entries, their days in the order of the calendar. */
export function actsIn(entries: readonly HistoryEntry[]): readonly Act[] {
  const acts = new Map<string, HistoryEntry[]>();
  for (const entry of entries) acts.set(actOf(entry), [...(acts.get(actOf(entry)) ?? []), entry]);
  return [...acts.values()].flatMap((all): Act[] => {
    const sorted = [...all].sort((a, b) => a.date.localeCompare(b.date));
    return sorted[0] ? [{ key: sorted[0].id, first: sorted[0], entries: sorted }] : [];
  });
}

/** By the day on which things were done. */
export function actsByDay(
  entries: readonly HistoryEntry[],
): readonly { readonly key: string; readonly at: HistoryEntry["at"]; readonly acts: readonly Act[] }[] {
  return groupBy(entries, ({ at }) => dayOf(at)).flatMap(({ key, items }) => {
    const [first] = items;
    return first ? [{ key, at: first.at, acts: actsIn(items) }] : [];
  });
}
