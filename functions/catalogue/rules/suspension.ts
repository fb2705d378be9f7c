/**
 * Whether the town suspends the bookings of a family that is late in paying. It is asked to pay, never to leave: what is
 * booked stays, days are given up and absences told as ever.
 */
import type { ActivityId } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";

export interface SuspensionRule {
  /** From so much late on. */
  readonly from: Cents;
  /** Days after the last day for paying, in which nothing counts yet. */
  readonly after: number;
  /** Activities that are booked all the same. */
  readonly except: readonly ActivityId[];
  /** What a family reads besides, in the town's own words. */
  readonly text?: string | undefined;
}

/** The longest time that a town may give. */
export const longestGrace = 365;

/**
 * The rule, where it is one for that activity. A canteen refuses nobody but for want of a place (Code de l’éducation,
 * art. L. 131-13), whatever a town writes.
 */
export const suspensionFor = (
  rule: SuspensionRule | null | undefined,
  { id, kind }: { readonly id: ActivityId; readonly kind: string },
): SuspensionRule | null => (rule && kind !== "canteen" && !rule.except.includes(id) ? rule : null);
