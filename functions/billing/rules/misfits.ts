/** What of a run staff looks at twice. */
import type { Cents } from "../../kernel/money.ts";

/** Below, nobody wonders. */
const small = 2000;

/** Whether a month is far from the one before: twice as much, or half of it, and more than 20 € away. */
export const isOdd = (now: Cents, before: Cents): boolean =>
  Math.abs(now - before) > small && (now > 2 * before || 2 * now < before);
