/** Prices as the contract says them. */
import { reasonWords } from "../price/words.fr.ts";
import type { Price } from "../price/rules/price-of.ts";
import { priceInWords } from "../kernel/money.ts";
import { typeset } from "../kernel/dates.fr.ts";
import type { BasketCost, PriceView } from "./contract/price-view.ts";
import type { BasketCosts } from "./rules/costs.ts";

export const priceViewOf = ({ amount, reasons }: Price): PriceView => ({
  amount,
  words: priceInWords(amount),
  reasons: reasons.map((reason) => typeset(reasonWords(reason))),
  ...(reasons.some(({ kind }) => kind === "withoutQuotient") ? { withoutQuotient: true } : {}),
});

/** Collects prices, each once; lines and cells point at them. */
export class PriceViews {
  readonly views: PriceView[] = [];
  readonly #indexes = new Map<string, number>();

  /** `{price: …}` of a line, or nothing when it has none. */
  pointer(price: Price | null | undefined): { readonly price?: number } {
    return price ? { price: this.indexOf(price) } : {};
  }

  indexOf({ amount, reasons, ...price }: Price): number {
    const name = JSON.stringify([amount, reasons]);
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index = this.views.push(priceViewOf({ amount, reasons, ...price })) - 1;
    this.#indexes.set(name, index);
    return index;
  }

  /** The list itself, where there is anything in it. */
  listed(): { readonly prices?: PriceView[] } {
    return this.views.length > 0 ? { prices: this.views } : {};
  }
}

/** What a basket changes of what the household owes. */
export const costView = (
  { total, moved }: BasketCosts,
  prices: PriceViews,
  prepaid: BasketCost["prepaid"] | null,
): BasketCost => ({
  ...(prepaid ? { prepaid } : {}),
  total,
  moved: moved.map(({ is, ...line }) => ({ ...line, is: prices.indexOf(is) })),
});
