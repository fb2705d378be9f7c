/** Mandates and batches by their dates: what may be debited, what is left out and why, and on which days banks work. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCreditorId } from "../../../functions/catalogue/rules/creditor-id.ts";
import { dueOf, type Settlement } from "../../../functions/billing/rules/settlement.ts";
import type { Guardian } from "../../../functions/family/rules/family.ts";
import { belongTogether, isBic, isIban, isReached, tidyIban } from "../../../functions/direct-debit/bank.ts";
import { earliestOn, isBankingDay, takenOn } from "../../../functions/direct-debit/rules/batch.ts";
import { maskedIban } from "../../../functions/direct-debit/rules/masked.ts";
import { rumOf, sequenceOf, standingOn } from "../../../functions/direct-debit/rules/mandate.ts";
import { id, type GuardianId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { weekdayOf } from "../../../functions/kernel/time.ts";
import { batch, dueOn, mandate } from "./make.ts";

const day = (text: string): PlainDate => id("PlainDate", text);

describe("A creditor’s identifier", () => {
  it("is told by its check digits, whatever the creditor’s own three characters", () => {
    expect(isCreditorId("FR72ZZZ123456")).toBe(true);
    expect(isCreditorId("FR72ABC123456")).toBe(true);
    for (const wrong of ["FR73ZZZ123456", "FR72ZZZ123465", "DE72ZZZ123456", "FR72ZZZ12345", ""])
      expect(isCreditorId(wrong)).toBe(false);
  });
});

describe("A bank account", () => {
  it("is checked by its digits as people type it, and shown but for its ends", () => {
    const iban = tidyIban("fr76 3000 6000 0112 3456 7890 189");
    expect(iban).toBe("FR7630006000011234567890189");
    expect(isIban(iban)).toBe(true);
    expect(maskedIban(iban)).toBe("FR76 •••• •••• 0189");
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 26 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const wrong = iban.slice(0, at) + String((Number(iban[at]) + more) % 10) + iban.slice(at + 1);
        expect(isIban(wrong)).toBe(false);
      }),
    );
  });

  it("belongs to a bank of its country, or of another part of it", () => {
    const iban = "FR7630006000011234567890189";
    expect(isBic("AGRIFRPP") && isBic("AGRIFRPP882")).toBe(true);
    expect(isBic("AGRIFRP")).toBe(false);
    expect(belongTogether(iban, "AGRIFRPP")).toBe(true);
    expect(belongTogether(iban, "CRESREPP")).toBe(true);
    expect(belongTogether(iban, "DEUTDEFF")).toBe(false);
    expect(isReached("DE89370400440532013000")).toBe(true);
    expect(isReached("BR1800360305000010009795493C1")).toBe(false);
  });
});

describe("A mandate", () => {
  it("lapses after 36 months without a debit, counted from its signature until it is used", () => {
    const signed = mandate({ signedOn: day("2024-01-15") });
    expect(standingOn(signed, day("2027-01-15"))).toBe("active");
    expect(standingOn(signed, day("2027-01-16"))).toBe("lapsed");
    expect(standingOn({ ...signed, usedOn: day("2026-06-01") }, day("2027-01-16"))).toBe("active");
    expect(standingOn({ ...signed, state: "revoked" }, day("2024-02-01"))).toBe("revoked");
  });

  it("is first, then recurrent; its reference is one that banks take", () => {
    expect(sequenceOf(mandate())).toBe("FRST");
    expect(sequenceOf(mandate({ usedOn: dueOn }))).toBe("RCUR");
    expect(rumOf("ABCDEF", id("FamilyCode", "ABCDEFGHIJKL"), 999)).toMatch(/^[A-Z0-9-]{1,35}$/u);
  });
});

const operation = id("PayfipOperationId", "00000000-0000-4000-8000-000000000000");
const at = id("Instant", "2027-01-10T09:00:00Z");
const invoice = (settlement?: Settlement, on = "2027-01-31") => ({
  total: cents(1440),
  dueOn: day(on),
  ...(settlement ? { settlement } : {}),
});
const none = { paid: cents(0), moves: 1 };

describe("A batch", () => {
  it("takes what is due by its day, and says why it leaves the rest", () => {
    const invoices = [
      invoice(),
      invoice({ ...none, paid: cents(440) }),
      invoice({ ...none, paid: cents(1440) }),
      invoice({ ...none, awaited: { operation, at } }),
      invoice({ ...none, plan: { settled: cents(0), instalments: [] } }),
      invoice({ ...none, debited: { batch: batch.batch, on: dueOn, amount: cents(1440) } }),
      invoice(undefined, "2027-02-02"),
    ];
    const { taken, left } = takenOn({ mandate: mandate(), household: null, invoices }, dueOn);
    expect(taken).toEqual([invoices[0], invoices[1]]);
    expect(left.map(({ why }) => why)).toEqual(["awaited", "plan", "notDue"]);
    const bad = takenOn({ mandate: mandate({ state: "suspended" }), household: null, invoices }, dueOn);
    expect(bad.taken).toEqual([]);
    expect(bad.left.map(({ why }) => why)).toEqual(["suspended", "suspended", "awaited", "plan", "notDue"]);
  });

  it("takes nothing by the mandate of somebody who has left the family, or pays for it no more", () => {
    const [one, other] = [id("GuardianId", "1"), id("GuardianId", "2")];
    const adult = (of: GuardianId, payer: boolean): Guardian => ({
      id: of,
      firstName: "Ada",
      lastName: "Morel",
      payer,
    });
    const whyBy = (signer: GuardianId | undefined, guardians: readonly Guardian[] | null) => {
      const household = guardians && { guardians };
      const { taken, left } = takenOn({ mandate: mandate({ signer }), household, invoices: [invoice()] }, dueOn);
      return taken.length === 1 ? null : left.map(({ why }) => why);
    };
    expect(whyBy(one, [adult(one, true), adult(other, false)])).toBeNull();
    expect(whyBy(other, [adult(one, true), adult(other, true)])).toBeNull();
    expect(whyBy(other, [adult(one, true), adult(other, false)])).toEqual(["noPayer"]);
    expect(whyBy(other, [adult(one, true)])).toEqual(["noPayer"]);
    expect(whyBy(one, null)).toEqual(["noPayer"]);
    // Staff has entered it from paper, and revokes it.
    expect(whyBy(undefined, [adult(one, true)])).toBeNull();
  });

  it("takes an invoice or leaves it, never both, and nothing that is not due", () => {
    const some = fc.record({
      paid: fc.integer({ min: 0, max: 1440 }),
      awaited: fc.boolean(),
      debited: fc.boolean(),
      late: fc.boolean(),
    });
    const states = fc.constantFrom("active" as const, "suspended" as const, "revoked" as const);
    fc.assert(
      fc.property(fc.array(some), states, (all, state) => {
        const invoices = all.map((one) =>
          invoice(
            {
              ...none,
              paid: cents(one.paid),
              ...(one.awaited ? { awaited: { operation, at } } : {}),
              ...(one.debited ? { debited: { batch: batch.batch, on: dueOn, amount: cents(1) } } : {}),
            },
            one.late ? "2027-01-31" : "2027-02-02",
          ),
        );
        const { taken, left } = takenOn({ mandate: mandate({ state }), household: null, invoices }, dueOn);
        const seen = new Set([...taken, ...left.map((one) => one.invoice)]);
        expect(seen.size).toBe(taken.length + left.length);
        for (const one of taken) {
          expect(dueOf(one)).toBeGreaterThan(0);
          expect(one.settlement?.debited ?? one.settlement?.awaited).toBeUndefined();
        }
        if (state !== "active") expect(taken).toEqual([]);
        expect(seen.size).toBe(invoices.filter((one) => dueOf(one) > 0 && !one.settlement?.debited).length);
      }),
    );
  });

  it("is debited on a day on which banks work, never before families had their time", () => {
    // Good Friday, Easter Monday, Labour Day, Christmas, a Saturday.
    for (const closed of ["2027-03-26", "2027-03-29", "2026-05-01", "2026-12-25", "2027-01-02"])
      expect(isBankingDay(day(closed))).toBe(false);
    // The Ascension is a holiday for people, not for banks' transfers.
    expect(isBankingDay(day("2027-05-06"))).toBe(true);
    expect(earliestOn(day("2027-01-10"), 14)).toBe("2027-01-25");
    expect(earliestOn(day("2027-03-12"), 14)).toBe("2027-03-30");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 5, max: 60 }), (days, notice) => {
        const today = day(new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
        const earliest = earliestOn(today, notice);
        expect(weekdayOf(earliest)).toBeLessThanOrEqual(5);
        expect(Date.parse(earliest) - Date.parse(today)).toBeGreaterThanOrEqual(notice * 86_400_000);
      }),
    );
  });
});
