/** The family's next days, one entry a day, with who goes where, and who waits for a place. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../functions/family/contract.ts";
import { groupBy } from "../../shared/format/calendar.ts";
import { fullDay, longMoment, millisecondsUntil } from "../../shared/format/dates.ts";
import { listed } from "../../shared/format/text.ts";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { home as strings } from "../../strings/fr/home.ts";
import { StatusChip } from "../booking/StatusChip.tsx";
import { inOrder } from "../booking/order.ts";
import { statusOf } from "../booking/status.ts";

const shown = 4;

interface Props {
  readonly answer: { readonly children: readonly ChildView[]; readonly bookings: readonly BookingView[] };
  readonly now: number;
}

export function NextDays({ answer: { children, bookings }, now }: Props) {
  const days = groupBy(inOrder(bookings.filter(({ past }) => !past)), ({ date }) => date);
  if (days.length === 0)
    return (
      <div class="empty">
        <p>{strings.noDays}</p>
        <a class="button ghost" href="/inscrire">
          <Icon name="calendarPlus" /> {strings.book}
        </a>
      </div>
    );
  const nameOf = (booking: BookingView): string => children.find(({ id }) => id === booking.childId)?.firstName ?? "";
  return (
    <>
      <ul class="plain days">
        {days.slice(0, shown).map(({ key, items }) => {
          const first = items[0];
          if (!first) return null;
          const kind = (booking: BookingView): string =>
            `${booking.from}|${booking.activityId}|${booking.unitId}|${statusOf(booking)}|${booking.position ?? ""}`;
          const groups = groupBy(
            [...items].sort((a, b) => kind(a).localeCompare(kind(b))),
            kind,
          );
          return (
            <li class="day" key={key}>
              <DateTile date={first.date} />
              <div>
                <span class="visually-hidden">{fullDay(first.date)} : </span>
                {groups.map(
                  ({ key: group, items: own }) =>
                    own[0] && <Group key={group} first={own[0]} names={listed(own.map(nameOf))} now={now} />,
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <p>
        <a class="tap" href="/mes-reservations">
          {strings.allDays}
          {days.length > shown && ` (${strings.moreDays(days.length - shown)})`}
        </a>
      </p>
    </>
  );
}

function Group({ first, names, now }: { readonly first: BookingView; readonly names: string; readonly now: number }) {
  const booked = statusOf(first) === "booked";
  const until =
    booked && first.cancellable && first.cancelBefore !== undefined && millisecondsUntil(now, first.cancelBefore) > 0
      ? ` · ${strings.cancellable(longMoment(first.cancelBefore))}`
      : "";
  return (
    <p>
      <b>{names}</b> · {first.unitName}
      <br />
      <span class="small muted">
        {first.siteName}
        {until}
      </span>
      {!booked && (
        <>
          <br />
          <StatusChip booking={first} />
        </>
      )}
    </p>
  );
}
