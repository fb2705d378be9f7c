/** One day: its date and deadline, a button for each child, and under it the explanation that was asked for. */
import { useMemo } from "preact/hooks";
import type { Instant } from "../../../../functions/kernel/ids.ts";
import {
  dayNumber,
  longDay,
  millisecondsUntil,
  shortMoment,
  timeLeft,
  tinyMoment,
  weekdayAbbreviation,
} from "../../format/dates.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { keyOf } from "../basket/selection.ts";
import { labelOf, type Look } from "./cellLabel.ts";
import { Explanation } from "./Explanation.tsx";
import type { Child, Day } from "./gridIndex.ts";
import { pressedWith } from "./groups.ts";
import type { MonthProps } from "./monthProps.ts";

const icons: Partial<Record<Look, IconName>> = {
  chosen: "check",
  list: "waitingList",
  booked: "check",
  locked: "lock",
  absent: "away",
  pending: "hourglass",
  waiting: "waitingList",
  offered: "gift",
  toPay: "clock",
  cancel: "cross",
};
/** A deadline this close is shown as time left. */
const near = 3 * 86_400_000;

/**
 * Drawn again only when something of this day changes: a press elsewhere hands back what was drawn before, which is not
 * even looked at. Of hundreds of cells on a cheap phone, one is drawn.
 */
export function DayRow(props: MonthProps & { readonly day: Day }) {
  const { day, index, unit, wishes, opened, now } = props;
  const open = opened?.date === day.date ? keyOf(opened) : "";
  const until = useMemo(() => deadlineOf(props), [day, index, unit]);
  // The minute that passes changes words only where the time left is said.
  const minute = open !== "" || isNear(until, now) ? now : 0;
  return useMemo(() => <Row {...props} until={until} />, [day, index, unit, open, wishes.get(day.date), minute]);
}

interface RowProps extends MonthProps {
  readonly day: Day;
  readonly until: Instant | undefined;
}

function Row({ day, until, ...rest }: RowProps) {
  const { children } = rest.index.grid;
  const open = rest.opened?.date === day.date ? rest.opened : null;
  const whyId = `pourquoi-${day.date}`;
  return (
    <>
      <tr data-row>
        <th scope="row" class="grid-date">
          <span class="day-name">
            <span>{weekdayAbbreviation(day.date)}</span> <b>{dayNumber(day.date)}</b>
          </span>
          <Deadline until={until} now={rest.now} />
        </th>
        {day.closed === undefined ? (
          children.map((child) => (
            <td key={child.id}>
              <ChildCell child={child} day={day} whyId={open?.childId === child.id ? whyId : null} {...rest} />
            </td>
          ))
        ) : (
          <ClosedDay day={day} {...rest} />
        )}
      </tr>
      {open && (
        <tr>
          <td colSpan={children.length + 1}>
            <Explanation id={whyId} cell={open} closed={day.closed} {...rest} />
          </td>
        </tr>
      )}
    </>
  );
}

/** `whyId`: of its explanation, when it is open. */
function ChildCell({
  child,
  day,
  whyId,
  index,
  unit,
  selection,
  onPress,
}: MonthProps & { readonly child: Child; readonly day: Day; readonly whyId: string | null }) {
  const cell = index.cell(child.id, day.date, unit.id);
  const state = index.at(cell);
  if (!state) return null;
  const other = index.grid.activity.units.find(
    (it) => unit.excludes.includes(it.id) && selection.has(keyOf({ ...cell, unitId: it.id })),
  );
  const label = labelOf(index, state, selection.get(keyOf(cell)), other?.name ?? null);
  const icon = icons[label.look];
  return (
    <button
      type="button"
      class={`cell ${label.look}`}
      data-cell
      tabIndex={-1}
      aria-label={nameOf(label, `${child.firstName}, ${longDay(day.date)}`)}
      aria-describedby="grille-aide"
      aria-expanded={label.explains ? whyId !== null : undefined}
      aria-controls={whyId ?? undefined}
      onClick={() => {
        onPress(cell);
      }}
    >
      {icon && <Icon name={icon} size={16} />}
      <span class="cell-title">{label.title}</span> {label.hint !== undefined && <small>{label.hint}</small>}
    </button>
  );
}

/**
 * What a cell is called: what it shows, then whom and when. An attribute, not hidden text: each hidden text is a box of
 * its own to lay out and to paint, in hundreds of cells at every press.
 */
const nameOf = (
  { title, hint }: { readonly title: string; readonly hint?: string | undefined },
  whom: string,
): string => `${[title, hint].filter((part) => part !== undefined).join(" ")}. ${whom}`;

/** A day on which nobody is received: one cell, whose reason opens like the others. */
function ClosedDay({ day, index, unit, opened, onPress }: MonthProps & { readonly day: Day }) {
  const { children } = index.grid;
  const refusal = index.refusal(day.closed ?? -1);
  const first = children[0];
  if (!first || !refusal) return <td colSpan={children.length} />;
  return (
    <td colSpan={children.length}>
      <button
        type="button"
        class="cell off closed"
        data-cell
        tabIndex={-1}
        aria-label={nameOf({ title: refusal.short, hint: refusal.hint }, longDay(day.date))}
        aria-expanded={opened?.date === day.date}
        onClick={() => {
          onPress(index.cell(first.id, day.date, unit.id));
        }}
      >
        <span class="cell-title">{refusal.short}</span> {refusal.hint !== undefined && <small>{refusal.hint}</small>}
      </button>
    </td>
  );
}

/**
 * Until when the row's free cells can be booked; the earliest, when children differ, and of days that only go all
 * together.
 */
const deadlineOf = ({ day, index, unit }: Pick<RowProps, "day" | "index" | "unit">): Instant | undefined =>
  index.grid.children
    .flatMap(({ id }): Instant[] => {
      const cell = index.cell(id, day.date, unit.id);
      if (index.at(cell)?.state !== "free") return [];
      return pressedWith(index, cell, "book").flatMap((one): Instant[] => {
        const state = index.at(one);
        return state?.state === "free" ? [state.bookBefore] : [];
      });
    })
    .sort()[0];

const isNear = (until: Instant | undefined, now: number): until is Instant =>
  until !== undefined && millisecondsUntil(now, until) < near;

function Deadline({ until, now }: Pick<RowProps, "until" | "now">) {
  if (until === undefined) return null;
  const left = timeLeft(now, until);
  if (left !== null && isNear(until, now))
    return (
      <small class="deadline near" title={shortMoment(until)}>
        {strings.left(left)}
      </small>
    );
  return (
    <small class="deadline" title={shortMoment(until)}>
      {strings.bookBefore(tinyMoment(until))}
    </small>
  );
}
