/** What a line costs and why, as families and the office are told it before it is confirmed and ever after. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";

export const priceView = z.object({
  /** In cents; and in words, `5,53 €`, for pages that add nothing up. */
  amount: z.int(),
  words: z.string(),
  /** In French, one short sentence a reason. */
  reasons: z.array(z.string()),
  /** It is the highest price: the family has no quotient that counts on the day. */
  withoutQuotient: z.optional(z.literal(true)),
});
export type PriceView = z.infer<typeof priceView>;

/** What a basket changes of what the household owes. Amounts in cents. */
export const basketCost = z.object({
  /** Of days that are paid when they are booked: what would leave the wallet, below zero what comes back; and what is there. */
  prepaid: z.optional(
    z.object({
      amount: z.int(),
      balance: z.int(),
      /** Minutes for which what the wallet cannot pay is held, and how many places at most; absent: it is refused. */
      heldFor: z.optional(z.int()),
      mostHeld: z.optional(z.int()),
    }),
  ),
  /** Above zero: that much more, the other children's days that it moves counted. */
  total: z.int(),
  /** What a sibling keeps at another price. */
  moved: z.array(
    z.object({
      childId: branded("ChildId"),
      activityId: branded("ActivityId"),
      unitId: branded("UnitId"),
      date: branded("PlainDate"),
      was: z.int(),
      /** Index in `prices`. */
      is: z.int(),
    }),
  ),
});
export type BasketCost = z.infer<typeof basketCost>;
