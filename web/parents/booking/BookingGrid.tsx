/** The whole page of an activity once its grid is there: unit, patterns, months, summary bar, confirmation. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { GridView } from "../../../functions/contract/bookings.ts";
import type { Login } from "../../../functions/domain/ids.ts";
import type { Problem } from "../../shared/api/problem.ts";
import { groupBy, monthOf } from "../../shared/format/calendar.ts";
import { longDay } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { announce } from "../../shared/ui/live.tsx";
import { useNow } from "../../shared/useNow.ts";
import { activities, booking as strings } from "../../strings/fr/booking.ts";
import { shell } from "../../strings/fr/shell.ts";
import { BasketBar } from "./BasketBar.tsx";
import { moveInGrid } from "./arrows.ts";
import { excludedBy, indexOf, outdated } from "./grid.ts";
import { MonthTable } from "./MonthTable.tsx";
import { Review } from "./Review.tsx";
import { cellsOf, keyOf, type Cell } from "./selection.ts";
import { Tools } from "./Tools.tsx";
import { useBasket } from "./useBasket.ts";
import { WindowChip } from "./WindowChip.tsx";

interface Props {
  readonly grid: GridView;
  readonly login: Login;
  readonly problem: Problem | null;
  readonly onReload: () => Promise<void>;
}

export function BookingGrid({ grid, login, problem, onReload }: Props) {
  const { activity, children } = grid;
  const index = useMemo(() => indexOf(grid), [grid]);
  const basket = useBasket(login, activity.id);
  const { selection, act } = basket;
  const [unitId, setUnitId] = useState(activity.units[0]?.id ?? null);
  const [opened, setOpened] = useState<Cell | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const [dropped, setDropped] = useState(0);
  const now = useNow();
  const unit = activity.units.find(({ id }) => id === unitId) ?? activity.units[0];

  // A grid read again may no longer admit what was chosen: say so rather than let the confirmation refuse it.
  useEffect(() => {
    const keys = outdated(index, selection);
    if (keys.length === 0 || reviewing) return;
    act({ kind: "forget", keys });
    setDropped((before) => before + keys.length);
  }, [index, reviewing]);

  const press = (cell: Cell): void => {
    const closed = grid.days.find(({ date }) => date === cell.date)?.closed;
    if (closed !== undefined) {
      explain(cell, closed, strings.whyDay(longDay(cell.date)));
      return;
    }
    const state = index.at(cell);
    const child = children.find(({ id }) => id === cell.childId);
    if (!state || !child || !unit) return;
    const key = keyOf(cell);
    const day = longDay(cell.date);
    setDropped(0);
    if (selection.has(key)) {
      act({ kind: "drop", keys: [key] });
      setOpened(null);
      announce(strings.saidDropped(child.firstName, day));
    } else if (state.state === "free") {
      act({ kind: "wish", wish: "book", keys: [key], instead: excludedBy(unit, cell) });
      setOpened(null);
      announce(strings.saidChosen(child.firstName, day, cellsOf(selection, "book").length + 1));
    } else if (state.state === "booked" && state.locked === undefined) {
      act({ kind: "wish", wish: "cancel", keys: [key] });
      setOpened(cell);
      announce(strings.saidCancel(child.firstName, day));
    } else {
      explain(cell, state.state === "refused" ? state.refusal : state.locked, strings.why(child.firstName, day));
    }
  };

  /** Opens the explanation under the row, or closes it, and says it aloud. */
  const explain = (cell: Cell, why: number | undefined, about: string): void => {
    const closing = opened !== null && keyOf(opened) === keyOf(cell);
    setOpened(closing ? null : cell);
    const refusal = why === undefined ? null : index.refusal(why);
    if (!closing && refusal) announce(`${about} ${refusal.sentence}`);
  };

  const site = siteBeside(activity.name, activity.siteName);
  const months = groupBy(grid.days, ({ date }) => monthOf(date));
  const showsYear = new Set(grid.days.map(({ date }) => date.slice(0, 4))).size > 1;
  return (
    <div class="booking stack">
      <div class="booking-head">
        <PageHead title={activity.name} trail={[{ label: activities.title, href: "/inscrire" }]} home={{ label: shell.home, href: "/" }}>
          {site !== null && <p class="muted">{site}</p>}
        </PageHead>
        <WindowChip window={activity.window} now={now} />
      </div>
      {problem && <Failure problem={problem} onRetry={() => { void onReload(); }} />}
      {dropped > 0 && <Notice tone="wait" live><p>{strings.dropped(dropped)}</p></Notice>}
      {children.length === 0 && <Notice><p>{strings.noChildren}</p></Notice>}
      {grid.days.length === 0 && <Notice><p>{strings.noDays}</p></Notice>}
      {unit && children.length > 0 && grid.days.length > 0 && (
        <>
          <Tools index={index} unit={unit} onUnit={(next) => {
            setUnitId(next);
            setOpened(null);
          }} basket={basket} />
          <a class="skip in-flow" href="#recapitulatif" onClick={(event) => {
            event.preventDefault();
            document.getElementById("recapitulatif")?.focus();
          }}>{strings.skipGrid}</a>
          <p class="visually-hidden" id="grille-aide">{strings.keys}</p>
          <div class="months" onKeyDown={moveInGrid}>
            {months.map(({ key, items }) => (
              <MonthTable key={key} days={items} index={index} unit={unit} selection={selection} opened={opened} now={now} showsYear={showsYear}
                onPress={press} onClose={() => { setOpened(null); }} />
            ))}
          </div>
        </>
      )}
      <BasketBar selection={selection} onReview={() => { setReviewing(true); }} />
      {reviewing && (
        <Review index={index} basket={basket} onClose={(answered) => {
          setReviewing(false);
          if (answered) void onReload();
        }} />
      )}
    </div>
  );
}
