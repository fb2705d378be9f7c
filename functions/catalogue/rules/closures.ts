/** Days that a site closes: which days of a decision are to be shut, opened again, or left to another decision. */
import type { Closure } from "./catalogue.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { daysFrom } from "../../kernel/time.ts";

export const covers = ({ from, to }: Pick<Closure, "from" | "to">, date: PlainDate): boolean =>
  from <= date && date <= to;

/** The closure that shuts a day; of several the first, so that everyone names the same. */
export const closureOn = (closures: readonly Closure[], date: PlainDate): Closure | null =>
  closures.find((one) => covers(one, date)) ?? null;

/** Days of a closure as it was that it does not close any more, whole or shortened. */
export const daysLeft = (before: Closure, after: Pick<Closure, "from" | "to"> | null): readonly PlainDate[] =>
  daysFrom(before.from, before.to).filter((date) => !after || !covers(after, date));
