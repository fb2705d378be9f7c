/** Ma fiche famille. */
import type { Clock } from "../../kernel/clock.ts";
import type { familyRoutes } from "../contract.ts";
import { refuseWhoLeft } from "../refuse-who-left.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import type { Table } from "../../table/table.ts";
import { ownFamily } from "./find-family.ts";
import { viewOf } from "./view.ts";

export interface FamilyDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export function familyUseCases({ table, clock }: FamilyDependencies): UseCases<typeof familyRoutes> {
  return {
    "family.read": async ({ session }) => {
      const family = await ownFamily(table, session);
      refuseWhoLeft(family.household, session);
      return { body: viewOf(family, localDate(clock())) };
    },
  };
}
