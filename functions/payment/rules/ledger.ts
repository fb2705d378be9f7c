/**
 * How money that arrived is divided among what it was paid for. Nothing is created or lost: the parts and what is left over
 * make the amount, and no invoice gets more than what was still due of it.
 */
import { cents, type Cents } from "../../kernel/money.ts";

/** Something owed: how much of it is still due, zero or more. */
export interface Owed<Key> {
  readonly key: Key;
  readonly due: Cents;
}

export interface Divided<Key> {
  readonly parts: readonly { readonly key: Key; readonly amount: Cents }[];
  /** Paid for what was paid meanwhile: to be given back. */
  readonly over: Cents;
}

/** `owed`: oldest first; what comes first is paid first. */
export function divide<Key>(amount: Cents, owed: readonly Owed<Key>[]): Divided<Key> {
  let left: number = amount;
  const parts: { readonly key: Key; readonly amount: Cents }[] = [];
  for (const { key, due } of owed) {
    const part = Math.min(left, due);
    if (part <= 0) continue;
    left -= part;
    parts.push({ key, amount: cents(part) });
  }
  return { parts, over: cents(left) };
}

/** Instalments of a sum: equal but for the last, which takes what does not divide (161.00 in 3: 53.67, 53.67, 53.66). */
export function instalments(total: Cents, count: number): readonly Cents[] {
  if (!Number.isSafeInteger(count) || count < 1 || total < count)
    throw new RangeError("A sum is paid in at least one instalment, of a cent or more");
  const each = Math.ceil(total / count);
  const parts = Array.from({ length: count - 1 }, () => cents(each));
  const rest = total - each * (count - 1);
  return rest > 0 ? [...parts, cents(rest)] : evenly(total, count);
}

/** Where rounding up would leave nothing for the last: whole shares, the first ones a cent more. */
const evenly = (total: Cents, count: number): readonly Cents[] => {
  const base = Math.floor(total / count);
  return Array.from({ length: count }, (_, index) => cents(base + (index < total - base * count ? 1 : 0)));
};
