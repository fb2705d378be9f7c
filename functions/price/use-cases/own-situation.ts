/** What the town knows of a family that changes its prices, today. */
import { ageOn } from "../../family/rules/family.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { quotientOn } from "../../quotient/rules/quotient.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { Table } from "../../table/table.ts";
import type { ownPrices } from "../contract/own.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly town: { readonly quotient: Pick<TownForFunctions["quotient"], "kind"> };
}

export const ownPricesUseCases = ({ table, clock, town }: Dependencies): UseCases<typeof ownPrices> => ({
  "price.ownSituation": async ({ session }) => {
    const [{ household, children }, months] = await Promise.all([
      ownFamily(table, session),
      readQuotients(table, session.familyCode, { consistent: false }),
    ]);
    const today = localDate(clock());
    const quotient = quotientOn(standingValues(months), town.quotient.kind, today);
    return {
      body: {
        resident: household.resident,
        quotient: quotient && { value: quotient.value, until: quotient.until },
        children: children.map(({ id, firstName, birthDate, grade }) => ({
          id,
          firstName,
          age: ageOn(birthDate, today),
          grade: grade ?? null,
        })),
      },
    };
  },
});
