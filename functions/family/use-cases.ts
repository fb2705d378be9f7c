/** Ma fiche famille. */
import type { Clock } from "../clock.ts";
import type { familyRoutes } from "../contract/family.ts";
import { ageOn, type Family } from "../domain/family.ts";
import type { FamilyCode, Instant, PlainDate } from "../domain/ids.ts";
import type { UseCases } from "../http/call.ts";

export interface FamilyDependencies {
  readonly readFamily: (code: FamilyCode) => Promise<Family | null>;
  /** The calendar day at that moment where the town is: ages are counted from it. */
  readonly dayAt: (instant: Instant) => PlainDate;
  readonly clock: Clock;
}

export function familyUseCases({ readFamily, dayAt, clock }: FamilyDependencies): UseCases<typeof familyRoutes> {
  return {
    "family.read": async ({ session }) => {
      const family = await readFamily(session.familyCode);
      if (!family) throw new Error("A signed-in guardian belongs to a family that is not in the table");
      const today = dayAt(clock());
      const children = family.children.map((child) => ({ ...child, age: ageOn(child.birthDate, today) }));
      const { guardians, address, ...household } = family.household;
      return { body: { ...household, guardians: [...guardians], address: { ...address, lines: [...address.lines] }, children } };
    },
  };
}
