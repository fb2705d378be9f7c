/**
 * What an invoice's sheet asks for: what was paid before it was drawn, from what a family had put aside for its days, is not
 * asked again.
 */
import { dayWithYear } from "../../kernel/dates.fr.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { cents, priceInWords, type Cents } from "../../kernel/money.ts";
import { dueOf, type Settled } from "../rules/settlement.ts";

export interface Asked {
  /** Still to be paid; 0: nothing, and the sheet does not say how. */
  readonly due: Cents;
  /** In large letters, and what stands below. */
  readonly headline: string;
  readonly below: string;
  /** At the foot of the table. */
  readonly total: string;
}

export function askedOf(invoice: Settled, dueOn: PlainDate): Asked {
  const { total } = invoice;
  const due = dueOf(invoice);
  const paid = cents(total - due);
  if (due === 0)
    return {
      due,
      headline: `Déjà payé : ${priceInWords(total)}`,
      below: "rien n’est à payer",
      total: `Total : ${priceInWords(total)}, déjà payé`,
    };
  const before = paid > 0 ? `Total : ${priceInWords(total)}, dont ${priceInWords(paid)} déjà payés. ` : "";
  return {
    due,
    headline: `À payer : ${priceInWords(due)}`,
    below: `au plus tard le ${dayWithYear(dueOn)}`,
    total: before === "" ? `Total à payer : ${priceInWords(total)}` : `${before}À payer : ${priceInWords(due)}`,
  };
}
