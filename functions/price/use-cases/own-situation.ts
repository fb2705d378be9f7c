/** What the town knows of a family that changes its prices, today. */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { ageOn } from "../../family/rules/family.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { quotientOn } from "../../quotient/rules/quotient.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import type { Table } from "../../table/table.ts";
import { circumstanceText } from "../circumstance-words.fr.ts";
import type { ownPrices } from "../contract/own.ts";
import { holding } from "../rules/circumstances.ts";
import { readCircumstances, standingCircumstances } from "../store/circumstances.ts";
import { namesIn } from "./circumstances.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
  readonly town: { readonly quotient: Pick<TownForFunctions["quotient"], "kind"> };
}

export const ownPricesUseCases = ({
  table,
  clock,
  catalogue: cache,
  town,
}: Dependencies): UseCases<typeof ownPrices> => ({
  "price.ownSituation": async ({ session }) => {
    const [{ household, children }, months, said, catalogue] = await Promise.all([
      ownFamily(table, session),
      readQuotients(table, session.familyCode, { consistent: false }),
      readCircumstances(table, session.familyCode, { consistent: false }),
      cache.latest(),
    ]);
    const today = localDate(clock());
    const standing = standingCircumstances(said);
    const { worksHere, regime, ownMeal } = holding(standing, today);
    const names = namesIn(children, catalogue);
    const quotient = quotientOn(standingValues(months), town.quotient.kind, today);
    return {
      body: {
        resident: household.resident,
        worksHere,
        regime,
        quotient: quotient && { value: quotient.value, until: quotient.until, origin: quotient.origin },
        children: children.map((child) => ({
          id: child.id,
          firstName: child.firstName,
          age: ageOn(child.birthDate, today),
          grade: child.grade ?? null,
          ownMeal: ownMeal(child),
        })),
        // Of a child that this adult does not see, nothing is told.
        circumstances: standing
          .filter((one) => one.until === null || one.until >= today)
          .filter((one) => one.kind !== "ownMeal" || names.child(one.childId) !== null)
          .map((one) => ({
            kind: one.kind,
            words: typeset(circumstanceText(one, names)),
            from: one.from,
            until: one.until,
          })),
      },
    };
  },
});
