/**
 * « Ce qui vous attend », from the windows of the activities: what closes soon first, then what opens, then what stays
 * open for long.
 */
import type { ActivityView } from "../../../functions/booking/contract/look.ts";
import { longMoment, millisecondsUntil, timeLeft } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import type { IconName } from "../../shared/ui/Icon.tsx";
import { home as strings } from "../../strings/fr/home.ts";

interface Todo {
  readonly href: string;
  readonly name: string;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  /** The one that presses most. */
  readonly main: boolean;
}

const day = 86_400_000;
const closingSoon = 7 * day;
const openingSoon = 21 * day;
/** More would be a list of activities, which has a page of its own. */
export const most = 3;

export function todosFor(activities: readonly ActivityView[], now: number): Todo[] {
  const found = activities.flatMap((activity): (Omit<Todo, "main"> & { readonly urgency: number })[] => {
    const { state, opensAt, closesAt } = activity.window;
    const name = [activity.name, siteBeside(activity.name, activity.siteName)].filter(Boolean).join(", ");
    const base = { href: `/inscrire/${activity.id}`, name };
    if (state === "open" && closesAt !== undefined) {
      const left = millisecondsUntil(now, closesAt);
      if (left > 0 && left < closingSoon)
        return [
          {
            ...base,
            urgency: left,
            icon: "clock",
            title: strings.closes(name),
            detail: strings.closesWhen(longMoment(closesAt), timeLeft(now, closesAt) ?? ""),
            action: strings.book,
          },
        ];
      return [
        {
          ...base,
          urgency: 1e12 + left,
          icon: "calendarPlus",
          title: strings.isOpen(name),
          detail: strings.isOpenUntil(longMoment(closesAt)),
          action: strings.book,
        },
      ];
    }
    const until = state === "soon" && opensAt !== undefined ? millisecondsUntil(now, opensAt) : 0;
    if (opensAt !== undefined && until > 0 && until < openingSoon)
      return [
        {
          ...base,
          urgency: closingSoon + until,
          icon: "calendar",
          title: strings.opens(name, timeLeft(now, opensAt) ?? ""),
          detail: strings.opensWhen(longMoment(opensAt)),
          action: strings.see,
        },
      ];
    return [];
  });
  return found
    .sort((a, b) => a.urgency - b.urgency)
    .slice(0, most)
    .map(({ urgency: _, ...item }, index) => ({ ...item, main: index === 0 && item.action === strings.book }));
}
