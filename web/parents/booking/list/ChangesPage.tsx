/** « Mes modifications de réservations »: the bookings to come; picking one opens all that can be done about it. */
import { useState } from "preact/hooks";
import type { ChildId } from "../../../../functions/kernel/ids.ts";
import { groupBy, monthOf } from "../../../shared/format/calendar.ts";
import { monthAndYear } from "../../../shared/format/dates.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { lazy } from "../../../shared/lazy.tsx";
import { PageHead } from "../../../shared/shell/PageHead.tsx";
import { announce } from "../../../shared/ui/announcements.tsx";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { LinkCard } from "../../../shared/ui/LinkCard.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { useNow } from "../../../shared/useNow.ts";
import { certificates, changes as strings, manyAbsences } from "../../../strings/fr/booking/actions.ts";
import { shell } from "../../../strings/fr/shell.ts";
import { historyPath } from "../../shell/paths.ts";
import { Offers } from "../../waiting-list/Offers.tsx";
import { actionsFor } from "../actions/possibleActions.ts";
import { useDayDialog } from "../actions/useDayDialog.ts";
import { useBookingsAhead } from "../bookingsAhead.ts";
import { inOrder } from "../order.ts";
import { List } from "./List.tsx";

/** Fetched when it is about to be opened. */
const absences = lazy(async () => (await import("../actions/AbsencesDialog.tsx")).AbsencesDialog, null);

const certificateDialog = lazy(
  async () => (await import("../actions/CertificatesDialog.tsx")).CertificatesDialog,
  null,
);

/** Bookings shown at a time. */
const portion = 20;
type Who = ChildId | "all";

export function ChangesPage() {
  const { data, problem, reload } = useBookingsAhead();
  const now = useNow();
  const [who, setWho] = useState<Who>("all");
  const [most, setMost] = useState(portion);
  const [absent, setAbsent] = useState(false);
  const [sending, setSending] = useState(false);
  const family = data?.children ?? [];
  const found = inOrder(
    (data?.bookings ?? []).filter(({ past, childId }) => !past && (who === "all" || childId === who)),
  );
  const bookings = found.filter(({ status }) => status !== "offered");
  const { isOpen, opened, openOne, close, Dialog } = useDayDialog(found);
  const left = bookings.length - most;
  return (
    <div class="stack bookings">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton lines={6} cards={2} />}
      {data && <Offers bookings={found} family={family} now={now} onChanged={reload} />}
      {data && family.length > 1 && (
        <Segmented<Who>
          legend={strings.who}
          legendHidden
          value={who}
          onChange={setWho}
          options={[
            { value: "all", label: strings.everybody },
            ...family.map(({ id, firstName }) => ({ value: id, label: firstName })),
          ]}
        />
      )}
      {bookings.filter((booking) => actionsFor(booking).includes("absence")).length > 1 && (
        <div class="card row between">
          <p>
            <b>{manyAbsences.title}</b>
            <br />
            <span class="small muted">{manyAbsences.openHint}</span>
          </p>
          <button
            type="button"
            class="button ghost"
            aria-haspopup="dialog"
            onPointerEnter={absences.preload}
            onClick={() => {
              setAbsent(true);
            }}
          >
            <Icon name="away" size={18} /> {manyAbsences.open}
          </button>
        </div>
      )}
      {data && family.length > 0 && (
        <div class="card row between">
          <p>
            <b>{certificates.card}</b>
            <br />
            <span class="small muted">{certificates.cardHint}</span>
          </p>
          <button
            type="button"
            class="button ghost"
            aria-haspopup="dialog"
            onPointerEnter={certificateDialog.preload}
            onClick={() => {
              setSending(true);
            }}
          >
            <Icon name="upload" size={18} /> {certificates.open}
          </button>
        </div>
      )}
      {data && bookings.length === 0 && (
        <div class="card empty">
          <Icon name="calendar" size={28} />
          <p>{strings.none}</p>
          <a class="button ghost" href="/inscrire">
            <Icon name="calendarPlus" /> {shell.pages.enrol}
          </a>
        </div>
      )}
      {groupBy(bookings.slice(0, most), ({ date }) => monthOf(date)).map(
        ({ key, items }) =>
          items[0] && (
            <section class="card" key={key}>
              <h2>{capitalised(monthAndYear(items[0].date))}</h2>
              <List bookings={items} family={family} now={now} onOpen={openOne} />
            </section>
          ),
      )}
      {left > 0 && (
        <p class="more">
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setMost(most + portion);
              announce(strings.saidMore(Math.min(portion, left)));
            }}
          >
            {strings.more(left)}
          </button>
        </p>
      )}
      <LinkCard href={historyPath} icon="clock" title={strings.history} text={strings.historyHint} />
      {absent && (
        <absences.Page
          bookings={data?.bookings ?? []}
          family={family}
          onChanged={reload}
          onClose={() => {
            setAbsent(false);
          }}
        />
      )}
      {sending && (
        <certificateDialog.Page
          onClose={() => {
            setSending(false);
          }}
        />
      )}
      {isOpen && <Dialog bookings={opened} family={family} now={now} onChanged={reload} onClose={close} />}
    </div>
  );
}
