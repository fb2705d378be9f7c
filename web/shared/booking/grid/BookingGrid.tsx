/** The whole page of an activity once its grid is there: unit, patterns, months, summary bar, confirmation. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { Problem } from "../../api/problem.ts";
import { longDay } from "../../format/dates.ts";
import { announce } from "../../ui/announcements.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useNow } from "../../useNow.ts";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { Lacking } from "../../document/Lacking.tsx";
import { naming } from "../basket/amount.ts";
import { useDesk } from "../desk.ts";
import { keyOf, linesOf, type Cell, type Wish } from "../basket/selection.ts";
import { review } from "../review/lazyReview.ts";
import { BasketBar } from "./BasketBar.tsx";
import {
  countFates,
  excludedBy,
  fateOf,
  fates,
  indexOf,
  noFates,
  outdated,
  refusalOf,
  wishFor,
  type Child,
} from "./gridIndex.ts";
import { chosenWith, groupOn, lackAround, lacks, pressedWith } from "./groups.ts";
import { Lacks, lackWords } from "./Lacks.tsx";
import { Months } from "./Months.tsx";
import { Tools } from "./Tools.tsx";

interface Props {
  /** What stands above it: the page's title, and whether it is open. */
  readonly head: ComponentChildren;
  readonly grid: GridView;
  readonly problem: Problem | null;
  readonly onReload: () => Promise<void>;
}

export function BookingGrid({ head, grid, problem, onReload }: Props) {
  const { activity, children } = grid;
  const index = useMemo(() => indexOf(grid), [grid]);
  const basket = useDesk().useBasket();
  const { selection, act } = basket;
  const [unitId, setUnitId] = useState(activity.units[0]?.id ?? null);
  const [opened, setOpened] = useState<Cell | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const [left, setLeft] = useState(noFates);
  const now = useNow();
  const unit = activity.units.find(({ id }) => id === unitId) ?? activity.units[0];

  useEffect(() => {
    act({ kind: "arrive" });
  }, []);
  useEffect(() => {
    if (selection.size === 0) return undefined;
    // After the press that began the basket has been drawn: reading code takes a cheap phone a moment.
    const timer = setTimeout(review.preload, 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [selection.size > 0]);
  // A grid read again may no longer admit what was chosen, or show that it is done: say so rather than let the
  // confirmation refuse it.
  useEffect(() => {
    const keys = outdated(index, selection);
    if (keys.length === 0 || reviewing) return;
    act({ kind: "forget", keys });
    setLeft((before) =>
      countFates(
        before,
        keys.map((key) => fateOf(index, key, selection.get(key) ?? "book")),
      ),
    );
  }, [index, reviewing]);

  const wish = (cell: Cell, child: Child, state: CellView, wished: Wish): void => {
    if (!unit) return;
    const cells = pressedWith(index, cell, wished);
    const wishes = cells.map((one) => [keyOf(one), wished] as const);
    act({
      kind: "wish",
      wishes,
      instead: wished === "cancel" ? [] : cells.flatMap((one) => excludedBy(unit, one)),
    });
    setOpened(wished === "book" ? null : cell);
    const day =
      cells.length > 1 ? strings.daysOf(cells.length, groupOn(index, cell.date)?.name ?? "") : longDay(cell.date);
    const chosen = new Map([...selection, ...wishes]);
    const said = {
      book: strings.saidChosen(child.firstName, day, linesOf(chosen, "book").length),
      wait: `${strings.saidWait(child.firstName, day)} ${refusalOf(index, state)?.sentence ?? ""}`,
      cancel: strings.saidCancel(child.firstName, day),
    };
    announce([said[wished], lackWords(lackAround(index, chosen, cell))].join(" ").trim());
  };

  /** Opens the explanation under the row, or closes it, and says it aloud. */
  const explain = (cell: Cell, about: string, sentence: string | undefined): void => {
    const closing = opened !== null && keyOf(opened) === keyOf(cell);
    setOpened(closing ? null : cell);
    if (!closing && sentence !== undefined) announce(`${about} ${sentence}`);
  };

  const press = (cell: Cell): void => {
    const closed = grid.days.find(({ date }) => date === cell.date)?.closed;
    const day = longDay(cell.date);
    if (closed !== undefined) {
      explain(cell, strings.aboutDay(day), index.refusal(closed)?.sentence);
      return;
    }
    const state = index.at(cell);
    const child = children.find(({ id }) => id === cell.childId);
    if (!state || !child) return;
    const key = keyOf(cell);
    setLeft(noFates);
    const wished = wishFor(state);
    if (selection.has(key)) {
      const dropped = selection.get(key);
      const cells = chosenWith(index, selection, cell);
      const keys = cells.map(keyOf);
      act({ kind: "drop", keys });
      setOpened(null);
      const what = cells.length > 1 ? strings.daysOf(cells.length, groupOn(index, cell.date)?.name ?? "") : day;
      const left = new Map([...selection].filter(([one]) => !keys.includes(one)));
      const said = (dropped === "cancel" ? strings.saidKept : strings.saidDropped)(child.firstName, what);
      announce([said, lackWords(lackAround(index, left, cell))].join(" ").trim());
    } else if (wished !== null) wish(cell, child, state, wished);
    else explain(cell, strings.about(child.firstName, day), refusalOf(index, state)?.sentence);
  };

  const close = (): void => {
    setOpened(null);
  };
  // Rows keep what they were first given: it leads to what this drawing knows.
  const latest = useRef({ press, close, onReload });
  latest.current = { press, close, onReload };
  const [acts] = useState(() => ({
    onPress: (cell: Cell) => {
      latest.current.press(cell);
    },
    onClose: () => {
      latest.current.close();
    },
    onChanged: async () => {
      latest.current.close();
      await latest.current.onReload();
    },
  }));
  return (
    <div class="booking stack">
      <div class="booking-head">{head}</div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void onReload();
          }}
        />
      )}
      {fates.some((fate) => left[fate] > 0) && (
        <Notice tone={left.gone > 0 ? "wait" : "info"} live>
          {fates.map((fate) => left[fate] > 0 && <p key={fate}>{strings.noLonger[fate](left[fate])}</p>)}
        </Notice>
      )}
      {children.length === 0 && (
        <Notice>
          <p>{strings.noChildren}</p>
        </Notice>
      )}
      {grid.days.length === 0 && (
        <Notice>
          <p>{strings.noDays}</p>
        </Notice>
      )}
      <Lacking {...grid} />
      {unit && children.length > 0 && grid.days.length > 0 && (
        <>
          <Tools
            index={index}
            unit={unit}
            onUnit={(next) => {
              setUnitId(next);
              close();
            }}
            basket={basket}
          />
          <a
            class="skip in-flow"
            href="#recapitulatif"
            onClick={(event) => {
              event.preventDefault();
              document.getElementById("recapitulatif")?.focus();
            }}
          >
            {strings.skipGrid}
          </a>
          <p class="visually-hidden" id="grille-aide">
            {strings.keys}
          </p>
          <Months index={index} unit={unit} selection={selection} opened={opened} now={now} {...acts} />
        </>
      )}
      <BasketBar
        basket={basket}
        activityId={activity.id}
        nameOf={naming(children)}
        note={<Lacks lacks={lacks(index, selection)} />}
        onReview={() => {
          setReviewing(true);
        }}
      />
      {reviewing && (
        <review.Page
          onClose={(answered) => {
            setReviewing(false);
            if (answered) void onReload();
          }}
        />
      )}
    </div>
  );
}
