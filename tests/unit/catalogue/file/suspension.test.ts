/** `impayés`: read back as it was written, switched off by its own word, and refused with what to write instead. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import { longestGrace, suspensionFor, type SuspensionRule } from "../../../../functions/catalogue/rules/suspension.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { cents } from "../../../../functions/kernel/money.ts";
import { good, readText as read, said } from "./make.ts";

const { catalogue } = read(good);
if (!catalogue) throw new Error("The good file is good");
const wednesdays = id("ActivityId", "mercredis");
const withLines = (lines: string) => read(`${good}impayés:\n${lines}`);

const rules: fc.Arbitrary<SuspensionRule> = fc
  .record({
    from: fc.integer({ min: 1, max: 1_000_000 }).map(cents),
    after: fc.nat(longestGrace),
    except: fc.subarray([wednesdays]),
    text: fc.option(fc.constantFrom("Le CCAS peut vous aider : 02 38 00 00 00.", "oui"), { nil: undefined }),
  })
  .map(({ text, ...rule }) => (text === undefined ? rule : { ...rule, text }));

describe("impayés", () => {
  test("is read as it is written, and written as it is read", () => {
    expect(
      withLines(
        "  réservations: suspendues\n  dès: 50,00\n  après: 15 jours\n  sauf: [mercredis]\n  texte: Voyez le CCAS.\n",
      ).catalogue?.suspension,
    ).toEqual({ from: 5000, after: 15, except: ["mercredis"], text: "Voyez le CCAS." });
    fc.assert(
      fc.property(fc.option(rules, { nil: null }), (suspension) => {
        const { catalogue: found, faults } = read(catalogueText({ ...catalogue, suspension }));
        expect(faults).toEqual([]);
        expect(found?.suspension).toEqual(suspension);
      }),
      { numRuns: 25 },
    );
  });

  test("says nothing where it is not written, and is switched off by a word of its own", () => {
    expect(catalogue).not.toHaveProperty("suspension");
    expect(catalogueText(catalogue)).not.toContain("impayés");
    expect(withLines("  réservations: ouvertes\n").catalogue?.suspension).toBeNull();
  });

  test.each([
    ["  dès: 50,00\n  après: 15 jours\n", "il manque « réservations »"],
    ["  réservations: suspendues\n  après: 15 jours\n", "il manque « dès »"],
    ["  réservations: suspendues\n  dès: 50,00\n", "il manque « après »"],
    ["  réservations: fermées\n", "fermées"],
    ["  réservations: suspendues\n  dès: 0\n  après: 15 jours\n", "n’est pas un montant"],
    ["  réservations: suspendues\n  dès: -5\n  après: 15 jours\n", "n’est pas un montant"],
    ["  réservations: suspendues\n  dès: 1,005\n  après: 15 jours\n", "n’est pas un montant"],
    ["  réservations: suspendues\n  dès: 50,00\n  après: bientôt\n", "écrivez « 15 jours »"],
    ["  réservations: suspendues\n  dès: 50,00\n  après: 366 jours\n", "365 au plus"],
    [
      "  réservations: suspendues\n  dès: 50,00\n  après: 0 jours\n  sauf: [mercredi]\n",
      "vouliez-vous dire « mercredis »",
    ],
    ["  réservations: suspendues\n  dès: 50,00\n  après: 0 jours\n  sauf: [judo]\n", "aucune activité n’a le code"],
    ["  réservations: ouvertes\n  dès: 50,00\n", "enlevez « dès »"],
    ["  réservations: suspendues\n  dès: 50,00\n  après: 0 jours\n  seuil: 3\n", "seuil"],
  ])("%j is refused, in words", (lines, why) => {
    const content = withLines(lines);
    expect(content.catalogue).toBeNull();
    expect(said(content).join("\n")).toContain(why);
  });

  test("never reaches a canteen, nor what the town leaves out", () => {
    const rule: SuspensionRule = { from: cents(1), after: 0, except: [wednesdays] };
    expect(suspensionFor(rule, { id: id("ActivityId", "cantine"), kind: "canteen" })).toBeNull();
    expect(suspensionFor(rule, { id: wednesdays, kind: "wednesday" })).toBeNull();
    expect(suspensionFor(rule, { id: id("ActivityId", "hiver"), kind: "holidays" })).toBe(rule);
  });
});
