import { judgeOf, type Judge } from "../attendance/rules/booked-days.ts";
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import { dayPrices, type DayPrices } from "../price/rules/price-day.ts";
import type { QuotientKind } from "../kernel/town-for-functions.ts";
import type { Table } from "../table/table.ts";

/** What every statement is made from, as it stands during a call. */
export interface BillingWorld {
  readonly table: Table;
  /** With its tariffs, its collection accounts and its rules for absences. */
  readonly catalogue: Catalogue;
  readonly prices: DayPrices;
  readonly judge: Judge;
}

export const billingWorld = (
  table: Table,
  catalogue: Catalogue,
  town: { readonly quotient: { readonly kind: QuotientKind }; readonly schoolZone: SchoolZone },
): BillingWorld => ({
  table,
  catalogue,
  prices: dayPrices(catalogue, town.quotient.kind, town.schoolZone),
  judge: judgeOf(catalogue, town.schoolZone),
});
