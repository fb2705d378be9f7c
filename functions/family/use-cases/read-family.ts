/** Ma fiche famille. */
import type { Clock } from "../../kernel/clock.ts";
import type { familyRoutes } from "../contract.ts";
import { ageOn, type Family } from "../rules/family.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";

export interface FamilyDependencies {
  readonly readFamily: (code: FamilyCode) => Promise<Family | null>;
  readonly clock: Clock;
}

export function familyUseCases({ readFamily, clock }: FamilyDependencies): UseCases<typeof familyRoutes> {
  return {
    "family.read": async ({ session }) => {
      const family = await readFamily(session.familyCode);
      if (!family) throw new Error("A signed-in guardian belongs to a family that is not in the table");
      const today = localDate(clock());
      const children = family.children.map((child) => ({ ...child, age: ageOn(child.birthDate, today) }));
      const { guardians, address, ...household } = family.household;
      return {
        body: { ...household, guardians: [...guardians], address: { ...address, lines: [...address.lines] }, children },
      };
    },
  };
}
