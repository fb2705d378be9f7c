/** The bank's file keeps the rules of its format whatever people and towns are called, and its sums are those of its debits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { debitFile } from "../../../functions/direct-debit/pain008.ts";
import { bankText } from "../../../functions/direct-debit/rules/characters.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { batch, debit } from "./make.ts";
import { pain008Faults } from "./pain008-rules.ts";

describe("The bank’s file", () => {
  it("keeps first and recurrent debits apart, each lot with its own sums", () => {
    const xml = debitFile(batch, [
      debit(),
      debit({ familyCode: id("FamilyCode", "100002"), sequence: "RCUR", amount: cents(5), bic: "AGRIFRPP" }),
    ]);
    expect(pain008Faults(xml)).toEqual([]);
    expect(xml.match(/<SeqTp>(?:FRST|RCUR)<\/SeqTp>/gu)).toEqual(["<SeqTp>FRST</SeqTp>", "<SeqTp>RCUR</SeqTp>"]);
    expect(xml.match(/<CtrlSum>[^<]*/gu)).toEqual(["<CtrlSum>21.65", "<CtrlSum>21.60", "<CtrlSum>0.05"]);
    // The word never stands where a BIC would: the schema takes it, banks refuse it.
    expect(xml).not.toContain("<BICFI>NOTPROVIDED");
  });

  it("keeps its rules for any names and amounts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 90 }),
        fc.string({ unit: "grapheme", maxLength: 90 }),
        fc.array(fc.record({ amount: fc.integer({ min: 1, max: 10_000_000 }), first: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        (creditor, debtor, some) => {
          const debits = some.map(({ amount, first }, rank) =>
            debit({
              familyCode: id("FamilyCode", String(100_001 + rank)),
              debtor,
              amount: cents(amount),
              sequence: first ? "FRST" : "RCUR",
            }),
          );
          const xml = debitFile({ ...batch, creditor: { ...batch.creditor, name: creditor } }, debits);
          expect(pain008Faults(xml)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is found at fault by its rules when it is", () => {
    const good = debitFile(batch, [debit()]);
    expect(pain008Faults(good.replace("<NbOfTxs>1", "<NbOfTxs>2"))).not.toEqual([]);
    expect(pain008Faults(good.replace("21.60</InstdAmt>", "21.61</InstdAmt>"))).not.toEqual([]);
    expect(pain008Faults(good.replace("Claire", "Zoé"))).not.toEqual([]);
    expect(pain008Faults(good.replace("<ChrgBr>SLEV</ChrgBr>", ""))).not.toEqual([]);
    expect(pain008Faults(good.replace("</Document>", ""))).not.toEqual([]);
  });
});

describe("A text for banks", () => {
  it.each([
    ["Zoë L’Œuf", "Zoe L'OEuf"],
    ["Françoise d’Hérouël–Müller", "Francoise d'Herouel-Muller"],
    ["Durand & fils", "Durand + fils"],
    ["//Régie// ", "Regie"],
    ["日本", "-"],
    ["", "-"],
  ])("%s is %s", (typed, plain) => {
    expect(bankText(typed, 70)).toBe(plain);
  });

  it("is cut without a slash or a space at its end", () => {
    expect(bankText("abc /def", 5)).toBe("abc");
  });
});
