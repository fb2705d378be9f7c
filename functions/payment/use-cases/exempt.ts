/** Staff asks no more for what is late, an invoice or all of a family's, for a while or for good; or asks again. */
import type { Exemption } from "../../billing/rules/dunning.ts";
import { exemptFamily, exemptInvoice } from "../../billing/store/dunning.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { paymentDesk } from "../contract/desk.ts";
import { deskWords } from "../words.fr.ts";
import { familyPayments } from "./desk-views.ts";
import type { DeskDependencies } from "./desk.ts";

type Acts = Pick<UseCases<typeof paymentDesk>, "payment.exempt" | "payment.exemptFamily">;

export const exemptUseCases = (dependencies: DeskDependencies): Acts => {
  const { table, clock } = dependencies;
  const answer = async (familyCode: FamilyCode) => ({ body: await familyPayments(dependencies, familyCode) });
  const exempting = (
    exemption: { readonly reason: string; readonly until?: PlainDate | undefined } | null,
    { login, displayName }: StaffSession,
  ): Exemption | null => {
    const at = clock();
    if (exemption?.until !== undefined && exemption.until < localDate(at))
      throw new Problem("notPossible", deskWords.exemptPast);
    return exemption && { ...exemption, login, byName: displayName, at };
  };
  return {
    "payment.exempt": async ({ session, params, body: { exemption } }) => {
      if (!(await exemptInvoice(table, params, exempting(exemption, session))))
        throw new Problem("notFound", deskWords.unknownInvoice);
      return answer(params.familyCode);
    },
    "payment.exemptFamily": async ({ session, params: { familyCode }, body: { exemption } }) => {
      await familyOf(table, familyCode);
      await exemptFamily(table, familyCode, exempting(exemption, session));
      return answer(familyCode);
    },
  };
};
