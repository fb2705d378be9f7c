/** What may be entered of a month, and what an entry from elsewhere never undoes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { id, type PlainDate, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { judgeEntry, mostActs, sameEntry, spanOf, type Entered } from "../../../functions/quotient/rules/entry.ts";
import { statedOrigins } from "../../../functions/quotient/rules/quotient.ts";
import { anyDay } from "../booking/arbitraries.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const month = (text: string): PlainMonth => id("PlainMonth", text);
const yearly = { months: 12 } as const;
const today = day("2026-11-26");

const entries: fc.Arbitrary<Entered> = fc.record({
  value: fc.integer({ min: 0, max: 3 }).map(cents),
  from: fc.constantFrom(day("2026-11-01"), day("2026-12-01")),
  until: fc.constantFrom(day("2027-08-31"), day("2027-10-31")),
  origin: fc.constantFrom(...statedOrigins),
});
const acts = fc.array(
  fc.option(entries).map((entered) => ({ entered })),
  { maxLength: 6 },
);

describe("From when to when a month's quotient may count", () => {
  test("is the month's first day, and as the town has it, unless said otherwise", () => {
    expect(spanOf({ month: month("2026-11") }, today, yearly)).toEqual({ from: "2026-11-01", until: "2027-10-31" });
    expect(
      spanOf({ month: month("2026-11"), from: day("2026-12-01"), until: day("2026-12-31") }, today, yearly),
    ).toEqual({
      from: "2026-12-01",
      until: "2026-12-31",
    });
  });

  test("is never before the month, never backwards, never two years or more", () => {
    const days = fc.option(anyDay, { nil: undefined });
    fc.assert(
      fc.property(anyDay, days, days, (of, from, until) => {
        const asked = { month: month(of.slice(0, 7)), from, until };
        const span = spanOf(asked, today, yearly);
        if ("fault" in span) return;
        expect(span.from >= `${asked.month}-01`).toBe(true);
        expect(span.until >= span.from).toBe(true);
        expect(Date.parse(span.until) - Date.parse(span.from)).toBeLessThan(731 * 86_400_000);
        expect(asked.month <= "2026-11").toBe(true);
      }),
    );
  });
});

describe("An entry from a file", () => {
  test("is new where nothing was entered, and nothing where the same stands", () => {
    fc.assert(
      fc.property(acts, entries, (known, entered) => {
        const judged = judgeEntry(known, entered);
        const last = known.at(-1);
        expect(judged === "new").toBe(known.length === 0);
        const standing = last?.entered ?? null;
        expect(judged === "same").toBe(standing !== null && sameEntry(standing, entered));
      }),
    );
  });

  test("never undoes what somebody has made of the very same since: entered, changed, it is kept", () => {
    fc.assert(
      fc.property(acts, acts, entries, (before, after, entered) => {
        const known = [...before, { entered }, ...after];
        expect(["same", "kept"]).toContain(judgeEntry(known, entered));
      }),
    );
  });

  test("is refused by a month that was corrected a hundred times", () => {
    const entered: Entered = { value: cents(1), from: today, until: today, origin: "caf" };
    const known = Array.from({ length: mostActs }, (_, rank) => ({ entered: { ...entered, value: cents(rank + 10) } }));
    expect(judgeEntry(known, entered)).toBe("full");
    expect(judgeEntry(known.slice(1), entered)).toBe("change");
  });
});
