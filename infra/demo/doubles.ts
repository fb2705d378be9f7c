/**
 * People of the demo town who are there twice, or seem to be: for « Personnes inscrites deux fois ». A family that somebody
 * entered again in capitals, a child who has a namesake born on the same day, and a mother whom her household has twice.
 */
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { putFamily } from "../../functions/family/store/family-entry.ts";
import type { SaidFamily } from "../../functions/family/rules/family-merge.ts";
import type { Table } from "../../functions/table/table.ts";
import type { DemoFamily } from "./families.ts";

function demoDoubles(families: readonly DemoFamily[]): readonly SaidFamily[] {
  const [again, like] = families.filter(
    ({ household, children }) => household.guardians.length === 2 && children.length > 0,
  );
  const [child, namesake] = [again?.children[0], like?.children[0]];
  if (!again || !child || !namesake) throw new Error("The demo town lacks a family to enter twice");
  return [
    {
      household: {
        ...again.household,
        code: id("FamilyCode", "P99101"),
        guardians: again.household.guardians
          .slice(0, 1)
          .map((adult) => ({ ...adult, lastName: adult.lastName.toUpperCase(), payer: true })),
      },
      children: [{ ...child, id: id("ChildId", "99101"), lastName: child.lastName.toUpperCase() }],
    },
    {
      household: {
        code: id("FamilyCode", "P99102"),
        guardians: [
          {
            id: id("GuardianId", "1"),
            title: "Mme",
            firstName: "Solveig",
            lastName: "Quillerou",
            phone: "06 39 98 00 99",
            payer: true,
          },
        ],
        address: { lines: ["3 venelle du Pont"], postcode: "45300", town: "Pithiviers" },
        resident: true,
      },
      children: [{ ...namesake, id: id("ChildId", "99102") }],
    },
    {
      household: {
        code: id("FamilyCode", "P99103"),
        guardians: [
          {
            id: id("GuardianId", "1"),
            title: "Mme",
            firstName: "Nolwenn",
            lastName: "Tregastel",
            phone: "06 39 98 01 03",
            payer: true,
          },
          // Added again when she changed her address and her name.
          {
            id: id("GuardianId", "2"),
            title: "Mme",
            firstName: "Nolwenn",
            lastName: "Tregastel Le Bihan",
            phone: "06 39 98 01 03",
            email: "nolwenn.lebihan@courriel.example",
            payer: false,
          },
        ],
        address: { lines: ["8 rue du Four"], postcode: "45300", town: "Pithiviers" },
        resident: true,
      },
      children: [
        {
          id: id("ChildId", "99103"),
          firstName: "Maël",
          lastName: "Tregastel",
          birthDate: namesake.birthDate,
        },
      ],
    },
  ];
}

/** Puts them in. Again: finds them there. */
export async function enterDoubles(table: Table, families: readonly DemoFamily[], now: Instant): Promise<void> {
  for (const family of demoDoubles(families)) await putFamily(table, family, now);
}
