/** « Prélèvement automatique »: only the payer sees, signs and revokes; the account is theirs. */
import { printedNumber } from "../../billing/rules/number.ts";
import { readStatements, type Statement } from "../../billing/store/statements.ts";
import { isPayer } from "../../family/rules/payers.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { Problem } from "../../http/problem.ts";
import type { UseCases } from "../../http/call.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { CollectionAccountId, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { directDebitOwn, OwnMandates } from "../contract/own.ts";
import { readMandates } from "../store/mandates.ts";
import { mandateWords as words } from "../words.fr.ts";
import { debitingAccounts, mandateView, revoke, sign, type MandateDependencies } from "./mandates.ts";

type Coming = OwnMandates["accounts"][number]["coming"];

/** What is on its way of an account, day by day. */
function comingOf(statements: readonly Statement[], accountId: CollectionAccountId): Coming {
  const own = statements.flatMap(({ accountId: of, issue, settlement }) =>
    of === accountId && issue && settlement?.debited
      ? [{ ...settlement.debited, number: printedNumber(issue.number) }]
      : [],
  );
  const days: readonly PlainDate[] = [...new Set(own.map(({ on }) => on))].sort();
  return days.map((on) => {
    const ofDay = own.filter((one) => one.on === on);
    return {
      on,
      amount: ofDay.reduce((sum, { amount }) => sum + amount, 0),
      numbers: ofDay.map(({ number }) => number).sort(),
    };
  });
}

export const directDebitOwnUseCases = (dependencies: MandateDependencies): UseCases<typeof directDebitOwn> => {
  const { table, clock, catalogue } = dependencies;

  /** Who looks, if it is a payer. */
  const readerOf = async ({ familyCode, guardianId }: GuardianSession) => {
    const { household } = await ownFamily(table, { familyCode, guardianId });
    const adult = household.guardians.find((one) => one.id === guardianId);
    const name = adult ? `${adult.firstName} ${adult.lastName}` : "";
    return { payer: isPayer(household, guardianId), name };
  };
  const payerOf = async (session: GuardianSession) => {
    const { payer, name } = await readerOf(session);
    if (!payer) throw new Problem("notPossible", words.notPayer);
    return { login: session.login, name };
  };
  const own = async (session: GuardianSession): Promise<{ readonly body: OwnMandates }> => {
    const [{ payer, name }, accounts, mandates, statements] = await Promise.all([
      readerOf(session),
      debitingAccounts(catalogue),
      readMandates(table, session.familyCode),
      readStatements(table, session.familyCode),
    ]);
    const today = localDate(clock());
    return {
      body: {
        payer,
        debtor: name,
        accounts: payer
          ? accounts.map(({ id: accountId, name: accountName, debit }) => {
              const last = mandates.filter((one) => one.accountId === accountId).at(-1);
              return {
                accountId,
                accountName,
                creditor: { id: debit.id, name: debit.name },
                noticeDays: debit.noticeDays,
                mandate: last ? mandateView(last, today) : null,
                coming: comingOf(statements, accountId),
              };
            })
          : [],
      },
    };
  };

  return {
    "direct-debit.own": ({ session }) => own(session),
    "direct-debit.sign": async ({ session, params: { accountId }, body: { idempotencyKey, debtor, iban, bic } }) => {
      const by = await payerOf(session);
      const { familyCode, guardianId: signer } = session;
      const key = idempotencyKey;
      await sign(dependencies, { familyCode, accountId, signer, debtor, iban, bic, way: "online", by, key });
      return own(session);
    },
    "direct-debit.revoke": async ({ session, params: { accountId }, body: { rum } }) => {
      const { name: by } = await payerOf(session);
      await revoke(dependencies, { familyCode: session.familyCode, accountId, rum }, { reason: words.byFamily, by });
      return own(session);
    },
  };
};
