/** What one reader may know of a family: an adult nothing of a child whom they are shut out of, whatever else is there. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Child, Household } from "../../../functions/family/rules/family.ts";
import { hidesHome, seenFamily, seenHousehold } from "../../../functions/family/rules/seen.ts";
import { id } from "../../../functions/kernel/ids.ts";

const ranks = ["1", "2", "3"].map((rank) => id("GuardianId", rank));
const some = fc.subarray(ranks);
const reader = fc.constantFrom(...ranks);

const household = (shielded: Household["shielded"]): Household => ({
  code: id("FamilyCode", "AB1234"),
  guardians: ranks.map((rank) => ({
    id: rank,
    firstName: `Prénom${rank}`,
    lastName: "Martin",
    email: `adulte${rank}@exemple.fr`,
    phone: `06 00 00 00 0${rank}`,
    payer: rank === "1",
  })),
  address: { lines: ["3 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
  resident: true,
  shielded,
});

const children = fc.array(fc.record({ shutOut: some, left: fc.boolean() }), { maxLength: 6 }).map((all) =>
  all.map(({ shutOut, left }, rank): { readonly child: Child; readonly left: boolean } => ({
    left,
    child: {
      id: id("ChildId", `E${rank}`),
      firstName: `Enfant${rank}`,
      lastName: "Martin",
      birthDate: id("PlainDate", `201${rank}-05-04`),
      shutOut,
    },
  })),
);

describe("a family as one of its adults may know it", () => {
  test("has no child of which that adult is shut out, here or gone, and every other", () => {
    fc.assert(
      fc.property(children, reader, (all, by) => {
        const { children: seen, hidden } = seenFamily(household([]), all, by);
        expect(new Set(seen.map((child) => child.id))).toEqual(
          new Set(all.filter(({ child, left }) => !left && !child.shutOut?.includes(by)).map(({ child }) => child.id)),
        );
        expect(new Set(hidden.keys())).toEqual(
          new Set(all.filter(({ child }) => child.shutOut?.includes(by)).map(({ child }) => child.id)),
        );
      }),
    );
  });

  test("is whole for the office", () => {
    fc.assert(
      fc.property(children, some, (all, shielded) => {
        const seen = seenFamily(household(shielded), all, "office");
        expect(seen.children.map((child) => child.id).sort()).toEqual(
          all.filter(({ left }) => !left).map(({ child }) => child.id),
        );
        expect(seen.hidden.size).toBe(0);
        expect(seen.household).toEqual(household(shielded));
      }),
    );
  });

  test("says how a shielded adult is reached, and where they live, to that adult and nobody else", () => {
    fc.assert(
      fc.property(some, reader, (shielded, by) => {
        const before = household(shielded);
        const { guardians, address } = seenHousehold(before, by);
        for (const adult of before.guardians) {
          const seen = guardians.find((one) => one.id === adult.id);
          const kept = shielded.includes(adult.id) && adult.id !== by;
          expect([seen?.email, seen?.phone]).toEqual(kept ? [undefined, undefined] : [adult.email, adult.phone]);
          expect(seen?.lastName).toBe(adult.lastName);
        }
        const homeKept = shielded.some((adult) => adult !== by);
        expect(hidesHome(before, by)).toBe(homeKept);
        expect(address.lines).toEqual(homeKept ? [] : before.address.lines);
      }),
    );
  });
});
