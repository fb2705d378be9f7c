/** What a household's days are priced by, read in the same wave as the rest; nothing where the town asks no price. */
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import type { FamilyCode } from "../kernel/ids.ts";
import { dayPrices, type PricedFamily } from "../price/rules/price-day.ts";
import type { Family } from "../family/rules/family.ts";
import { readCircumstances, standingCircumstances } from "../price/store/circumstances.ts";
import { readQuotients, standingValues } from "../quotient/store/quotients.ts";
import type { Pricing } from "./rules/costs.ts";
import type { PricingDependencies } from "./dependencies.ts";

const asksPrices = ({ tariffs = [] }: Catalogue): boolean => tariffs.length > 0;

type Read = Pick<PricedFamily, "quotients" | "circumstances">;

/**
 * Reads a household's quotients, and what staff has said of it, if the catalogue, as the process last knew it, asks any price. What is returned makes the
 * pricing by the catalogue that was read beside; null where nothing has a price. An adult who is shut out of a child's
 * file is told prices as if that child stayed at home, since a rank would tell when it comes: what is billed may be less.
 */
export async function readPricing(
  {
    table,
    catalogue: cache,
    town,
    schoolZone,
  }: Pick<PricingDependencies, "table" | "catalogue" | "town" | "schoolZone">,
  code: FamilyCode,
): Promise<(family: Family, catalogue: Catalogue) => Promise<Pricing | null>> {
  const read = async (): Promise<Read> => {
    const [months, said] = await Promise.all([
      readQuotients(table, code, { consistent: false }),
      readCircumstances(table, code, { consistent: false }),
    ]);
    return { quotients: standingValues(months), circumstances: standingCircumstances(said) };
  };
  const known = cache.known();
  const early = known && !asksPrices(known) ? null : await read();
  return async ({ household, children }, catalogue) =>
    asksPrices(catalogue)
      ? {
          family: { household, children, ...(early ?? (await read())) },
          prices: dayPrices(catalogue, town.quotient.kind, schoolZone),
        }
      : null;
}
