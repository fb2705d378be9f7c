/** What a day of a calendar holds: one entry for each unit and status, with the children who share it. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import { groupBy } from "../../../shared/format/calendar.ts";
import { clockTime } from "../../../shared/format/dates.ts";
import { listed } from "../../../shared/format/text.ts";
import { Avatar } from "../../../shared/ui/Avatar.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { inOrder } from "../order.ts";
import { detailOf, shapes, statusOf } from "../status.ts";

interface Props {
  readonly own: readonly BookingView[];
  readonly family: readonly ChildView[];
  /** A week has room for the hours and the site. */
  readonly detailed: boolean;
}

export function DayEntries({ own, family, detailed }: Props) {
  const kind = (booking: BookingView): string =>
    `${booking.from}|${booking.activityId}|${booking.unitId}|${statusOf(booking)}|${booking.position ?? ""}`;
  const nameOf = ({ childId }: BookingView): string => family.find(({ id }) => id === childId)?.firstName ?? "?";
  const several = family.length > 1;
  return (
    <>
      {groupBy(
        [...inOrder(own)].sort((a, b) => kind(a).localeCompare(kind(b))),
        kind,
      ).map(({ key, items }) => {
        const [first] = items;
        if (!first) return null;
        const status = statusOf(first);
        const detail = status === "waiting" ? detailOf(first) : null;
        return (
          <span class={`status entry ${status}`} key={key}>
            <span class="entry-head">
              <Icon name={shapes[status]} size={15} />
              {several && (
                <span class="avatars" aria-hidden="true">
                  {items.map((booking) => (
                    <Avatar
                      key={booking.childId}
                      name={nameOf(booking)}
                      rank={Math.max(
                        0,
                        family.findIndex(({ id }) => id === booking.childId),
                      )}
                    />
                  ))}
                </span>
              )}
              <span class="visually-hidden">
                {strings.statuses[status]} : {listed(items.map(nameOf))},{" "}
              </span>
            </span>
            <span class="day-unit">
              {first.unitName}
              {detail !== null && ` (${detail})`}
            </span>
            {detailed && (
              <span class="day-place">
                {listed(items.map(nameOf))}
                <br />
                {strings.at(first.siteName, clockTime(first.from), clockTime(first.to))}
                {status !== "booked" && (
                  <>
                    <br />
                    <b>{strings.statuses[status]}</b>
                  </>
                )}
              </span>
            )}
          </span>
        );
      })}
    </>
  );
}
