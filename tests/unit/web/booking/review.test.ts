/** What will become of a basket, and what its confirmation sends. */
import { describe, expect, it } from "vitest";
import { outlookOf, sumUp, toSend } from "../../../../web/shared/booking/review/outlook.ts";
import { amountOf } from "../../../../web/shared/booking/basket/amount.ts";
import { keyOf, type Line, type Selection } from "../../../../web/shared/booking/basket/selection.ts";
import { basket } from "../../../../web/strings/fr/booking/basket.ts";
import { review } from "../../../../web/strings/fr/booking/review.ts";
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
    { ...cell("2", "2026-12-09"), outcome: "waiting", refusal: refusal("full"), position: 3 },
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

  it("says the rank that a day would have on its list, as the server counts it", () => {
    expect([...outlook.ranks]).toEqual([[key("2", "2026-12-09"), 3]]);
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

describe("how many days", () => {
  const wednesdays = ["2026-12-02", "2026-12-09", "2026-12-16"] as const;
  const said = (cells: readonly ReturnType<typeof cell>[]) => basket.toBook(amountOf(cells)).replaceAll("\u00a0", " ");

  it.each([
    [[cell("1", "2026-12-02")], "1 jour à réserver"],
    [wednesdays.map((date) => cell("1", date)), "3 jours à réserver"],
    [
      ["1", "2", "3"].flatMap((child) => wednesdays.map((date) => cell(child, date))),
      "3 mercredis × 3 enfants à réserver",
    ],
    [["1", "2"].map((child) => cell(child, "2026-12-02")), "1 mercredi × 2 enfants à réserver"],
    [
      ["1", "2"].flatMap((child) => ["2026-12-03", "2026-12-02"].map((date) => cell(child, date))),
      "2 jours × 2 enfants à réserver",
    ],
    // Not the same days: the product would be wrong.
    [[cell("1", "2026-12-02"), cell("2", "2026-12-09")], "2 jours à réserver"],
    // Two units of the same day.
    [
      ["1", "2"].flatMap((child) => ["journee", "matin"].map((unit) => cell(child, "2026-12-02", unit))),
      "4 jours à réserver",
    ],
  ])("%#: %j", (cells, words) => {
    expect(said(cells)).toBe(words);
  });

  it("is said child by child where they differ and have names", () => {
    const names = new Map([
      ["1", "Léa"],
      ["2", "Tom"],
    ]);
    const cells = [...wednesdays.map((date) => cell("2", date)), cell("1", "2026-12-02")];
    expect(basket.toBook(amountOf(cells, (child) => names.get(child) ?? "")).replaceAll("\u00a0", " ")).toBe(
      "4 jours à réserver (Léa : 1, Tom : 3)",
    );
  });

  it("agrees with what is counted", () => {
    expect(review.will.booked(amountOf([cell("1", "2026-12-02")]))).toBe("1\u00a0jour sera réservé");
    expect(review.will.booked(amountOf(["1", "2"].map((child) => cell(child, "2026-12-02"))))).toMatch(
      /seront réservés$/u,
    );
  });
});

describe("the title of the answers", () => {
  it.each([
    [["booked", "booked"], "C’est réservé"],
    [["held"], "C’est gardé, à payer"],
    [["accepted"], "C’est réservé"],
    [["toApprove"], "C’est demandé"],
    [["waiting"], "Vous êtes sur la liste d’attente"],
    [["cancelled"], "C’est annulé"],
    [["booked", "cancelled"], "C’est enregistré"],
    [["booked", "refused"], "Une partie seulement est passée"],
    [["refused"], "Rien n’est passé"],
  ] as const)("%j: %s", (outcomes, title) => {
    expect(review.done[sumUp(outcomes)]).toBe(title);
  });
});
