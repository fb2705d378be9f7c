/** What staff sees of invoices, and how it begins a month's run. */
import type { Bucket } from "../../files/bucket.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate, minusHours } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import type { Table } from "../../table/table.ts";
import type { billingOffice, RunView } from "../contract/office.ts";
import { forgottenMonths, monthsBefore, mostOpen, openMonths } from "../rules/periods.ts";
import { advanceRun, beginRun, readRuns, type BillRun } from "../store/runs.ts";
import { readBillAccounts, readStatements } from "../store/statements.ts";
import { mustBeOver, preview, type PreviewDependencies } from "./preview.ts";
import { claims } from "./claims.ts";
import { creditLines } from "./credit.ts";
import { detailOf, linkOf, statementView, waitingViews } from "./views.ts";

export interface BillingOfficeDependencies extends PreviewDependencies {
  readonly bucket: Bucket;
}

/** Hours without a sign of life after which a run may be called again. */
const stuckAfter = 1;

const isStuck = ({ state, at }: BillRun, now: Instant): boolean => state !== "done" && at < minusHours(now, stuckAfter);

function runView(run: BillRun, runs: readonly BillRun[], now: Instant): RunView {
  const { position: _, announced: __, revision: ___, part: ____, startedByName, ...rest } = run;
  const last = runs.find(({ state, period }) => state !== "stating" && period !== run.period);
  return {
    ...rest,
    startedBy: startedByName,
    ...(run.state === "stating" && last ? { outOf: last.families } : {}),
    stuck: isStuck(run, now),
  };
}

async function mustExist(table: Table, code: FamilyCode): Promise<void> {
  if (!(await readHousehold(table, code)))
    throw new Problem("notFound", "Aucune famille ne porte ce code. Vérifiez-le sur une facture ou dans le dossier.");
}

export const billingOfficeUseCases = (dependencies: BillingOfficeDependencies): UseCases<typeof billingOffice> => {
  const { table, catalogue, clock } = dependencies;
  return {
    "billing.runs": async () => {
      const now = clock();
      const current = monthOf(localDate(now));
      const [latest, runs] = await Promise.all([catalogue.latest(), readRuns(table)]);
      const months = openMonths(current);
      const billed = runs.map(({ period }) => period);
      return {
        body: {
          months: [...months],
          forgotten: [...forgottenMonths(months, billed, localDate(now))],
          accounts: (latest.accounts ?? []).map(({ id: accountId, name }) => ({ id: accountId, name })),
          runs: runs.map((run) => runView(run, runs, now)),
        },
      };
    },
    "billing.preview": preview(dependencies),
    "billing.claims": claims(dependencies),
    "billing.start": async ({ params: { period }, session }) => {
      const now = clock();
      mustBeOver(period, clock);
      if (period < monthsBefore(monthOf(localDate(now)), mostOpen))
        throw new Problem("notPossible", "Ce mois a plus d’un an : il ne se facture plus.");
      if (((await catalogue.latest()).accounts ?? []).length === 0)
        throw new Problem(
          "notPossible",
          "Le catalogue n’a pas de compte de recouvrement : ajoutez « comptes de recouvrement » au fichier, et « compte » aux activités.",
        );
      const by = { startedBy: session.login, startedByName: session.displayName };
      const run = await beginRun(table, period, by, now);
      // One that died is called again; if somebody has called it meanwhile, it goes on already.
      const further = isStuck(run, now) ? await advanceRun(table, run, { part: run.part + 1, at: now }) : run;
      return { body: runView(further ?? run, await readRuns(table), now) };
    },
    "billing.ofFamily": async ({ params: { familyCode } }) => {
      const [accounts, statements] = await Promise.all([
        readBillAccounts(table, familyCode),
        readStatements(table, familyCode),
        mustExist(table, familyCode),
      ]);
      return {
        body: { waiting: waitingViews(accounts, statements), statements: statements.map(statementView) },
      };
    },
    "billing.detailOfFamily": async ({ params, query }) => ({ body: await detailOf(table, { ...params, ...query }) }),
    "billing.credit": creditLines(dependencies),
    "billing.pdfOfFamily": async ({ params }) => ({ body: await linkOf(dependencies, params) }),
  };
};
