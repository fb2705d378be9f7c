import { expect, test } from "vitest";
import type { PayableAccount } from "../../../../functions/payment/contract/own.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { paymentTodos } from "../../../../web/parents/home/paymentTodos.ts";

type Invoice = PayableAccount["invoices"][number];
const invoice = (month: string, due: number, dueOn: string, change: Partial<Invoice> = {}): Invoice => ({
  period: id("PlainMonth", month),
  number: `ALSH-${month}`,
  reference: "ALSH",
  dueOn: id("PlainDate", dueOn),
  due,
  ...change,
});
const account = (invoices: readonly Invoice[], kind: "online" | "elsewhere" = "online"): PayableAccount => ({
  accountId: id("CollectionAccountId", "regie"),
  accountName: "Régie",
  together: true,
  how: kind === "online" ? { kind, mode: "test" } : { kind },
  ways: [],
  invoices: [...invoices],
});
/** Whatever its spaces. */
const spoken = (text = ""): string => text.replace(/\s/gu, " ");

test("what is due is one line, with its sum and the first day by which to pay", () => {
  const todos = paymentTodos([
    account([invoice("2026-10", 3000, "2026-12-03"), invoice("2026-09", 2000, "2026-11-02")]),
    account([invoice("2026-10", 1600, "2026-12-03")], "elsewhere"),
  ]);
  expect(todos).toHaveLength(1);
  expect(todos[0]).toMatchObject({ href: "/payer", title: "Effectuez vos paiements en ligne" });
  expect(spoken(todos[0]?.detail)).toBe("66,00 € pour 3 factures, la première au plus tard le 2 novembre 2026");
});

test("nothing is said of nothing, nor of what waits for the treasury", () => {
  expect(paymentTodos([])).toEqual([]);
  const awaited = invoice("2026-10", 3000, "2026-12-03", { awaitedSince: id("Instant", "2026-11-27T08:00:00Z") });
  expect(paymentTodos([account([awaited])])).toEqual([]);
});

test("where nothing is paid online, it does not say so", () => {
  const [todo] = paymentTodos([account([invoice("2026-10", 3000, "2026-12-03")], "elsewhere")]);
  expect(todo?.title).toBe("Vous avez à payer");
  expect(spoken(todo?.detail)).toBe("30,00 € au plus tard le 3 décembre 2026");
});
