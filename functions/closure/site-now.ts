import type { Catalogue, Site } from "../catalogue/rules/catalogue.ts";
import type { SiteId } from "../kernel/ids.ts";
import { Problem } from "../http/problem.ts";
import type { BookingDependencies } from "../booking/dependencies.ts";
import { readClosures } from "./store/closures.ts";

/**
 * The catalogue, and one of its sites with the closures that stand now: the catalogue may be some seconds old, and an
 * agent must see what it has just decided.
 */
export async function siteNow(
  { table, catalogue: cache }: Pick<BookingDependencies, "table" | "catalogue">,
  siteId: SiteId,
): Promise<{ readonly catalogue: Catalogue; readonly site: Site }> {
  const [catalogue, closures] = await Promise.all([cache.latest(), readClosures(table, siteId)]);
  const site = catalogue.sites.find(({ id }) => id === siteId);
  if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
  return { catalogue, site: { ...site, closures } };
}
