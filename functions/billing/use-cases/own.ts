/** What a family's adults see of its invoices: the payer all of it, the others where the payer lets them. */
import { suspensionOf } from "../../booking/rules/suspension.ts";
import { suspendedWords } from "../../booking/words.fr.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Bucket } from "../../files/bucket.ts";
import { Problem } from "../../http/problem.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import type { billingOwn } from "../contract/own.ts";
import { owedOf } from "../rules/owed.ts";
import { readFamilyExemption } from "../store/dunning.ts";
import { putSharing } from "../store/sharing.ts";
import { readBillAccounts, readStatements } from "../store/statements.ts";
import { mustOpen, sightOf } from "./sight.ts";
import { detailOf, linkOf, statementView, waitingViews } from "./views.ts";

export interface OwnBillingDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

export const billingOwnUseCases = (dependencies: OwnBillingDependencies): UseCases<typeof billingOwn> => {
  const { table, clock, catalogue } = dependencies;
  return {
    "billing.own": async ({ session }) => {
      const [{ payer, shared, seen, opens }, exempt, latest, accounts, statements] = await Promise.all([
        sightOf(table, session),
        readFamilyExemption(table, session.familyCode),
        catalogue.latest(),
        readBillAccounts(table, session.familyCode),
        readStatements(table, session.familyCode),
      ]);
      const { accounts: collecting = [], suspension } = latest;
      const today = localDate(clock());
      const overdue = suspensionOf(suspension, { owes: owedOf(statements, exempt) }, today);
      return {
        body: {
          today,
          payer,
          debits: payer && collecting.some(({ debit }) => debit !== undefined),
          shared,
          seen,
          opens,
          ...(overdue ? { suspended: suspendedWords(seen ? { ...overdue, text: suspension?.text } : null) } : {}),
          waiting: seen ? waitingViews(accounts, statements) : [],
          statements: seen ? statements.map(statementView).map((one) => (opens ? one : { ...one, children: [] })) : [],
        },
      };
    },
    "billing.detail": async ({ session, params, query }) => {
      const [body] = await Promise.all([
        detailOf(table, { familyCode: session.familyCode, ...params, ...query }),
        mustOpen(table, session),
      ]);
      return { body };
    },
    "billing.pdf": async ({ session, params }) => {
      await mustOpen(table, session);
      return { body: await linkOf(dependencies, { familyCode: session.familyCode, ...params }) };
    },
    "billing.share": async ({ session, body: { shared } }) => {
      const { payer } = await sightOf(table, session);
      if (!payer)
        throw new Problem(
          "notPossible",
          "Seul le payeur du foyer peut partager les factures. Demandez-lui de le faire.",
        );
      await putSharing(table, session.familyCode, { shared, by: session.login, at: clock() });
      return { body: undefined };
    },
  };
};
