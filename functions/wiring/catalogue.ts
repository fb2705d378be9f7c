import { catalogueCache, type CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import type { Opened } from "./http.ts";

export interface WithCatalogue {
  readonly catalogue: CatalogueCache;
}

/** The catalogue, read before the first request, which then knows what else to read. */
export async function withCatalogue({ table, clock }: Opened): Promise<WithCatalogue> {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  return { catalogue };
}
