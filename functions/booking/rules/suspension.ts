/**
 * Whether a family is late in paying by what the town's rule says. It counts what is late only, beyond the days that the town
 * gives; nothing that staff lets wait, that is kept to by instalments, or that a direct debit is collecting (billing/rules/owed.ts).
 */
import type { SuspensionRule } from "../../catalogue/rules/suspension.ts";
import type { Household } from "../../family/rules/family.ts";
import { overdueOf, type Overdue } from "../../family/rules/owes.ts";
import type { PlainDate } from "../../kernel/ids.ts";

export function suspensionOf(
  rule: SuspensionRule | null | undefined,
  { owes = [] }: Pick<Household, "owes">,
  today: PlainDate,
): Overdue | null {
  const overdue = rule ? overdueOf(owes, today, rule.after) : null;
  return rule && overdue && overdue.amount >= rule.from ? overdue : null;
}
