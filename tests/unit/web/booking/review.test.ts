/** What will become of a basket, and what its confirmation sends. */
import { describe, expect, it } from "vitest";
import { outlookOf, toSend } from "../../../../web/parents/booking/review/outlook.ts";
import { keyOf, type Line, type Selection } from "../../../../web/parents/booking/basket/selection.ts";
import { cell, key, refusal } from "./grid-fixture.ts";

describe("what will become of a basket", () => {
  const selection: Selection = new Map([
    [key("1", "2026-12-02"), "book"],
    [key("2", "2026-12-02"), "book"],
    [key("2", "2026-12-09"), "wait"],
    [key("2", "2026-12-16"), "book"],
    [key("1", "2026-12-16"), "cancel"],
  ]);
  const outlook = outlookOf(selection, [
    { ...cell("1", "2026-12-02"), outcome: "booked", placesLeft: 1 },
    { ...cell("2", "2026-12-09"), outcome: "waiting", refusal: refusal("full") },
    { ...cell("2", "2026-12-02"), outcome: "refused", refusal: refusal("full"), mayWait: true },
    { ...cell("2", "2026-12-16"), outcome: "refused", refusal: refusal("full"), mayWait: true },
  ]);
  const keysOf = (lines: readonly Line[]) => lines.map((line) => keyOf(line.cell));

  it("is told by outcome, and what does not pass once for each reason", () => {
    expect(keysOf(outlook.passing.booked)).toEqual([key("1", "2026-12-02")]);
    expect(keysOf(outlook.passing.waiting)).toEqual([key("2", "2026-12-09")]);
    expect(keysOf(outlook.givenUp)).toEqual([key("1", "2026-12-16")]);
    expect(outlook.refused).toHaveLength(1);
    expect(keysOf(outlook.refused[0]?.lines ?? [])).toEqual([key("2", "2026-12-02"), key("2", "2026-12-16")]);
  });

  it("sends what passes, and nothing else", () => {
    expect(toSend(outlook, "refuse").map(({ cell: sent, wish: wished }) => [keyOf(sent), wished])).toEqual([
      [key("1", "2026-12-02"), "book"],
      [key("2", "2026-12-09"), "wait"],
      [key("1", "2026-12-16"), "cancel"],
    ]);
    expect(toSend(outlook, "wait").map(({ wish: wished }) => wished)).toEqual(["wait", "wait", "cancel"]);
  });
});
