/**
 * The payments of a month for the town's accounting program: a row for each invoice that an entry settles, and one for what was
 * paid too much. Amounts stand in two columns, in and out, never with a sign: a spreadsheet reads them as numbers, and no cell
 * begins like a formula. Written off sums are no money: they have a column of their own; so has what wallets pay, which came in
 * when they were topped up, and what is given back to them.
 */
import type { FamilyCode, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { decimal } from "../../kernel/money.ts";
import type { EntryKind } from "./payment.ts";

export interface JournalEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly means?: string | undefined;
  readonly familyCode: FamilyCode;
  readonly accountId: string;
  readonly amount: number;
  readonly over: number;
  readonly parts: readonly { readonly period: PlainMonth; readonly number: string; readonly amount: number }[];
  readonly on: PlainDate;
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
}

/** What an entry is called in words, and its account. */
export interface JournalWords<E extends JournalEntry> {
  readonly head: readonly string[];
  readonly what: (entry: E) => string;
  readonly account: (accountId: string) => string;
  readonly over: string;
}

/** `31/12/2026`. */
const dayText = (date: PlainDate): string => date.split("-").reverse().join("/");

const columns = ({ kind, means }: Pick<JournalEntry, "kind" | "means">, amount: number): readonly string[] => {
  const text = decimal(amount);
  if (means === "wallet") return kind === "payment" ? ["", "", "", text, ""] : ["", "", "", "", text];
  switch (kind) {
    case "payment":
    case "topUp":
      return [text, "", "", "", ""];
    case "reversal":
    case "refund":
    case "givenBack":
      return ["", text, "", "", ""];
    case "writeOff":
      return ["", "", text, "", ""];
  }
};

/** Entries in the order of their days; the first row names the columns. */
export function journalRows<E extends JournalEntry>(
  entries: readonly E[],
  { head, what, account, over }: JournalWords<E>,
): readonly (readonly string[])[] {
  const rowsOf = (entry: E): readonly (readonly string[])[] => {
    const row = (number: string, period: string, amount: number): readonly string[] => [
      dayText(entry.on),
      account(entry.accountId),
      entry.familyCode,
      number,
      period,
      what(entry),
      ...columns(entry, amount),
      entry.reference ?? "",
      entry.reason ?? "",
      entry.by ?? "",
      entry.name,
    ];
    if (entry.parts.length === 0) return [row("", "", entry.amount)];
    return [
      ...entry.parts.map(({ number, period, amount }) => row(number, period, amount)),
      ...(entry.over > 0 ? [row(over, "", entry.over)] : []),
    ];
  };
  const inOrder = [...entries].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  return [head, ...inOrder.flatMap(rowsOf)];
}
