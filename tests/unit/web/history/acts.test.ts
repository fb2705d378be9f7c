/** The history as acts: what was done at once is one line. */
import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../../../functions/history/contract.ts";
import { happenings } from "../../../../functions/history/rules/history.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { actsByDay, looks } from "../../../../web/parents/history/acts.ts";

const date = (text: string) => id("PlainDate", text);
const entry = (facts: Partial<HistoryEntry>): HistoryEntry => {
  const whole = {
    what: "booked" as const,
    label: "Réservation",
    at: id("Instant", "2026-11-20T18:00:00Z"),
    who: "Mme Martin",
    author: "you" as const,
    date: date("2026-12-02"),
    childId: id("ChildId", "1"),
    childName: "Léa",
    unitName: "Journée",
    ...facts,
  };
  return { id: `${whole.at} ${whole.date} ${whole.childId} ${whole.what}`, ...whole };
};

describe("acts", () => {
  it("makes one of a basket of several days for a child, in the order of the calendar", () => {
    const [day] = actsByDay([
      entry({ date: date("2026-12-16") }),
      entry({ date: date("2026-12-02") }),
      entry({ date: date("2026-12-09") }),
    ]);
    expect(day?.acts.map(({ entries }) => entries.map((one) => one.date))).toEqual([
      ["2026-12-02", "2026-12-09", "2026-12-16"],
    ]);
  });

  it.each<[string, Partial<HistoryEntry>]>([
    ["another child", { childId: id("ChildId", "2"), childName: "Tom" }],
    ["another unit", { unitName: "Matin" }],
    ["another act", { what: "waiting", label: "Inscription sur la liste d’attente" }],
    ["another moment", { at: id("Instant", "2026-11-20T18:00:01Z") }],
    ["another person", { who: "M. Martin" }],
    ["a change from another day", { detail: "À la place de : mercredi 9 décembre, Journée" }],
    ["another reason", { reason: "grève" }],
  ])("keeps apart %s", (_, facts) => {
    const [day] = actsByDay([entry({}), entry(facts)]);
    expect(day?.acts).toHaveLength(2);
  });

  it("sorts by the town's days, not by those of Greenwich", () => {
    const days = actsByDay([
      entry({ at: id("Instant", "2026-11-20T23:30:00Z") }),
      entry({ at: id("Instant", "2026-11-20T22:30:00Z") }),
    ]);
    expect(days.map(({ key }) => key)).toEqual(["2026-11-21", "2026-11-20"]);
  });

  it("has a shape for whatever can happen", () =>
    expect(happenings.every((what) => looks[what].icon.length > 0)).toBe(true));
});
