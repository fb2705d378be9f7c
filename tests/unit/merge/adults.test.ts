/** Two entries of one adult: nothing that either says is lost but what staff chose against, whoever pays, whoever signs in. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFlat, type FieldValue, type Values } from "../../../functions/family/rules/field-values.ts";
import type { Guardian } from "../../../functions/family/rules/family.ts";
import { eachOnce, standsFor, withFormer, type FormerAdult } from "../../../functions/family/rules/former-adults.ts";
import { id, type GuardianId } from "../../../functions/kernel/ids.ts";
import {
  chosenAdultFields,
  differingAdults,
  joinedAdult,
  survivingSignIn,
} from "../../../functions/merge/rules/adults.ts";

const text = fc.constantFrom<FieldValue>(null, "Durand", "DURAND", "06 12 34 56 78");
const links = fc.oneof(
  fc.constant<FieldValue>(null),
  fc.dictionary(fc.constantFrom("E1", "E2", "E3"), fc.constantFrom("mother", "father", "other"), { minKeys: 1 }),
);
const entry: fc.Arbitrary<Values> = fc.record({
  ...Object.fromEntries(chosenAdultFields.map((field) => [field, field === "links" ? links : text])),
  payer: fc.boolean(),
});
const linksIn = ({ links: said = null }: Values) => (isFlat(said) ? said : {});

describe("What both say", () => {
  test("what only one says stays; of what both say otherwise, what was chosen; nothing else comes in", () => {
    fc.assert(
      fc.property(entry, entry, fc.subarray([...chosenAdultFields]), (gone, kept, take) => {
        const joined = joinedAdult(gone, kept, take);
        const differing = differingAdults(gone, kept);
        for (const field of chosenAdultFields) {
          if (field === "links") continue;
          const [mine, theirs] = [gone[field] ?? null, kept[field] ?? null];
          const asked = differing.includes(field);
          expect(asked).toBe(mine !== null && theirs !== null && mine !== theirs);
          expect(joined[field]).toEqual(asked ? (take.includes(field) ? mine : theirs) : (theirs ?? mine));
        }
        expect(joined["payer"]).toBe(gone["payer"] === true || kept["payer"] === true);
      }),
    );
  });

  test("links to children are those of both; of one child, the one that was chosen", () => {
    fc.assert(
      fc.property(entry, entry, fc.boolean(), (gone, kept, take) => {
        const joined = linksIn(joinedAdult(gone, kept, take ? ["links"] : []));
        const [mine, theirs] = [linksIn(gone), linksIn(kept)];
        expect(Object.keys(joined).sort()).toEqual([...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort());
        for (const [child, said] of Object.entries(joined))
          expect(said).toBe((take ? mine[child] : theirs[child]) ?? mine[child] ?? theirs[child]);
      }),
    );
  });

  test("the same written in another order is no difference, and to swap the two changes no field of the list", () => {
    fc.assert(
      fc.property(entry, entry, (gone, kept) => {
        expect(differingAdults(gone, kept)).toEqual(differingAdults(kept, gone));
        expect(differingAdults(gone, gone)).toEqual([]);
        expect(joinedAdult(gone, gone, [])).toEqual({ ...gone, payer: gone["payer"] === true });
      }),
    );
    const home = { lines: ["1 rue Haute"], postcode: "45300", town: "Boynes" };
    const again = { town: "Boynes", postcode: "45300", lines: ["1 rue Haute"] };
    expect(differingAdults({ address: home }, { address: again })).toEqual([]);
  });
});

describe("The sign-in that is left", () => {
  const code = id("FamilyCode", "P12345");
  const own = (login: string, invited = false) => ({ login: id("Login", login), invited });
  test("is the only one, the one in use, the family's code, the one of the entry that stays, in this order", () => {
    const [family, second, third] = [own("P12345"), own("P12345.2"), own("P12345.3")];
    expect(survivingSignIn(undefined, undefined, code)).toBeUndefined();
    expect(survivingSignIn(second, undefined, code)).toBe(second);
    expect(survivingSignIn(undefined, second, code)).toBe(second);
    expect(survivingSignIn(family, second, code)).toBe(family);
    expect(survivingSignIn(second, family, code)).toBe(family);
    expect(survivingSignIn(second, third, code)).toBe(third);
    const invited = own("P12345.3", true);
    expect(survivingSignIn(second, invited, code)).toBe(second);
    expect(survivingSignIn(invited, second, code)).toBe(second);
  });
});

describe("The rank that is gone", () => {
  const rank = (number: number): GuardianId => id("GuardianId", String(number));
  const guardian = (number: number): Guardian => ({
    id: rank(number),
    firstName: `Lou${number}`,
    lastName: "Durand",
    payer: false,
  });
  /** Merges one after the other: of two ranks that stand, one goes. */
  const merges = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
    .map((pairs) => {
      let former: readonly FormerAdult[] = [];
      for (const [gone, kept] of pairs) {
        const stands = (one: number) => standsFor(former, rank(one)) === rank(one);
        if (gone !== kept && stands(gone) && stands(kept))
          former = withFormer(former, { id: rank(gone), into: rank(kept) });
      }
      return former;
    });

  test("stands for one that stands, in one step, however many followed each other", () => {
    fc.assert(
      fc.property(merges, (former) => {
        for (let number = 1; number <= 9; number += 1) {
          const meant = standsFor(former, rank(number));
          expect(standsFor(former, meant)).toBe(meant);
        }
        expect(new Set(former.map((one) => one.id)).size).toBe(former.length);
      }),
    );
  });

  test("a file that still names it names the one that stays, once, whose own line is preferred", () => {
    fc.assert(
      fc.property(merges, fc.uniqueArray(fc.integer({ min: 1, max: 9 })), (former, numbers) => {
        const said = eachOnce(numbers.map(guardian), former);
        const ranks = said.map((one) => one.id);
        expect(ranks).toEqual([...new Set(numbers.map((number) => standsFor(former, rank(number))))].sort());
        for (const one of said) {
          if (numbers.includes(Number(one.id))) expect(one).toEqual(guardian(Number(one.id)));
        }
      }),
    );
  });
});
