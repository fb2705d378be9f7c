/**
 * Another day or another unit: the days that are possible, from the grid. The old place is kept until the new one is
 * obtained. After the deadline the same is asked of the office, with a reason.
 */
import { useRef, useState } from "preact/hooks";
import type { GridView } from "../../../../functions/booking/contract/look.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { FieldError } from "../../../shared/forms/Field.tsx";
import { useQuery } from "../../../shared/useQuery.ts";
import { asking, changes, changing as strings } from "../../../strings/fr/booking/actions.ts";
import { gridOf } from "../grid/gridOf.ts";
import { lineOf } from "../../../shared/api/line.ts";
import { costNote } from "./lazyCostNote.ts";
import { askOffice, changeTo } from "./sendActions.ts";
import { possibleDays } from "./possibleActions.ts";
import { Panel, type PanelProps } from "./Panel.tsx";
import { useReason } from "./useReason.tsx";

/** Days shown at a time: a school year of them is a list that nobody reads. */
const portion = 12;

type Props = PanelProps & {
  readonly booking: BookingView;
  /** The office is asked: it is too late for the family alone. */
  readonly byOffice?: boolean;
};

export function ChangePanel(props: Props) {
  const { data, problem, reload } = useQuery(gridOf, props.booking.activityId);
  if (data)
    return (
      <Choice
        grid={data}
        onStale={() => {
          void reload();
        }}
        {...props}
      />
    );
  return (
    <div class="ask calm">
      {problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} lines={3} />
      )}
    </div>
  );
}

function Choice({
  grid,
  onStale,
  booking,
  what,
  byOffice = false,
  onBack,
  onDone,
}: Props & { readonly grid: GridView; readonly onStale: () => void }) {
  const { units } = grid.activity;
  const [unitId, setUnitId] = useState(booking.unitId);
  const [date, setDate] = useState<PlainDate | null>(null);
  const [most, setMost] = useState(portion);
  const [error, setError] = useState<string | undefined>(undefined);
  const list = useRef<HTMLFieldSetElement>(null);
  const reason = useReason(booking);
  const days = possibleDays(grid, booking, unitId, byOffice);
  // The day itself first when another unit is possible: most often that is what is wanted.
  const ordered = [
    ...days.filter((day) => day.date === booking.date),
    ...days.filter((day) => day.date !== booking.date),
  ];
  const unitName = units.find(({ id }) => id === unitId)?.name ?? "";
  const chosen = days.some((day) => day.date === date) ? date : null;
  return (
    <Panel
      title={byOffice ? asking.changeTitle : strings.title}
      back={changes.back}
      action={byOffice ? asking.confirm : strings.confirm}
      onBack={onBack}
      onSend={() => {
        if (!chosen) {
          setError(strings.choose);
          list.current?.querySelector<HTMLElement>("input")?.focus();
          return null;
        }
        const to = { unitId, date: chosen };
        if (!byOffice) return changeTo(booking, to);
        const said = reason.take();
        return said === null ? null : askOffice(booking, said, to);
      }}
      result={() =>
        byOffice
          ? { done: asking.done, next: asking.doneNext }
          : { done: strings.done(what, chosen ? `${longDay(chosen)}, ${unitName}` : "") }
      }
      onDone={(result) => {
        reason.forget();
        return onDone(result);
      }}
      onRefused={() => {
        onStale();
        return strings.lost;
      }}
    >
      <p class="small">{byOffice ? asking.note : strings.kept(longDay(booking.date))}</p>
      {units.length > 1 && (
        <Segmented
          legend={strings.unit}
          value={unitId}
          onChange={setUnitId}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {ordered.length === 0 ? (
        <p>
          <b>{strings.none}</b>
        </p>
      ) : (
        <fieldset ref={list} aria-describedby={error === undefined ? undefined : "nouveau-jour-error"}>
          <legend class="field-label">{strings.days}</legend>
          <FieldError id="nouveau-jour" text={error} />
          <div class="day-choice">
            {ordered.slice(0, most).map((day) => (
              <label class="tick" key={day.date}>
                <input
                  type="radio"
                  name="nouveau-jour"
                  value={day.date}
                  checked={chosen === day.date}
                  onChange={() => {
                    setDate(day.date);
                    setError(undefined);
                  }}
                />
                <span>
                  {day.date === booking.date ? strings.sameDay(longDay(day.date)) : longDay(day.date)}
                  {day.places !== undefined && <small class="muted choice-hint">{strings.places(day.places)}</small>}
                </span>
              </label>
            ))}
          </div>
          {ordered.length > most && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setMost(most + portion);
              }}
            >
              <Icon name="calendar" size={18} /> {strings.more}
            </button>
          )}
        </fieldset>
      )}
      {chosen && !byOffice && (
        <costNote.Page
          lines={[
            { ...lineOf(booking), giveUp: true },
            { ...lineOf(booking), unitId, date: chosen },
          ]}
        />
      )}
      <p class="hint">{strings.onlyFree}</p>
      {byOffice && reason.view}
    </Panel>
  );
}
