/** Reading a grid: what a cell is, says and may become, and how much of a long one is drawn. */
import { describe, expect, it } from "vitest";
import type { CellView } from "../../../../functions/booking/contract/look.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { labelOf } from "../../../../web/shared/booking/grid/cellLabel.ts";
import { countFates, fateOf, noFates, outdated, wishFor } from "../../../../web/shared/booking/grid/gridIndex.ts";
import { keyOf, type Selection } from "../../../../web/shared/booking/basket/selection.ts";
import { portionFor, shownDays } from "../../../../web/shared/booking/grid/shownDays.ts";
import { date, at, cell, key, free, booked, full, noList, waiting, index } from "./grid-fixture.ts";

describe("a cell of the grid", () => {
  it("drops what a fresh grid no longer admits, of this activity only", () => {
    const elsewhere = keyOf({ ...cell("1", "2026-12-02"), activityId: id("ActivityId", "cantine") });
    const selection: Selection = new Map([
      [key("2", "2026-12-09"), "book"],
      [key("1", "2026-12-16"), "cancel"],
      [key("1", "2026-12-16", "matin"), "cancel"],
      [key("1", "2026-12-02"), "book"],
      [key("9", "2026-12-02"), "book"],
      [elsewhere, "book"],
    ]);
    expect(outdated(index, selection)).toEqual([
      key("2", "2026-12-09"),
      key("1", "2026-12-16", "matin"),
      key("9", "2026-12-02"),
    ]);
  });

  it("says what became of a choice whose answer was lost: booked, asked, waited for, given up, or not possible", () => {
    const states = { ...index, at: (one: Parameters<typeof index.at>[0]) => shown.get(keyOf(one)) ?? null };
    const shown = new Map<string, CellView>([
      [key("1", "2026-12-02"), booked],
      [key("1", "2026-12-09"), { state: "pending" }],
      [key("1", "2026-12-16"), waiting],
      [key("1", "2026-12-23"), { state: "offered", until: at("2026-12-07T09:00:00Z") }],
      [key("1", "2026-12-30"), { state: "offered", until: at("2026-12-07T09:00:00Z"), toPay: "7,20 €" }],
      [key("2", "2026-12-02"), free],
      [key("2", "2026-12-09"), noList],
    ]);
    const fates = [
      ...[...shown.keys()].map((one) => fateOf(states, one, one === key("2", "2026-12-02") ? "cancel" : "book")),
      fateOf(states, key("9", "2026-12-02"), "book"),
    ];
    expect(fates).toEqual(["booked", "asked", "waiting", "offered", "offered", "givenUp", "gone", "gone"]);
    expect(countFates({ ...noFates, booked: 19 }, fates)).toEqual({
      booked: 20,
      asked: 1,
      waiting: 1,
      offered: 2,
      givenUp: 1,
      gone: 2,
    });
  });

  it("keeps the wish to wait for a day that has become free: it will be booked", () => {
    expect(
      outdated(
        index,
        new Map([
          [key("2", "2026-12-09"), "wait"],
          [key("1", "2026-12-02"), "wait"],
          [key("1", "2026-12-16"), "wait"],
        ]),
      ),
    ).toEqual([key("1", "2026-12-16")]);
  });

  it.each([
    ["free", free, "book"],
    ["booked", booked, "cancel"],
    ["booked for good", { ...booked, locked: 1 }, null],
    ["to be approved", { state: "pending", cancelBefore: at("2026-12-07T09:00:00Z") }, "cancel"],
    ["waited for", waiting, "cancel"],
    ["offered", { state: "offered", until: at("2026-12-07T09:00:00Z") }, null],
    ["full with a list", full, "wait"],
    ["full without", noList, null],
  ] as const)("pressing a cell that is %s wishes what fits it", (_, view, expected) => {
    expect(wishFor(view)).toBe(expected);
  });
});

describe("what a cell says", () => {
  it.each([
    ["free", free, undefined, null, "free"],
    ["few", { ...free, places: 2 }, undefined, null, "few"],
    [
      "without limit",
      { state: "free", bookBefore: free.bookBefore, cancelBefore: free.cancelBefore },
      undefined,
      null,
      "free",
    ],
    ["chosen", free, "book", null, "chosen"],
    ["another unit chosen", free, undefined, "Matin", "other"],
    ["booked", booked, undefined, null, "booked"],
    ["to cancel", booked, "cancel", null, "cancel"],
    ["locked", { ...booked, locked: 1 }, undefined, null, "locked"],
    ["absent", { ...booked, absent: true }, undefined, null, "absent"],
    ["full with a list", full, undefined, null, "full"],
    ["full without", noList, undefined, null, "full"],
    ["list chosen", full, "wait", null, "list"],
    ["waiting", waiting, undefined, null, "waiting"],
    ["leaving the list", waiting, "cancel", null, "cancel"],
    ["to be approved", { state: "pending", cancelBefore: at("2026-12-07T09:00:00Z") }, undefined, null, "pending"],
    ["offered", { state: "offered", until: at("2026-12-07T09:00:00Z") }, undefined, null, "offered"],
  ] as const)("%s", (_, view, wished, other, look) => {
    const label = labelOf(index, view, wished, other);
    expect(label.look).toBe(look);
    expect(label.title).not.toBe("");
  });

  it("offers the waiting list where there is one, and the position to who waits", () => {
    expect(labelOf(index, full, undefined, null).hint).toBe("liste d’attente");
    expect(labelOf(index, noList, undefined, null).hint).toBeUndefined();
    expect(labelOf(index, waiting, undefined, null).hint).toBe("n°\u00a02");
  });
});

describe("a long grid", () => {
  const days = Array.from({ length: 200 }, (_, number) => ({
    date: date(new Date(Date.UTC(2026, 8, 1 + number)).toISOString().slice(0, 10)),
    cells: [],
  }));

  it("is drawn a portion at a time, up to the end of a week", () => {
    expect(portionFor(3)).toBe(40);
    expect(portionFor(30)).toBe(10);
    const first = shownDays(days, null, 40);
    expect(first.length).toBeGreaterThanOrEqual(40);
    expect(first.length).toBeLessThan(47);
    expect(new Date(first.at(-1)!.date).getUTCDay()).toBe(0);
    expect(shownDays(days, null, 80).length).toBeGreaterThan(first.length);
  });

  it("begins at the month that is asked for, and does not hold back a handful of days", () => {
    expect(shownDays(days, "2026-12", 40)[0]?.date).toBe("2026-12-01");
    expect(shownDays(days, "2027-02", 40)).toHaveLength(47);
  });
});
