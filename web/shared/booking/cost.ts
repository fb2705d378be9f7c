/** What days cost, as the server said it: prices by their place in its list, made of every answer of a basket. */
import type { BasketCost, PriceView } from "../../../functions/booking/contract/price-view.ts";
import type { Answer } from "../api/client.ts";
import type { Cell } from "./basket/selection.ts";

export type { PriceView };

export interface Cost {
  /** In cents; below zero, that much less. */
  readonly total: number;
  readonly moved: readonly (Cell & { readonly was: number; readonly is: PriceView })[];
  /** Of days that are paid when they are booked: what leaves the wallet, and what is there. */
  readonly prepaid: BasketCost["prepaid"] | null;
  /** Every price that it is made of, each once. */
  readonly prices: readonly PriceView[];
}

type Preview = Answer<"booking.preview">;

export const priceAt = (prices: readonly PriceView[] | undefined, index: number | undefined): PriceView | null =>
  index === undefined ? null : (prices?.[index] ?? null);

const moves = ({ moved }: Pick<BasketCost, "moved">, prices: readonly PriceView[] | undefined): Cost["moved"] =>
  moved.flatMap(({ is, ...line }) => {
    const price = priceAt(prices, is);
    return price ? [{ ...line, is: price }] : [];
  });

const once = (prices: readonly PriceView[]): readonly PriceView[] => [
  ...new Map(prices.map((one) => [JSON.stringify(one), one])).values(),
];

/** Of a basket that was asked about in several parts; null where nothing has a price. */
export function costOf(previews: readonly Pick<Preview, "cost" | "prices">[]): Cost | null {
  const found = previews.flatMap(({ cost, prices }) => (cost ? [{ cost, prices }] : []));
  if (found.length === 0) return null;
  const prepaid = found.flatMap(({ cost }) => cost.prepaid ?? []);
  const [first] = prepaid;
  return {
    prepaid: first ? { ...first, amount: prepaid.reduce((sum, one) => sum + one.amount, 0) } : null,
    total: found.reduce((sum, { cost }) => sum + cost.total, 0),
    moved: found.flatMap(({ cost, prices }) => moves(cost, prices)),
    prices: once(found.flatMap(({ prices }) => prices ?? [])),
  };
}

export const lacksQuotient = (prices: readonly PriceView[]): boolean =>
  prices.some(({ withoutQuotient }) => withoutQuotient);
