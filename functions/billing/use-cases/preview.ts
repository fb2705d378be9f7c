/**
 * The dry run: the same decisions as the run's, for some families at a time, and nothing written. Whoever asks goes from
 * place to place; left half-way, nothing is there to clean up.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readHouseholds } from "../../family/store/directory.ts";
import { nameInLetters, type Household } from "../../family/rules/family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { PlainMonth } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { firstDayOf } from "../../quotient/rules/quotient.ts";
import type { Table } from "../../table/table.ts";
import type { billingOffice, Misfit } from "../contract/office.ts";
import { billingWorld } from "../dependencies.ts";
import { isOdd } from "../rules/misfits.ts";
import { isOver, monthsBefore } from "../rules/periods.ts";
import { sumOf } from "../rules/statement.ts";
import { readRuns } from "../store/runs.ts";
import { readStatementsFrom, type Statement } from "../store/statements.ts";
import { decideFamily, scopeOf, type Decided } from "./decide-family.ts";
import { nextPlace, placeOf } from "./places.ts";

export interface PreviewDependencies {
  readonly table: Table;
  /** With its tariffs, its collection accounts and its rules for absences. */
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "quotient" | "schoolZone">;
}

/** Families a call. */
const pageSize = 50;
const width = 10;

/** A month to come, or under way, is not billed. */
export function mustBeOver(period: PlainMonth, clock: Clock): void {
  if (!isOver(period, localDate(clock())))
    throw new Problem(
      "notPossible",
      "Ce mois n’est pas fini : il se facture à partir du premier jour du mois suivant.",
    );
}

function misfitsOf(decided: Decided, period: PlainMonth, before: readonly Statement[]): readonly Misfit[] {
  const { household, statements, unpriced, first } = decided;
  const [payer] = household.guardians;
  const family = { familyCode: household.code, familyName: payer ? nameInLetters(payer) : household.code };
  const own = unpriced.filter(({ date }) => date >= firstDayOf(period));
  return [
    ...own.map(({ firstName, date, activityName, unitName }): Misfit => ({
      kind: "unpriced",
      ...family,
      firstName,
      date,
      what: `${activityName}, ${unitName}`,
    })),
    ...(statements.some(({ issue }) => issue) && !hasHome(household)
      ? [{ kind: "noAddress" as const, ...family }]
      : []),
    ...statements.flatMap(({ accountId, accountName, own: now }): readonly Misfit[] => {
      const last = before.find((one) => one.accountId === accountId && one.period === monthsBefore(period, 1));
      return last && isOdd(now, last.own) ? [{ kind: "odd", ...family, accountName, own: now, before: last.own }] : [];
    }),
    ...(first && statements.length > 0
      ? [{ kind: "first" as const, ...family, total: sumOf(statements.map(({ total }) => total)) }]
      : []),
  ];
}

const hasHome = ({ address: { lines, town } }: Household): boolean => lines.length > 0 && town !== "";

export const preview =
  ({ table, catalogue, clock, town }: PreviewDependencies): UseCases<typeof billingOffice>["billing.preview"] =>
  async ({ params: { period }, query: { from } }) => {
    mustBeOver(period, clock);
    const place = placeOf(from);
    const [latest, runs, { households, next }] = await Promise.all([
      catalogue.latest(),
      readRuns(table),
      readHouseholds(table, { ...place, limit: pageSize }),
    ]);
    const world = billingWorld(table, latest, town);
    const scope = scopeOf(period, runs);
    const at = clock();
    const all = await inParallel(households, width, async (household) => {
      const decided = await decideFamily(world, scope, household, at);
      const before =
        decided.first || decided.statements.length === 0
          ? []
          : await readStatementsFrom(table, household.code, monthsBefore(period, 1));
      return { decided, misfits: misfitsOf(decided, period, before) };
    });
    const statements = all.flatMap(({ decided }) => decided.statements);
    return {
      body: {
        families: households.length,
        accounts: (latest.accounts ?? []).map(({ id: accountId }) => {
          const own = statements.filter((one) => one.accountId === accountId);
          const invoices = own.filter(({ issue }) => issue);
          return {
            accountId,
            invoices: invoices.length,
            amount: sumOf(invoices.map(({ total }) => total)),
            waiting: own.length - invoices.length,
          };
        }),
        misfits: all.flatMap(({ misfits }) => misfits),
        next: nextPlace(place, next),
      },
    };
  };
