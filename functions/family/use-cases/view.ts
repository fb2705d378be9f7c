/** The household as pages show it: each child with its age today. What a route does not answer, its contract leaves out. */
import type { PlainDate } from "../../kernel/ids.ts";
import type { OfficeFamilyView } from "../contract.ts";
import { ageOn, type Family } from "../rules/family.ts";

export function viewOf({ household, children }: Family, today: PlainDate): OfficeFamilyView {
  const { guardians, address, ...more } = household;
  return {
    ...more,
    guardians: [...guardians],
    address: { ...address, lines: [...address.lines] },
    children: children.map((child) => ({ ...child, age: ageOn(child.birthDate, today) })),
  };
}
