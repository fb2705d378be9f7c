/** What is still to be paid, for « Ce qui vous attend »: one line for all of it, with the way to the page on which it is paid. */
import type { PayableAccount } from "../../../functions/payment/contract/own.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { home as strings } from "../../strings/fr/home.ts";
import { payPath } from "../shell/paths.ts";
import type { Todo } from "./fileTodos.ts";

/** What waits for the treasury asks nothing of the family. */
export function paymentTodos(accounts: readonly PayableAccount[]): readonly Todo[] {
  const due = accounts
    .flatMap(({ invoices }) => invoices)
    .filter(({ awaitedSince }) => awaitedSince === undefined)
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  const [first] = due;
  if (!first) return [];
  const total = due.reduce((sum, one) => sum + one.due, 0);
  return [
    {
      href: payPath,
      title: accounts.some(({ how }) => how.kind === "online") ? strings.payOnline : strings.toPay,
      detail: strings.dueFor(price(total), due.length, dateOnly(first.dueOn)),
      action: strings.pay,
    },
  ];
}
