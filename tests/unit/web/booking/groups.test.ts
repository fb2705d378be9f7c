/** Days of the grid that go together: what one press takes, what is still missing. */
import { describe, expect, it } from "vitest";
import type { GridView } from "../../../../functions/booking/contract/look.ts";
import { keyOf, type Selection } from "../../../../web/shared/booking/basket/selection.ts";
import { indexOf } from "../../../../web/shared/booking/grid/gridIndex.ts";
import { chosenWith, groupOn, lackAround, lacks, pressedWith } from "../../../../web/shared/booking/grid/groups.ts";
import { lackWords } from "../../../../web/shared/booking/grid/Lacks.tsx";
import { booked, cell, date, free, full, grid, key } from "./grid-fixture.ts";

const week = ["2026-12-07", "2026-12-08", "2026-12-09"] as const;
type Cells = GridView["days"][number]["cells"];
const both = (state: Cells[number][number]): Cells => [
  [state, free],
  [free, free],
];
/** A week of three days, of which the first may be booked, and another one. */
const indexWith = (whole: boolean, needed: number, past = 0, first: Cells[number][number] = free) =>
  indexOf({
    ...grid,
    days: [
      ...week.map((one, rank) => ({ date: date(one), cells: both(rank === 0 ? first : free) })),
      { date: date("2026-12-14"), cells: both(free) },
    ],
    groups: [
      {
        from: date("2026-12-07"),
        to: date("2026-12-13"),
        name: "la semaine du lundi 7 décembre",
        whole,
        children: [
          { needed, past },
          { needed, past: 0 },
        ],
      },
    ],
  });
const selected = (wish: "book" | "cancel", ...dates: readonly string[]): Selection =>
  new Map(dates.map((one) => [key("1", one), wish]));
const keys = (cells: readonly ReturnType<typeof cell>[]) => cells.map(keyOf);

describe("one press", () => {
  it("takes a whole week of the same child and unit, or gives it up whatever the unit", () => {
    const index = indexWith(true, 3);
    expect(keys(pressedWith(index, cell("1", "2026-12-08"), "book"))).toEqual(week.map((one) => key("1", one)));
    expect(keys(pressedWith(index, cell("1", "2026-12-14"), "book"))).toEqual([key("1", "2026-12-14")]);
    const held = indexOf({
      ...index.grid,
      days: index.grid.days.map((day, rank) => ({
        ...day,
        cells: [rank === 1 ? [full, booked] : [booked, free], [free, free]],
      })),
    });
    expect(keys(pressedWith(held, cell("1", "2026-12-07"), "cancel"))).toEqual([
      key("1", "2026-12-07"),
      key("1", "2026-12-08", "matin"),
      key("1", "2026-12-09"),
    ]);
  });

  it("takes back all that it took, and nothing else", () => {
    const selection: Selection = new Map([
      ...selected("book", ...week, "2026-12-14"),
      [key("2", "2026-12-07"), "book"],
    ]);
    expect(keys(chosenWith(indexWith(true, 3), selection, cell("1", "2026-12-09")))).toEqual(
      week.map((one) => key("1", one)),
    );
  });

  it("takes a subscription from that day on, of its weekday", () => {
    const index = indexOf({
      ...grid,
      days: ["2026-12-07", "2026-12-08", "2026-12-14", "2026-12-21"].map((one) => ({
        date: date(one),
        cells: both(free),
      })),
      groups: [1, 2].map((weekday) => ({
        from: date("2026-12-07"),
        to: date("2026-12-23"),
        name: "",
        weekday,
        whole: true,
        children: [
          { needed: 0, past: 0 },
          { needed: 0, past: 0 },
        ],
      })),
    });
    expect(keys(pressedWith(index, cell("1", "2026-12-14"), "book"))).toEqual([
      key("1", "2026-12-14"),
      key("1", "2026-12-21"),
    ]);
    expect(keys(pressedWith(index, cell("1", "2026-12-08"), "book"))).toEqual([key("1", "2026-12-08")]);
    const chosen = selected("book", "2026-12-14", "2026-12-21");
    expect(keys(chosenWith(index, chosen, cell("1", "2026-12-21")))).toEqual([
      key("1", "2026-12-14"),
      key("1", "2026-12-21"),
    ]);
    expect(lacks(index, chosen)).toEqual([]);
  });

  it("takes one day where a number of them is asked", () => {
    const index = indexWith(false, 2);
    expect(keys(pressedWith(index, cell("1", "2026-12-08"), "book"))).toEqual([key("1", "2026-12-08")]);
    expect(keys(chosenWith(index, selected("book", ...week), cell("1", "2026-12-08")))).toEqual([
      key("1", "2026-12-08"),
    ]);
    expect(groupOn(index, date("2026-12-14"))).toBeNull();
  });
});

describe("what is missing", () => {
  const lacking = (index: ReturnType<typeof indexWith>, selection: Selection) =>
    lacks(index, selection).map(({ has, needed }) => [has, needed]);

  it("is counted by day and child, booked and past days included", () => {
    expect(lacking(indexWith(false, 3), selected("book", "2026-12-07"))).toEqual([[1, 3]]);
    expect(lacking(indexWith(false, 3), selected("book", ...week))).toEqual([]);
    expect(lacking(indexWith(false, 3, 0, booked), selected("book", "2026-12-08"))).toEqual([[2, 3]]);
    expect(lacking(indexWith(false, 3, 2), selected("book", "2026-12-08"))).toEqual([]);
    // Two units of a day are one day.
    const twice: Selection = new Map([...selected("book", "2026-12-07"), [key("1", "2026-12-07", "matin"), "book"]]);
    expect(lacking(indexWith(false, 2), twice)).toEqual([[1, 2]]);
  });

  it("is nothing where nothing is touched, and where what was incomplete shrinks", () => {
    const index = indexWith(false, 3, 0, booked);
    expect(lacking(index, new Map())).toEqual([]);
    expect(lacking(index, selected("book", "2026-12-14"))).toEqual([]);
    expect(lacking(indexWith(false, 3, 1, booked), selected("cancel", "2026-12-07"))).toEqual([]);
    // Complete before, it may not lose a day.
    expect(lacking(indexWith(false, 3, 2, booked), selected("cancel", "2026-12-07"))).toEqual([[2, 3]]);
  });

  it("is said by name", () => {
    const lack = lackAround(indexWith(false, 3), selected("book", "2026-12-07"), cell("1", "2026-12-08"));
    expect(lackWords(lack).replaceAll("\u00A0", " ")).toBe(
      "Léa : encore 2 jours pour la semaine du lundi 7 décembre (1 sur 3).",
    );
    expect(lackWords(null)).toBe("");
  });
});
