/** Wallets of the town whose families pay (support.ts): what families and the desk do with them, and what must hold of them. */
import { expect } from "vitest";
import { dueOf } from "../../../functions/billing/rules/settlement.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { Problem } from "../../../functions/http/problem.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { localDate } from "../../../functions/kernel/time.ts";
import { deskLists } from "../../../functions/payment/use-cases/desk-views.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import { walletDeskUseCases } from "../../../functions/payment/use-cases/wallet-desk.ts";
import { walletUseCases } from "../../../functions/payment/use-cases/wallet-own.ts";
import type { Table } from "../../../functions/table/table.ts";
import { intoWallet } from "../../../functions/wallet/rules/movement.ts";
import { readWallet, readWallets } from "../../../functions/wallet/store/wallets.ts";
import { silentLog } from "../../support/log.ts";
import { till } from "../billing/support.ts";
import { staffSession } from "../booking/http.ts";
import { guardianOf, newKey } from "../booking/support.ts";
import { december, november, type Payments } from "./support.ts";

export type Periods = readonly (typeof november)[];

/** The refusal's code, of an act that is refused. */
export async function refused(act: Promise<unknown>): Promise<string> {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`Not refused: ${String(error)}`);
  return error.code;
}

export function walletsIn(town: Payments) {
  const own = (table: Table) => {
    const catalogue = catalogueCache(() => readCatalogue(table, { accountOf }), town.clock);
    const common = { table, clock: town.clock, catalogue };
    const payfip = { service: town.service, mode: "test" as const };
    return {
      ...walletUseCases({ ...common, log: silentLog, payfip, town: { name: "Pithiviers" } }),
      ...walletDeskUseCases(common),
      ...deskUseCases(common),
      ...deskLists(common),
    };
  };
  const { table: usual } = town.world;
  const today = () => localDate(town.clock());
  return {
    own,
    see: async (family: FamilyCode) =>
      (await own(usual)["payment.wallet"]({ ...town.from, session: guardianOf(family) })).body,
    begin: async (family: FamilyCode, amount: number, table = usual) =>
      (
        await own(table)["payment.beginTopUp"]({
          ...town.from,
          session: guardianOf(family),
          body: { accountId: till.id, amount },
        })
      ).body.operation,
    pay: (family: FamilyCode, periods: Periods, amount: number, idempotencyKey = newKey(), table = usual) =>
      own(table)["payment.payFromWallet"]({
        ...town.from,
        session: guardianOf(family),
        body: { idempotencyKey, accountId: till.id, periods: [...periods], amount },
      }),
    topUp: (family: FamilyCode, amount: number, idempotencyKey = newKey(), table = usual) =>
      own(table)["payment.topUp"]({
        ...town.from,
        session: staffSession,
        params: { familyCode: family, accountId: till.id },
        body: { idempotencyKey, means: "cash", amount, on: today() },
      }),
    giveBack: (family: FamilyCode, amount: number, idempotencyKey = newKey(), table = usual) =>
      own(table)["payment.giveBack"]({
        ...town.from,
        session: staffSession,
        params: { familyCode: family, accountId: till.id },
        body: { idempotencyKey, means: "transfer", amount, reason: "La famille déménage" },
      }),
    enter: (family: FamilyCode, periods: Periods, amount: number, idempotencyKey = newKey(), table = usual) =>
      own(table)["payment.enter"]({
        ...town.from,
        session: staffSession,
        params: { familyCode: family },
        body: { idempotencyKey, accountId: till.id, periods: [...periods], means: "wallet", amount, on: today() },
      }),
    reverse: (family: FamilyCode, name: string, idempotencyKey = newKey(), table = usual) =>
      own(table)["payment.reverse"]({
        ...town.from,
        session: staffSession,
        params: { familyCode: family, name },
        body: { idempotencyKey, reason: "Chèque sans provision" },
      }),
    balance: async (family: FamilyCode): Promise<number> =>
      (await readWallet(usual, { familyCode: family, accountId: till.id })).balance,
    due: async (family: FamilyCode): Promise<readonly number[]> => [
      dueOf(await town.invoice(family, november)),
      dueOf(await town.invoice(family, december)),
    ],
  };
}
export type WalletActs = ReturnType<typeof walletsIn>;

/**
 * Whatever happened: the balance is the sum of its movements and not below zero; each movement goes with an entry of the ledger
 * of its amount; what came in is what is there, what was given back and what invoices got, to the cent; and no invoice got more
 * than it asks.
 */
export async function wholeWallet(town: Payments, family: FamilyCode): Promise<void> {
  const { table } = town.world;
  const [{ balance }, { movements }, entries] = await Promise.all([
    readWallet(table, { familyCode: family, accountId: till.id }),
    readWallets(table, family),
    town.payments(family),
  ]);
  expect(balance).toBeGreaterThanOrEqual(0);
  expect(balance).toBe(movements.reduce((sum, one) => sum + intoWallet(one), 0));
  const entry = new Map(entries.map((one) => [one.name, one]));
  for (const { name, amount } of movements) expect(entry.get(name)?.amount).toBe(amount);
  const sum = (kind: string, means?: string): number =>
    entries
      .filter((one) => one.kind === kind && (means === undefined || one.means === means))
      .reduce((total, { amount }) => total + amount, 0);
  const back = (kind: string): number =>
    entries
      .filter((one) => one.kind === "reversal" && one.of !== undefined && entry.get(one.of)?.kind === kind)
      .reduce((total, { amount }) => total + amount, 0);
  const came = sum("topUp") - back("topUp") - sum("givenBack");
  const paid = sum("payment", "wallet") - back("payment");
  expect(balance).toBe(came - paid);
  const invoices = await Promise.all([november, december].map((period) => town.invoice(family, period)));
  for (const invoice of invoices) expect(invoice.settlement?.paid ?? 0).toBeLessThanOrEqual(invoice.total);
  expect(invoices.reduce((total, { settlement }) => total + (settlement?.paid ?? 0), 0)).toBe(paid);
}
