/**
 * Wallets at the desk: money is put in, and what is left is given back. Each act is one transaction: its entry, expected not to
 * be there, the movement and the balance; sent twice it is one.
 */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import { cents, priceInWords, type Cents } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact } from "../../table/transact.ts";
import type { MovementKind } from "../../wallet/rules/movement.ts";
import { movementWrites, readWallet, type Wallet, type WalletName } from "../../wallet/store/wallets.ts";
import type { paymentWalletDesk } from "../contract/wallet-desk.ts";
import { receivedOn, sentAgain, type DeskDependencies } from "./desk.ts";
import { familyPayments } from "./desk-views.ts";
import type { Payment } from "../rules/payment.ts";
import { paymentWrite, readPayment } from "../store/payments.ts";
import { deskWords, walletWords } from "../words.fr.ts";

type Act = Pick<Payment, "name" | "amount" | "means" | "on" | "reference" | "reason"> & {
  readonly kind: Extract<MovementKind, "topUp" | "givenBack">;
  /** What the wallet may hold after it. */
  readonly most?: Cents;
};

export const walletDeskUseCases = (dependencies: DeskDependencies): UseCases<typeof paymentWalletDesk> => {
  const { table, clock, catalogue } = dependencies;

  /** `whyNot`: what speaks against it, on the wallet as it is. */
  const act = async (
    { familyCode, accountId }: WalletName,
    { most, ...one }: Act,
    { login, displayName }: StaffSession,
    whyNot: (wallet: Wallet) => string | null,
  ) => {
    await decideAndWrite<null, true>("A wallet", null, async () => {
      const known = await readPayment(table, familyCode, one.name);
      if (known) {
        sentAgain(known, { ...one, accountId });
        return { done: true };
      }
      const reason = whyNot(await readWallet(table, { familyCode, accountId }));
      if (reason !== null) throw new Problem("notPossible", reason);
      const at = clock();
      const written = await transact(table, [
        paymentWrite({
          ...one,
          familyCode,
          accountId,
          parts: [],
          over: cents(0),
          at,
          by: { login, name: displayName },
        }),
        ...movementWrites(
          { name: one.name, familyCode, accountId, kind: one.kind, amount: one.amount, at, reason: one.reason },
          { most },
        ),
      ]);
      return written === "done" ? { done: true } : { again: null };
    });
    return { body: await familyPayments(dependencies, familyCode) };
  };

  return {
    "payment.topUp": async ({ session, params, body: { idempotencyKey: name, means, reference, ...body } }) => {
      const [{ accounts = [] }] = await Promise.all([catalogue.latest(), familyOf(table, params.familyCode)]);
      const { wallet } = accounts.find(({ id }) => id === params.accountId) ?? {};
      if (!wallet) throw new Problem("notFound", deskWords.noWallet);
      const amount = cents(body.amount);
      const on = receivedOn(body.on, localDate(clock()));
      const { most } = wallet;
      return act(params, { name, kind: "topUp", means, amount, on, reference, most }, session, ({ balance }) =>
        balance + amount > most ? walletWords.tooMuch(priceInWords(most), priceInWords(balance)) : null,
      );
    },
    "payment.giveBack": async ({ session, params, body: { idempotencyKey: name, means, reason, ...body } }) => {
      await familyOf(table, params.familyCode);
      const amount = cents(body.amount);
      const on = localDate(clock());
      return act(params, { name, kind: "givenBack", means, amount, on, reason }, session, ({ balance }) =>
        balance < amount ? deskWords.lessInWallet(priceInWords(balance)) : null,
      );
    },
  };
};
