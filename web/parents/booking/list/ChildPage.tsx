/** « Visualiser mes réservations »: one child at a time, a month as a calendar or as a list. */
import { useRef, useState } from "preact/hooks";
import type { ChildId } from "../../../../functions/kernel/ids.ts";
import { serverNow } from "../../../shared/clock.ts";
import { plain } from "../../../shared/format/calendar.ts";
import { monthAndYear } from "../../../shared/format/dates.ts";
import { PageHead } from "../../../shared/shell/PageHead.tsx";
import { lasting } from "../../../shared/storage.ts";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { useNow } from "../../../shared/useNow.ts";
import { bookingList as strings, childBookings } from "../../../strings/fr/booking/list.ts";
import { common } from "../../../strings/fr/common.ts";
import { shell } from "../../../strings/fr/shell.ts";
import { useDayDialog } from "../actions/useDayDialog.ts";
import { Legend } from "./Legend.tsx";
import { List } from "./List.tsx";
import { Month } from "./Month.tsx";
import { NextButton } from "./NextButton.tsx";
import { firstDay, nameOf, periodOf } from "./period.ts";
import { PeriodHead } from "./PeriodHead.tsx";
import { UnbookedDays } from "./UnbookedDays.tsx";
import { usePeriod } from "./usePeriod.ts";

type View = "calendar" | "list";
const viewKey = "portail.presentation.enfant";
const firstView = (): View =>
  lasting.read(viewKey) === "calendar" ||
  (lasting.read(viewKey) === null && window.matchMedia("(min-width: 700px)").matches)
    ? "calendar"
    : "list";

export function ChildPage() {
  const today = plain(new Date(serverNow()));
  const [day, setDay] = useState(() => firstDay(today));
  const [view, setView] = useState(firstView);
  const [childId, setChildId] = useState<ChildId | null>(null);
  const period = periodOf("month", day);
  const { data, problem, loading, reload, unbooked } = usePeriod(period, today);
  const now = useNow();
  const kept = useRef(data?.children ?? []);
  if (data) kept.current = data.children;
  const family = kept.current;
  const child = family.find(({ id }) => id === childId) ?? family[0];
  const bookings = (data?.bookings ?? []).filter((booking) => booking.childId === child?.id);
  const { isOpen, opened, openDay, openOne, close, Dialog } = useDayDialog(bookings);

  return (
    <div class="stack bookings">
      <PageHead title={childBookings.title} trail={[{ label: shell.groups.enrolment }]}>
        <p class="muted no-print">{childBookings.intro}</p>
      </PageHead>
      {!child ? (
        problem ? (
          <Failure
            problem={problem}
            onRetry={() => {
              void reload();
            }}
          />
        ) : data ? (
          <p class="muted">{strings.noneIn(nameOf(period))}</p>
        ) : (
          <CardsSkeleton lines={8} cards={1} />
        )
      ) : (
        <>
          <div class="row between no-print">
            <Segmented
              legend={childBookings.child}
              legendHidden
              value={child.id}
              onChange={setChildId}
              options={family.map(({ id, firstName }) => ({ value: id, label: firstName }))}
            />
            <div class="row">
              <Segmented
                legend={strings.view}
                legendHidden
                value={view}
                onChange={(next) => {
                  lasting.write(viewKey, next);
                  setView(next);
                }}
                options={[
                  { value: "calendar", label: strings.views.calendar },
                  { value: "list", label: strings.views.list },
                ]}
              />
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  window.print();
                }}
              >
                <Icon name="print" /> <span class="label-wide">{common.print}</span>
              </button>
            </div>
          </div>
          <section class="card calendar-card" aria-busy={loading}>
            <p class="print-only">
              <b>{childBookings.printed(child.firstName, monthAndYear(period.from))}</b>
            </p>
            <PeriodHead period={period} today={today} onPeriod={setDay} />
            {problem && (
              <Failure
                problem={problem}
                onRetry={() => {
                  void reload();
                }}
              />
            )}
            {view === "calendar" ? (
              <Month from={period.from} today={today} bookings={bookings} family={[child]} onOpen={openDay} />
            ) : (
              <List bookings={bookings} family={family} now={now} onOpen={openOne} />
            )}
            {data && bookings.length === 0 && (
              <div class="empty">
                <p>{strings.noneIn(nameOf(period))}</p>
                {data.next !== undefined && family.length === 1 && <NextButton next={data.next} onGo={setDay} />}
                <a class="button ghost" href="/inscrire">
                  <Icon name="calendarPlus" /> {shell.pages.enrol}
                </a>
              </div>
            )}
            {view === "calendar" && <Legend family={[child]} />}
          </section>
          <UnbookedDays days={unbooked.filter(({ childId: of }) => of === child.id)} family={family} />
        </>
      )}
      {isOpen && <Dialog bookings={opened} family={family} now={now} onChanged={reload} onClose={close} />}
    </div>
  );
}
