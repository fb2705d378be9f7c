/** What several use cases of planning read, and what they refuse alike. */
import { requirePeriod } from "../booking/use-cases/list-bookings.ts";
import type { Catalogue, Site } from "../catalogue/rules/catalogue.ts";
import type { PlainDate, SiteId } from "../kernel/ids.ts";
import { daysBetween } from "../kernel/time.ts";
import { Problem } from "../http/problem.ts";
import { readClosures } from "../closure/store/closings.ts";
import type { PlanningDependencies } from "./dependencies.ts";

/**
 * The catalogue, and one of its sites with the closures that stand now: the catalogue may be some seconds old, and an
 * agent must see what it has just decided.
 */
export async function siteNow(
  { table, catalogue: cache }: Pick<PlanningDependencies, "table" | "catalogue">,
  siteId: SiteId,
): Promise<{ readonly catalogue: Catalogue; readonly site: Site }> {
  const [catalogue, closures] = await Promise.all([cache.latest(), readClosures(table, siteId)]);
  const site = catalogue.sites.find(({ id }) => id === siteId);
  if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
  return { catalogue, site: { ...site, closures } };
}

/** Refuses a period that is upside down, or longer than this many days. */
export function requireSpan({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }, most: number): void {
  requirePeriod({ from, to });
  if (daysBetween(from, to) >= most)
    throw new Problem("request.invalid", {
      detail: `Choisissez une période de ${most} jours au plus.`,
      errors: [{ field: "to", message: `Cette période dépasse ${most} jours.` }],
    });
}

export const siteViewOf = ({
  id,
  name,
  town,
}: Site): { readonly id: SiteId; readonly name: string; readonly town: string } => ({ id, name, town });
