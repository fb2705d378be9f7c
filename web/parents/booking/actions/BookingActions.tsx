/** All that can be done about one booking: a button each, then the panel of the one that was chosen. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { Icon, type IconName } from "../../../shared/ui/Icon.tsx";
import { changes as strings } from "../../../strings/fr/booking/actions.ts";
import { offerButtons } from "../../waiting-list/lazyOffer.tsx";
import { AbsencePanel, TakeBackPanel } from "./AbsencePanel.tsx";
import { actionsFor, type Action } from "./possibleActions.ts";
import { AskPanel, UnaskPanel } from "./AskPanel.tsx";
import { ChangePanel } from "./ChangePanel.tsx";
import { GiveUpPanel } from "./GiveUpPanel.tsx";
import type { PanelProps } from "./Panel.tsx";

interface Props {
  readonly booking: BookingView;
  readonly name: string;
  readonly onDone: PanelProps["onDone"];
  /** The page was wrong about it. */
  readonly onRefused: () => Promise<void>;
}

const icons: Record<Action, IconName> = {
  change: "repeat",
  cancel: "cross",
  withdraw: "cross",
  leave: "cross",
  absence: "away",
  takeBack: "undo",
  ask: "mail",
  askChange: "repeat",
  unask: "undo",
};

export function BookingActions({ booking, name, onDone, onRefused }: Props) {
  const [chosen, setChosen] = useState<Action | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const left = useRef<Action | null>(null);
  // Back from a panel, the focus is on the button that opened it, or on the first of those that are left.
  useEffect(() => {
    if (chosen === null && left.current)
      (
        buttons.current?.querySelector<HTMLElement>(`[data-action="${left.current}"]`) ??
        buttons.current?.querySelector("button")
      )?.focus();
    left.current = chosen;
  }, [chosen]);

  const day = longDay(booking.date);
  const about = strings.of(name, day, booking.unitName);
  const actions = actionsFor(booking);
  if (booking.status === "offered" && !booking.past)
    return (
      <offerButtons.Page line={booking} toPay={booking.toPay} about={about} onAnswered={onDone} onRefused={onRefused} />
    );
  if (chosen !== null) {
    const panel: PanelProps = {
      name,
      what: `${name}, ${day}`,
      onBack: () => {
        setChosen(null);
      },
      onDone,
    };
    return <Chosen action={chosen} booking={booking} {...panel} />;
  }
  return (
    <>
      {booking.locked && !booking.past && (
        <p class="small muted booking-state">
          <Icon name="lock" size={16} /> {booking.asked ? askedWords(booking.asked) : booking.locked.sentence}
        </p>
      )}
      {actions.length > 0 && (
        <div class="acts no-print" ref={buttons} role="group" aria-label={`${strings.actions} ${about}`}>
          {actions.map((action) => (
            <button
              type="button"
              key={action}
              data-action={action}
              class={action === "cancel" || action === "leave" || action === "withdraw" ? "tool danger-text" : "tool"}
              onClick={() => {
                setChosen(action);
              }}
            >
              <Icon name={icons[action]} size={18} /> {strings[action]}
              <span class="visually-hidden"> : {about}</span>
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** What the office has been asked, once it was. */
const askedWords = (asked: NonNullable<BookingView["asked"]>): string =>
  asked.what === "cancellation" ? strings.askedAlready : strings.changeAsked(longDay(asked.to.date), asked.to.unitName);

function Chosen({
  action,
  booking,
  ...panel
}: PanelProps & { readonly action: Action; readonly booking: BookingView }) {
  switch (action) {
    case "change":
      return <ChangePanel booking={booking} {...panel} />;
    case "askChange":
      return <ChangePanel booking={booking} byOffice {...panel} />;
    case "absence":
      return <AbsencePanel booking={booking} {...panel} />;
    case "takeBack":
      return <TakeBackPanel booking={booking} {...panel} />;
    case "ask":
      return <AskPanel booking={booking} {...panel} />;
    case "unask":
      return <UnaskPanel booking={booking} {...panel} />;
    case "cancel":
    case "withdraw":
    case "leave":
      return <GiveUpPanel booking={booking} kind={action} {...panel} />;
  }
}
