/** Mandates at the office: a paper one is entered, one is revoked with a reason. */
import { familyOf } from "../../family/use-cases/find-family.ts";
import { Problem } from "../../http/problem.ts";
import type { UseCases } from "../../http/call.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { addMonths, localDate } from "../../kernel/time.ts";
import type { directDebitOffice } from "../contract/office.ts";
import { lapseMonths } from "../rules/mandate.ts";
import { readMandates } from "../store/mandates.ts";
import { mandateWords as words } from "../words.fr.ts";
import { debitingAccounts, mandateView, revoke, sign, type MandateDependencies } from "./mandates.ts";

type Acts = Pick<
  UseCases<typeof directDebitOffice>,
  "direct-debit.ofFamily" | "direct-debit.enter" | "direct-debit.revokeForFamily"
>;

function signedBefore(on: PlainDate, today: PlainDate): PlainDate {
  if (on > today) throw new Problem("notPossible", words.signedLater);
  if (addMonths(on, lapseMonths) < today) throw new Problem("notPossible", words.signedLongAgo);
  return on;
}

export const officeMandates = (dependencies: MandateDependencies): Acts => {
  const { table, clock, catalogue } = dependencies;
  const answer = async (familyCode: FamilyCode) => {
    const [accounts, mandates] = await Promise.all([debitingAccounts(catalogue), readMandates(table, familyCode)]);
    const today = localDate(clock());
    return {
      body: {
        today,
        accounts: accounts.map(({ id: accountId, name: accountName }) => ({
          accountId,
          accountName,
          mandates: mandates
            .filter((one) => one.accountId === accountId)
            .reverse()
            .map((one) => mandateView(one, today)),
        })),
      },
    };
  };
  return {
    "direct-debit.ofFamily": async ({ params: { familyCode } }) => {
      await familyOf(table, familyCode);
      return answer(familyCode);
    },
    "direct-debit.enter": async ({ session, params, body: { idempotencyKey, debtor, iban, bic, signedOn } }) => {
      await familyOf(table, params.familyCode);
      await sign(dependencies, {
        ...params,
        debtor,
        iban,
        bic,
        way: "paper",
        signedOn: signedBefore(signedOn, localDate(clock())),
        by: { login: session.login, name: session.displayName },
        key: idempotencyKey,
      });
      return answer(params.familyCode);
    },
    "direct-debit.revokeForFamily": async ({ session, params, body: { rum, reason } }) => {
      await revoke(dependencies, { ...params, rum }, { reason, by: session.displayName });
      return answer(params.familyCode);
    },
  };
};
