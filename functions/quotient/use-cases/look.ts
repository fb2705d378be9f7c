/** What is known of a family's quotient, for the family and for staff. */
import type { Clock } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { nameInLetters, type Family } from "../../family/rules/family.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Table } from "../../table/table.ts";
import type { FamilyQuotientView, ownQuotient, quotientLook, QuotientView } from "../contract/months.ts";
import { firstDayOf, monthOf, standingOf, usualUntil } from "../rules/quotient.ts";
import { readQuotients, standingValues, type QuotientMonth } from "../store/quotients.ts";

export interface QuotientDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "quotient">;
}

type Town = QuotientDependencies["town"];

const viewOf = (months: readonly QuotientMonth[], { quotient: { kind } }: Town, now: Instant): QuotientView => {
  const values = standingValues(months);
  return { kind, standing: standingOf(values, kind, localDate(now)), values: [...values] };
};

/** A family's quotient as staff sees it. */
export function familyQuotientView(
  { clock, town }: QuotientDependencies,
  { household }: Family,
  months: readonly QuotientMonth[],
): FamilyQuotientView {
  const now = clock();
  const month = monthOf(localDate(now));
  const [first] = household.guardians;
  return {
    ...viewOf(months, town, now),
    familyName: first ? nameInLetters(first) : household.code,
    months: months.map(({ kind, month: of, version, acts }) => ({
      kind,
      month: of,
      version,
      acts: acts
        .map(({ at, byName, reason, entered }) => ({
          at,
          by: byName,
          reason,
          entered: entered && { kind, month: of, ...entered },
        }))
        .reverse(),
    })),
    month,
    usualUntil: usualUntil(firstDayOf(month), town.quotient.validity),
  };
}

export const ownQuotientUseCases = ({ table, clock, town }: QuotientDependencies): UseCases<typeof ownQuotient> => ({
  "quotient.own": async ({ session }) => ({
    body: viewOf(await readQuotients(table, session.familyCode), town, clock()),
  }),
});

export const quotientLookUseCases = (dependencies: QuotientDependencies): UseCases<typeof quotientLook> => ({
  "quotient.ofFamily": async ({ params: { familyCode } }) => {
    const { table } = dependencies;
    const [family, months] = await Promise.all([familyOf(table, familyCode), readQuotients(table, familyCode)]);
    return { body: familyQuotientView(dependencies, family, months) };
  },
});
