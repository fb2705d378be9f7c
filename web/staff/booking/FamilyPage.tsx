/** A family's bookings: what it has to come, and what a staff member does for it with a reason. */
import { useState } from "preact/hooks";
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { FamilyCode, PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { serverNow } from "../../shared/clock.ts";
import { addDays, groupBy } from "../../shared/format/calendar.ts";
import { dateOnly, dayOf, fullDay, longDay } from "../../shared/format/dates.ts";
import { phoneLink } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { accountClosing } from "../../strings/fr/account-closing.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { staff } from "../../strings/fr/staff.ts";
import { bookForFamilyPath, untoldPath } from "../shell/paths.ts";
import { Answers } from "./Answers.tsx";
import { BookDialog } from "./BookDialog.tsx";
import { CancelDialog } from "./CancelDialog.tsx";
import { ChangeDialog } from "./ChangeDialog.tsx";
import type { FamilyView, OfficeAnswer } from "./dialogProps.ts";
import { OfferDialog, type OfferAnswer } from "./OfferDialog.tsx";

/** The longest period that the API shows at once. */
const daysAhead = 365;

const familyOf = reading(
  ({ familyCode, from }: { readonly familyCode: FamilyCode; readonly from: PlainDate }, signal) =>
    call("planning.ofFamily", { params: { familyCode }, query: { from, to: addDays(from, daysAhead) }, signal }),
);

export function FamilyPage({ code }: { readonly code: FamilyCode }) {
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <Family code={code} />
    </div>
  );
}

function Family({ code }: { readonly code: FamilyCode }) {
  const [from] = useState(() => dayOf(serverNow()));
  const { data, problem, reload } = useQuery(familyOf, { familyCode: code, from });
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        {...(problem.status === 404
          ? {}
          : {
              onRetry: () => {
                void reload();
              },
            })}
      />
    );
  return data ? <Bookings code={code} view={data} onChanged={reload} /> : <CardsSkeleton cards={2} lines={3} />;
}

type Doing =
  | { readonly what: "book" | "cancel" }
  | { readonly what: "change" | OfferAnswer; readonly booking: BookingView }
  | null;
const keyOf = ({ childId, date, activityId, unitId }: BookingView): string =>
  [childId, date, activityId, unitId].join(" ");

function Bookings({
  code,
  view,
  onChanged,
}: {
  readonly code: FamilyCode;
  readonly view: FamilyView;
  readonly onChanged: () => Promise<void>;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing>(null);
  const [answered, setAnswered] = useState<OfficeAnswer | null>(null);
  const { familyName, children, bookings, closedAt } = view;
  const nameOf = (childId: string): string =>
    children.find(({ id }) => id.toString() === childId)?.firstName ?? childId;
  const picked = bookings.filter((booking) => chosen.has(keyOf(booking)));
  const days = groupBy(bookings, ({ date }) => date).flatMap(({ items }) => {
    const [first] = items;
    return first ? [{ date: first.date, items }] : [];
  });
  const toggle = (key: string): void => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  };
  const done = async (answer: OfficeAnswer): Promise<void> => {
    setDoing(null);
    setChosen(new Set());
    setAnswered(answer);
    await onChanged();
  };
  const dialog = {
    code,
    view,
    nameOf,
    onClose: () => {
      setDoing(null);
    },
    onDone: done,
  };
  return (
    <>
      <section class="card stack tight" aria-labelledby="reservations">
        <h2 id="reservations">{strings.heading(familyName, code)}</h2>
        {closedAt !== undefined && (
          <Notice tone="wait" title={accountClosing.closedSince(dateOnly(dayOf(closedAt)))}>
            <p>{accountClosing.closedText}</p>
          </Notice>
        )}
        {view.suspended && (
          <Notice tone="wait" title={strings.suspended}>
            <p>{strings.suspendedText}</p>
          </Notice>
        )}
        {view.callInstead && (
          <Notice tone="wait" title={strings.callInstead}>
            <p>
              {strings.callInsteadText} <a href={untoldPath}>{staff.nav.untold}</a>.
            </p>
            <ul>
              {view.callInstead.map(({ name, phone }) => (
                <li key={name}>
                  {name} : {phone === undefined ? strings.noPhone : <a href={phoneLink(phone)}>{phone}</a>}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {answered && <Answers answer={answered} nameOf={nameOf} />}
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={closedAt !== undefined}
            onClick={() => {
              setDoing({ what: "book" });
            }}
          >
            <Icon name="calendarPlus" /> {strings.book}
          </button>
          {closedAt === undefined && (
            <a class="button ghost" href={bookForFamilyPath(code)}>
              <Icon name="calendar" /> {strings.grid.open}
            </a>
          )}
          <button
            type="button"
            class="button danger"
            disabled={picked.length === 0}
            onClick={() => {
              setDoing({ what: "cancel" });
            }}
          >
            {strings.cancel(picked.length)}
          </button>
        </div>
        <h3>{strings.period}</h3>
        {bookings.length === 0 && <p class="muted">{strings.none}</p>}
        {days.map(({ date, items }) => (
          <section key={date} class="family-day" aria-label={fullDay(date)}>
            <h4>{fullDay(date)}</h4>
            <ul class="plain">
              {items.map((booking) => (
                <Line
                  key={keyOf(booking)}
                  booking={booking}
                  name={nameOf(booking.childId)}
                  chosen={chosen.has(keyOf(booking))}
                  onChoose={() => {
                    toggle(keyOf(booking));
                  }}
                  onAct={(what) => {
                    setDoing({ what, booking });
                  }}
                />
              ))}
            </ul>
          </section>
        ))}
      </section>
      {doing?.what === "book" && <BookDialog {...dialog} />}
      {doing?.what === "cancel" && <CancelDialog {...dialog} bookings={picked} />}
      {doing?.what === "change" && <ChangeDialog {...dialog} booking={doing.booking} />}
      {(doing?.what === "accept" || doing?.what === "decline") && (
        <OfferDialog {...dialog} booking={doing.booking} answer={doing.what} />
      )}
    </>
  );
}

interface LineProps {
  readonly booking: BookingView;
  readonly name: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onAct: (what: "change" | OfferAnswer) => void;
}

const tones = { booked: "ok", pending: "wait", offered: "ok", held: "wait", waiting: "wait" } as const;

/** What can be done with one line, beside giving it up with others. */
const actsOn: Readonly<Record<keyof typeof tones, readonly ("change" | OfferAnswer)[]>> = {
  booked: ["change"],
  offered: ["accept", "decline"],
  held: [],
  pending: [],
  waiting: [],
};
const nameOfAct = {
  change: strings.change,
  accept: strings.offer.accept.action,
  decline: strings.offer.decline.action,
};

function Line({ booking, name, chosen, onChoose, onAct }: LineProps) {
  const { date, unitName, activityName, siteName, toPay, position, absence, price } = booking;
  const status = toPay === undefined ? booking.status : "held";
  return (
    <li class="family-line">
      <label class="tick">
        <input
          type="checkbox"
          checked={chosen}
          onChange={onChoose}
          aria-label={strings.select(name, longDay(date), unitName)}
        />
        <span>
          <b>{name}</b>, {unitName}
          <br />
          <small class="muted">
            {activityName}, {siteName}
            {price && (
              <>
                <br />
                {price.words} ({price.reasons.join(" ; ")})
              </>
            )}
          </small>
        </span>
      </label>
      <span class={`chip ${tones[status]}`}>
        {strings.statuses[status]}
        {position !== undefined && ` ${strings.position(position)}`}
        {absence !== undefined && `, ${strings.absent}`}
      </span>
      {actsOn[status].map((what) => (
        <button
          key={what}
          type="button"
          class="text-button"
          aria-label={strings.actOf(nameOfAct[what], name, longDay(date))}
          onClick={() => {
            onAct(what);
          }}
        >
          {nameOfAct[what]}
        </button>
      ))}
    </li>
  );
}
