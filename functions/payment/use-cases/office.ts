/** What the office watches of payments online. */
import type { UseCases } from "../../http/call.ts";
import type { Table } from "../../table/table.ts";
import type { AttemptView, paymentOffice } from "../contract/office.ts";
import { readOpenAttempts, type Attempt } from "../store/attempts.ts";
import { readForgeries } from "../store/forgeries.ts";

const viewOf = (attempt: Attempt): AttemptView => {
  const {
    operation,
    familyCode,
    accountName,
    reference,
    amount,
    state,
    at,
    lookedAt,
    over,
    invoices,
    wallet = false,
  } = attempt;
  return {
    operation,
    familyCode,
    accountName,
    reference,
    amount,
    state,
    at,
    lookedAt,
    over,
    wallet,
    invoices: [...invoices],
  };
};

export const paymentOfficeUseCases = ({ table }: { readonly table: Table }): UseCases<typeof paymentOffice> => ({
  "payment.watch": async () => {
    const [waiting, odd, forged] = await Promise.all([
      readOpenAttempts(table, "waiting"),
      readOpenAttempts(table, "odd"),
      readForgeries(table),
    ]);
    return { body: { waiting: waiting.map(viewOf), odd: odd.map(viewOf), forged: [...forged] } };
  },
});
