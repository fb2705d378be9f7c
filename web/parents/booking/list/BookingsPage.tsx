/** « Mes réservations »: all the children, by the month or by the week; places that are kept, on top. */
import { useEffect, useRef, useState } from "preact/hooks";
import { serverNow } from "../../../shared/clock.ts";
import { plain } from "../../../shared/format/calendar.ts";
import { PageHead } from "../../../shared/shell/PageHead.tsx";
import { lasting } from "../../../shared/storage.ts";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { LinkCard } from "../../../shared/ui/LinkCard.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { useNow } from "../../../shared/useNow.ts";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { common } from "../../../strings/fr/common.ts";
import { shell } from "../../../strings/fr/shell.ts";
import { feedPath } from "../../shell/paths.ts";
import { Offers } from "../../waiting-list/Offers.tsx";
import { dayDialog, useDayDialog } from "../actions/useDayDialog.ts";
import { Legend } from "./Legend.tsx";
import { Month } from "./Month.tsx";
import { NextButton } from "./NextButton.tsx";
import { asksMonth, firstDay, nameOf, periodOf, type PeriodKind } from "./period.ts";
import { PeriodHead } from "./PeriodHead.tsx";
import { UnbookedDays } from "./UnbookedDays.tsx";
import { usePeriod } from "./usePeriod.ts";
import { Week } from "./Week.tsx";

const viewKey = "portail.presentation";
/** As the person last chose it; otherwise a week on a phone, where the columns of a month are too narrow for words. */
function firstView(): PeriodKind {
  const kept = lasting.read(viewKey);
  if (kept === "month" || kept === "week") return kept;
  return window.matchMedia("(min-width: 700px)").matches ? "month" : "week";
}

export function BookingsPage() {
  const today = plain(new Date(serverNow()));
  const [day, setDay] = useState(() => firstDay(today));
  // A confirmation leads to a month: it is shown as one.
  const [view, setView] = useState<PeriodKind>(() => (asksMonth() ? "month" : firstView()));
  const period = periodOf(view, day);
  const { data, problem, loading, reload, ahead, unbooked } = usePeriod(period, today);
  const now = useNow();
  const bookings = data?.bookings ?? [];
  const { isOpen, opened, openDay, close, Dialog } = useDayDialog(bookings);
  useEffect(() => {
    if (bookings.length > 0) dayDialog.preload();
  }, [bookings.length > 0]);
  // The legend stays while another month is on its way.
  const kept = useRef(data?.children ?? []);
  if (data) kept.current = data.children;
  const family = kept.current;
  const shared = { from: period.from, today, bookings, family, onOpen: openDay };

  return (
    <div class="stack bookings">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}>
        <p class="muted no-print">{strings.intro}</p>
      </PageHead>
      {ahead && <Offers bookings={ahead.bookings} family={ahead.children} now={now} onChanged={reload} />}
      <div class="row between no-print">
        <Segmented
          legend={strings.view}
          legendHidden
          value={view}
          onChange={(next) => {
            lasting.write(viewKey, next);
            setView(next);
          }}
          options={[
            { value: "month", label: strings.views.month },
            { value: "week", label: strings.views.week },
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
      {!data && family.length === 0 && !problem ? (
        <CardsSkeleton lines={8} cards={1} />
      ) : (
        <section class="card calendar-card" aria-busy={loading}>
          <PeriodHead period={period} today={today} onPeriod={setDay} />
          {problem && (
            <Failure
              problem={problem}
              onRetry={() => {
                void reload();
              }}
            />
          )}
          {view === "month" ? <Month {...shared} /> : <Week {...shared} />}
          {data && bookings.length === 0 && (
            <div class="empty">
              <p>{strings.noneIn(nameOf(period))}</p>
              {data.next !== undefined && <NextButton next={data.next} onGo={setDay} />}
              <a class="button ghost" href="/inscrire">
                <Icon name="calendarPlus" /> {shell.pages.enrol}
              </a>
            </div>
          )}
          <Legend family={family} />
        </section>
      )}
      <UnbookedDays days={unbooked} family={family} />
      <LinkCard href={feedPath} icon="calendarPlus" title={strings.feed} text={strings.feedHint} />
      {isOpen && <Dialog bookings={opened} family={family} now={now} onChanged={reload} onClose={close} />}
    </div>
  );
}
