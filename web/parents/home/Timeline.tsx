/**
 * « Calendrier des réservations »: each activity's window on one axis of months. The drawing is for the eye; the same
 * facts stand in words on each line.
 */
import type { ActivityView } from "../../../functions/booking/contract/look.ts";
import type { Instant, PlainDate } from "../../../functions/kernel/ids.ts";
import { monthStart, plain, utc } from "../../shared/format/calendar.ts";
import { dayOf, longDay, monthAbbreviation } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { home as strings } from "../../strings/fr/home.ts";

const height = 14;
const width = 1000;

/** An activity whose period of booking is announced. */
interface Announced {
  readonly activity: ActivityView;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** Windows open now or to come; what is not announced has no place on an axis. */
const announced = (activities: readonly ActivityView[]): Announced[] =>
  activities
    .flatMap((activity) => {
      const { state, opensAt, closesAt } = activity.window;
      return (state === "open" || state === "soon") && opensAt !== undefined && closesAt !== undefined
        ? [{ activity, opensAt, closesAt }]
        : [];
    })
    .sort((a, b) => a.opensAt.localeCompare(b.opensAt) || a.activity.name.localeCompare(b.activity.name, "fr"));

interface Axis {
  readonly months: readonly PlainDate[];
  readonly x: (time: number) => number;
}

/** From this month to the one in which the last window closes, a year at most. */
function axisOf(windows: readonly Announced[], now: number): Axis {
  const last = windows.reduce(
    (latest: string, { closesAt }) => (closesAt > latest ? closesAt : latest),
    new Date(now).toISOString(),
  );
  const start = monthStart(plain(new Date(now)));
  const end = Math.max(new Date(last).getTime(), utc(monthStart(start, 2)).getTime());
  const months: PlainDate[] = [];
  for (let month = start; utc(month).getTime() < end && months.length < 12; month = monthStart(month, 1))
    months.push(month);
  const from = utc(start).getTime();
  const to = utc(monthStart(start, months.length)).getTime();
  return { months, x: (time) => Math.round(Math.min(1, Math.max(0, (time - from) / (to - from))) * width) };
}

export function Timeline({ activities, now }: { readonly activities: readonly ActivityView[]; readonly now: number }) {
  const shown = announced(activities);
  if (shown.length === 0) return <p class="muted">{strings.noWindow}</p>;
  const axis = axisOf(shown, now);
  const today = axis.x(now);
  return (
    <div class="timeline">
      <div class="timeline-months" aria-hidden="true">
        {axis.months.map((month) => (
          <span key={month}>{monthAbbreviation(month)}</span>
        ))}
      </div>
      <ul class="plain">
        {shown.map(
          ({
            activity: {
              id,
              name,
              siteName,
              window: { state },
            },
            opensAt,
            closesAt,
          }) => {
            const site = siteBeside(name, siteName);
            const from = axis.x(new Date(opensAt).getTime());
            const to = axis.x(new Date(closesAt).getTime());
            return (
              <li key={id}>
                <p>
                  <b>{name}</b>
                  {site !== null && `, ${site}`}
                  <br />
                  <span class="small muted">
                    {strings.bookingFromTo(longDay(dayOf(opensAt)), longDay(dayOf(closesAt)))}
                  </span>
                </p>
                <svg
                  class="timeline-bar"
                  viewBox={`0 0 ${width} ${height}`}
                  preserveAspectRatio="none"
                  aria-hidden="true"
                  focusable="false"
                >
                  {axis.months.map((month, index) => (
                    <rect
                      key={month}
                      class={index % 2 === 0 ? "even" : "odd"}
                      x={(index * width) / axis.months.length}
                      y="0"
                      width={width / axis.months.length}
                      height={height}
                    />
                  ))}
                  <rect class={state} x={from} y="2" width={Math.max(8, to - from)} height={height - 4} rx="5" />
                  <rect class="today" x={Math.max(0, today - 2)} y="0" width="4" height={height} />
                </svg>
              </li>
            );
          },
        )}
      </ul>
    </div>
  );
}
