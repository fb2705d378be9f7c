/** What is to be claimed from those who pay a part for families, by the lines of a month's statements. Pure. */
import { cents, type Cents } from "../../kernel/money.ts";
import type { PaidByOther, StatedLine } from "./statement.ts";

/** One line of a family, as far as somebody else pays it; what is taken back counts below zero. */
export interface Claim {
  readonly line: StatedLine;
  readonly help: PaidByOther;
  readonly amount: Cents;
}

export const claimsOf = (lines: readonly StatedLine[]): readonly Claim[] =>
  lines.flatMap((line) =>
    (line.helps ?? []).map((help) => ({ line, help, amount: cents(line.quantity * help.amount) })),
  );
