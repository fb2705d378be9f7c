/** The household as pages show it: each child with its age today. What a route does not answer, its contract leaves out. */
import type { PlainDate } from "../../kernel/ids.ts";
import type { OfficeFamilyView } from "../contract.ts";
import { ageOn, type Family } from "../rules/family.ts";

export function viewOf({ household, children }: Family, today: PlainDate): OfficeFamilyView {
  const { guardians, address, shielded = [], ...more } = household;
  return {
    ...more,
    guardians: guardians.map((adult) => (shielded.includes(adult.id) ? { ...adult, shielded: true } : adult)),
    address: { ...address, lines: [...address.lines] },
    children: children.map(({ shutOut, ...child }) => ({
      ...child,
      age: ageOn(child.birthDate, today),
      ...(shutOut ? { shutOut: [...shutOut] } : {}),
    })),
  };
}
