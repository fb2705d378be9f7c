/** What a return file tells: read article by article, and what of it is news. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { readReturn } from "../../../functions/treasury/return-file.ts";
import { arrivals, entryName, knownSince, type Entry } from "../../../functions/treasury/rules/return.ts";
import { returnFile } from "./support.ts";

const day = (n: number) => id("PlainDate", `2027-01-${String(n).padStart(2, "0")}`);

describe("A return file", () => {
  it("is read article by article, with what has been received and when", () => {
    const file = returnFile(
      [
        {
          role: 3,
          pieces: [
            {
              article: 1,
              debt: "2027000001",
              receipts: [
                ["2027-01-07", "6.00"],
                ["2027-01-08", "10.00", "10"],
                ["2027-01-08", "2.50", "07"],
              ],
            },
            { article: 2, state: "04", why: "Article déjà pris en charge" },
            { article: "x" },
            { article: 4, total: "16.00" },
          ],
        },
        { kind: "01", pieces: [{ article: 9 }] },
      ],
      { refused: [7] },
    );
    expect(readReturn(file)).toMatchObject({
      budget: { post: "045123", collectivity: "200", budget: "00" },
      told: [
        {
          year: 2027,
          role: 3,
          article: 1,
          debt: "2027000001",
          state: "taken",
          received: 1600,
          otherwise: 250,
          receipts: [
            { on: "2027-01-07", amount: 600 },
            { on: "2027-01-08", amount: 1000 },
          ],
        },
        { article: 2, state: "refused", why: "Article déjà pris en charge", received: 0 },
      ],
      refusedWhole: [{ year: 2027, role: 7 }],
      unread: ["3/x", "3/4"],
      others: 1,
    });
  });
  it("is none when it is cut, holds a document type, or is something else", () => {
    const whole = Buffer.from(returnFile([{ pieces: [{ article: 1 }] }])).toString("latin1");
    for (const bad of [
      "",
      "a",
      "<a/>",
      whole.slice(0, -5),
      whole.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      "%PDF-1.7",
    ])
      expect(readReturn(Buffer.from(bad)), bad.slice(0, 20)).toBeNull();
  });
});

describe("News", () => {
  const told = (amounts: readonly number[]) => ({
    received: amounts.reduce((sum, one) => sum + one, 0),
    receipts: amounts.map((amount, index) => ({ on: day(index + 1), amount })),
  });
  it("is what has come since, day by day; with what was taken back, it comes on the last day", () => {
    expect(arrivals(told([600, 1000]), cents(700))).toEqual([{ on: day(2), amount: 900 }]);
    expect(arrivals(told([600, 1000]), cents(1600))).toEqual([]);
    expect(arrivals(told([600, -600, 500]), cents(0))).toEqual([{ on: day(3), amount: 500 }]);
  });
  it("and what is known make what was received, to the cent, whatever was received in which order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 3000 }), { maxLength: 6 }), fc.nat(5000), (amounts, known) => {
        const one = told(amounts);
        const news = arrivals(one, cents(known)).reduce((sum, { amount }) => sum + amount, 0);
        expect(known + news).toBe(Math.max(known, one.received));
      }),
    );
  });
  it("counts what the portal was paid since the role, but not what was taken back or came before", () => {
    const entry = (change: Partial<Entry>): Entry => ({
      name: "a",
      kind: "payment",
      amount: cents(500),
      parts: [{ number: "ECO-2027-000001", amount: cents(500) }],
      at: "2027-01-08",
      ...change,
    });
    const entries = [
      entry({}),
      entry({ at: "2027-01-01" }),
      entry({ kind: "writeOff" }),
      entry({ undoneBy: "b" }),
      entry({ parts: [{ number: "ECO-2027-000002", amount: cents(500) }] }),
      entry({ name: "tresor-ECO-2027-000001-1", amount: cents(900), parts: [] }),
    ];
    expect(knownSince(entries, "ECO-2027-000001", "2027-01-05")).toBe(1400);
    expect(entryName(entries, "ECO-2027-000001")).toBe("tresor-ECO-2027-000001-2");
  });
});
