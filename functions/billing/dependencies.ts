import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import { dayPrices, type DayPrices } from "../price/rules/price-day.ts";
import type { QuotientKind } from "../kernel/town-for-functions.ts";
import type { Table } from "../table/table.ts";

/** What every statement is made from, as it stands during a call. */
export interface BillingWorld {
  readonly table: Table;
  /** With its tariffs and its collection accounts. */
  readonly catalogue: Catalogue;
  readonly prices: DayPrices;
}

export const billingWorld = (table: Table, catalogue: Catalogue, quotientKind: QuotientKind): BillingWorld => ({
  table,
  catalogue,
  prices: dayPrices(catalogue, quotientKind),
});
