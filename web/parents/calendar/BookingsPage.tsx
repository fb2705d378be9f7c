/** « Mes réservations »: a month of all the children, as a calendar or as a list. */
import { useRef, useState } from "preact/hooks";
import { readId, type PlainDate } from "../../../functions/domain/ids.ts";
import { call } from "../../shared/api/index.ts";
import { serverNow } from "../../shared/clock.ts";
import { monthEnd, monthOf, monthStart, plain } from "../../shared/format/calendar.ts";
import { monthAndYear } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { lasting } from "../../shared/storage.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { useNow } from "../../shared/useNow.ts";
import { calendar as strings } from "../../strings/fr/calendar.ts";
import { common } from "../../strings/fr/common.ts";
import { shell } from "../../strings/fr/shell.ts";
import { DayDialog } from "./DayDialog.tsx";
import { List } from "./List.tsx";
import { Month } from "./Month.tsx";

/** The month that the address names (`?mois=2026-12`), where a confirmation leads; otherwise this one. */
function firstMonth(today: PlainDate): PlainDate {
  const asked = readId("PlainDate", `${new URLSearchParams(window.location.search).get("mois") ?? ""}-01`);
  return asked ?? monthStart(today);
}

const monthBookings = reading((first: PlainDate, signal) => call("bookings.list", { query: { from: first, to: monthEnd(first) }, signal }));

type View = "month" | "list";
const viewKey = "portail.presentation";
/** As the person last chose it; otherwise a list on a phone, where seven columns are too narrow to read. */
function firstView(): View {
  const kept = lasting.read(viewKey);
  if (kept === "month" || kept === "list") return kept;
  return window.matchMedia("(min-width: 700px)").matches ? "month" : "list";
}

export function BookingsPage() {
  const today = plain(new Date(serverNow()));
  const [first, setFirst] = useState(() => firstMonth(today));
  const [view, setView] = useState(firstView);
  const [opened, setOpened] = useState<PlainDate | null>(null);
  const { data, problem, loading, reload } = useQuery(monthBookings, first);
  const now = useNow();
  const name = monthAndYear(first);
  const bookings = data?.bookings ?? [];
  // The legend stays while another month is on its way.
  const family = useRef(data?.children ?? []);
  if (data) family.current = data.children;
  const shared = { bookings, children: family.current, now };

  return (
    <div class="stack bookings">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}><p class="muted no-print">{strings.intro[view]}</p></PageHead>
      <div class="row between no-print">
        <Segmented legend={strings.view} legendHidden value={view} onChange={(next) => {
          lasting.write(viewKey, next);
          setView(next);
        }} options={[{ value: "month", label: strings.views.month }, { value: "list", label: strings.views.list }]} />
        <button type="button" class="button ghost" onClick={() => { window.print(); }}><Icon name="print" /> <span class="label-wide">{common.print}</span></button>
      </div>
      {!data && family.current.length === 0 && !problem ? <CardsSkeleton lines={8} cards={1} /> : <section class="card calendar-card" aria-busy={loading}>
        <header class="month-head">
          <button type="button" class="icon-button" onClick={() => { setFirst(monthStart(first, -1)); }}><Icon name="left" /><span class="visually-hidden">{strings.previous}</span></button>
          <h2 aria-live="polite">{capitalised(name)}</h2>
          <button type="button" class="icon-button" onClick={() => { setFirst(monthStart(first, 1)); }}><Icon name="right" /><span class="visually-hidden">{strings.next}</span></button>
          {monthOf(first) !== monthOf(today) && <button type="button" class="text-button no-print" onClick={() => { setFirst(monthStart(today)); }}>{strings.thisMonth}</button>}
          {shared.children.length > 0 && (
            <ul class="plain legend" aria-label={strings.legend}>
              {shared.children.map(({ id, firstName }, rank) => <li key={id}><Avatar name={firstName} rank={rank} /> {firstName}</li>)}
            </ul>
          )}
        </header>
        {problem && <Failure problem={problem} onRetry={() => { void reload(); }} />}
        {view === "month" && <Month first={first} today={today} onOpen={setOpened} {...shared} />}
        {data && view === "list" && <List onChanged={reload} {...shared} />}
        {data && bookings.length === 0 && (
          <div class="empty"><p>{strings.noneIn(name)}</p><a class="button ghost" href="/inscrire"><Icon name="calendarPlus" /> {strings.book}</a></div>
        )}
      </section>}
      {opened !== null && <DayDialog date={opened} onChanged={reload} onClose={() => { setOpened(null); }} {...shared} />}
    </div>
  );
}
