/** What fills the grid at once: patterns, whole weeks, copies. */
import { describe, expect, it } from "vitest";
import {
  copyCells,
  likelyModel,
  modelWeeks,
  monthEnds,
  openWeeks,
  patternCells,
  previewOf,
  repeatCells,
  weekCells,
  wishesIn,
  type Pattern,
} from "../../../../web/shared/booking/patterns/patterns.ts";
import { keyOf, type Selection } from "../../../../web/shared/booking/basket/selection.ts";
import { child, date, cell, key, grid, index, day, morning } from "./grid-fixture.ts";

describe("patterns", () => {
  const both = grid.children.map(({ id: childId }) => childId);
  const pattern = (asked: Partial<Pattern>) =>
    patternCells(index, { children: both, unit: day!, weekdays: [3], weeks: "all", ...asked });

  it("take free cells, report the others with their reason, and pass over closed days", () => {
    const preview = previewOf(index, new Map(), pattern({}));
    expect(preview.takes.map(keyOf)).toEqual([
      key("1", "2026-12-02"),
      key("2", "2026-12-02"),
      key("1", "2026-12-09"),
      key("2", "2026-12-16"),
    ]);
    expect(preview.already.map(keyOf)).toEqual([key("1", "2026-12-16")]);
    expect(preview.misses.map(({ cell: missed, refusal: why }) => [keyOf(missed), why.code])).toEqual([
      [key("2", "2026-12-09"), "full"],
    ]);
    expect(preview.mayWait).toBe(1);
  });

  it("put full days on the waiting list when asked to", () => {
    const preview = previewOf(index, new Map(), pattern({}), "wait");
    expect(preview.waits.map(keyOf)).toEqual([key("2", "2026-12-09")]);
    expect(preview.misses).toEqual([]);
    expect(wishesIn(preview).filter(([, wished]) => wished === "wait")).toEqual([[key("2", "2026-12-09"), "wait"]]);
    expect(previewOf(index, new Map(wishesIn(preview)), pattern({}), "wait").takes).toEqual([]);
  });

  it("take one week in two by the number of the week", () => {
    const dates = (weeks: "even" | "odd") =>
      previewOf(index, new Map(), pattern({ children: [child("2")], unit: morning!, weeks })).takes.map(
        (taken) => taken.date,
      );
    expect(dates("even")).toEqual(["2026-12-09"]);
    expect(dates("odd")).toEqual(["2026-12-02", "2026-12-16"]);
  });

  it("end on a day that is asked, the last one included", () => {
    expect(monthEnds(index)).toEqual(["2026-12-16"]);
    const until = (day_: string) => [
      ...new Set(pattern({ until: date(day_) }).map(({ cell: { date: taken } }) => taken)),
    ];
    expect(until("2026-12-09")).toEqual(["2026-12-02", "2026-12-09"]);
    expect(until("2026-12-08")).toEqual(["2026-12-02"]);
  });

  it("say what they replace", () => {
    const selection: Selection = new Map([[key("1", "2026-12-02", "matin"), "book"]]);
    expect(previewOf(index, selection, pattern({ children: [child("1")] })).instead).toEqual([
      key("1", "2026-12-02", "matin"),
    ]);
  });

  it("copy what a child has, booked or chosen, unless it is being cancelled", () => {
    const copied = (selection: Selection) =>
      previewOf(index, selection, copyCells(index, selection, child("1"), [child("2")])).takes.map(keyOf);
    expect(copied(new Map([[key("1", "2026-12-02", "matin"), "book"]]))).toEqual([
      key("2", "2026-12-02", "matin"),
      key("2", "2026-12-16"),
    ]);
    expect(copied(new Map([[key("1", "2026-12-16"), "cancel"]]))).toEqual([]);
  });

  it("take whole weeks by their Mondays, those with an open day", () => {
    expect(openWeeks(index)).toEqual(["2026-11-30", "2026-12-07", "2026-12-14"]);
    expect(weekCells(index, [date("2026-12-07")], both, day!).map((wanted) => keyOf(wanted.cell))).toEqual([
      key("1", "2026-12-09"),
      key("2", "2026-12-09"),
    ]);
  });

  it("repeat a week on the next one, on all, on one in two", () => {
    const selection: Selection = new Map([
      [key("2", "2026-12-02", "matin"), "book"],
      [key("1", "2026-12-16"), "cancel"],
    ]);
    const weeks = modelWeeks(index, selection, [cell("1", "2026-11-25")]);
    expect([...weeks.keys()]).toEqual(["2026-11-23", "2026-11-30"]);
    const dates = (monday: string, repeat: "next" | "all" | "alternate") =>
      repeatCells(index, weeks.get(date(monday)) ?? [], date(monday), repeat).map((wanted) => keyOf(wanted.cell));
    expect(dates("2026-11-30", "next")).toEqual([key("2", "2026-12-09", "matin")]);
    expect(dates("2026-11-30", "all")).toEqual([key("2", "2026-12-09", "matin"), key("2", "2026-12-16", "matin")]);
    expect(dates("2026-11-30", "alternate")).toEqual([key("2", "2026-12-16", "matin")]);
    // Last week is not on the grid any more, and serves all the same.
    expect(dates("2026-11-23", "next")).toEqual([key("1", "2026-12-02")]);
    expect(likelyModel(index, selection, weeks)).toBe("2026-11-30");
    // Nothing comes after the last week of the grid: the one before is offered first.
    const both: Selection = new Map([
      [key("2", "2026-12-02", "matin"), "book"],
      [key("2", "2026-12-16", "matin"), "book"],
    ]);
    expect(likelyModel(index, both, modelWeeks(index, both, []))).toBe("2026-11-30");
  });
});
